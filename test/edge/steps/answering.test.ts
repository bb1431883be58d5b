import { OriginClient, OriginFailure } from '../../../src/edge';
import { ok, ScenarioEdge, START, status } from '../scenario';

const origin = () => ok('body');

test('a host that is nobody\'s gets an error of the edge itself [DTD-220] [DTD-227]', async () => {
  const answer = await new ScenarioEdge({ origin }).get('/', { host: 'other.example.com' });
  expect([answer.status, answer.header('server'), answer.header('x-cache'), answer.header('content-type'), answer.header('cache-control')])
    .toEqual([403, 'CloudFront', 'Error from cloudfront', 'text/html', undefined]);
});

test('an alias reaches its distribution, also by wildcard and whatever its case', async () => {
  const edge = new ScenarioEdge({ origin, config: { Aliases: ['www.example.com', '*.example.org'] } });
  for (const host of ['www.example.com', 'WWW.example.com:443', 'a.example.org', 'a.b.example.org']) expect((await edge.get('/', { host })).status).toBe(200);
  expect((await edge.get('/', { host: 'example.org' })).status).toBe(403);
});

test('every answer has Via, X-Cache, X-Amz-Cf-Pop and X-Amz-Cf-Id [DTD-216]', async () => {
  const edge = new ScenarioEdge({ origin });
  for (const answer of [await edge.get('/'), await edge.get('/', { host: 'other.example.com' })]) {
    expect(['via', 'x-cache', 'x-amz-cf-pop', 'x-amz-cf-id'].map((name) => answer.header(name) !== undefined)).toEqual([true, true, true, true]);
  }
});

test('HTTP is redirected with 301 for GET and 307 for other methods, and refused below HTTP/1.1 [DTD-177] [DTD-178] [WEB-094]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { ViewerProtocolPolicy: 'redirect-to-https', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] } });
  const get = await edge.get('/a?b=c', { protocol: 'http', host: undefined });
  expect([get.status, get.header('content-length'), get.header('x-cache')]).toEqual([301, '167', 'Redirect from cloudfront']);
  expect(get.header('location')).toMatch(/^https:\/\/\w+\.cloudfront\.net\/a\?b=c$/);
  expect((await edge.get('/a', { protocol: 'http', method: 'HEAD' })).status).toBe(301);
  expect((await edge.get('/a', { protocol: 'http', httpVersion: '1.0' })).status).toBe(301);
  expect((await edge.get('/a', { protocol: 'http', method: 'POST' })).status).toBe(307);
  expect((await edge.get('/a', { protocol: 'http', method: 'POST', httpVersion: '1.0' })).status).toBe(403);
  expect((await edge.get('/a')).status).toBe(200);
});

test('the redirect to HTTPS has a page of its own, with CRLF [DTD-178]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { ViewerProtocolPolicy: 'redirect-to-https' } });
  const { text, header } = await edge.get('/', { protocol: 'http' });
  expect(['server', 'content-type', 'content-length', 'date'].map(header)).toEqual(['CloudFront', 'text/html', '167', new Date(START).toUTCString()]);
  expect(text).toBe([
    '<html>', '<head><title>301 Moved Permanently</title></head>', '<body>', '<center><h1>301 Moved Permanently</h1></center>', '<hr><center>CloudFront</center>', '</body>', '</html>', '',
  ].join('\r\n'));
});

test('a method that the behavior does not allow is not forwarded [WEB-099]', async () => {
  const edge = new ScenarioEdge({ origin });
  const answer = await edge.get('/', { method: 'POST' });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('not configured to allow the HTTP request method');
  expect(edge.asked).toHaveLength(0);
});

test('OPTIONS reaches the origin where it is allowed [WEB-100]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] } });
  expect((await edge.get('/', { method: 'OPTIONS' })).status).toBe(200);
  expect(edge.asked[0].method).toBe('OPTIONS');
});

