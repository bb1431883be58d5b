export { Account } from './account';
export { restOperations } from './rest-operations';
export { isRestPath, type RestAnswer, RestApi } from './rest-api';
