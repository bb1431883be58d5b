import { MANAGED, policies } from './policies';
import { Json, ok, ScenarioEdge, START, status } from './scenario';
import { FunctionOriginResponse } from '../../src/edge';


type Headers = { readonly [name: string]: string };

const edgeWith = (response: string | Json, headers: Headers = {}, behavior?: Json) => new ScenarioEdge({ origin: () => ok('body', headers), ...policies({ response }, behavior) });
const custom = (...items: readonly (readonly [Header: string, Value: string, Override: boolean])[]): Json => ({
  CustomHeadersConfig: { Items: items.map(([Header, Value, Override]) => ({ Header, Value, Override })) },
});
const remove = (...names: readonly string[]): Json => ({ RemoveHeadersConfig: { Items: names.map((Header) => ({ Header })) } });

test('the policy is for every answer, and takes effect on what was cached before [POL-131]', async () => {
  const answers = [ok('v1', { 'cache-control': 'max-age=10', 'etag': '"1"' }), status(304, { 'cache-control': 'max-age=10' }, ''), status(500)];
  const edge = new ScenarioEdge({ origin: answers });
  expect((await edge.get('/a')).header('x-a')).toBeUndefined();
  edge.deploy(policies({ response: custom(['X-A', '1', true]) }));
  const hit = await edge.get('/a');
  edge.advance(10);
  const refreshed = await edge.get('/a');
  const error = await edge.get('/b');
  expect([hit, refreshed, error].map((answer) => [answer.header('x-cache'), answer.header('x-a')])).toEqual([
    ['Hit from cloudfront', '1'], ['RefreshHit from cloudfront', '1'], ['Error from cloudfront', '1'],
  ]);
  edge.deploy({});
  expect((await edge.get('/a')).header('x-a')).toBeUndefined();
});

test('headers are removed first: what was removed counts as absent [POL-132]', async () => {
  expect((await edgeWith({ ...remove('X-A'), ...custom(['X-A', '2', false]) }, { 'X-A': '1' }).get('/a')).header('x-a')).toBe('2');
});

test.each<[boolean, Headers, string]>([
  [false, { 'X-Frame-Options': 'SAMEORIGIN' }, 'SAMEORIGIN'],
  [true, { 'X-Frame-Options': 'SAMEORIGIN' }, 'DENY'],
  [false, {}, 'DENY'],
  [true, {}, 'DENY'],
])('with Override %s and %j of the origin, X-Frame-Options is %s [POL-133]', async (Override, headers, expected) => {
  const policy = { SecurityHeadersConfig: { FrameOptions: { FrameOption: 'DENY', Override } }, ...custom(['X-Own', 'policy', !Override]) };
  const answer = await edgeWith(policy, { ...headers, 'X-Own': 'origin' }).get('/a');
  expect(answer.header('x-frame-options')).toBe(expected);
  expect(answer.header('x-own')).toBe(Override ? 'origin' : 'policy');
});

test('a header of the policy whose name or value is not known is left out, and what the origin says stays [POL-133]', async () => {
  const policy = (Header: unknown, Value: unknown) => ({ CustomHeadersConfig: { Items: [{ Header, Value, Override: true }, { Header: 'X-B', Value: 'policy', Override: { Ref: 'Unknown' } }] } });
  for (const [name, value] of [['X-A', { Ref: 'Unknown' }], [{ Ref: 'Unknown' }, '1']]) {
    const answer = await edgeWith(policy(name, value), { 'x-a': 'origin', 'x-b': 'origin' }).get('/a');
    expect([answer.header('x-a'), answer.header('x-b')]).toEqual(['origin', 'origin']);
  }
});

