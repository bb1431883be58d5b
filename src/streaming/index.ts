export { type RecordedStream, type StreamingEvent, type StreamingRecord } from './streaming-record';
