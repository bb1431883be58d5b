export { Account, type AccountOptions, storedOf } from './account';
export { ApiError } from './api-error';
export { CURRENT_VERSION } from './api-version';
export { deploymentCalls } from './deployment-calls';
export { QueryApi } from './query-api';
export { restOperations } from './rest-operations';
export { isRestPath, type RestAnswer, RestApi } from './rest-api';
