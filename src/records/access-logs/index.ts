export { type LogDelivering } from './access-logs';
export { encoded as logEncoded } from './encoding';
export { logBuckets } from './log-destination';
export { type LogEntry, type LogFile, logHeader, logText, MalformedLog, parseLog } from './log-file';
export { LogStore } from './log-store';
