import { InvalidArgumentError } from 'commander';

const UNITS: { readonly [unit: string]: number } = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * Reads a time: seconds since 1970, a date of ISO 8601, or how long from now, such as `30 minutes` [SIG-105].
 *
 * @param now milliseconds since the epoch
 * @returns seconds since the epoch; fractions are cut off [SIG-108]
 */
export function timeIn(text: string, now: number): number {
  const [, count, unit] = /^(\d+) ?([a-z]+?)s?$/i.exec(text) ?? [];
  if (unit !== undefined) {
    const seconds = UNITS[unit.toLowerCase()];
    if (seconds === undefined) throw new InvalidArgumentError(`There is no unit ${unit}; there are seconds, minutes, hours and days.`);
    return Math.floor(now / 1000) + Number(count) * seconds;
  }
  const time = /^\d+$/.test(text) ? Number(text) : /^\d{4}-\d{2}-\d{2}/.test(text) ? Math.floor(Date.parse(text) / 1000) : NaN;
  if (!Number.isSafeInteger(time)) throw new InvalidArgumentError('Expected seconds since 1970, a date such as 2030-01-31T10:00:00Z, or a time from now such as "30 minutes".');
  return time;
}

/** Reads a day in UTC, such as `2014-05-06`. */
export function utcDate(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Expected a date such as 2014-05-06.');
  return text;
}
