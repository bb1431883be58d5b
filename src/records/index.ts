export * from './access-logs';
export * from './log-analysis';
export { Logs } from './logs';
export { type Asked, UnusableQuery } from './asked';
export { type FunctionLogLine, functionLogLines } from './function-logs';
export { type AlarmMessage, type AlarmStatus, type ListedMetric, type MetricStatistics } from './metrics';
export { Monitoring, type MonitoringOptions, type ReportKind } from './monitoring';
export { type Charts, type InvalidationUse, type Point, type Report, reportAsCsv, reportAsJson, reportAsText, type ReportValue, StreamedBytesCounter } from './reports';
export * from './trail';
