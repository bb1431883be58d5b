import { collectedUpTo } from '../collected-body';
import { boxesIn, LONGEST_HEADER, MalformedMedia, readBoxHeader } from '../mp4/boxes';
import { OriginResponse } from '../origin/origin-client';
import { headerValue } from '../raw-headers';
import { FragmentEntry, fragmentsOf, indexedFragments } from './fragments';

/** Asks an origin for an object, or for bytes of it. */
export type Fetch = (url: string, range?: string) => Promise<OriginResponse>;

/** What an origin answered in the place of an object. */
export class MissingObject extends Error {
  public constructor(public readonly response: OriginResponse) {
    super(`status ${response.status}`);
  }
}

/** Bytes of the largest file that is read whole, from an origin that knows no ranges. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** More than an `mfra` of a long presentation has. */
const LARGEST_BOX = 64 * 1024 * 1024;

/** A file of fragmented MP4 at an origin, of which only what is needed is read. */
export class MediaFile {
  /** Finds out how large the file is. @throws MissingObject */
  public static async open(fetch: Fetch, url: string): Promise<MediaFile> {
    const response = await fetch(url, 'bytes=0-0');
    if (response.status !== 200 && response.status !== 206) throw new MissingObject(response);
    const whole = await collectedUpTo(LARGEST_FILE, response.body);
    if (whole === undefined) throw new MalformedMedia(`its server has no ranges for a file of more than ${LARGEST_FILE} bytes`);
    const size = response.status === 200 ? whole.length : Number(/\/(\d+)$/.exec(headerValue(response.headers, 'content-range') ?? '')?.[1] ?? NaN);
    return new MediaFile(fetch, url, response.headers, size, response.status === 200 ? Buffer.from(whole) : undefined);
  }

  private constructor(
    private readonly fetch: Fetch, private readonly url: string, public readonly headers: OriginResponse['headers'],
    private readonly size: number, private readonly whole: Buffer | undefined,
  ) {}

  /** The fragment of a track that begins at a time; undefined when there is none. @throws MalformedMedia */
  public async fragment(trackId: number, time: number): Promise<Buffer | undefined> {
    const entry = (await this.entries()).find((candidate) => candidate.trackId === trackId && candidate.time === time);
    if (entry === undefined) return undefined;
    const moof = await this.headerAt(entry.offset);
    const mdat = await this.headerAt(entry.offset + moof.size);
    if (moof.type !== 'moof' || mdat.type !== 'mdat') throw new MalformedMedia(`no fragment at byte ${entry.offset}`);
    return this.read(entry.offset, moof.size + mdat.size);
  }

  /** The fragments of the index at the end, or, where there is none, of the whole file. */
  private async entries(): Promise<readonly FragmentEntry[]> {
    const indexed = await this.index();
    return indexed.length > 0 ? indexed : this.scanned();
  }

  /** The last box of an index says how long the index is. */
  private async index(): Promise<FragmentEntry[]> {
    if (this.size < LONGEST_HEADER) return [];
    const end = await this.read(this.size - LONGEST_HEADER, LONGEST_HEADER);
    const length = end.toString('latin1', 4, 8) === 'mfro' ? end.readUInt32BE(12) : 0;
    if (length < LONGEST_HEADER || length > Math.min(this.size, LARGEST_BOX)) return [];
    const bytes = await this.read(this.size - length, length);
    return boxesIn(bytes, 0, bytes.length).filter(({ type }) => type === 'mfra').flatMap((mfra) => indexedFragments(bytes, mfra));
  }

  private async scanned(): Promise<FragmentEntry[]> {
    const entries: FragmentEntry[] = [];
    for (let at = 0; at + 8 <= this.size;) {
      const { type, size } = await this.headerAt(at);
      if (type === 'moof') {
        const bytes = await this.read(at, size);
        entries.push(...fragmentsOf(bytes, readBoxHeader(bytes, 0, bytes.length), at));
      }
      at += size;
    }
    return entries;
  }

  private async headerAt(offset: number): Promise<{ readonly type: string; readonly size: number }> {
    const bytes = await this.read(offset, Math.min(LONGEST_HEADER, this.size - offset));
    const { type, end } = readBoxHeader(bytes, 0, this.size - offset);
    return { type, size: end };
  }

  private async read(offset: number, length: number): Promise<Buffer> {
    if (!(offset >= 0 && length > 0 && offset + length <= this.size) || length > LARGEST_BOX) throw new MalformedMedia(`no ${length} bytes at byte ${offset} of ${this.size}`);
    if (this.whole !== undefined) return this.whole.subarray(offset, offset + length);
    const response = await this.fetch(this.url, `bytes=${offset}-${offset + length - 1}`);
    if (response.status !== 206) throw new MissingObject(response);
    const bytes = await collectedUpTo(length, response.body);
    if (bytes?.length !== length) throw new MalformedMedia(`${bytes?.length ?? 'more'} bytes for ${length} at byte ${offset}`);
    return Buffer.from(bytes);
  }
}
