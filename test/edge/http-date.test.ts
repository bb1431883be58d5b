import fc from 'fast-check';
import { httpDate } from '../../src/edge/http-date';

const NOW = Date.UTC(2025, 0, 1);
const TIME = Date.UTC(2050, 7, 8, 2, 1, 18);

test.each<[string, number | undefined]>([
  ['Mon, 08 Aug 2050 02:01:18 GMT', TIME],
  ['MON, 08 AUG 2050 02:01:18 gmt', TIME],
  ['Monday, 08-Aug-50 02:01:18 GMT', TIME],
  ['Monday, 08-Aug-94 02:01:18 GMT', Date.UTC(1994, 7, 8, 2, 1, 18)],
  ['Wednesday, 01-Jan-75 00:00:00 GMT', Date.UTC(2075, 0, 1)],
  ['Thursday, 01-Jan-76 00:00:00 GMT', Date.UTC(1976, 0, 1)],
  ['Mon Aug  8 02:01:18 2050', TIME],
  ['Mon, 08 Aug 2050 02:01:18 UTC', undefined],
  ['Mon, 08 Aug 2050 02:01:18 +0000', undefined],
  ['Mon 08 Aug 2050 02:01:18 GMT', undefined],
  ['Mon, 08  Aug  2050 02:01:18 GMT', undefined],
  ['Mon, 08-Aug-2050 02:01:18 GMT', undefined],
  ['Mon, 08 Aug 50 02:01:18 GMT', undefined],
  ['Mon, 08 Aug 2050 2:01:18 GMT', undefined],
  ['Mon, 29 Feb 2028 23:59:60 GMT', Date.UTC(2028, 2, 1)],
  ['Sat, 01 Jan 1600 00:00:00 GMT', Date.UTC(1600, 0, 1)],
  ['Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ['Wed, 30 Feb 2028 00:00:00 GMT', undefined],
  ['Mon, 00 Aug 2050 02:01:18 GMT', undefined],
  ['Mon, 08 Aug 2050 24:00:00 GMT', undefined],
  ['Mon, 08 Aug 2050 02:60:00 GMT', undefined],
  ['Mon, 08 Aug 2050 02:01:61 GMT', undefined],
  ['2050-08-08T02:01:18Z', undefined],
  ['0', undefined],
  ['', undefined],
])('%s', (text, time) => expect(httpDate(text, NOW)).toBe(time));

test('no header is no date', () => expect(httpDate(undefined, NOW)).toBeUndefined());

test('every date that is written as HTTP has it is read again', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => httpDate(new Date(seconds * 1000).toUTCString(), NOW) === seconds * 1000));
});
