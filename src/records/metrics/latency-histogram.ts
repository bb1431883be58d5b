/** How much longer each class of times is than the one before: percentiles are exact to half of that. */
const STEP = 1.05;

/** Times in milliseconds, counted in classes, so that any number of them takes little memory. */
export class LatencyHistogram {
  /** How many times are in each class; class 0 has those up to 1 ms. */
  private readonly classes = new Map<number, number>();
  private count = 0;

  public add(milliseconds: number): void {
    const at = milliseconds <= 1 ? 0 : Math.ceil(Math.log(milliseconds) / Math.log(STEP));
    this.put(at, 1);
  }

  public addAll(other: LatencyHistogram): void {
    for (const [at, count] of other.classes) this.put(at, count);
  }

  /** The time that so many percent of all do not exceed; undefined where there are none. */
  public percentile(percent: number): number | undefined {
    let left = Math.max(1, Math.ceil((this.count * percent) / 100));
    for (const [at, count] of [...this.classes].sort(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return at === 0 ? 1 : STEP ** (at - 0.5);
    }
    return undefined;
  }

  private put(at: number, count: number): void {
    this.classes.set(at, (this.classes.get(at) ?? 0) + count);
    this.count += count;
  }
}
