/** What the edge takes the time from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back when `milliseconds` have passed on this clock; the returned function cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The time of this machine. */
export class SystemClock implements Clock {
  public now(): number {
    return Date.now();
  }

  public after(milliseconds: number, callback: () => void): () => void {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  }
}

/** A time that stands still until it is moved. */
export class ManualClock implements Clock {
  private readonly timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  /** @param time milliseconds since the epoch */
  public constructor(private time: number) {}

  public now(): number {
    return this.time;
  }

  public after(milliseconds: number, callback: () => void): () => void {
    const timer = { due: this.time + milliseconds, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Moves the time on; what is due on the way happens at its own time, in order. */
  public advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.timers.delete(next);
      this.time = next.due;
      next.callback();
    }
    this.time = end;
  }

  private next(end: number): { readonly due: number; readonly callback: () => void } | undefined {
    return [...this.timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
