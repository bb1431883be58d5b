import { Clock } from '../clock';
import { Body } from '../message';
import { OriginFailure } from './origin-client';

/** The time by which an origin's response has to be complete, all attempts to get it together [OTD-055]. */
export class CompletionDeadline {
  private readonly abort = new AbortController();
  private readonly passing: Promise<never>;
  private readonly cancel: () => void;

  /**
   * @param seconds from now
   * @param given   what else ends the request
   */
  public constructor(clock: Clock, seconds: number, private readonly given: AbortSignal | undefined) {
    let pass: () => void = () => {};
    this.passing = new Promise((_resolve, reject) => {
      pass = () => reject(new OriginFailure('response-timed-out', `the response was not complete after ${seconds} s`));
    });
    this.passing.catch(() => {});
    this.cancel = clock.after(seconds * 1000, () => {
      pass();
      this.abort.abort();
    });
  }

  /** Aborts when the time is over, or when the given signal does. */
  public get signal(): AbortSignal {
    return this.given === undefined ? this.abort.signal : AbortSignal.any([this.given, this.abort.signal]);
  }

  public get passed(): boolean {
    return this.abort.signal.aborted;
  }

  /** What is awaited, or the failure of the origin when the time is over first. */
  public within<T>(awaited: Promise<T>): Promise<T> {
    return Promise.race([awaited, this.passing]);
  }

  /** The body, which breaks off when the time is over. */
  public bounded(body: Body): Body {
    if (body !== undefined && !(body instanceof Uint8Array)) return { [Symbol.asyncIterator]: () => this.chunks(body[Symbol.asyncIterator]()) };
    this.cancel();
    return body;
  }

  /** No response comes any more. */
  public end(): void {
    this.cancel();
  }

  /** Lets go of the body also where nobody has begun to read it. */
  private chunks(chunks: AsyncIterator<Uint8Array>): AsyncIterator<Uint8Array> {
    const letGo = () => {
      this.cancel();
      void chunks.return?.();
    };
    return {
      next: async () => {
        try {
          const next = await this.within(chunks.next());
          if (next.done === true) this.cancel();
          return next;
        } catch (error) {
          letGo();
          throw error;
        }
      },
      async return() {
        letGo();
        return { done: true, value: undefined };
      },
    };
  }
}
