import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { MANAGED, policies } from './policies';
import { applicationOf, ok, ScenarioEdge, Viewer } from './scenario';
import { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy, Selection } from '../../src/config';

interface Row {
  readonly id: string;
  readonly table?: readonly (readonly unknown[])[];
}

/** The table of a row of the specification, without its head. */
function tableOf(id: string): readonly (readonly unknown[])[] {
  const rows = parse(readFileSync(join(__dirname, '..', '..', 'docs', 'spec', '60-policies.yaml'), 'utf8')) as Row[];
  return rows.find((row) => row.id === id)!.table!.slice(1);
}

/** The policies that a behavior has which names one by id. */
function behaviorWith(property: string, id: unknown) {
  const { behavior } = policies({ cache: MANAGED.CachingOptimized });
  return applicationOf({ behavior: { ...behavior, [property]: id } }).distributions[0].defaultCacheBehavior;
}

function names(selection: Selection): unknown {
  return 'names' in selection ? selection.names : selection.include;
}

test('each managed cache policy stands for the settings of the specification [POL-061]', () => {
  const table = tableOf('POL-061');
  expect(table).toHaveLength(7);
  for (const row of table) {
    const { name, managed, ttl, cacheKey } = behaviorWith('CachePolicyId', row[1]).cachePolicy as CachePolicy;
    const selections = [cacheKey.headers, cacheKey.cookies, cacheKey.queryStrings].map(names);
    expect([managed, name, row[1], ttl.min, ttl.default, ttl.max, ...selections, cacheKey.gzip, cacheKey.brotli]).toEqual([true, ...row]);
  }
});

test('each managed origin request policy stands for the settings of the specification [POL-095]', () => {
  const table = tableOf('POL-095');
  expect(table).toHaveLength(8);
  const shown = ({ forwarding }: OriginRequestPolicy) => {
    if (forwarding.addedHeaders.length > 0) return `allViewerAndWhitelistCloudFront (${forwarding.addedHeaders.length} headers)`;
    if (forwarding.headers.include === 'all-except') return `allExcept [${forwarding.headers.names.join()}]`;
    return forwarding.headers.include === 'all' ? 'allViewer' : names(forwarding.headers);
  };
  for (const row of table) {
    const policy = behaviorWith('OriginRequestPolicyId', row[1]).originRequestPolicy as OriginRequestPolicy;
    const { managed, name, forwarding } = policy;
    expect([managed, name, row[1], shown(policy), names(forwarding.cookies), names(forwarding.queryStrings)]).toEqual([true, ...row]);
  }
});

test('what CORS-S3Origin forwards is not in the key [POL-095]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), ...policies({ cache: MANAGED.CachingOptimized, request: MANAGED.CorsS3Origin }) });
  const preflight = { 'Origin': 'https://a.example', 'Access-Control-Request-Headers': 'x-a', 'Access-Control-Request-Method': 'PUT' };
  expect([await edge.xCache('/a', { headers: preflight }), await edge.xCache('/a', { headers: { Origin: 'https://b.example' } })]).toEqual(['Miss', 'Hit']);
  expect(Object.keys(preflight).map((name) => edge.asked[0].headers.get(name))).toEqual(Object.values(preflight));
});

const edgeWith = (cache: string, headers: { readonly [name: string]: string } = {}) => new ScenarioEdge({ origin: () => ok('body', headers), ...policies({ cache }) });

/** Seconds that an edge keeps what it has just been asked for. */
async function lifetime(edge: ScenarioEdge, candidates: readonly number[]): Promise<number | undefined> {
  await edge.get('/lifetime');
  let passed = 0;
  for (const seconds of candidates) {
    edge.advance(seconds - passed - 0.5);
    const before = await edge.xCache('/lifetime');
    edge.advance(0.5);
    passed = seconds;
    if (before === 'Hit' && await edge.xCache('/lifetime') === 'Miss') return seconds;
  }
  return undefined;
}