test('the root is the default root object, a directory is not', async () => {
  const edge = new ScenarioEdge({ origin: ({ url }) => ok(url), config: { DefaultRootObject: 'index.html' } });
  expect([(await edge.get('/')).text, (await edge.get('/docs/')).text]).toEqual(['/index.html', '/docs/']);
});

test.each([
  ['whitelist', 'DE', 200], ['whitelist', 'FR', 403], ['whitelist', undefined, 200], ['blacklist', 'DE', 403], ['blacklist', 'FR', 200],
])('a %s of DE and a viewer of %s [GEO-022]', async (RestrictionType, country, code) => {
  const edge = new ScenarioEdge({ origin, config: { Restrictions: { GeoRestriction: { RestrictionType, Locations: ['DE'] } } } });
  expect((await edge.get('/', { country })).status).toBe(code);
});

test('a viewer of a blocked country reads why [DTD-147]', async () => {
  const edge = new ScenarioEdge({ origin, config: { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } } });
  const answer = await edge.get('/', { country: 'FR' });
  expect(answer.text).toContain('configured to block access from your country');
  expect([answer.header('server'), answer.header('x-cache'), answer.record.detailedResultType]).toEqual(['CloudFront', 'Error from cloudfront', 'ClientGeoBlocked']);
});

test('HEAD of what is an error has the headers of the error, and no body [DTD-232]', async () => {
  const edge = new ScenarioEdge({ origin, config: { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } } });
  const [get, head] = [await edge.get('/', { country: 'FR' }), await edge.get('/', { country: 'FR', method: 'HEAD' })];
  const lasting = ({ headers }: typeof get) => headers.slice(0, -1);
  expect([head.status, head.text, lasting(head)]).toEqual([403, '', lasting(get)]);
});

test('the first behavior that matches wins', async () => {
  const behavior = (PathPattern: string, policy: string) => ({ PathPattern, TargetOriginId: 'origin', ViewerProtocolPolicy: policy, ForwardedValues: { QueryString: false } });
  const edge = new ScenarioEdge({ origin, config: { CacheBehaviors: [behavior('/api/*', 'https-only'), behavior('/api/open/*', 'allow-all')] } });
  const answer = await edge.get('/api/open/x', { protocol: 'http' });
  expect([answer.status, answer.record.pathPattern]).toEqual([403, '/api/*']);
});

test('an error page comes from the path that the behaviors lead to an origin, with the status that viewers are to see', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => (path === '/404.html' ? ok('sorry') : status(404)),
    config: { CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200, ErrorCachingMinTTL: 60 }] },
  });
  const answer = await edge.get('/nowhere');
  expect([answer.status, answer.text]).toEqual([200, 'sorry']);
  edge.advance(59);
  await edge.get('/nowhere');
  expect(edge.asked.map(({ path }) => path)).toEqual(['/nowhere', '/404.html']);
  edge.advance(2);
  await edge.get('/nowhere');
  expect(edge.asked).toHaveLength(3);
});

test('where the page is missing, the viewer gets the status of the page [DTD-093]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => status(path === '/500.html' ? 404 : 500),
    config: { CustomErrorResponses: [{ ErrorCode: 500, ResponsePagePath: '/500.html', ResponseCode: 500 }] },
  });
  expect((await edge.get('/a')).status).toBe(404);
});

test('4xx and 5xx show as errors, also when they are cached [DTD-215]', async () => {
  const edge = new ScenarioEdge({ origin: [status(404)] });
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Error', 'Error']);
  expect(edge.asked).toHaveLength(1);
});

test.each([['current', 11], ['2014-10-21', 301]] as const)('in the edition %s an error is asked for again after %i seconds', async (edition, seconds) => {
  const edge = new ScenarioEdge({ origin: [status(404)], edition });
  await edge.get('/a');
  edge.advance(seconds - 2);
  await edge.get('/a');
  expect(edge.asked).toHaveLength(1);
  edge.advance(2);
  await edge.get('/a');
  expect(edge.asked).toHaveLength(2);
});

