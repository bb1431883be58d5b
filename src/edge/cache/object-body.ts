import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Bodies above this many bytes leave memory for a file. */
const MEMORY_LIMIT = 1024 * 1024;
const CHUNK = 64 * 1024;

/** Closes the file of a body that nothing refers to any more: neither the cache nor a reader. */
const FILES = new FinalizationRegistry<number>((file) => closeSync(file));

/** The body of an object: it can be read, whole or in part and by many at once, while it still arrives. */
export class ObjectBody {
  /** A body that is there already. */
  public static of(bytes: Uint8Array): ObjectBody {
    const body = new ObjectBody();
    body.write(bytes);
    body.end();
    return body;
  }

  private chunks: Uint8Array[] = [];
  private file: number | undefined;
  private staysInMemory = false;
  private size = 0;
  private state: 'arriving' | 'complete' | 'failed' = 'arriving';
  private failure: Error | undefined;
  private waiting: Set<() => void> | undefined;

  /** Bytes that have arrived. */
  public get length(): number {
    return this.size;
  }

  public get complete(): boolean {
    return this.state === 'complete';
  }

  /** Whether it is in memory rather than in a file. */
  public get isInMemory(): boolean {
    return this.file === undefined;
  }

  /** The whole body as one piece of memory, when it is complete and small. */
  public get bytes(): Uint8Array | undefined {
    if (this.state !== 'complete' || this.file !== undefined) return undefined;
    return this.chunks[0];
  }

  public write(chunk: Uint8Array): void {
    if (this.file === undefined && !this.staysInMemory && this.size + chunk.length > MEMORY_LIMIT) this.moveToFile();
    if (this.file === undefined) this.chunks.push(chunk);
    else writeWhole(this.file, chunk, this.size);
    this.size += chunk.length;
    this.wake();
  }

  public end(): void {
    if (this.file === undefined) this.chunks = [joined(this.chunks, this.size)];
    this.state = 'complete';
    this.wake();
  }

  /** The body breaks off: who reads it gets the error after what has arrived. */
  public fail(error: Error): void {
    this.state = 'failed';
    this.failure = error;
    this.wake();
  }

  /** Fills the body from a source; never rejects, since the failure is in the body. */
  public async fill(source: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of source) {
        this.write(chunk);
        if (this.file !== undefined) await turn();
      }
      this.end();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  /** The bytes from `start` up to, not including, `end`, as they arrive. */
  public async *read(start = 0, end = Infinity): AsyncGenerator<Uint8Array> {
    let position = start;
    while (position < end) {
      if (position < this.size) {
        const chunk = this.at(position, Math.min(end, this.size, position + CHUNK));
        position += chunk.length;
        yield chunk;
      } else if (this.state === 'failed') {
        throw this.failure;
      } else if (this.state === 'complete') {
        return;
      } else {
        await this.arrival();
      }
    }
  }

  /** Resolves when the body has come to its end, one way or the other; tells whether it is whole. */
  public async settled(): Promise<boolean> {
    while (this.state === 'arriving') await this.arrival();
    return this.state === 'complete';
  }

  /** Resolves when more has arrived, or the end. */
  private arrival(): Promise<void> {
    return new Promise((resolve) => void (this.waiting ??= new Set()).add(resolve));
  }

  private at(start: number, end: number): Uint8Array {
    if (this.file !== undefined) {
      const chunk = Buffer.allocUnsafe(end - start);
      const read = readSync(this.file, chunk, 0, chunk.length, start);
      if (read === 0) throw new RangeError(`no byte ${start} in the file of a body of ${this.size}`);
      return chunk.subarray(0, read);
    }
    let offset = 0;
    for (const chunk of this.chunks) {
      if (start < offset + chunk.length) return chunk.subarray(start - offset, Math.min(end - offset, chunk.length));
      offset += chunk.length;
    }
    throw new RangeError(`no byte ${start} in a body of ${this.size}`);
  }

  /** Where no file can be made, it stays in memory, so that a full disk breaks nothing off. */
  private moveToFile(): void {
    let file: number | undefined;
    try {
      file = openWithoutName();
      let position = 0;
      for (const chunk of this.chunks) {
        writeWhole(file, chunk, position);
        position += chunk.length;
      }
    } catch {
      if (file !== undefined) closeSync(file);
      this.staysInMemory = true;
      return;
    }
    this.file = file;
    FILES.register(this, file);
    this.chunks = [];
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.forEach((resume) => resume());
  }
}

/** A file that has no name any more once it is open, so that nothing is left of it when the process ends. */
function openWithoutName(): number {
  const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-'));
  try {
    return openSync(join(directory, 'object'), 'w+');
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A disk that is almost full takes a part of what is written, and says that it is full at the next. */
function writeWhole(file: number, chunk: Uint8Array, position: number): void {
  for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written, chunk.length - written, position + written);
}

/** The chunks as one piece of memory that holds little else: a chunk that a socket gave is part of a larger piece. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1 && chunks[0].buffer.byteLength <= 2 * size) return chunks[0];
  const whole = Buffer.allocUnsafeSlow(size);
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.length;
  }
  return whole;
}

/** Lets readers have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
