import { ERROR_CACHING } from '../../../src/config';
import { errorLifetime, Freshness, freshness, FreshnessBounds, uncachedHeaders } from '../../../src/edge/cache/freshness';
import { START } from '../scenario';

const CACHED = ERROR_CACHING.current;
const BOUNDS = { min: 0, default: 86_400, max: 31_536_000, setting: '' };
const expires = (seconds: number) => new Date(START + seconds * 1000).toUTCString();

test.each<[string, string[], Partial<typeof BOUNDS>, number]>([
  ['max-age decides', ['Cache-Control', 'max-age=60'], {}, 60],
  ['s-maxage wins over max-age', ['Cache-Control', 'max-age=60, s-maxage=30'], {}, 30],
  ['max-age wins over Expires', ['Cache-Control', 'max-age=60', 'Expires', expires(10)], {}, 60],
  ['Expires decides alone', ['Expires', expires(10)], {}, 10],
  ['an Expires that is no date is over', ['Expires', '0'], {}, 0],
  ['Expires given twice is no date', ['Expires', expires(10), 'Expires', expires(10)], {}, 0],
  ['Expires is held against the date of an origin whose clock is fast', ['Expires', expires(70), 'Date', expires(60)], {}, 10],
  ['Expires before the date of such an origin is over', ['Expires', expires(70), 'Date', expires(80)], {}, 0],
  ['Expires ends at its time, however old the answer', ['Expires', expires(10), 'Date', expires(-60)], {}, 10],
  ['a date that is none does not count', ['Expires', expires(10), 'Date', 'now'], {}, 10],
  ['the time in other caches is part of max-age', ['Cache-Control', 'max-age=60', 'Age', '50'], {}, 10],
  ['the time in other caches is part of s-maxage', ['Cache-Control', 's-maxage=60', 'Age', '70'], {}, 0],
  ['the time in other caches is part of Expires', ['Expires', expires(60), 'Age', '50'], {}, 10],
  ['the time in other caches leaves the minimum TTL', ['Cache-Control', 'max-age=60', 'Age', '70'], { min: 30 }, 30],
  ['the default TTL begins when the answer comes', ['Age', '50'], { default: 60 }, 60],
  ['of several ages the first counts', ['Cache-Control', 'max-age=60', 'Age', '50, 0', 'Age', '20'], {}, 10],
  ['an age that is no whole number does not count', ['Cache-Control', 'max-age=60', 'Age', '-50'], {}, 60],
  ['an age of any length counts', ['Cache-Control', 'max-age=60', 'Age', '99999999999999999999'], {}, 0],
  ['the default TTL stands in for a silent origin', [], {}, 86_400],
  ['the minimum TTL raises max-age', ['Cache-Control', 'max-age=5'], { min: 10 }, 10],
  ['the maximum TTL lowers max-age', ['Cache-Control', 'max-age=500'], { max: 100 }, 100],
  ['the maximum TTL lowers the default TTL', [], { default: 500, max: 100 }, 100],
  ['no-cache forbids caching at a minimum TTL of 0', ['Cache-Control', 'no-cache'], {}, 0],
  ['no-store forbids caching at a minimum TTL of 0', ['Cache-Control', 'no-store'], {}, 0],
  ['private forbids caching at a minimum TTL of 0', ['Cache-Control', 'private, max-age=60'], {}, 0],
  ['a minimum TTL overrides no-store', ['Cache-Control', 'no-store'], { min: 10 }, 10],
  ['directives are read whatever their case', ['cache-control', 'MAX-AGE=60'], {}, 60],
  ['a quoted number counts', ['Cache-Control', 'max-age="60"'], {}, 60],
  ['a number that is none is over at once', ['Cache-Control', 'max-age=soon'], {}, 0],
  ['a negative number is over at once', ['Cache-Control', 'max-age=-1'], {}, 0],
  ['a number with a fraction is over at once', ['Cache-Control', 'max-age=60.5'], {}, 0],
  ['a number with a unit is over at once', ['Cache-Control', 'max-age=60s'], {}, 0],
  ['a directive without its number is over at once', ['Cache-Control', 'max-age'], {}, 0],
  ['semicolons part no directives', ['Cache-Control', 'max-age=60; s-maxage=30'], {}, 30],
  ['what is over at once leaves the minimum TTL', ['Cache-Control', 'max-age=soon'], { min: 30 }, 30],
  ['a number beyond 32 bits counts', ['Cache-Control', 'max-age=4294967297'], { max: 10_000_000_000 }, 3_153_600_000],
  ['a number beyond 64 bits counts', ['Cache-Control', 'max-age=99999999999999999999999'], {}, 31_536_000],
  ['of one directive twice the first counts', ['Cache-Control', 'max-age=60, max-age=5'], {}, 60],
  ['of one directive in two headers the first counts', ['Cache-Control', 'max-age=60', 'Cache-Control', 'max-age=5'], {}, 60],
  ['what forbids wins before a lifetime', ['Cache-Control', 'no-store, max-age=60'], {}, 0],
  ['what forbids wins after a lifetime', ['Cache-Control', 'max-age=60, no-store'], {}, 0],
  ['what forbids wins in another header', ['Cache-Control', 'max-age=60', 'Cache-Control', 'no-cache'], {}, 0],
  ['what forbids wins over public', ['Cache-Control', 'public, private'], {}, 0],
  ['directives are parted by commas without spaces, and by empty ones', ['Cache-Control', ',,max-age=60,,public,'], {}, 60],
  ['tabs are spaces', ['Cache-Control', 'public,\tmax-age=60\t'], {}, 60],
  ['an unknown directive does not count', ['Cache-Control', 'max-stale=5, max-age=60'], {}, 60],
  ['a directive with a longer name is another', ['Cache-Control', 'x-max-age=5, max-age=60'], {}, 60],
  ['a directive in quotes is none', ['Cache-Control', 'extension="no-store, max-age=5", max-age=60'], {}, 60],
  ['an escaped quote ends no quotes', ['Cache-Control', 'extension="a\\", no-store", max-age=60'], {}, 60],
  ['an empty header says nothing', ['Cache-Control', ''], {}, 86_400],
  ['Expires before 1970 is over', ['Expires', 'Sat, 01 Jan 1600 00:00:00 GMT'], {}, 0],
  ['Expires after 2038 counts', ['Expires', 'Fri, 31 Dec 9999 23:59:59 GMT'], {}, 31_536_000],
  ['Expires on a day that is none is over', ['Expires', 'Wed, 30 Feb 2028 00:00:00 GMT'], {}, 0],
  ['Expires of -1 is over', ['Expires', '-1'], {}, 0],
  ['an empty Expires is over', ['Expires', ''], {}, 0],
])('%s', (_title, headers, bounds, ttl) => {
  expect(freshness(headers, { ...BOUNDS, ...bounds }, START).ttl).toBe(ttl);
});

