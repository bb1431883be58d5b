export { type LogDelivering } from './access-logs';
export { logBuckets } from './log-destination';
export { type LogEntry, type LogFile, logText, MalformedLog, parseLog } from './log-file';
export { LogStore } from './log-store';
