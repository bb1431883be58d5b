import { Outcome } from './sandbox';

/** Milliseconds in which the code of a function has to be loaded, as Lambda has it. */
export const LOAD_LIMIT = 10_000;

/** The time of an invocation: some to load the code, and its own from when the function begins. */
export class TimeLimit {
  private timer: NodeJS.Timeout;

  /**
   * @param loadLimit  milliseconds until the function begins
   * @param timeout    milliseconds from then on
   * @param over       told when one of them is over
   */
  public constructor(loadLimit: number, private readonly timeout: number, private readonly over: (outcome: Outcome) => void) {
    this.timer = setTimeout(() => over({ kind: 'not loaded' }), loadLimit);
  }

  public begin(): void {
    this.clear();
    this.timer = setTimeout(() => this.over({ kind: 'timed out' }), this.timeout);
  }

  public clear(): void {
    clearTimeout(this.timer);
  }
}
