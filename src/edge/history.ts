import { Clock } from './clock';

/** What counts now, where a change takes time to be seen: the newest of something, and what was there before for as long as it is still to be read. */
export class History<T> {
  /** The latest last; all but the first are younger than the delay. */
  private entries: readonly { readonly since: number; readonly value: T }[];

  /** @param delay milliseconds until a change is to be read */
  public constructor(private readonly clock: Clock, first: T, private readonly delay: number) {
    this.entries = [{ since: -Infinity, value: first }];
  }

  public get newest(): T {
    return this.entries[this.entries.length - 1].value;
  }

  /** What is to be read now. */
  public get readable(): T {
    this.forget();
    return this.entries[0].value;
  }

  public add(value: T): void {
    this.entries = [...this.entries, { since: this.clock.now(), value }];
    this.forget();
  }

  private forget(): void {
    if (this.entries.length === 1) return;
    const then = this.clock.now() - this.delay;
    this.entries = this.entries.filter((_entry, index) => index === this.entries.length - 1 || this.entries[index + 1].since > then);
  }
}
