/** A time as CloudFront's API writes it: ISO 8601 in UTC, without fractions of a second. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
