import { MANAGED, originRequestPolicy, policies, Policies } from './policies';
import { ok, ScenarioEdge, Viewer } from './scenario';

const edgeWith = (given: Policies, config?: object) => new ScenarioEdge({ origin: () => ok('body'), ...policies(given), config: { Aliases: ['www.example.com'], ...config } });
const HOST = 'www.example.com';

/** The request that an origin gets for one of a viewer. */
async function originRequest(given: Policies, { url = '/a', config, ...viewer }: Viewer & { readonly url?: string; readonly config?: object }) {
  const edge = edgeWith(given, config);
  await edge.get(url, { host: HOST, ...viewer });
  return edge.asked[0];
}

test('an origin always gets path, Host, User-Agent, X-Amz-Cf-Id, Via and X-Forwarded-For, and nothing else of the viewer [POL-083]', async () => {
  const request = await originRequest({ cache: {} }, { headers: { 'User-Agent': 'curl/8', 'Accept': '*/*', 'X-Own': '1', 'Referer': 'http://a/' }, ip: '192.0.2.7' });
  expect(request.url).toBe('/a');
  expect(Object.fromEntries(request.headers)).toEqual({
    'host': 'origin.example.com',
    'connection': 'Keep-Alive',
    'user-agent': 'Amazon CloudFront',
    'x-amz-cf-id': expect.stringMatching(/.{20,}/),
    'via': expect.stringContaining('cloudfront.net'),
    'x-forwarded-for': '192.0.2.7',
  });
});

test('an origin gets the body, too [POL-083]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('done'), ...policies({ cache: MANAGED.CachingDisabled }, { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] }) });
  await edge.get('/a', { method: 'POST', body: 'written' });
  expect(Buffer.from(edge.asked[0].body as Uint8Array).toString()).toBe('written');
});

test.each<[string, Policies, Viewer, { readonly [name: string]: string | null }]>([
  ['the viewer\'s User-Agent, when a policy has it [POL-084]', { cache: {}, request: MANAGED.UserAgentRefererHeaders },
    { headers: { 'User-Agent': 'curl/8', 'Referer': 'http://a/' } }, { 'user-agent': 'curl/8', 'referer': 'http://a/', 'host': 'origin.example.com' }],
  ['the viewer\'s Host, when a policy has it [POL-084]', { cache: { headers: ['Host'] } }, { headers: { 'User-Agent': 'curl/8' } }, { 'host': HOST, 'user-agent': 'Amazon CloudFront' }],
  ['all headers of the viewer [POL-085]', { cache: {}, request: MANAGED.AllViewer }, { headers: { 'X-A': '1', 'Authorization': 'Basic x' }, country: 'DE' },
    { 'host': HOST, 'x-a': '1', 'authorization': 'Basic x', 'cloudfront-viewer-country': null }],
  ['all headers but Host, which is the origin\'s name [POL-087]', { cache: {}, request: MANAGED.AllViewerExceptHostHeader }, { headers: { 'X-A': '1', 'Authorization': 'Basic x' } },
    { 'host': 'origin.example.com', 'x-a': '1', 'authorization': 'Basic x' }],
  ['CloudFront\'s own value of an excluded User-Agent [POL-088]', { cache: {}, request: originRequestPolicy({ headers: { allExcept: ['User-Agent'] } }) },
    { headers: { 'User-Agent': 'curl/8', 'X-A': '1' } }, { 'user-agent': 'Amazon CloudFront', 'x-a': '1' }],
  ['Origin, which the cache policy has, although the origin request policy excludes it [POL-092]',
    { cache: { headers: ['Origin'] }, request: originRequestPolicy({ headers: { allExcept: ['Origin'] } }) }, { headers: { Origin: 'https://a.example', Accept: '*/*' } },
    { origin: 'https://a.example', accept: '*/*' }],
])('an origin gets %s', async (_title, given, viewer, expected) => {
  const { headers } = await originRequest(given, viewer);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, headers.get(name)]))).toEqual(expected);
});

test('what only the origin request policy has is not in the key: the first viewer decides [POL-089]', async () => {
  const edge = edgeWith({ cache: MANAGED.CachingOptimized, request: MANAGED.AllViewer });
  const results = [await edge.xCache('/a', { headers: { Cookie: 'first=1' } }), await edge.xCache('/a', { headers: { Cookie: 'second=1' } })];
  expect([results, edge.asked.map(({ headers }) => headers.get('cookie'))]).toEqual([['Miss', 'Hit'], ['first=1']]);
});