test('CachingOptimized tells objects apart by Accept-Encoding alone, and keeps them a day, or as the origin says from 1 s on [POL-062]', async () => {
  const edge = edgeWith(MANAGED.CachingOptimized);
  expect([await edge.xCache('/a?v=1', { headers: { Cookie: 'a=1' } }), await edge.xCache('/a?v=2', { headers: { Cookie: 'a=2' } })]).toEqual(['Miss', 'Hit']);
  expect(await edge.xCache('/a', { headers: { 'Accept-Encoding': 'gzip' } })).toBe('Miss');
  expect(await lifetime(edge, [1, 86_400])).toBe(86_400);
  expect(await lifetime(edgeWith(MANAGED.CachingOptimized, { 'cache-control': 'max-age=0' }), [1])).toBe(1);
  expect(await lifetime(edgeWith(MANAGED.CachingOptimized, { 'cache-control': 'max-age=99999999' }), [86_400, 31_536_000])).toBe(31_536_000);
});

test('CachingOptimizedForUncompressedObjects does not tell viewers with gzip from others [POL-063]', async () => {
  const edge = edgeWith(MANAGED.CachingOptimizedForUncompressedObjects);
  expect([await edge.xCache('/a', { headers: { 'Accept-Encoding': 'gzip' } }), await edge.xCache('/a')]).toEqual(['Miss', 'Hit']);
  expect(edge.asked.map(({ headers }) => headers.has('accept-encoding'))).toEqual([false]);
  expect(await lifetime(edge, [86_400])).toBe(86_400);
});

test('Elemental-MediaPackage tells objects apart by Origin, four query strings and gzip [POL-065]', async () => {
  const edge = edgeWith(MANAGED.ElementalMediaPackage);
  const requests = [['?m=1&x=2', {}], ['?m=1&x=3', {}], ['?m=2', {}], ['?start=1', {}], ['?end=1', {}], ['?aws.manifestfilter=a', {}], ['?m=1', { Origin: 'https://a.example' }]] as const;
  const results = [];
  for (const [query, headers] of requests) results.push(await edge.xCache(`/a${query}`, { headers: { 'Accept-Encoding': 'br,gzip', ...headers } }));
  expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Miss', 'Miss', 'Miss', 'Miss']);
  expect([edge.asked[0].url, edge.asked[0].headers.get('accept-encoding')]).toEqual(['/a?m=1', 'gzip']);
});

test('UseOriginCacheControlHeaders caches what the origin says, by Host, Origin, method overrides and cookies [POL-067]', async () => {
  expect(await lifetime(edgeWith(MANAGED.UseOriginCacheControlHeaders, { 'cache-control': 'max-age=60' }), [60])).toBe(60);
  const silent = edgeWith(MANAGED.UseOriginCacheControlHeaders);
  expect([await silent.xCache('/a'), await silent.xCache('/a')]).toEqual(['Miss', 'Miss']);
  const edge = edgeWith(MANAGED.UseOriginCacheControlHeaders, { 'cache-control': 'max-age=60' });
  const variants: readonly { readonly [name: string]: string }[] = [
    {}, { Cookie: 'a=1' }, { Origin: 'https://a.example' }, { 'X-HTTP-Method-Override': 'PUT' }, { 'X-HTTP-Method': 'PUT' }, { 'X-Method-Override': 'PUT' },
  ];
  for (const headers of variants) expect(await edge.xCache('/a?x=1', { headers })).toBe('Miss');
  for (const headers of variants) expect(await edge.xCache('/a?x=2', { headers })).toBe('Hit');
  expect(edge.asked.map(({ url }) => url)).toEqual(variants.map(() => '/a'));
  expect(edge.asked[3].headers.get('x-http-method-override')).toBe('PUT');
});