describe('CORS', () => {
  const cors = (config: { readonly origins: readonly string[]; readonly [property: string]: unknown }): Json => {
    const { origins, methods = ['GET'], headers = ['*'], exposed, ...rest } = config;
    return {
      CorsConfig: {
        AccessControlAllowOrigins: { Items: origins },
        AccessControlAllowMethods: { Items: methods },
        AccessControlAllowHeaders: { Items: headers },
        ...(exposed === undefined ? {} : { AccessControlExposeHeaders: { Items: exposed } }),
        AccessControlAllowCredentials: false,
        OriginOverride: false,
        ...rest,
      },
    };
  };
  const from = (origin: string) => ({ headers: { Origin: origin } });
  const OPTIONS = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] };
  const preflight = { method: 'OPTIONS', headers: { 'Origin': 'https://a.example', 'Access-Control-Request-Method': 'PUT' } };

  test('is for requests with Origin alone [POL-134] [POL-156]', async () => {
    const edge = edgeWith(MANAGED.SimpleCors);
    expect((await edge.get('/a')).header('access-control-allow-origin')).toBeUndefined();
    expect((await edge.get('/a', from('https://a.example'))).header('access-control-allow-origin')).toBe('*');
  });

  test('a CORS header of the origin keeps the policy\'s out, unless they override [POL-135] [POL-156]', async () => {
    const own = { 'Access-Control-Allow-Origin': 'https://x' };
    const names = ['access-control-allow-origin', 'access-control-expose-headers', 'access-control-max-age'];
    const answer = async (policy: string | Json, headers: Headers) => {
      const { header } = await edgeWith(policy, headers).get('/a', from('https://a.example'));
      return names.map(header);
    };
    const policy = { origins: ['https://a.example'], exposed: ['X-E'] };
    expect(await answer(cors(policy), own)).toEqual(['https://x', undefined, undefined]);
    expect(await answer(cors(policy), { 'Access-Control-Max-Age': '5' })).toEqual([undefined, undefined, '5']);
    expect(await answer(cors({ ...policy, OriginOverride: true }), { ...own, 'Access-Control-Max-Age': '5' })).toEqual(['https://a.example', 'X-E', '5']);
    expect(await answer(MANAGED.SimpleCors, { 'Access-Control-Allow-Origin': 'https://a' })).toEqual(['https://a', undefined, undefined]);
  });

  test.each<[readonly string[], string, string | undefined]>([
    [['https://a.example', 'https://b.example'], 'https://b.example', 'https://b.example'],
    [['https://a.example', 'https://b.example'], 'https://c.example', undefined],
    [['https://a.example', '*'], 'https://c.example', '*'],
  ])('%j and a request from %s: %s [POL-136]', async (origins, origin, expected) => {
    const answer = await edgeWith(cors({ origins, exposed: ['X-E'] })).get('/a', from(origin));
    expect(answer.header('access-control-allow-origin')).toBe(expected);
    expect(answer.header('access-control-expose-headers')).toBe(expected === undefined ? undefined : 'X-E');
    expect(answer.header('vary')).toBe(expected === origin ? 'Origin' : undefined);
  });

  test('with credentials a wildcard names the origin [POL-136]', async () => {
    const answer = await edgeWith(cors({ origins: ['*'], AccessControlAllowCredentials: true })).get('/a', from('https://a.example'));
    expect(['access-control-allow-origin', 'access-control-allow-credentials'].map(answer.header)).toEqual(['https://a.example', 'true']);
  });

  test.each<[string, string, boolean]>([
    ['*.example.org', 'https://a.example.org', true],
    ['*.example.org', 'http://a.example.org', true],
    ['*.example.org', 'https://a.b.example.org', false],
    ['*.example.org', 'https://example.org', false],
    ['*.example.org', 'https://axexample.org', false],
    ['http://*.example.org', 'http://a.example.org', true],
    ['http://*.example.org', 'https://a.example.org', false],
    ['https://a.example.org:*', 'https://a.example.org:8443', true],
    ['https://a.example.org', 'https://a.example.org:8443', false],
  ])('%s matches %s: %s [POL-137]', async (item, origin, expected) => {
    const answer = await edgeWith(cors({ origins: [item] })).get('/a', from(origin));
    expect(answer.header('access-control-allow-origin') === origin).toBe(expected);
  });

  test('methods, headers and maximum age are for preflight requests [POL-138]', async () => {
    const edge = edgeWith(cors({ origins: ['*'], methods: ['GET', 'PUT'], headers: ['X-A', 'X-B'], exposed: ['X-E'], AccessControlMaxAgeSec: 600 }), {}, OPTIONS);
    const names = ['origin', 'methods', 'headers'].map((name) => `access-control-allow-${name}`).concat('access-control-max-age', 'access-control-expose-headers');
    expect(names.map((await edge.get('/a', preflight)).header)).toEqual(['*', 'GET, PUT', 'X-A, X-B', '600', 'X-E']);
    const simple = { ...preflight, headers: { Origin: 'https://a.example' } };
    expect(names.map((await edge.get('/a', simple)).header)).toEqual(['*', undefined, undefined, undefined, 'X-E']);
    expect(names.map((await edge.get('/a', from('https://a.example'))).header)).toEqual(['*', undefined, undefined, undefined, 'X-E']);
  });

  test('OPTIONS is the origin\'s to answer, where the behavior allows it [POL-139]', async () => {
    const refused = edgeWith(MANAGED.CorsWithPreflight);
    expect((await refused.get('/a', preflight)).status).toBe(403);
    expect(refused.asked).toHaveLength(0);
    const edge = new ScenarioEdge({ origin: () => status(204, {}, ''), ...policies({ response: MANAGED.CorsWithPreflight }, OPTIONS) });
    const answer = await edge.get('/a', preflight);
    expect([answer.status, answer.header('access-control-allow-origin'), edge.asked[0].method]).toEqual([204, '*', 'OPTIONS']);
  });

  test('ALL stands for seven methods; credentials and maximum age show only when they are set [POL-141]', async () => {
    const { header } = await edgeWith(cors({ origins: ['*'], methods: ['ALL'] }), {}, OPTIONS).get('/a', preflight);
    expect(header('access-control-allow-methods')!.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
    expect(['access-control-allow-credentials', 'access-control-max-age'].map(header)).toEqual([undefined, undefined]);
  });

  test('CORS-With-Preflight adds three headers to preflight requests, one to others, and none beside the origin\'s [POL-157]', async () => {
    const names = ['access-control-allow-origin', 'access-control-allow-methods', 'access-control-expose-headers'];
    const edge = edgeWith(MANAGED.CorsWithPreflight, {}, OPTIONS);
    expect(names.map((await edge.get('/a', preflight)).header)).toEqual(['*', expect.stringMatching(/^([A-Z]+, ){6}[A-Z]+$/), '*']);
    expect(names.map((await edge.get('/a', from('https://a.example'))).header)).toEqual(['*', undefined, undefined]);
    const own = edgeWith(MANAGED.CorsWithPreflight, { 'Access-Control-Allow-Origin': 'https://x' }, OPTIONS);
    expect(names.map((await own.get('/a', preflight)).header)).toEqual(['https://x', undefined, undefined]);
  });
});

