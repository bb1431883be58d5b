import { MANAGED, policies, Policies } from './policies';
import { ok, ScenarioEdge } from './scenario';
import { OriginFailure } from '../../src/edge';

const answering = (headers: { readonly [name: string]: string } = {}) => () => ok('body', headers);
const edgeWith = (cache: Policies['cache'], headers?: { readonly [name: string]: string }) => new ScenarioEdge({ origin: answering(headers), ...policies({ cache }) });

test('without origin request policy an origin gets what the cache policy names and no more [POL-004]', async () => {
  const edge = edgeWith(MANAGED.CachingOptimized);
  await edge.get('/a?x=1', { headers: { 'Cookie': 'c=1', 'Accept-Language': 'de' } });
  const [{ url, headers }] = edge.asked;
  expect([url, headers.has('cookie'), headers.has('accept-language')]).toEqual(['/a', false, false]);
});

test('one policy serves the behaviors of two distributions, with a cache for each [POL-005]', async () => {
  const both = policies({ cache: { queryStrings: ['x'] }, response: { CustomHeadersConfig: { Items: [{ Header: 'X-A', Value: '1', Override: true }] } } });
  const second = {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Aliases: ['second.example.com'],
        Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
        DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ...both.behavior },
      },
    },
  };
  const edge = new ScenarioEdge({ origin: answering(), ...both, resources: { ...both.resources, Second: second }, config: { Aliases: ['first.example.com'] } });
  for (const host of ['first.example.com', 'second.example.com']) {
    const miss = await edge.get('/a?x=1&y=1', { host });
    expect([miss.header('x-cache'), miss.header('x-a')]).toEqual(['Miss from cloudfront', '1']);
    expect(await edge.xCache('/a?x=1&y=2', { host })).toBe('Hit');
  }
});

test('a response headers policy goes with ForwardedValues, too [POL-005]', async () => {
  const edge = new ScenarioEdge({ origin: answering(), ...policies({ response: { CustomHeadersConfig: { Items: [{ Header: 'X-A', Value: '1', Override: true }] } } }) });
  expect((await edge.get('/a')).header('x-a')).toBe('1');
});

