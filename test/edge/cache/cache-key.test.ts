import { CacheKey, NOTHING, UNKNOWN } from '../../../src/config';
import { cacheKeyMaker, differences, keysOfOtherEncodings } from '../../../src/edge/cache/cache-key';
import { ok, ScenarioEdge } from '../scenario';

const KEY: CacheKey = { headers: NOTHING, cookies: NOTHING, queryStrings: NOTHING, gzip: true, brotli: true };

/** The key of a request with these headers. */
function keyOf(key: CacheKey, headers: readonly string[], makeKey = cacheKeyMaker(key)): string {
  const request = { headers } as unknown as Parameters<ReturnType<typeof cacheKeyMaker>>[0]['request'];
  return makeKey({ request, query: '' } as Parameters<ReturnType<typeof cacheKeyMaker>>[0]);
}

test('where the cache policy cannot be known everything that a viewer may ask for tells objects apart', async () => {
  const behavior = { ForwardedValues: undefined, CachePolicyId: { 'Fn::ImportValue': 'Policy' } };
  const edge = new ScenarioEdge({ origin: [ok('a', { 'cache-control': 'max-age=60' })], behavior });
  await edge.get('/a?x=1', { headers: { Cookie: 'a=1' } });
  expect([await edge.xCache('/a?x=2', { headers: { Cookie: 'a=1' } }), await edge.xCache('/a?x=1', { headers: { Cookie: 'a=2' } }), await edge.xCache('/a?x=1', { headers: { Cookie: 'a=1' } })])
    .toEqual(['Miss', 'Miss', 'Hit']);
});

test('names of headers that cannot be known are left out; one that a request lacks is no line of its key', () => {
  const headers = { include: 'listed', names: ['X-B', UNKNOWN, 'X-A'] } as const;
  expect(keyOf({ ...KEY, headers, gzip: false, brotli: false }, ['x-a', '1'])).toBe('\nx-a: 1');
});

test('the encodings of a key are those of each viewer', () => {
  const makeKey = cacheKeyMaker(KEY);
  const viewers = [['Accept-Encoding', 'gzip, br'], ['Accept-Encoding', 'gzip, br'], ['Accept-Encoding', 'gzip'], [], ['Accept-Encoding', 'gzip', 'Accept-Encoding', 'br']];
  expect(viewers.map((headers) => keyOf(KEY, headers, makeKey))).toEqual(['br,gzip', 'br,gzip', 'gzip', '', 'br,gzip'].map((encodings) => `\naccept-encoding: ${encodings}`));
});

test('a viewer takes a compressed copy of those who accept more, or less', () => {
  const key = (encodings: string) => `E1 GET /a\naccept-encoding: ${encodings}`;
  expect(keysOfOtherEncodings(key('br,gzip'))).toEqual({ keys: [key('br'), key('gzip')], accepted: ['br', 'gzip'] });
  expect(keysOfOtherEncodings(key('gzip'))).toEqual({ keys: [key('br,gzip'), key('br')], accepted: ['gzip'] });
  expect([keysOfOtherEncodings('E1 GET /a'), keysOfOtherEncodings(key(''))]).toEqual([{ keys: [], accepted: [] }, { keys: [], accepted: [] }]);
});

test.each([
  ['E1 GET /a\ncookies: a=1: 2', 'E1 GET /a\ncookies: a=1: 3', ['cookies']],
  ['E1 GET /a\ncookies: x', 'E1 GET /a\nquery string: x', ['cookies', 'query string']],
  ['E1 GET /a', 'E1 HEAD /a', ['path']],
  ['E1 GET /a\nhost: a', 'E1 GET /a\nhost: a', []],
])('%j and %j differ in %j', (one, other, names) => {
  expect(differences(one, other)).toEqual(names);
});
