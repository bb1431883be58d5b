import type { CompletedRecord } from '../../edge';
import { DAY, HOUR, MINUTE } from '../time';
import { Tally } from './tally';

/** How long CloudWatch keeps data of each period, in milliseconds [RPT-082]. */
const RETENTION: readonly { readonly period: number; readonly kept: number }[] = [
  { period: MINUTE, kept: 15 * DAY }, { period: 5 * MINUTE, kept: 63 * DAY }, { period: HOUR, kept: 455 * DAY },
];

/** What metrics count of one distribution: by minutes, and what is older by longer periods. */
export class MetricSeries {
  /** The tallies of each tier of the retention, by the beginning of their period, the oldest first. */
  private readonly tiers = RETENTION.map(() => new Map<number, Tally>());
  private minute = -1;
  private tally = new Tally();

  public count(record: CompletedRecord): void {
    const minute = Math.floor(record.transfer.end / MINUTE);
    if (minute !== this.minute) this.begin(minute);
    this.tally.count(record);
  }

  /**
   * The tallies of the periods of a range that have requests.
   *
   * @param period milliseconds; what is kept by longer ones only is left out
   */
  public between(start: number, end: number, period: number, now: number): Map<number, Tally> {
    this.age(now);
    const sums = new Map<number, Tally>();
    RETENTION.forEach((tier, i) => {
      if (tier.period > period) return;
      for (const [time, tally] of this.tiers[i]) {
        if (time < start || time >= end) continue;
        const at = Math.floor(time / period) * period;
        const sum = sums.get(at) ?? new Tally();
        sums.set(at, sum.add(tally));
      }
    });
    return new Map([...sums].sort(([a], [b]) => a - b));
  }

  private begin(minute: number): void {
    this.age(minute * MINUTE);
    const [minutes] = this.tiers;
    this.minute = minute;
    this.tally = minutes.get(minute * MINUTE) ?? new Tally();
    minutes.set(minute * MINUTE, this.tally);
  }

  /** Passes on what is too old for a tier to the next one, and forgets it after the last. */
  private age(now: number): void {
    RETENTION.forEach(({ kept }, i) => {
      for (const [time, tally] of this.tiers[i]) {
        if (time >= now - kept) return;
        this.tiers[i].delete(time);
        if (i + 1 < RETENTION.length) this.pass(time, tally, i + 1);
      }
    });
  }

  private pass(time: number, tally: Tally, tier: number): void {
    const { period } = RETENTION[tier];
    const at = Math.floor(time / period) * period;
    const sum = this.tiers[tier].get(at);
    if (sum === undefined) this.tiers[tier].set(at, tally);
    else sum.add(tally);
  }
}
