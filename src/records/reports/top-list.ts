import type { CompletedRecord } from '../../edge';
import { DAY, MINUTE } from '../time';
import { Counts } from './counts';

/** All are counted for this long, then those of the top are kept [RPT-054]. */
const INTERVAL = 10 * MINUTE;

/** Names that are counted within an interval; more of them end it early, so that nobody can fill the memory with new ones. */
const NAMES_AT_ONCE = 10_000;

/** Characters of a name that are kept: the last ones. */
const CHARACTERS = 500;

/**
 * The most frequent names of each day. Within ten minutes all are counted; then a running total is kept of the top of the day,
 * as CloudFront keeps it, so that totals near its bottom are approximations.
 */
export class TopList {
  private readonly days = new Map<number, Map<string, Counts>>();
  private interval = 0;
  private counting = new Map<string, Counts>();

  /** @param size names of a day of which a running total is kept */
  public constructor(private readonly size: number) {}

  public count(name: string, record: CompletedRecord): void {
    const interval = Math.floor(record.transfer.end / INTERVAL);
    if (interval !== this.interval) this.begin(interval);
    const known = name.length > CHARACTERS ? name.slice(-CHARACTERS) : name;
    let counts = this.counting.get(known);
    if (counts === undefined) {
      if (this.counting.size >= NAMES_AT_ONCE) this.begin(interval);
      counts = new Counts();
      // A copy: a part of a longer text would keep all of it.
      this.counting.set(Buffer.from(known).toString(), counts);
    }
    counts.count(record);
  }

  /**
   * The most frequent names between two days, the most frequent first.
   *
   * @param first  days since the epoch
   * @param last   this day is among them
   */
  public top(count: number, first: number, last: number): readonly (readonly [name: string, counts: Counts])[] {
    const totals = new Map<string, Counts>();
    const all = [...this.days, [this.day, this.counting] as const];
    for (const [day, names] of all) if (day >= first && day <= last) addAll(totals, names);
    return byRequests(totals).slice(0, count);
  }

  /** Forgets days before one. */
  public forget(before: number): void {
    for (const day of this.days.keys()) if (day < before) this.days.delete(day);
  }

  private get day(): number {
    return Math.floor(this.interval * INTERVAL / DAY);
  }

  private begin(interval: number): void {
    if (this.counting.size > 0) {
      const totals = this.days.get(this.day) ?? new Map<string, Counts>();
      addAll(totals, this.counting);
      this.days.set(this.day, new Map(byRequests(totals).slice(0, this.size)));
    }
    this.counting = new Map();
    this.interval = interval;
  }
}

function addAll(totals: Map<string, Counts>, names: Iterable<readonly [string, Counts]>): void {
  for (const [name, counts] of names) {
    const total = totals.get(name);
    if (total === undefined) totals.set(name, new Counts().add(counts));
    else total.add(counts);
  }
}

function byRequests(names: Iterable<readonly [string, Counts]>): (readonly [string, Counts])[] {
  return [...names].sort(([a, { requests: ofA }], [b, { requests: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
}