test.each([
  ['connection-refused', 502, 3], ['connection-timed-out', 504, 3], ['response-timed-out', 504, 3], ['connection-dropped', 502, 1], ['name-not-found', 502, 1],
] as const)('an origin with %s is answered with %i after %i attempts', async (kind, code, attempts) => {
  let asked = 0;
  const failing: OriginClient = {
    ask: () => {
      asked++;
      return Promise.reject(new OriginFailure(kind, 'as the test wants'));
    },
  };
  const edge = new ScenarioEdge({ origin: failing });
  expect((await edge.get('/a')).status).toBe(code);
  expect(asked).toBe(attempts);
});

test('headers that concern one connection stay with it, and CloudFront names itself to the origin [DTD-225]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { ForwardedValues: undefined, CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' } });
  await edge.get('/', { headers: { 'TE': 'trailers', 'Upgrade': 'h2c', 'X-Test': '1', 'User-Agent': 'curl', 'X-Forwarded-For': '203.0.113.9' } });
  const { headers } = edge.asked[0];
  expect([headers.get('te'), headers.get('upgrade'), headers.get('x-test'), headers.get('user-agent'), headers.get('host'), headers.get('x-forwarded-for')])
    .toEqual([null, null, null, 'Amazon CloudFront', 'origin.example.com', '203.0.113.9, 192.0.2.1']);
  expect(headers.has('via') && headers.has('x-amz-cf-id')).toBe(true);
});

test('in the older style other headers pass unchanged [REQ-038]', async () => {
  const edge = new ScenarioEdge({ origin });
  await edge.get('/', { headers: { 'X-Test': '1' } });
  expect(edge.asked[0].headers.get('x-test')).toBe('1');
});

test('Authorization stays behind on GET and goes with POST [REQ-095]', async () => {
  const edge = new ScenarioEdge({ origin, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] } });
  await edge.get('/', { headers: { Authorization: 'Basic eDp5' } });
  await edge.get('/', { method: 'POST', headers: { Authorization: 'Basic eDp5' } });
  expect(edge.asked.map(({ headers }) => headers.get('authorization'))).toEqual([null, 'Basic eDp5']);
});

test('Set-Cookie reaches viewers only where cookies are forwarded, and connection headers never [DTD-222]', async () => {
  const answer = () => ok('body', { 'set-cookie': 'a=b', 'trailer': 'X', 'upgrade': 'h2c' });
  const without = await new ScenarioEdge({ origin: answer }).get('/');
  const withCookies = await new ScenarioEdge({ origin: answer, behavior: { ForwardedValues: { QueryString: false, Cookies: { Forward: 'all' } } } }).get('/');
  expect([without.header('set-cookie'), withCookies.header('set-cookie')]).toEqual([undefined, 'a=b']);
  expect([without.header('trailer'), without.header('upgrade')]).toEqual([undefined, undefined]);
});

test('the origin\'s Date and Server pass, on a hit as well [DTD-221]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { date: 'Wed, 01 Jan 2025 00:00:00 GMT', server: 'nginx' })] });
  await edge.get('/a');
  edge.advance(100);
  const hit = await edge.get('/a');
  expect([hit.header('date'), hit.header('server')]).toEqual(['Wed, 01 Jan 2025 00:00:00 GMT', 'nginx']);
  const own = await edge.get('/a', { method: 'PUT' });
  expect([own.status, own.header('date')]).toEqual([403, 'Wed, 01 Jan 2025 00:01:40 GMT']);
});

test.each([['http2and3', true], ['http3', true], ['http2', false], ['http1.1', false]])('with %s viewers are told of HTTP/3: %s [DTD-021]', async (HttpVersion, isTold) => {
  const edge = new ScenarioEdge({ origin: [ok('a')], config: { HttpVersion } });
  for (const expected of ['Miss from cloudfront', 'Hit from cloudfront']) {
    const answer = await edge.get('/a');
    expect([answer.header('x-cache'), answer.header('alt-svc')]).toEqual([expected, isTold ? 'h3=":443"; ma=86400' : undefined]);
  }
});
