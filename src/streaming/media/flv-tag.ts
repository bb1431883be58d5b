/* eslint-disable no-bitwise -- the fields of tags are bits */
import { MediaReader } from './media-reader';
import { MediaMessage } from './media-stream';

/** A tag of Flash Video: one message, and where it is in its file. */
export interface FlvTag {
  readonly kind: MediaMessage['kind'];
  readonly offset: number;
  /** Milliseconds. */
  readonly timestamp: number;
  readonly bodyStart: number;
  /** Bytes of the body. */
  readonly size: number;
  /** Behind the tag and the size that follows it. */
  readonly end: number;
  /** The first bytes of the body. */
  readonly beginning: Uint8Array;
}

const HEADER = 11;
const TRAILER = 4;
const BEGINNING = 2;

const KINDS: { readonly [type: number]: MediaMessage['kind'] } = { 8: 'audio', 9: 'video', 18: 'data' };
const FILTERED = 0x20;

/** The tags of a file, from the one that begins at a byte. @throws MediaError */
export async function* flvTags(reader: MediaReader, from: number): AsyncGenerator<FlvTag> {
  for (let offset = from; offset < reader.length;) {
    const tag = await readTag(reader, offset);
    yield tag;
    offset = tag.end;
  }
}

/** The tag that begins at a byte. @throws MediaError */
export async function readTag(reader: MediaReader, offset: number): Promise<FlvTag> {
  const header = await reader.read(offset, HEADER);
  if ((header[0] & FILTERED) !== 0) throw reader.error(offset, 'the tag is encrypted');
  if (!Object.hasOwn(KINDS, header[0])) throw reader.error(offset, `the tag has type ${header[0]}, which is none of ${Object.keys(KINDS).join(', ')}`);
  const size = header.readUIntBE(1, 3);
  const bodyStart = offset + HEADER;
  const end = bodyStart + size + TRAILER;
  if (end > reader.length) throw reader.error(offset, `the tag has ${size} bytes, but the file ends at byte ${reader.length}`);
  // The upper byte of the time comes last.
  const timestamp = header[7] * 0x1000000 + header.readUIntBE(4, 3);
  return { kind: KINDS[header[0]], offset, timestamp, bodyStart, size, end, beginning: await reader.read(bodyStart, Math.min(BEGINNING, size)) };
}
