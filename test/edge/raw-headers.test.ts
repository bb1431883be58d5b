import fc from 'fast-check';
import {
  cacheControl, connectionOptions, cookieHeader, headerNames, headerPairs, headerValue, joinedHeader, removeHeader, seconds, setHeader, valuesByName, withoutHeaders,
} from '../../src/edge/raw-headers';

const HEADERS = ['Host', 'a', 'Accept', '1', 'Cookie', 'b=1', 'ACCEPT', '2', 'cookie', 'c=2'];

test('a header is found whatever the case of its name: its first value, or all of them', () => {
  expect(headerValue(HEADERS, 'accept')).toBe('1');
  expect(joinedHeader(HEADERS, 'accept')).toBe('1, 2');
  expect(cookieHeader(HEADERS)).toBe('b=1; c=2');
  expect([headerValue(HEADERS, 'via'), joinedHeader(HEADERS, 'via'), cookieHeader([])]).toEqual([undefined, undefined, undefined]);
});

test('a header takes the place of all of its name', () => {
  const headers = [...HEADERS];
  setHeader(headers, 'Accept', '3');
  removeHeader(headers, 'cookie');
  expect(headers).toEqual(['Host', 'a', 'Accept', '3']);
  expect(withoutHeaders(HEADERS, (lower) => lower !== 'host')).toEqual(['Host', 'a']);
});

test('names and pairs are those of the headers, in their order', () => {
  const headers = fc.array(fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,8}$/), fc.string()));
  fc.assert(fc.property(headers, (pairs) => {
    const raw = pairs.flat();
    expect(headerPairs(raw)).toEqual(pairs);
    expect(headerNames(raw)).toEqual(pairs.map(([name]) => name));
    for (const [lower, values] of valuesByName(raw)) expect(joinedHeader(raw, lower)).toBe(values.join(', '));
  }));
});

test('what Connection names is for this connection alone', () => {
  expect(connectionOptions(['Connection', 'Keep-Alive, X-A', 'connection', 'x-b'])).toEqual(['keep-alive', 'x-a', 'x-b']);
});

test('directives of Cache-Control have the first of their values, without quotation marks', () => {
  const headers = ['Cache-Control', 'No-Store, max-age=1, private="a, b"', 'cache-control', 'max-age = 2'];
  expect([...cacheControl(headers)]).toEqual([['no-store', ''], ['max-age', '1'], ['private', 'a, b']]);
});

test.each([['0', 0], ['60', 60], ['9'.repeat(20), 3_153_600_000], ['1.5', undefined], ['-1', undefined], ['', undefined], [undefined, undefined]])('%j is %j seconds', (text, value) => {
  expect(seconds(text)).toBe(value);
});
