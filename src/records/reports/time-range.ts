import { Asked, oneOf, UnusableQuery } from '../asked';
import { DAY, HOUR, timeText } from '../time';
import { TimeBounds, timeBounds } from '../time-bounds';

/** How long each line or point of a report is. */
export type Granularity = 'hour' | 'day' | 'month';

/** The time of a report. */
export interface TimeRange extends TimeBounds {
  readonly granularity: Granularity;
}

/** What a kind of report allows. */
export interface RangeLimits {
  readonly granularities: readonly Granularity[];
  /** Days before today on which it may begin. */
  readonly days: number;
  /** Days of a range for which there is a point for each hour. */
  readonly daysByHour: number;
}

/** The charts of the console [RPT-041, RPT-042]. */
export const CHART_LIMITS: RangeLimits = { granularities: ['hour', 'day'], days: 60, daysByHour: 14 };

/** The console's lists of what is most frequent in a range [RPT-056]. */
export const LIST_LIMITS: RangeLimits = { granularities: ['day'], days: 60, daysByHour: 0 };

/**
 * Reads the range of a report, which begins and ends with a day, an hour or a month. Without bounds it is seven days, of which today is the last.
 *
 * @param now milliseconds since the epoch
 * @throws UnusableQuery
 */
export function timeRange(asked: Asked, now: number, { granularities, days, daysByHour }: RangeLimits): TimeRange {
  const granularity = asked.granularity === undefined ? 'day' : oneOf('granularity', asked.granularity, granularities);
  const today = startOf('day', now);
  const { start, end } = timeBounds(asked, now, { start: today - 6 * DAY, end: today + DAY });
  if (startOf('day', start) < today - days * DAY) throw new UnusableQuery(`the range begins at ${timeText(start)}, more than ${days} days ago`);
  if (granularity === 'hour' && end - 1 - start > daysByHour * DAY) throw new UnusableQuery(`the range has more than ${daysByHour} days, for which there are no hours: ask for granularity day`);
  return { start: startOf(granularity, start), end, granularity };
}

/** When the hour, the day or the month of a time began, in UTC. */
export function startOf(granularity: Granularity, time: number): number {
  if (granularity === 'month') return Date.parse(`${new Date(time).toISOString().slice(0, 7)}-01`);
  const length = granularity === 'hour' ? HOUR : DAY;
  return Math.floor(time / length) * length;
}

/** When the next one begins. */
export function nextAfter(granularity: Granularity, start: number): number {
  if (granularity === 'month') return startOf('month', start + 31 * DAY);
  return start + (granularity === 'hour' ? HOUR : DAY);
}

/** When each hour, day or month of a range begins, as far as it has come by now. */
export function* steps({ start, end, granularity }: TimeRange, now: number): Generator<number> {
  for (let time = start; time < end && time <= now; time = nextAfter(granularity, time)) yield time;
}
