export { Account } from './account';
export { restOperations } from './rest-operations';
export { isRestPath, RestApi } from './rest-api';
