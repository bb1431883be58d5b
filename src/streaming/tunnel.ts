import { Connection } from './connection';

/** A connection whose bytes go through requests of HTTP: the answer to each one takes what has gathered. */
export class Tunnel implements Connection {
  private chunks: Uint8Array[] = [];
  private waiting: (() => void)[] = [];
  private size = 0;
  private emptyAnswers = 0;
  /** Whether nothing more is to come. */
  public isOver = false;

  public constructor(public readonly ip: string) {}

  public get pending(): number {
    return this.size;
  }

  public send(bytes: Uint8Array): void {
    if (this.isOver) return;
    this.chunks.push(bytes);
    this.size += bytes.length;
  }

  public whenTaken(callback: () => void): void {
    if (this.isOver) callback();
    else this.waiting.push(callback);
  }

  public end(): void {
    this.isOver = true;
    this.taken();
  }

  public destroy(): void {
    this.chunks = [];
    this.size = 0;
    this.end();
  }

  /** An answer: a byte by which the client knows when to ask again, and what is there for it. */
  public take(): Buffer {
    this.emptyAnswers = this.size === 0 ? this.emptyAnswers + 1 : 0;
    const answer = Buffer.concat([Buffer.from([INTERVALS[Math.min(this.emptyAnswers, INTERVALS.length - 1)]]), ...this.chunks]);
    this.chunks = [];
    this.size = 0;
    this.taken();
    return answer;
  }

  private taken(): void {
    for (const callback of this.waiting.splice(0)) callback();
  }
}

/** How long a client waits before it asks again: the longer, the more often nothing was there. */
const INTERVALS = [0x01, 0x01, 0x03, 0x05, 0x09, 0x11, 0x21];
