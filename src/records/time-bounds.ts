import { Asked, UnusableQuery } from './asked';
import { DAY, HOUR, MINUTE, timeText } from './time';

/** A time, in milliseconds since the epoch. */
export interface TimeBounds {
  readonly start: number;
  /** Not in it any more. */
  readonly end: number;
}

/**
 * Reads the time that something is asked for: `start` and `end`, each a date in UTC, which is meant whole, or a time; or `last`, such as `12 hours`.
 *
 * @param now    milliseconds since the epoch
 * @param preset what is meant where a bound is not given
 * @throws UnusableQuery
 */
export function timeBounds({ start, end, last }: Asked, now: number, preset: TimeBounds): TimeBounds {
  if (last !== undefined) {
    if (start !== undefined || end !== undefined) throw new UnusableQuery('last cannot be given beside start or end');
    return { start: now - duration(last), end: now + 1 };
  }
  const to = end === undefined ? preset.end : instant('end', end, DAY);
  const from = start === undefined ? Math.min(preset.start, to - (preset.end - preset.start)) : instant('start', start, 0);
  if (from >= to) throw new UnusableQuery(`the time ends at ${timeText(to)}, before it begins at ${timeText(from)}`);
  return { start: from, end: to };
}

const UNITS: { readonly [unit: string]: number } = { minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY };

function duration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6}) ?([a-z]+?)s?$/.exec(text) ?? [];
  const length = UNITS[unit];
  if (length === undefined || Number(count) === 0) throw new UnusableQuery(`last is "${text}", where a length such as "12 hours" is expected, in ${Object.keys(UNITS).join('s, ')}s`);
  return Number(count) * length;
}

/** A time of ISO 8601, in UTC where it says no zone. @param wholeDate what is added to a date */
function instant(name: string, text: string, wholeDate: number): number {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
  const time = Date.parse(isTime && !/(Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text);
  if ((!isDate && !isTime) || Number.isNaN(time)) throw new UnusableQuery(`${name} is "${text}", where a date such as 2014-10-24 or a time such as 2014-10-24T10:00:00Z is expected`);
  return isDate ? time + wholeDate : time;
}