test('UseOriginCacheControlHeaders-QueryStrings has all query strings as well [POL-068]', async () => {
  const edge = edgeWith(MANAGED.UseOriginCacheControlHeadersQueryStrings, { 'cache-control': 'max-age=60' });
  expect([await edge.xCache('/a?x=1'), await edge.xCache('/a?x=2'), await edge.xCache('/a?x=1')]).toEqual(['Miss', 'Miss', 'Hit']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/a?x=1', '/a?x=2']);
  expect(await edge.xCache('/a?x=1', { headers: { Cookie: 'a=1' } })).toBe('Miss');
});

test('each managed response headers policy stands for the settings of the specification [POL-154]', () => {
  const table = tableOf('POL-154');
  expect(table).toHaveLength(5);
  const shown = new Map<unknown, string>();
  for (const [name, id, cors] of table) {
    const policy = behaviorWith('ResponseHeadersPolicyId', id).responseHeadersPolicy as ResponseHeadersPolicy;
    expect([policy.managed, policy.name]).toEqual([true, name]);
    const { allowOrigins, allowMethods, exposeHeaders, originOverride } = policy.cors ?? {};
    const methods = allowMethods?.length === 7 ? ', Allow-Methods all seven' : '';
    const exposed = exposeHeaders?.length ? `, Expose-Headers ${exposeHeaders.join()}` : '';
    const words = `Allow-Origin ${allowOrigins?.join()}${methods}${exposed} (override ${originOverride === true ? 'yes' : 'no'})`;
    shown.set(String(name).replace('Managed-', ''), policy.cors === undefined ? 'none' : words);
    expect(shown.get(String(name).replace('Managed-', ''))).toBe(String(cors).startsWith('as ') ? shown.get(String(cors).slice(3)) : cors);
    expect(policy.security.length).toBe(String(name).includes('Security') ? 5 : 0);
  }
});

test('SecurityHeadersPolicy adds five headers, of which X-Content-Type-Options alone replaces the origin\'s [POL-154] [POL-155]', async () => {
  const table = tableOf('POL-155') as readonly (readonly [string, string, boolean])[];
  const edgeFor = (headers: { readonly [name: string]: string }) => new ScenarioEdge({ origin: () => ok('body', headers), ...policies({ response: MANAGED.SecurityHeaders }) });
  const bare = await edgeFor({}).get('/a');
  expect(table.map(([name]) => bare.header(name))).toEqual(table.map(([, value]) => value));
  const own = await edgeFor(Object.fromEntries(table.map(([name]) => [name, 'own']))).get('/a');
  expect(table.map(([name]) => own.header(name))).toEqual(table.map(([, value, override]) => (override ? value : 'own')));
});

test('Amplify tells objects apart by Authorization, country, Host, cookies and query strings, for 2 to 600 seconds [POL-066]', async () => {
  expect(await lifetime(edgeWith(MANAGED.Amplify, { 'cache-control': 'max-age=3600' }), [2, 600])).toBe(600);
  expect(await lifetime(edgeWith(MANAGED.Amplify, { 'cache-control': 'no-store' }), [2])).toBe(2);
  expect(await lifetime(edgeWith(MANAGED.Amplify), [2])).toBe(2);
  const edge = new ScenarioEdge({ origin: () => ok('body'), ...policies({ cache: MANAGED.Amplify }), config: { Aliases: ['a.example.com', 'b.example.com'] } });
  const host = 'a.example.com';
  const variants: readonly (readonly [url: string, viewer: Viewer])[] = [
    ['/a', { host }], ['/a', { host: 'b.example.com' }], ['/a?x=1', { host }], ['/a', { host, country: 'DE' }], ['/a', { host, country: 'FR' }],
    ['/a', { host, headers: { Authorization: 'Basic x' } }], ['/a', { host, headers: { Cookie: 'a=1' } }], ['/a', { host, headers: { 'Accept-Encoding': 'br' } }],
  ];
  for (const [url, viewer] of variants) expect(await edge.xCache(url, viewer)).toBe('Miss');
  for (const [url, viewer] of variants) expect(await edge.xCache(url, { ...viewer, headers: { ...viewer.headers, Referer: 'http://a/' } })).toBe('Hit');
});
