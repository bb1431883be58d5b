import { ok, Scenario, ScenarioEdge, status } from './scenario';
import { InvalidationRefused, OriginFailure } from '../../src/edge';

/** An edge that has cached some URLs of an origin that answers with the URL. */
async function caching(urls: readonly (string | [string, { readonly [header: string]: string }])[], scenario: Partial<Scenario> = {}): Promise<ScenarioEdge> {
  const edge = new ScenarioEdge({ origin: ({ url }) => ok(url), ...scenario });
  for (const each of urls) await (typeof each === 'string' ? edge.get(each) : edge.get(each[0], { headers: each[1] }));
  return edge;
}

const invalidate = (edge: ScenarioEdge, ...paths: string[]) => edge.edge.invalidate(edge.id, paths);
const hits = async (edge: ScenarioEdge, ...urls: string[]) => {
  const found: string[] = [];
  for (const url of urls) if (await edge.xCache(url) === 'Hit') found.push(url);
  return found;
};

test('what was invalidated is asked of the origin without conditions, and never served stale [INV-002]', async () => {
  let reachable = true;
  const edge = new ScenarioEdge({
    origin: () => {
      if (!reachable) throw new OriginFailure('connection-refused', 'no one there');
      return ok('v1', { 'etag': '"1"', 'cache-control': 'max-age=100, stale-if-error=1000' });
    },
  });
  await edge.get('/a.html');
  invalidate(edge, '/a.html');
  await edge.get('/a.html');
  expect(edge.asked[1].headers.get('if-none-match')).toBeNull();
  invalidate(edge, '/a.html');
  reachable = false;
  expect((await edge.get('/a.html')).status).toBe(502);
});

test('an invalidation removes an object from all edge locations [INV-001]', async () => {
  let version = 'v1';
  const edge = new ScenarioEdge({ origin: () => ok(version, { 'cache-control': 'max-age=86400' }), run: { edgeLocations: ['FRA2', 'LAX1'] } });
  const seen = async () => [(await edge.get('/a.html', { country: 'DE' })).text, (await edge.get('/a.html', { country: 'US' })).text];
  await seen();
  version = 'v2';
  expect(await seen()).toEqual(['v1', 'v1']);
  invalidate(edge, '/a.html');
  expect([await seen(), edge.asked.length]).toEqual([['v2', 'v2'], 4]);
});

test('a new version gets to viewers by an invalidation, or under a new name [INV-003]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('old'), ok('new')] });
  await edge.get('/a.css');
  expect((await edge.get('/a.css')).text).toBe('old');
  expect((await edge.get('/a_v2.css')).text).toBe('new');
  expect(edge.edge.invalidations.usage().paths).toBe(0);
  invalidate(edge, '/a.css');
  expect((await edge.get('/a.css')).text).toBe('new');
});

