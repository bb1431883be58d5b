import { Clock, ManualClock } from '../edge';

/** A length of time: milliseconds, or a `Duration` of aws-cdk-lib. */
export type TimeSpan = number | { toMilliseconds(): number };

export function millisecondsOf(time: TimeSpan): number {
  return typeof time === 'number' ? time : time.toMilliseconds();
}

/** The time of a test. It stands still until the test moves it. */
export class EdgeClock implements Clock {
  private readonly clock: ManualClock;

  /** @param start when the test begins */
  public constructor(start: Date) {
    this.clock = new ManualClock(start.getTime());
  }

  public now(): number {
    return this.clock.now();
  }

  public after(milliseconds: number, callback: () => void): () => void {
    return this.clock.after(milliseconds, callback);
  }

  /** Lets time pass: what is cached grows old, and origins that are waited for time out. */
  public async advance(time: TimeSpan): Promise<void> {
    await this.clock.advance(millisecondsOf(time));
  }
}
