export { mergedLog } from './merged-log';
export { type Rejection, rejections } from './rejections';
export { requestedObjects, type RequestedObjectsOptions } from './requested-objects';
export { type LogSummary, summaryOf } from './summary';
