import { Clock } from '../edge';
import { MediaMessage, MediaStream } from './media';

/** What a playback needs of the connection that it is for. */
export interface PlaybackOptions {
  readonly clock: Clock;
  /** Milliseconds of the stream at which it begins. */
  readonly from: number;
  /** Milliseconds of the stream at which it ends. */
  readonly to: number;
  /** Whether it ends with the first picture, or where none is at its beginning. */
  readonly isOnePicture: boolean;
  /** Milliseconds that the player takes ahead of the time at which it shows them. */
  readonly bufferLength: () => number;
  readonly send: (message: MediaMessage) => void;
  /** Waits until the player has taken what was sent; undefined where there is room. */
  readonly room: () => Promise<void> | undefined;
}

/** What a player's buffer has room for is sent when it is this part of the buffer: a portion takes one timer, however many messages it has. */
const PORTION = 0.1;

/** Milliseconds that are waited for at once: timers go no further than some days. */
const LONGEST_WAIT = 86_400_000;

/** How a playback ended. */
export type PlaybackEnd = 'complete' | 'stopped';

/** A stream on its way to a player: at the speed at which it is shown, ahead by what the player's buffer holds. */
export class Playback {
  /** Milliseconds of the stream that have been sent. */
  public sent: number;
  /** Milliseconds on the clock when the beginning of the stream would have been shown. */
  private origin: number;
  private paused: number | undefined;
  private stopped = false;
  private to: number;
  private whenEnded: (() => void) | undefined;
  private wake: (() => void) | undefined;

  public constructor(public readonly media: MediaStream, private readonly options: PlaybackOptions) {
    this.sent = options.from;
    this.to = options.to;
    this.origin = options.clock.now() - options.from;
  }

  /** Sends the stream. @throws MediaError, or what reading the object fails with */
  public async run(): Promise<PlaybackEnd> {
    const { from, isOnePicture, bufferLength, send, room } = this.options;
    for await (const message of this.media.messages(from)) {
      if (!await this.isDue(message.timestamp)) return 'stopped';
      const waiting = room();
      if (waiting !== undefined) await waiting;
      if (this.stopped) return 'stopped';
      if (isOnePicture ? message.timestamp > from + bufferLength() : message.timestamp >= this.to) break;
      send(message);
      this.sent = Math.max(this.sent, message.timestamp);
      if (isOnePicture && message.isKeyFrame) break;
    }
    if (this.whenEnded === undefined) return 'complete';
    this.whenEnded();
    return 'stopped';
  }

  /** Another stream takes its place at a time. */
  public endAt(milliseconds: number, whenEnded: () => void): void {
    this.to = milliseconds;
    this.whenEnded = whenEnded;
  }

  /** Milliseconds of the stream that the player has shown by now. */
  public get shown(): number {
    return Math.min(this.sent, (this.paused ?? this.options.clock.now()) - this.origin);
  }

  public get isPaused(): boolean {
    return this.paused !== undefined;
  }

  public pause(): void {
    this.paused ??= this.options.clock.now();
    this.wake?.();
  }

  public resume(): void {
    if (this.paused === undefined) return;
    this.origin += this.options.clock.now() - this.paused;
    this.paused = undefined;
    this.wake?.();
  }

  public stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  /** The player's buffer has another length now. */
  public bufferChanged(): void {
    this.wake?.();
  }

  /** Waits until the player's buffer has room for what is shown at a time; false when it is stopped before. */
  private async isDue(timestamp: number): Promise<boolean> {
    while (!this.stopped) {
      const { clock, bufferLength } = this.options;
      const early = this.isPaused ? undefined : timestamp - bufferLength() - (clock.now() - this.origin);
      if (early !== undefined && early <= 0) return true;
      await this.change(early && Math.max(early, bufferLength() * PORTION));
    }
    return false;
  }

  /** Waits until something is otherwise, or until milliseconds have passed. */
  private change(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = milliseconds === undefined ? undefined : this.options.clock.after(Math.min(milliseconds, LONGEST_WAIT), resolve);
      this.wake = () => {
        cancel?.();
        resolve();
      };
    });
  }
}