test('Smooth Streaming media stays where the behavior is for that: refused by its name, kept under a wildcard [INV-004] [DTD-115]', async () => {
  const manifest = '/video/film.ism/Manifest';
  const video = (SmoothStreaming: boolean) => ({
    config: { CacheBehaviors: [{ PathPattern: 'video/*', TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', SmoothStreaming, ForwardedValues: { QueryString: false } }] },
  });
  const smooth = await caching([manifest, '/video/poster.jpg'], video(true));
  expect(() => invalidate(smooth, manifest)).toThrow(InvalidationRefused);
  invalidate(smooth, '/video/*');
  expect(await hits(smooth, manifest, '/video/poster.jpg')).toEqual([manifest]);
  const plain = await caching([manifest], video(false));
  invalidate(plain, manifest);
  expect(await hits(plain, manifest)).toEqual([]);
});

test('the path of a directory is not that of its files; one that ends with * is [INV-007]', async () => {
  const urls = ['/images/', '/images/a.jpg', '/images/deep/b.jpg', '/images2/c.jpg'];
  const edge = await caching(urls);
  invalidate(edge, '/images/');
  expect(await hits(edge, ...urls)).toEqual(urls.slice(1));
  invalidate(edge, '/images/*');
  expect(await hits(edge, ...urls)).toEqual(['/images2/c.jpg']);
  invalidate(edge, '/images*');
  expect(await hits(edge, ...urls)).toEqual([]);
});

test('an invalidation is about edge caches: a viewer with a copy of its own sends no request, one without gets the new version [INV-010]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('old', { 'cache-control': 'max-age=3600' }), ok('new', { 'cache-control': 'max-age=3600' })] });
  const copyOfViewer = await edge.get('/a.css');
  invalidate(edge, '/a.css');
  expect([copyOfViewer.text, copyOfViewer.header('cache-control'), edge.asked.length]).toEqual(['old', 'max-age=3600', 1]);
  expect((await edge.get('/a.css')).text).toBe('new');
});

test('case counts [INV-021]', async () => {
  const edge = await caching(['/images/image.jpg', '/images/Image.jpg']);
  invalidate(edge, '/images/image.jpg');
  expect(await hits(edge, '/images/image.jpg', '/images/Image.jpg')).toEqual(['/images/Image.jpg']);
});

test('all versions by cookies go with the path [INV-023]', async () => {
  const versions = ['uk', 'fr'].map((country): [string, { Cookie: string }] => ['/a.html', { Cookie: `country=${country}` }]);
  const edge = await caching(versions, { behavior: { ForwardedValues: { QueryString: false, Cookies: { Forward: 'all' } } } });
  for (const [url, headers] of versions) expect(await edge.xCache(url, { headers })).toBe('Hit');
  invalidate(edge, '/a.html');
  for (const [url, headers] of versions) expect(await edge.xCache(url, { headers })).toBe('Miss');
});

test('all versions by headers, and all encodings, go with the path [INV-024]', async () => {
  const versions: [string, { [name: string]: string }][] = [
    ['/logo.jpg', { Product: 'Acme' }], ['/logo.jpg', { Product: 'Apex' }], ['/logo.jpg', { 'Product': 'Acme', 'Accept-Encoding': 'gzip' }],
  ];
  const edge = await caching(versions, { behavior: { Compress: true, ForwardedValues: { QueryString: false, Headers: ['Product'] } } });
  for (const [url, headers] of versions) expect(await edge.xCache(url, { headers })).toBe('Hit');
  invalidate(edge, '/logo.jpg');
  for (const [url, headers] of versions) expect(await edge.xCache(url, { headers })).toBe('Miss');
});

test('where all headers are forwarded there is nothing to invalidate [INV-025]', async () => {
  const edge = await caching(['/a'], { behavior: { ForwardedValues: { QueryString: false, Headers: ['*'] } } });
  expect(invalidate(edge, '/a').status).toBe('Completed');
  await edge.get('/a');
  expect(edge.asked).toHaveLength(2);
});

test('each query string is a path of its own; a wildcard covers them all [INV-027]', async () => {
  const urls = [1, 2, 3, 4, 5].map((v) => `/images/image.jpg?v=${v}`);
  const query = { behavior: { ForwardedValues: { QueryString: true } } };
  const edge = await caching(urls, query);
  invalidate(edge, urls[0]);
  expect(await hits(edge, ...urls)).toEqual(urls.slice(1));
  const all = await caching(urls, query);
  invalidate(all, ...urls);
  expect([await hits(all, ...urls), all.edge.invalidations.usage().paths]).toEqual([[], 5]);
  const wildcard = await caching(urls, query);
  invalidate(wildcard, '/images/image.jpg*');
  expect([await hits(wildcard, ...urls), wildcard.edge.invalidations.usage().paths]).toEqual([[], 1]);
});

test('a path that encodes what need not be means nothing [INV-031]', async () => {
  const edge = await caching(['/images/image.jpg']);
  invalidate(edge, '/images/%69mage.jpg');
  expect(await hits(edge, '/images/image.jpg')).toEqual(['/images/image.jpg']);
});

test('the leading slash may be left out; what is kept has it [INV-033]', async () => {
  for (const path of ['images/image2.jpg', '/images/image2.jpg']) {
    const edge = await caching(['/images/image2.jpg']);
    expect(invalidate(edge, path).paths).toEqual(['/images/image2.jpg']);
    expect(await hits(edge, '/images/image2.jpg')).toEqual([]);
  }
});

test('each cached error is removed by the URL of its own object [INV-040]', async () => {
  let missing = true;
  const edge = new ScenarioEdge({ origin: () => (missing ? status(404, { 'cache-control': 'max-age=100' }) : ok('there')) });
  for (const url of ['/a.html', '/b.html']) await edge.get(url);
  missing = false;
  invalidate(edge, '/a.html');
  expect([(await edge.get('/a.html')).status, (await edge.get('/b.html')).status]).toEqual([200, 404]);
});

test('the same object of another distribution stays [DST-038]', async () => {
  const config = { Enabled: true, DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } } };
  const edge = new ScenarioEdge({
    origin: () => ok('picture'),
    resources: {
      Other: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: { DistributionConfig: { ...config, Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] } },
      },
    },
  });
  const [one, two] = edge.application.distributions.map(({ domainName }) => ({ host: domainName }));
  expect([await edge.xCache('/image.jpg', one), await edge.xCache('/image.jpg', two), edge.asked.length]).toEqual(['Miss', 'Miss', 2]);
  edge.edge.invalidate(edge.application.distributions[0].id, ['/image.jpg']);
  expect([await edge.xCache('/image.jpg', one), await edge.xCache('/image.jpg', two)]).toEqual(['Miss', 'Hit']);
});

test('the explanation of the next miss names the invalidation', async () => {
  const edge = await caching(['/a']);
  const { id } = invalidate(edge, '/a');
  const { record } = await edge.get('/a');
  expect(record.decisions.find(({ decided }) => decided === 'invalidated')).toMatchObject({ step: 'cache', because: { invalidation: id } });
});

test('a path means the objects of viewers\' URLs, case-sensitive; a * at the end stands for any rest, query strings included [DTD-102]', async () => {
  const urls = ['/images/a/b.png?x=1', '/images/c.png', '/Images/a'];
  const edge = await caching(urls, { behavior: { ForwardedValues: { QueryString: true } } });
  invalidate(edge, '/images/*');
  expect(await hits(edge, ...urls)).toEqual(['/Images/a']);
});

test('a query string in the key is part of the path; variants by headers and cookies all go [DTD-104]', async () => {
  const edge = await caching([], { behavior: { ForwardedValues: { QueryString: true, Headers: ['Product'], Cookies: { Forward: 'all' } } } });
  const variants = ['/a?x=1', '/a?x=2', '/a'].flatMap((url) => [['Product', 'Acme'], ['Cookie', 'c=1']].map(([name, value]) => ({ url, headers: { [name]: value } })));
  for (const { url, headers } of variants) await edge.get(url, { headers });
  invalidate(edge, '/a?x=1');
  const left = [];
  for (const { url, headers } of variants) if (await edge.xCache(url, { headers }) === 'Hit') left.push(url);
  expect(left).toEqual(['/a?x=2', '/a?x=2', '/a', '/a']);
});

test('an asterisk that is not at the end stands for itself [DTD-103]', async () => {
  const urls = ['/a*b', '/axb', '/a*bc'];
  const edge = await caching(urls);
  invalidate(edge, '/a*b');
  expect(await hits(edge, ...urls)).toEqual(['/axb', '/a*bc']);
});