describe('ForwardedValues do what policies do that list the same [POL-007]', () => {
  const viewers = [
    { url: '/a?k=1&l=1', headers: { 'Cookie': 'a=1; b=1', 'Accept-Language': 'de' } },
    { url: '/a?k=1&l=2', headers: { 'Cookie': 'a=1; b=1', 'Accept-Language': 'de' } },
    { url: '/a?k=2&l=2', headers: { 'Cookie': 'a=1; b=1', 'Accept-Language': 'de' } },
    { url: '/a?k=2&l=2', headers: { 'Cookie': 'a=2; b=1', 'Accept-Language': 'de' } },
    { url: '/a?k=2&l=2', headers: { 'Cookie': 'a=2; b=2', 'Accept-Language': 'de' } },
    { url: '/a?k=2&l=2', headers: { 'Cookie': 'a=2; b=2', 'Accept-Language': 'fr' } },
  ];
  const all = { QueryStringsConfig: { QueryStringBehavior: 'all' }, CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' } };
  const allViewer = { QueryStringsConfig: { QueryStringBehavior: 'none' }, CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'allViewer' } };

  test.each<[string, object, Policies]>([
    ['nothing', { QueryString: false }, { cache: {} }],
    ['all query strings', { QueryString: true }, { cache: { queryStrings: 'all' } }],
    ['a query string in the key, all forwarded', { QueryString: true, QueryStringCacheKeys: ['k'] }, { cache: { queryStrings: ['k'] }, request: all }],
    ['no cookies', { QueryString: false, Cookies: { Forward: 'none' } }, { cache: { cookies: 'none' } }],
    ['a cookie', { QueryString: false, Cookies: { Forward: 'whitelist', WhitelistedNames: ['a'] } }, { cache: { cookies: ['a'] } }],
    ['all cookies', { QueryString: false, Cookies: { Forward: 'all' } }, { cache: { cookies: 'all' } }],
    ['a header', { QueryString: false, Headers: ['Accept-Language'] }, { cache: { headers: ['Accept-Language'] } }],
    ['all headers', { QueryString: false, Headers: ['*'] }, { cache: MANAGED.CachingDisabled, request: allViewer }],
  ])('%s', async (_title, ForwardedValues, modern) => {
    const outcomes = [];
    for (const scenario of [{ behavior: { ForwardedValues } }, policies(modern)]) {
      const edge = new ScenarioEdge({ origin: answering(), ...scenario });
      const results = [];
      for (const { url, headers } of viewers) results.push(await edge.xCache(url, { headers }));
      const asked = edge.asked.map(({ url, headers }) => [url, ...['cookie', 'accept-language'].map((name) => headers.get(name))]);
      outcomes.push({ results, asked });
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});

test('ForwardedValues send on headers that a cache policy does not [POL-008]', async () => {
  const viewer = { headers: { 'X-Own': '1' } };
  const [legacy, modern] = [new ScenarioEdge({ origin: answering() }), edgeWith(MANAGED.CachingOptimized)];
  await legacy.get('/a', viewer);
  await modern.get('/a', viewer);
  expect([legacy.asked[0].headers.get('x-own'), modern.asked[0].headers.get('x-own')]).toEqual(['1', null]);
});

test('with all TTLs 0 nothing is cached, whatever the origin says [POL-030] [POL-064]', async () => {
  const edge = edgeWith(MANAGED.CachingDisabled, { 'cache-control': 'max-age=3600' });
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Miss']);
  expect(edge.asked).toHaveLength(2);
});

test('where caching is disabled nothing is compressed [POL-033]', async () => {
  const css = { 'content-type': 'text/css', 'content-length': '5000' };
  const edge = new ScenarioEdge({ origin: () => ok('x'.repeat(5000), css), ...policies({ cache: MANAGED.CachingDisabled }, { Compress: true }) });
  expect((await edge.get('/a.css', { headers: { 'Accept-Encoding': 'br,gzip' } })).header('content-encoding')).toBeUndefined();
});

test('with a default TTL of 0 the origin alone decides, up to the maximum TTL [POL-036]', async () => {
  const stated = edgeWith(MANAGED.UseOriginCacheControlHeaders, { 'cache-control': 'max-age=60' });
  await stated.get('/a');
  stated.advance(59);
  expect(await stated.xCache('/a')).toBe('Hit');
  const silent = edgeWith(MANAGED.UseOriginCacheControlHeaders);
  expect([await silent.xCache('/a'), await silent.xCache('/a')]).toEqual(['Miss', 'Miss']);
});

describe('how long an object lives', () => {
  const inAMinute = new Date(Date.UTC(2025, 0, 1, 0, 1)).toUTCString();

  test.each<[string, readonly [number, number, number], { readonly [name: string]: string }, number]>([
    ['max-age, up to the maximum TTL [POL-037]', [0, 100, 50_000], { 'cache-control': 'max-age=60000' }, 50_000],
    ['s-maxage [POL-037]', [0, 100, 50_000], { 'cache-control': 's-maxage=7' }, 7],
    ['Expires [POL-037]', [0, 100, 50_000], { expires: inAMinute }, 60],
    ['Expires, up to the maximum TTL [POL-037]', [0, 10, 50], { expires: inAMinute }, 50],
    ['the default TTL when the origin says nothing [POL-037]', [0, 100, 50_000], {}, 100],
    ['max-age, from the minimum TTL on [POL-038]', [60, 100, 3600], { 'cache-control': 'max-age=10' }, 60],
    ['max-age between minimum and maximum [POL-038]', [60, 100, 3600], { 'cache-control': 'max-age=70' }, 70],
    ['max-age, up to the maximum TTL, with a minimum [POL-038]', [60, 100, 3600], { 'cache-control': 'max-age=7200' }, 3600],
    ['Expires, from the minimum TTL on [POL-038]', [90, 100, 3600], { expires: inAMinute }, 90],
    ['the default TTL above the minimum [POL-038]', [60, 100, 3600], {}, 100],
    ['the minimum TTL in spite of no-store [POL-038]', [60, 100, 3600], { 'cache-control': 'no-store' }, 60],
    ['the minimum TTL in spite of no-cache [POL-038]', [60, 100, 3600], { 'cache-control': 'no-cache' }, 60],
    ['the minimum TTL in spite of private [POL-038]', [60, 100, 3600], { 'cache-control': 'private' }, 60],
    ['s-maxage before max-age [POL-039]', [0, 100, 3600], { 'cache-control': 'max-age=10, s-maxage=120' }, 120],
    ['max-age before Expires [POL-039]', [0, 100, 3600], { 'cache-control': 'max-age=10', 'expires': inAMinute }, 10],
  ])('%s', async (_title, ttl, headers, seconds) => {
    const edge = edgeWith({ ttl }, headers);
    expect((await edge.get('/a')).header('cache-control')).toBe(headers['cache-control']);
    edge.advance(seconds - 1);
    expect(await edge.xCache('/a')).toBe('Hit');
    edge.advance(1);
    expect(await edge.xCache('/a')).toBe('Miss');
  });

  test.each(['no-cache', 'no-store', 'private'])('%s is not cached without a minimum TTL [POL-037]', async (directive) => {
    const edge = edgeWith({ ttl: [0, 100, 50_000] }, { 'cache-control': directive });
    expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Miss']);
  });
});

test.each<[string, readonly [number, number, number], number]>([
  ['no-cache', [1, 86_400, 31_536_000], 200],
  ['no-store', [0, 86_400, 31_536_000], 200],
  ['private', [0, 0, 31_536_000], 200],
  ['no-cache, stale-if-error=0', [1, 86_400, 31_536_000], 502],
  ['no-store, stale-if-error=0', [0, 86_400, 31_536_000], 502],
  ['no-cache', [0, 0, 0], 502],
])('with the origin out of reach, what came with %s under TTLs of %j is answered with %i [POL-041]', async (directives, ttl, expected) => {
  let reachable = true;
  const edge = new ScenarioEdge({
    origin: () => {
      if (!reachable) throw new OriginFailure('connection-refused', 'nobody listens');
      return ok('old', { 'cache-control': directives });
    },
    ...policies({ cache: { ttl } }),
  });
  await edge.get('/a');
  reachable = false;
  edge.advance(2);
  expect((await edge.get('/a')).status).toBe(expected);
});

test('by default the key has the path alone, and OPTIONS apart from GET and HEAD [POL-042]', async () => {
  const edge = new ScenarioEdge({ origin: answering(), ...policies({ cache: {} }, { AllowedMethods: ['GET', 'HEAD', 'OPTIONS'], CachedMethods: ['GET', 'HEAD', 'OPTIONS'] }) });
  expect(await edge.xCache('/a?x=1', { headers: { 'User-Agent': 'one', 'Referer': 'one', 'Cookie': 'a=1' } })).toBe('Miss');
  expect(await edge.xCache('/a?x=2', { headers: { 'User-Agent': 'two', 'Referer': 'two', 'Cookie': 'a=2' } })).toBe('Hit');
  expect(await edge.xCache('/a', { method: 'HEAD' })).toBe('Hit');
  expect([await edge.xCache('/a', { method: 'OPTIONS' }), await edge.xCache('/a', { method: 'OPTIONS' })]).toEqual(['Miss', 'Hit']);
});

type Request = readonly [url: string, headers: { readonly [name: string]: string }];

test.each<[string, Policies['cache'], readonly Request[], readonly string[]]>([
  ['headers count by value, not by the case of their names [POL-043]', { headers: ['Product'] }, [
    ['/a', { Product: 'Acme' }], ['/a', { product: 'Acme' }], ['/a', { Product: 'acme' }],
  ], ['Miss', 'Hit', 'Miss']],
  ['the order of headers does not count [POL-043]', { headers: ['X-A', 'X-B'] }, [['/a', { 'X-A': '1', 'X-B': '2' }], ['/a', { 'X-B': '2', 'X-A': '1' }]], ['Miss', 'Hit']],
  ['a header that is absent is a value of its own [POL-044]', { headers: ['Accept-Language'] }, [
    ['/a', { 'Accept-Language': 'de' }], ['/a', {}], ['/a', {}], ['/a', { 'Accept-Language': '' }],
  ], ['Miss', 'Miss', 'Hit', 'Miss']],
  ['listed cookies count alone [POL-045]', { cookies: ['a'] }, [['/a', { Cookie: 'a=1; b=2' }], ['/a', { Cookie: 'a=1; b=3' }], ['/a', { Cookie: 'a=2; b=3' }]], ['Miss', 'Hit', 'Miss']],
  ['all cookies but the excepted count [POL-046]', { cookies: { allExcept: ['track'] } }, [
    ['/a', { Cookie: 's=1; track=9' }], ['/a', { Cookie: 's=1; track=8' }], ['/a', { Cookie: 's=2; track=9' }],
  ], ['Miss', 'Hit', 'Miss']],
  ['every cookie counts [POL-046]', { cookies: 'all' }, [['/a', { Cookie: 's=1' }], ['/a', { Cookie: 's=1; t=1' }]], ['Miss', 'Miss']],
  ['listed query strings count alone [POL-047]', { queryStrings: ['size'] }, [['/i.jpg?size=2&utm=x', {}], ['/i.jpg?size=2&utm=y', {}], ['/i.jpg?size=3', {}]], ['Miss', 'Hit', 'Miss']],
  ['all query strings but the excepted count [POL-047]', { queryStrings: { allExcept: ['utm'] } }, [['/i.jpg?size=2&utm=x', {}], ['/i.jpg?size=2&utm=y', {}], ['/i.jpg?size=3', {}]], ['Miss', 'Hit', 'Miss']],
  ['the order and the case of query strings count [POL-048]', { queryStrings: 'all' }, [['/a?x=1&y=2', {}], ['/a?y=2&x=1', {}], ['/a?X=1', {}], ['/a?x=1', {}]], ['Miss', 'Miss', 'Miss', 'Miss']],
])('%s', async (_title, cache, requests, expected) => {
  const edge = edgeWith(cache);
  const results = [];
  for (const [url, headers] of requests) results.push(await edge.xCache(url, { headers }));
  expect(results).toEqual(expected);
});

test.each<[string, Policies['cache'], Request, readonly [url: string, cookie: string | null]]>([
  ['listed cookies [POL-045]', { cookies: ['a'] }, ['/a', { Cookie: 'a=1; b=2' }], ['/a', 'a=1']],
  ['all cookies but the excepted [POL-046]', { cookies: { allExcept: ['track'] } }, ['/a', { Cookie: 's=1; track=9' }], ['/a', 's=1']],
  ['no Cookie header at all [POL-046]', { cookies: 'none' }, ['/a', { Cookie: 's=1' }], ['/a', null]],
  ['listed query strings [POL-047]', { queryStrings: ['size'] }, ['/i.jpg?size=2&utm=x', {}], ['/i.jpg?size=2', null]],
  ['all query strings but the excepted [POL-047]', { queryStrings: { allExcept: ['utm'] } }, ['/i.jpg?size=2&utm=x', {}], ['/i.jpg?size=2', null]],
  ['no query string [POL-047]', {}, ['/i.jpg?size=2', {}], ['/i.jpg', null]],
])('an origin gets %s', async (_title, cache, [url, headers], expected) => {
  const edge = edgeWith(cache);
  await edge.get(url, { headers });
  expect([edge.asked[0].url, edge.asked[0].headers.get('cookie')]).toEqual(expected);
});

test('an origin gets no header that the viewer did not send [POL-044]', async () => {
  const edge = edgeWith({ headers: ['Accept-Language'] });
  await edge.get('/a');
  expect(edge.asked[0].headers.has('accept-language')).toBe(false);
});

test('HTTP and HTTPS share an object, also where the origin is asked as the viewer asks', async () => {
  const edge = edgeWith({});
  expect([await edge.xCache('/a', { protocol: 'https' }), await edge.xCache('/a', { protocol: 'http' })]).toEqual(['Miss', 'Hit']);
});

describe('Accept-Encoding as origins get it, and as it tells objects apart', () => {
  const both = { gzip: true, brotli: true };

  test.each<[string, Policies['cache'], string | undefined, string | null]>([
    ['both [POL-052] [POL-053]', both, 'gzip, deflate, br, zstd', 'br,gzip'],
    ['gzip alone [POL-053]', both, 'gzip, deflate', 'gzip'],
    ['br alone [POL-053]', both, 'br', 'br'],
    ['neither [POL-053] [POL-054]', both, 'deflate', 'identity'],
    ['gzip of a policy without br [POL-053]', { gzip: true }, 'br, gzip', 'gzip'],
    ['br, which the policy has not [POL-053] [POL-054]', { gzip: true }, 'br', 'identity'],
    ['br of a policy without gzip [POL-053]', { brotli: true }, 'br, gzip', 'br'],
    ['gzip, which the policy has not [POL-053] [POL-054]', { brotli: true }, 'gzip', 'identity'],
    ['gzip refused by q=0 [POL-053]', both, 'br, gzip;q=0', 'br'],
    ['no header [POL-053] [POL-055]', both, undefined, null],
    ['any, where the policy has none [POL-053] [POL-056]', {}, 'gzip', null],
  ])('%s', async (_title, cache, accepted, expected) => {
    const edge = edgeWith(cache);
    await edge.get('/a', { headers: accepted === undefined ? {} : { 'Accept-Encoding': accepted } });
    expect(edge.asked[0].headers.get('accept-encoding')).toBe(expected);
  });

  test('a policy without the two sends the header on when it is listed, or all headers are [POL-053] [POL-056]', async () => {
    const raw = { headers: { 'Accept-Encoding': 'gzip, deflate' } };
    const listed = edgeWith({ headers: ['Accept-Encoding'] });
    const all = new ScenarioEdge({ origin: answering(), ...policies({ cache: MANAGED.CachingOptimizedForUncompressedObjects, request: MANAGED.AllViewer }) });
    const normalised = new ScenarioEdge({ origin: answering(), ...policies({ cache: MANAGED.CachingOptimized, request: MANAGED.AllViewer }) });
    for (const edge of [listed, all, normalised]) await edge.get('/a', raw);
    expect([listed, all, normalised].map(({ asked }) => asked[0].headers.get('accept-encoding'))).toEqual(['gzip, deflate', 'gzip, deflate', 'gzip']);
  });

  test('viewers who accept the same of the two share an object, others do not [POL-053] [POL-054] [POL-055]', async () => {
    const edge = edgeWith(both);
    const results = [];
    for (const accepted of ['br, gzip', 'gzip;q=0.5, br', 'gzip', 'gzip, deflate', 'deflate', 'identity']) results.push(await edge.xCache('/a', { headers: { 'Accept-Encoding': accepted } }));
    results.push(await edge.xCache('/a'));
    expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Hit', 'Miss', 'Hit', 'Hit']);
  });

  test('what an origin compressed is served as it is to those whose encodings are the same [POL-057]', async () => {
    const edge = edgeWith(both, { 'content-encoding': 'br' });
    await edge.get('/a', { headers: { 'Accept-Encoding': 'br, gzip' } });
    const hit = await edge.get('/a', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect([hit.header('x-cache'), hit.header('content-encoding')]).toEqual(['Hit from cloudfront', 'br']);
    expect(await edge.xCache('/a', { headers: { 'Accept-Encoding': 'gzip' } })).toBe('Miss');
  });

  test.each([['https', 'gzip, br', 'br'], ['http', 'gzip', 'gzip']] as const)('over %s a viewer that takes %s gets %s [POL-060]', async (protocol, accepted, expected) => {
    const text = { 'content-type': 'text/plain', 'content-length': '5000' };
    const edge = new ScenarioEdge({ origin: () => ok('x'.repeat(5000), text), ...policies({ cache: MANAGED.CachingOptimized }, { Compress: true }) });
    expect((await edge.get('/a', { protocol, headers: { 'Accept-Encoding': accepted } })).header('content-encoding')).toBe(expected);
  });
});
