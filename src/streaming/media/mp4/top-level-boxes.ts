import { LONGEST_HEADER, MalformedMedia, readBoxHeader } from '../../../edge';
import { MediaReader } from '../media-reader';

/** A box that no other one contains. */
export interface TopLevelBox {
  readonly type: string;
  readonly offset: number;
  readonly size: number;
}

/** More than the tables of a film of many hours have. */
const LARGEST_INDEX = 64 * 1024 * 1024;

/** The boxes of a file, from the one that begins at a byte. @throws MediaError */
export async function* topLevelBoxes(reader: MediaReader, from = 0): AsyncGenerator<TopLevelBox> {
  for (let offset = from; offset < reader.length;) {
    const box = headerAt(reader, offset, await reader.read(offset, Math.min(LONGEST_HEADER, reader.length - offset)));
    yield box;
    offset += box.size;
  }
}

/** All of a box that has no media but says where they are. @throws MediaError */
export async function wholeBox(reader: MediaReader, { type, offset, size }: TopLevelBox): Promise<Buffer> {
  if (size > LARGEST_INDEX) throw reader.error(offset, `the box ${type} has ${size} bytes; at most ${LARGEST_INDEX} are read`);
  return reader.read(offset, size);
}

/** An error about boxes, with where in the file it is. */
export function locatedAt(reader: MediaReader, offset: number, error: unknown): unknown {
  return error instanceof MalformedMedia ? reader.error(offset, error.message) : error;
}

function headerAt(reader: MediaReader, offset: number, bytes: Buffer): TopLevelBox {
  try {
    const { type, end } = readBoxHeader(bytes, 0, reader.length - offset);
    return { type, offset, size: end };
  } catch (error) {
    throw locatedAt(reader, offset, error);
  }
}
