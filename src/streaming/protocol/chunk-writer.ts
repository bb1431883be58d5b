/* eslint-disable no-bitwise -- the headers of chunks are bits */
import { DEFAULT_CHUNK_SIZE, EXTENDED_TIMESTAMP } from './chunk-reader';
import { MESSAGE_TYPE, RtmpMessage } from './message';

/** Cuts messages into chunks. */
export class ChunkWriter {
  private chunkSize = DEFAULT_CHUNK_SIZE;

  /** The message that makes chunks larger; those after it are. */
  public changeSize(size: number): Uint8Array {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(size);
    const bytes = this.write({ type: MESSAGE_TYPE.setChunkSize, streamId: 0, timestamp: 0, payload });
    this.chunkSize = size;
    return bytes;
  }

  /** The chunks of a message, one after the other: each message has a whole header [RTM-018]. */
  public write({ type, streamId, timestamp: time, payload }: RtmpMessage): Uint8Array {
    const id = chunkStreamOf(type);
    // Times begin anew after 49 days.
    const timestamp = time % 2 ** 32;
    const extended = timestamp >= EXTENDED_TIMESTAMP ? 4 : 0;
    const continuations = Math.max(0, Math.ceil(payload.length / this.chunkSize) - 1);
    const chunks = Buffer.allocUnsafe(12 + extended + payload.length + continuations * (1 + extended));
    chunks[0] = id;
    chunks.writeUIntBE(Math.min(timestamp, EXTENDED_TIMESTAMP), 1, 3);
    chunks.writeUIntBE(payload.length, 4, 3);
    chunks[7] = type;
    chunks.writeUInt32LE(streamId, 8);
    if (extended > 0) chunks.writeUInt32BE(timestamp, 12);
    let at = 12 + extended;
    for (let start = 0; start < payload.length; start += this.chunkSize) {
      if (start > 0) {
        chunks[at++] = 0xc0 | id;
        if (extended > 0) at = chunks.writeUInt32BE(timestamp, at);
      }
      const part = payload.subarray(start, start + this.chunkSize);
      chunks.set(part, at);
      at += part.length;
    }
    return chunks;
  }
}

/** Messages of one kind share a chunk stream: 2 is for the protocol itself. */
function chunkStreamOf(type: number): number {
  switch (type) {
    case MESSAGE_TYPE.command: return 3;
    case MESSAGE_TYPE.data: return 4;
    case MESSAGE_TYPE.audio: return 5;
    case MESSAGE_TYPE.video: return 6;
    default: return 2;
  }
}
