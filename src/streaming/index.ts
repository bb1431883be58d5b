export { withObjectDistributions } from './object-distribution';
export { StreamingServer } from './server';
export { type SessionOptions } from './session';
export { namingAdvice, readStreamName } from './stream-name';
export { StreamingEdge, type StreamingEdgeOptions } from './streaming-edge';
export { type RecordedStream, type StreamingEvent, type StreamingRecord } from './streaming-record';