describe('security headers', () => {
  const security = (SecurityHeadersConfig: Json) => edgeWith({ SecurityHeadersConfig }).get('/a');

  test.each<[Json, string]>([
    [{ AccessControlMaxAgeSec: 31_536_000 }, 'max-age=31536000'],
    [{ AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true }, 'max-age=31536000; includeSubDomains'],
    [{ AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true, Preload: true }, 'max-age=31536000; includeSubDomains; preload'],
  ])('%j is %s [POL-142]', async (transport, expected) => {
    expect((await security({ StrictTransportSecurity: { ...transport, Override: true } })).header('strict-transport-security')).toBe(expected);
  });

  test.each<[Json, string]>([
    [{ Protection: false }, '0'],
    [{ Protection: true }, '1'],
    [{ Protection: true, ModeBlock: true }, '1; mode=block'],
    [{ Protection: true, ReportUri: 'https://a.example/r' }, '1; report=https://a.example/r'],
  ])('%j is %s [POL-143]', async (protection, expected) => {
    expect((await security({ XSSProtection: { ...protection, Override: true } })).header('x-xss-protection')).toBe(expected);
  });

  test.each(['DENY', 'SAMEORIGIN'])('content types are not sniffed, and frames are %s [POL-143]', async (FrameOption) => {
    const { header } = await security({ ContentTypeOptions: { Override: true }, FrameOptions: { FrameOption, Override: true } });
    expect([header('x-content-type-options'), header('x-frame-options')]).toEqual(['nosniff', FrameOption]);
  });
});

test('a custom header may be empty [POL-144]', async () => {
  const edge = edgeWith(custom(['X-Flag', '', true]));
  expect([(await edge.get('/a')).header('x-flag'), (await edge.get('/a')).header('x-flag')]).toEqual(['', '']);
});

test('in the place of a removed Server and Date CloudFront sends its own [POL-145]', async () => {
  const origin = { 'Server': 'Apache', 'Date': 'Wed, 01 Jan 2014 00:00:00 GMT', 'X-Powered-By': 'PHP' };
  const { header } = await edgeWith(remove('Server', 'Date', 'x-powered-by'), origin).get('/a');
  expect(['server', 'date', 'x-powered-by'].map(header)).toEqual(['CloudFront', new Date(START).toUTCString(), undefined]);
});

test('error pages have the policy\'s headers; answers of CloudFront\'s own before the cache is asked do not [POL-146]', async () => {
  const config = {
    CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 404 }],
    Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['MC'] } },
  };
  const edge = new ScenarioEdge({
    origin: ({ path }): FunctionOriginResponse => (path === '/404.html' ? ok('page') : status(404)),
    ...policies({ response: custom(['X-A', '1', true]) }, { ViewerProtocolPolicy: 'redirect-to-https' }),
    config,
  });
  const page = await edge.get('/none');
  expect([page.status, page.text, page.header('x-a')]).toEqual([404, 'page', '1']);
  const [blocked, redirected, refused] = [await edge.get('/a', { country: 'MC' }), await edge.get('/a', { protocol: 'http' }), await edge.get('/a', { method: 'PUT' })];
  expect([blocked, redirected, refused].map((answer) => [answer.status, answer.header('x-a')])).toEqual([[403, undefined], [301, undefined], [403, undefined]]);
});

test('a Cache-Control of the policy is for viewers and not for the cache [POL-148]', async () => {
  const edge = edgeWith(custom(['Cache-Control', 'max-age=0', true]));
  await edge.get('/a');
  const second = await edge.get('/a');
  expect([second.header('x-cache'), second.header('cache-control')]).toEqual(['Hit from cloudfront', 'max-age=0']);
});

test('a policy with what HTTP does not have in headers does what else it says', async () => {
  const policy = { ...remove('__proto__', 'constructor'), ...custom(['X-Lines', 'a\r\nX-Evil: 1', true], ['x y', '1', true], ['', '1', true], ['X-A', '1', true]) };
  const answer = await edgeWith(policy).get('/a');
  expect(answer.header('x-a')).toBe('1');
  expect(answer.headers.join('\n')).not.toMatch(/evil|x-lines|x y/i);
});
