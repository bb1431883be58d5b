/** A box of an MP4 file: its type, and where its content is in what was read. */
export interface Box {
  readonly type: string;
  /** Where the box begins, header included. */
  readonly start: number;
  readonly contentStart: number;
  /** Behind its last byte. */
  readonly end: number;
}

/** The most bytes that a box header has: size, type, large size. */
export const LONGEST_HEADER = 16;

/** A file that is not made of boxes, or not of those that are needed. */
export class MalformedMedia extends Error {
  public readonly name = 'MalformedMedia';
}

/**
 * Reads the header of the box at a place.
 *
 * @param bytes  what was read of the file
 * @param start  where in them the box begins
 * @param limit  where what contains the box ends, which is where a box without size ends, too
 * @throws MalformedMedia
 */
export function readBoxHeader(bytes: Buffer, start: number, limit: number): Box {
  if (start + 8 > Math.min(limit, bytes.length)) throw new MalformedMedia(`no room for a box at byte ${start}`);
  const type = bytes.toString('latin1', start + 4, start + 8);
  const stated = bytes.readUInt32BE(start);
  if (stated === 1 && start + LONGEST_HEADER > bytes.length) throw new MalformedMedia(`the size of the box at byte ${start} is cut off`);
  const contentStart = start + (stated === 1 ? LONGEST_HEADER : 8);
  const size = stated === 1 ? Number(bytes.readBigUInt64BE(start + 8)) : stated === 0 ? limit - start : stated;
  if (size < contentStart - start || start + size > limit) throw new MalformedMedia(`the box at byte ${start} has ${size} bytes`);
  return { type, start, contentStart, end: start + size };
}

/** The boxes between two places. @throws MalformedMedia */
export function boxesIn(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at < end && !isTerminator(bytes, at, end); at = boxes[boxes.length - 1].end) boxes.push(readBoxHeader(bytes, at, Math.min(end, bytes.length)));
  return boxes;
}

/** QuickTime may end a list of boxes with a number that is zero. */
function isTerminator(bytes: Buffer, at: number, end: number): boolean {
  return end - at === 4 && end <= bytes.length && bytes.readUInt32BE(at) === 0;
}

/** The boxes of a type that a box contains. */
export function children(bytes: Buffer, { contentStart, end }: Box, type: string): Box[] {
  return boxesIn(bytes, contentStart, end).filter((box) => box.type === type);
}

/** Reads numbers one after the other; what is not there is malformed. */
export class NumberReader {
  public constructor(private readonly bytes: Buffer, private at: number, private readonly end: number) {}

  public skip(length: number): void {
    this.take(length);
  }

  /** A big-endian number of up to 8 bytes. */
  public number(length: number): number {
    const at = this.take(length);
    return length === 8 ? Number(this.bytes.readBigUInt64BE(at)) : this.bytes.readUIntBE(at, length);
  }

  private take(length: number): number {
    const at = this.at;
    if (at + length > Math.min(this.end, this.bytes.length)) throw new MalformedMedia(`the box ends at byte ${this.end}, before its numbers`);
    this.at += length;
    return at;
  }
}
