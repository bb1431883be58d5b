export { type Charts, type Point, type Report, reportAsCsv, reportAsJson, reportAsText, type ReportValue } from './report';
export { Reports, REPORTS, type ReportsOptions, type StreamedBytes } from './reports';
export { type InvalidationUse } from './sources';
export { StreamedBytesCounter } from './streamed-bytes';