test.each<[string, string[], Partial<FreshnessBounds>, Freshness]>([
  ['a directive', ['Cache-Control', 's-maxage=30, max-age=60'], {}, { ttl: 30, decided: 's-maxage', asked: 30 }],
  ['a directive that the maximum TTL lowers', ['Cache-Control', 'max-age=500'], { max: 100 }, { ttl: 100, decided: 'max-age', asked: 500, clampedBy: 'MaxTTL' }],
  ['a directive that the minimum TTL raises', ['Cache-Control', 'max-age=5'], { min: 10 }, { ttl: 10, decided: 'max-age', asked: 5, clampedBy: 'MinTTL' }],
  ['a directive that is as long as both bounds', ['Cache-Control', 'max-age=10'], { min: 10, max: 10 }, { ttl: 10, decided: 'max-age', asked: 10 }],
  ['Expires, held against the origin\'s own date', ['Expires', expires(70), 'Date', expires(60)], {}, { ttl: 10, decided: 'Expires', asked: 10 }],
  ['Expires before that date', ['Expires', expires(70), 'Date', expires(80)], {}, { ttl: 0, decided: 'Expires', asked: 0 }],
  ['the default TTL', [], { default: 60 }, { ttl: 60, decided: 'DefaultTTL', asked: 60 }],
  ['what forbids caching', ['Cache-Control', 'private, no-store'], {}, { ttl: 0, decided: 'no-store', asked: 0 }],
  ['what would forbid caching but for the minimum TTL', ['Cache-Control', 'no-cache'], { min: 1 }, { ttl: 1, decided: 'no-cache', asked: 0, clampedBy: 'MinTTL' }],
  ['the last time that a date can name', ['Cache-Control', 'max-age=500'], { min: 5, lastExpiry: START + 99_999 }, { ttl: 99, decided: 'max-age', asked: 500, clampedBy: 'MaxTTL' }],
  ['the minimum TTL before such a time', ['Cache-Control', 'max-age=1'], { min: 5, lastExpiry: START + 99_999 }, { ttl: 5, decided: 'max-age', asked: 1, clampedBy: 'MinTTL' }],
])('the reason names what decided, and the bound that changed it: %s', (_title, headers, bounds, expected) => {
  expect(freshness(headers, { ...BOUNDS, ...bounds }, START)).toEqual(expected);
});

