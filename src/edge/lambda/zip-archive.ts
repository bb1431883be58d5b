import { crc32, inflateRawSync } from 'zlib';

/** Bytes that the unpacked files of a Lambda package may have in all. */
const MOST_BYTES = 250 * 1024 * 1024;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** What a field of 32 bits has where the number is in an extension for large archives. */
const ELSEWHERE = 0xffff_ffff;

/** A file of an archive. */
export interface ArchivedFile {
  /** With slashes, relative, and never leading out of the directory that it is unpacked into. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A zip archive that cannot be read. The message says why, and ends without a full stop. */
export class UnreadableArchive extends Error {
  public readonly name = 'UnreadableArchive';
}

/**
 * The files of a zip archive, without its directories.
 *
 * @throws UnreadableArchive
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.4
 */
export function* archivedFiles(archive: Buffer): Generator<ArchivedFile> {
  const end = endOfDirectory(archive);
  let at = end.readUInt32LE(16);
  let bytes = 0;
  for (let left = end.readUInt16LE(10); left > 0; left--) {
    const entry = part(archive, at, 46, DIRECTORY_ENTRY);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => entry.readUInt16LE(field));
    const path = part(archive, at + 46, nameLength).toString();
    at += 46 + nameLength + extraLength + commentLength;
    if (path.endsWith('/')) continue;
    if (path.split(/[/\\]/).includes('..') || /^[/\\]|^\w:|\0/.test(path)) throw new UnreadableArchive(`${path} leads out of it`);
    bytes += entry.readUInt32LE(24);
    if (bytes > MOST_BYTES) throw new UnreadableArchive(`its files have more than ${MOST_BYTES} bytes`);
    yield { path, content: contentOf(archive, entry, path) };
  }
}

/** The record at the end, behind which there is nothing but a comment. */
function endOfDirectory(archive: Buffer): Buffer {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 0xffff); at--) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY && at + 22 + archive.readUInt16LE(at + 20) === archive.length) return archive.subarray(at);
  }
  throw new UnreadableArchive('it is no zip archive, or not whole');
}

function contentOf(archive: Buffer, entry: Buffer, path: string): Uint8Array {
  const [flags, method] = [entry.readUInt16LE(8), entry.readUInt16LE(10)];
  const [checksum, packedSize, size, offset] = [16, 20, 24, 42].map((field) => entry.readUInt32LE(field));
  if (flags % 2 === 1) throw new UnreadableArchive(`${path} is encrypted`);
  if ([packedSize, size, offset].includes(ELSEWHERE)) throw new UnreadableArchive(`${path} is in the format for archives above 4 GB`);
  const local = part(archive, offset, 30, LOCAL_ENTRY);
  const packed = part(archive, offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), packedSize);
  if (method !== STORED && method !== DEFLATED) throw new UnreadableArchive(`${path} is packed with method ${method}; stored and deflated files can be read`);
  const content = method === STORED ? packed : inflated(packed, size, path);
  if (content.length !== size || crc32(content) !== checksum) throw new UnreadableArchive(`${path} is damaged`);
  return content;
}

function inflated(packed: Buffer, size: number, path: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new UnreadableArchive(`${path} is damaged`);
  }
}

/** A stretch of the archive, which begins with a signature where one is given. */
function part(archive: Buffer, at: number, length: number, signature?: number): Buffer {
  if (at + length > archive.length || (signature !== undefined && archive.readUInt32LE(at) !== signature)) throw new UnreadableArchive('it is damaged');
  return archive.subarray(at, at + length);
}
