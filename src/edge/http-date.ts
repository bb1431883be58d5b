const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const MONTH = `(${MONTHS.join('|')})`;
const TIME = String.raw`(\d\d):(\d\d):(\d\d)`;

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the form of today. */
const IMF = new RegExp(String.raw`^${DAY}, (\d\d) ${MONTH} (\d{4}) ${TIME} GMT$`, 'i');
/** `Sunday, 06-Nov-94 08:49:37 GMT`, of RFC 850. */
const RFC_850 = new RegExp(String.raw`^(?:mon|tues|wednes|thurs|fri|satur|sun)day, (\d\d)-${MONTH}-(\d\d) ${TIME} GMT$`, 'i');
/** `Sun Nov  6 08:49:37 1994`, of C's asctime. */
const ASCTIME = new RegExp(String.raw`^${DAY} ${MONTH} ([ \d]\d) ${TIME} (\d{4})$`, 'i');

/**
 * Reads a date in one of the three forms of HTTP (RFC 9110, 5.6.7), in capitals or not.
 *
 * @param now milliseconds since the epoch, to tell the century of a year of two digits: it lies at most 50 years ahead
 * @returns milliseconds since the epoch; undefined for what is no such date
 */
export function httpDate(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const imf = IMF.exec(text);
  if (imf !== null) return timeOf(Number(imf[3]), imf[2], [imf[1], ...imf.slice(4)]);
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return timeOf(Number(asctime[6]), asctime[1], asctime.slice(2, 6));
  const rfc850 = RFC_850.exec(text);
  return rfc850 === null ? undefined : timeOf(yearOf(Number(rfc850[3]), now), rfc850[2], [rfc850[1], ...rfc850.slice(4)]);
}

/** Undefined for a day that its month does not have, or a time that its day does not have; the last minute of a day may have a leap second. */
function timeOf(year: number, month: string, dayAndTime: readonly string[]): number | undefined {
  const [day, hours, minutes, seconds] = dayAndTime.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, MONTHS.indexOf(month.toLowerCase()), day);
  if (date.getUTCDate() !== day || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  return date.setUTCHours(hours, minutes, seconds);
}

function yearOf(digits: number, now: number): number {
  const present = new Date(now).getUTCFullYear();
  const year = present - present % 100 + digits;
  return year > present + 50 ? year - 100 : year;
}