type Names = NonNullable<Parameters<typeof originRequestPolicy>[0]['cookies']>;

const isList = (selection: Names): selection is readonly string[] => Array.isArray(selection);

/** C is a, b; O is b, c; the viewer sends a, b, c, d. */
const [C, O]: readonly (readonly string[])[] = [['a', 'b'], ['b', 'c']];

describe.each<[cache: Names, request: Names, expected: string]>([
  ['none', 'none', ''],
  ['none', 'all', 'abcd'],
  ['none', O, 'bc'],
  ['none', { allExcept: O }, 'ad'],
  ['all', 'none', 'abcd'],
  ['all', 'all', 'abcd'],
  ['all', O, 'abcd'],
  ['all', { allExcept: O }, 'abcd'],
  [C, 'none', 'ab'],
  [C, 'all', 'abcd'],
  [C, O, 'abc'],
  [C, { allExcept: O }, 'abd'],
  [{ allExcept: C }, 'none', 'cd'],
  [{ allExcept: C }, 'all', 'abcd'],
  [{ allExcept: C }, O, 'bcd'],
  [{ allExcept: C }, { allExcept: O }, 'd'],
])('a cache policy with %j and an origin request policy with %j [POL-091]', (cache, request, expected) => {
  const names = expected.split('');

  test('have these query strings', async () => {
    const { query } = await originRequest({ cache: { queryStrings: cache }, request: originRequestPolicy({ queryStrings: request }) }, { url: '/?a=1&b=1&c=1&d=1' });
    expect([...query.keys()]).toEqual(names);
  });

  test('have these cookies', async () => {
    const { headers } = await originRequest({ cache: { cookies: cache }, request: originRequestPolicy({ cookies: request }) }, { headers: { Cookie: 'a=1; b=1; c=1; d=1' } });
    expect((headers.get('cookie') ?? '').split('; ').filter((cookie) => cookie !== '').sort()).toEqual(names.map((name) => `${name}=1`));
  });

  const headers = cache === 'none' ? [] : cache;
  if (!isList(headers)) return;

  test('have these headers [POL-092]', async () => {
    const sent = { a: '1', b: '1', c: '1', d: '1' };
    const forwarded = originRequestPolicy({ headers: request === 'all' ? 'allViewer' : request });
    const { headers: received } = await originRequest({ cache: { headers }, request: forwarded }, { headers: sent });
    expect(Object.keys(sent).filter((name) => received.has(name))).toEqual(names);
  });
});

test('query strings of the origin request policy alone reach the origin once [POL-093]', async () => {
  const edge = edgeWith({ cache: {}, request: originRequestPolicy({ queryStrings: 'all' }) });
  expect([await edge.xCache('/a?x=1'), await edge.xCache('/a?x=2')]).toEqual(['Miss', 'Hit']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/a?x=1']);
});

const withHeader = (HeaderName: string, HeaderValue: string) => ({
  Origins: [{
    Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginCustomHeaders: [{ HeaderName, HeaderValue }],
  }],
});

test('a custom header of the origin takes the place of the viewer\'s [POL-094] [OTD-112]', async () => {
  const { headers } = await originRequest({ cache: {}, request: MANAGED.AllViewer }, { headers: { 'X-Env': 'test' }, config: withHeader('X-Env', 'prod') });
  expect(headers.get('x-env')).toBe('prod');
});

test('Origin as a custom header goes with every request [OTD-118]', async () => {
  const { headers } = await originRequest({ cache: {} }, { config: withHeader('Origin', 'https://a.example') });
  expect(headers.get('origin')).toBe('https://a.example');
});

test('AllViewerExceptHostHeader suits an origin that expects its own name [POL-097]', async () => {
  const config = { Origins: [{ Id: 'origin', DomainName: 'abc.lambda-url.eu-west-1.on.aws', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }] };
  const { url, headers } = await originRequest({ cache: MANAGED.CachingDisabled, request: MANAGED.AllViewerExceptHostHeader }, { url: '/a?x=1', headers: { 'Cookie': 'c=1', 'X-A': '1' }, config });
  expect([url, ...['host', 'cookie', 'x-a'].map((name) => headers.get(name))]).toEqual(['/a?x=1', 'abc.lambda-url.eu-west-1.on.aws', 'c=1', '1']);
});
