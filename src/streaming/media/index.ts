export { type MediaBytes, MediaError, type MediaMessage, type MediaStream } from './media-stream';
export { openMedia } from './open-media';