test.each<[string, number, string[], number]>([
  ['404 without headers, for the error caching minimum TTL [DTD-087]', 404, [], 10],
  ['403 with an Expires, not at all', 403, ['Expires', expires(50)], 0],
  ['403 that must not be cached, not at all', 403, ['Cache-Control', 'no-store, max-age=50'], 0],
  ['500 with no-store and max-age, for the minimum', 500, ['Cache-Control', 'no-store, max-age=50'], 10],
  ['500 with an Expires', 500, ['Expires', expires(50)], 50],
  ['404 with no-store, not at all', 404, ['Cache-Control', 'no-store'], 0],
  ['500 with no-store all the same', 500, ['Cache-Control', 'no-store'], 10],
  ['403 without headers, not at all [DTD-088]', 403, [], 0],
  ['403 with max-age', 403, ['Cache-Control', 'max-age=50'], 50],
  ['401, never [DTD-089]', 401, ['Cache-Control', 'max-age=50'], 0],
  ['404 with a shorter max-age, for the minimum [DTD-091]', 404, ['Cache-Control', 'max-age=3'], 10],
  ['404 with an age, for the rest of its max-age', 404, ['Cache-Control', 'max-age=30', 'Age', '10'], 20],
  ['404 with a longer max-age, for that', 404, ['Cache-Control', 'max-age=30'], 30],
])('an error is cached: %s', (_title, code, headers, ttl) => {
  expect(errorLifetime(code, headers, 10, BOUNDS, CACHED, START)).toBe(ttl);
});

test('no error is cached longer than the maximum TTL, nor where caching is off [DTD-090]', () => {
  expect(errorLifetime(404, ['Cache-Control', 'max-age=30'], 10, { ...BOUNDS, max: 20 }, CACHED, START)).toBe(20);
  expect(errorLifetime(404, [], 10, { min: 0, default: 0, max: 0, setting: '' }, CACHED, START)).toBe(0);
});

test.each<[string, string[]]>([
  ['no-cache="Set-Cookie"', ['set-cookie']],
  ['private="X-User, set-cookie", max-age=60', ['x-user', 'set-cookie']],
  ['private="X-User", no-cache="Set-Cookie"', ['set-cookie', 'x-user']],
  ['no-cache=Set-Cookie', ['set-cookie']],
  ['no-cache=" Set-Cookie ,X-A,"', ['set-cookie', 'x-a']],
  ['no-cache, private', []],
  ['max-age=60', []],
])('%s keeps %j out of the cache [OBJ-058]', (value, names) => expect(uncachedHeaders(['Cache-Control', value])).toEqual(names));
