import { MediaBytes, MediaError } from './media-stream';
import { MediaContainer } from '../../config';

/** Bytes that are read at once, so that neighbouring parts of a file cost one read. */
const WINDOW = 65_536;

/** Reads parts of a media file, and holds no more of it than a window, or one part that is larger. */
export class MediaReader {
  private start = 0;
  private window: Buffer = Buffer.alloc(0);

  public constructor(private readonly bytes: MediaBytes, private readonly container: MediaContainer) {}

  public get length(): number {
    return this.bytes.length;
  }

  /** @throws MediaError where the file ends before */
  public async read(offset: number, length: number): Promise<Buffer> {
    const end = offset + length;
    if (offset < 0 || end > this.length) throw this.error(offset, `${length} bytes have to be there, but the file ends at byte ${this.length}`);
    if (offset < this.start || end > this.start + this.window.length) await this.load(offset, Math.min(Math.max(end, offset + WINDOW), this.length));
    return this.window.subarray(offset - this.start, end - this.start);
  }

  public error(offset: number, what: string): MediaError {
    return new MediaError(this.container, offset, what);
  }

  private async load(start: number, end: number): Promise<void> {
    const bytes = await this.bytes.read(start, end);
    if (bytes.length !== end - start) throw this.error(start, `${bytes.length} bytes came for ${end - start}`);
    this.window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.start = start;
  }
}
