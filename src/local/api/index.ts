export { Account } from './account';
export { deploymentCalls } from './deployment-calls';
export { restOperations } from './rest-operations';
export { isRestPath, type RestAnswer, RestApi } from './rest-api';
