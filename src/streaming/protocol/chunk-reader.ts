/* eslint-disable no-bitwise -- the headers of chunks are bits */
import { MESSAGE_TYPE, ProtocolViolation, RtmpMessage } from './message';

/** Bytes of payload in a chunk until the other side says otherwise [RTM-018]. */
export const DEFAULT_CHUNK_SIZE = 128;

/** Bytes that a message of a client has at most, and all its unfinished messages together: clients only send commands. */
export const MAX_MESSAGE_LENGTH = 256 * 1024;

/** Chunk streams that a client may use at the same time. */
const MAX_CHUNK_STREAMS = 64;

/** Bytes of the longest header: of the chunk itself 3, of the message 11, of the extended timestamp 4. */
const LONGEST_HEADER = 18;

/** Bytes of a message header by the format of its chunk [RTM-018]. */
const HEADER_LENGTHS = [11, 7, 3, 0];

/** From this timestamp on it stands in four bytes of its own. */
export const EXTENDED_TIMESTAMP = 0xffffff;

/** What is known of a chunk stream: its last header, and the message that is on its way. */
interface ChunkStream {
  type: number;
  streamId: number;
  length: number;
  timestamp: number;
  /** Milliseconds that a chunk without a header of its own adds. */
  delta: number;
  isExtended: boolean;
  parts: Uint8Array[];
  received: number;
}

/** Puts messages together from the chunks in which they come. */
export class ChunkReader {
  private readonly streams = new Map<number, ChunkStream>();
  private chunkSize = DEFAULT_CHUNK_SIZE;
  /** Bytes of a header that is not there as a whole. */
  private pending: Buffer = Buffer.alloc(0);
  /** The chunk whose payload is on its way. */
  private current: { readonly stream: ChunkStream; left: number } | undefined;
  /** Bytes of all messages that are on their way. */
  private held = 0;

  /**
   * Takes bytes in, however they are cut.
   *
   * @returns the messages that are complete with them
   * @throws ProtocolViolation
   */
  public* read(bytes: Uint8Array): Generator<RtmpMessage> {
    let rest: Buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    while (rest.length > 0) {
      if (this.current === undefined) {
        const before = this.pending.length;
        const head = Buffer.concat([this.pending, rest.subarray(0, LONGEST_HEADER - before)]);
        const used = this.readHeader(head);
        if (used === undefined) {
          this.pending = head;
          return;
        }
        this.pending = Buffer.alloc(0);
        rest = rest.subarray(used - before);
      }
      const current = this.current!;
      const part = rest.subarray(0, current.left);
      rest = rest.subarray(part.length);
      this.take(current.stream, part);
      current.left -= part.length;
      if (current.left > 0) continue;
      const { stream } = current;
      this.current = undefined;
      if (stream.received === stream.length) yield* this.complete(stream);
    }
  }

  private take(stream: ChunkStream, part: Buffer): void {
    if (part.length === 0) return;
    this.held += part.length;
    if (this.held > MAX_MESSAGE_LENGTH) throw new ProtocolViolation(`messages of more than ${MAX_MESSAGE_LENGTH} bytes are on their way at the same time`);
    // A copy: what a socket gives is part of a larger piece of memory.
    stream.parts.push(Buffer.from(part));
    stream.received += part.length;
  }

  /** Reads the header of a chunk. Tells how many bytes it has; undefined when it is not there as a whole. */
  private readHeader(bytes: Buffer): number | undefined {
    const format = bytes[0] >> 6;
    const idLength = [2, 3][bytes[0] & 0x3f] ?? 1;
    const length = idLength + HEADER_LENGTHS[format];
    if (bytes.length < length) return undefined;
    const id = chunkStreamId(bytes, idLength);
    const stream = this.streams.get(id) ?? this.begin(id, format);
    const header = bytes.subarray(idLength, length);
    const timestamp = format < 3 ? header.readUIntBE(0, 3) : EXTENDED_TIMESTAMP;
    const isExtended = format < 3 ? timestamp === EXTENDED_TIMESTAMP : stream.isExtended;
    const end = length + (isExtended ? 4 : 0);
    if (bytes.length < end) return undefined;
    if (format < 3 || stream.received === 0) this.begun(stream, format, header, isExtended ? bytes.readUInt32BE(length) : timestamp);
    stream.isExtended = isExtended;
    this.current = { stream, left: Math.min(this.chunkSize, stream.length - stream.received) };
    return end;
  }

  private begin(id: number, format: number): ChunkStream {
    if (format !== 0) throw new ProtocolViolation(`the chunk stream ${id} begins with a chunk of format ${format}`);
    if (this.streams.size === MAX_CHUNK_STREAMS) throw new ProtocolViolation(`there are more than ${MAX_CHUNK_STREAMS} chunk streams`);
    const stream = { type: 0, streamId: 0, length: 0, timestamp: 0, delta: 0, isExtended: false, parts: [], received: 0 };
    this.streams.set(id, stream);
    return stream;
  }

  /** A message begins on a chunk stream: what its header does not say is as it was. */
  private begun(stream: ChunkStream, format: number, header: Buffer, time: number): void {
    if (stream.received > 0) throw new ProtocolViolation('a message begins before the one before it has ended');
    if (format < 2) {
      stream.length = header.readUIntBE(3, 3);
      stream.type = header[6];
      if (stream.length > MAX_MESSAGE_LENGTH) throw new ProtocolViolation(`a message has ${stream.length} bytes, of ${MAX_MESSAGE_LENGTH} that are taken`);
    }
    if (format === 0) stream.streamId = header.readUInt32LE(7);
    if (format < 3) stream.delta = time;
    stream.timestamp = format === 0 ? time : (stream.timestamp + stream.delta) >>> 0;
  }

  private* complete(stream: ChunkStream): Generator<RtmpMessage> {
    const { type, streamId, timestamp, parts } = stream;
    const payload = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    this.forget(stream);
    if (type === MESSAGE_TYPE.setChunkSize) this.chunkSize = sizeIn(payload);
    else if (type === MESSAGE_TYPE.abort) this.abort(payload);
    else yield { type, streamId, timestamp, payload };
  }

  /** The client gives up a message that it has begun. */
  private abort(payload: Uint8Array): void {
    const stream = this.streams.get(uint32(payload, 'an abort message'));
    if (stream !== undefined) this.forget(stream);
  }

  private forget(stream: ChunkStream): void {
    this.held -= stream.received;
    stream.parts = [];
    stream.received = 0;
  }
}

/** The id of a chunk stream: in the first byte, or in one or two bytes behind it. */
function chunkStreamId(bytes: Buffer, idLength: number): number {
  if (idLength === 1) return bytes[0] & 0x3f;
  return idLength === 2 ? 64 + bytes[1] : 64 + bytes[1] + bytes[2] * 256;
}

function sizeIn(payload: Uint8Array): number {
  const size = uint32(payload, 'the chunk size');
  if (size === 0 || size > 0x7fffffff) throw new ProtocolViolation(`a chunk size of ${size}`);
  return size;
}

/** The number that a protocol message consists of. @throws ProtocolViolation */
export function uint32(payload: Uint8Array, what: string): number {
  if (payload.length < 4) throw new ProtocolViolation(`${what} has ${payload.length} bytes in place of 4`);
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length).readUInt32BE();
}
