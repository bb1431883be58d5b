import { ERROR_ANSWERS } from '../../../src/edge/error-answers';
import { valuesByName } from '../../../src/edge/raw-headers';
import { MANAGED, originRequestPolicy } from '../policies';
import { ok, status } from '../scenario';
import { endLambdas, failures, lambdaEdge, lambdaParts, ran, seen } from './lambda-scenario';

afterEach(endLambdas);

const KEEP = { 'viewer-request': 'return request;', 'origin-request': 'return request;', 'origin-response': 'return response;', 'viewer-response': 'return response;' };
const ALL = Object.keys(KEEP);

const OTHER = 'function handler(event) { return event.request; }';

test('functions run in the order of their events, on a hit those of the viewer alone [FUN-015] [FUN-139] [FUN-142]', async () => {
  const edge = lambdaEdge({ functions: KEEP });
  expect(ran(await edge.get('/a'))).toEqual(ALL);
  for (let hit = 0; hit < 2; hit++) expect(ran(await edge.get('/a'))).toEqual(['viewer-request', 'viewer-response']);
});

test('the events of viewers have the request as the viewer sent it, without origin [FUN-147] [FUN-153] [FUN-171] [OTD-117]', async () => {
  const origins = [{ Id: 'origin', DomainName: 'origin.example.com', OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'cf' }], CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }];
  const edge = lambdaEdge({ functions: KEEP, config: { Origins: origins }, origin: [ok('', { 'Content-Type': 'text/plain' })] });
  const headers = { 'user-agent': 'curl/7.66.0', 'Cookie': 'a=1', 'Proxy-Authorization': 'x', 'X-Real-IP': 'y' };
  const [viewerRequest, originRequest, originResponse, viewerResponse] = seen(await edge.get('/a?x=1', { ip: '203.0.113.178', headers, host: undefined }));
  expect(viewerRequest).toEqual({
    config: { distributionDomainName: expect.any(String), distributionId: edge.id, eventType: 'viewer-request', requestId: expect.any(String) },
    request: {
      clientIp: '203.0.113.178',
      headers: {
        'host': [{ key: 'Host', value: viewerRequest.config.distributionDomainName }],
        'user-agent': [{ key: 'user-agent', value: 'curl/7.66.0' }],
        'cookie': [{ key: 'Cookie', value: 'a=1' }],
      },
      method: 'GET',
      querystring: 'x=1',
      uri: '/a',
    },
  });
  expect(originRequest.request.origin?.custom?.customHeaders).toEqual({ 'x-a': [{ key: 'X-A', value: 'cf' }] });
  expect(originResponse.request.origin).toBeDefined();
  expect(viewerResponse.request).toEqual(viewerRequest.request);
  expect(viewerResponse.response).toMatchObject({ status: '200', statusDescription: 'OK', headers: { 'content-type': [{ key: 'Content-Type', value: 'text/plain' }] } });
});

test('what viewer-request changes is in the cache key, and goes to the origin as far as policies let it [POL-049]', async () => {
  const code = 'request.headers["x-group"] = [{ value: "A" }]; request.headers["x-other"] = [{ value: "B" }]; request.querystring = "n=1"; request.uri = "/same"; request.headers.cookie = [{ value: "c=1" }]; return request;';
  const edge = lambdaEdge({ functions: { 'viewer-request': code }, policies: { cache: { headers: ['X-Group'], queryStrings: 'all', cookies: 'all' } } });
  expect([await edge.xCache('/a?n=2', { headers: { 'X-Group': 'Z' } }), await edge.xCache('/b', { headers: { Cookie: 'c=2' } })]).toEqual(['Miss', 'Hit']);
  const [{ url, headers }] = edge.asked;
  expect([url, headers.get('x-group'), headers.get('cookie'), headers.get('x-other')]).toEqual(['/same?n=1', 'A', 'c=1', null]);
});

test('the behavior is that of the viewer\'s own path, whatever a function makes of it [FUN-014] [FUN-005]', async () => {
  const { behavior, resources } = lambdaParts({ functions: { 'viewer-request': 'request.uri = "/b/x"; return request;' } });
  const origins = ['one', 'two'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }));
  const common = { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const edge = lambdaEdge({
    functions: {},
    resources: {
      ...resources,
      Other: { Type: 'AWS::CloudFront::Function', Properties: { Name: 'other', AutoPublish: true, FunctionCode: OTHER, FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } } },
    },
    config: {
      Origins: origins,
      DefaultCacheBehavior: { TargetOriginId: 'two', ...common, FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Other', 'FunctionARN'] } }] },
      CacheBehaviors: [{ PathPattern: '/a/*', ...common, ...behavior, TargetOriginId: 'one' }],
    },
  });
  const [answer, other] = [await edge.get('/a/x'), await edge.get('/b/y')];
  expect(edge.asked.map(({ headers, path }) => `${headers.get('host')}${path}`)).toEqual(['one.example.com/b/x', 'two.example.com/b/y']);
  expect([answer.record.pathPattern, ran(answer), ran(other)]).toEqual(['/a/*', ['viewer-request'], ['viewer-request']]);
  expect([answer, other].map(({ record }) => record.functions.map(({ name }) => name))).toEqual([['viewer-request'], ['other']]);
});

test('a response that viewer-request makes is not cached, and nothing else runs [FUN-154] [FUN-165] [FUN-167] [FUN-018] [FUN-170]', async () => {
  const code = 'exports.handler = (event, context, callback) => callback(null, { status: "301", statusDescription: "Gone over", headers: { "location": [{ key: "Location", value: "https://example.com/" }], "cache-control": [{ value: "max-age=3600" }] } });';
  const edge = lambdaEdge({ functions: { ...KEEP, 'viewer-request': code } });
  for (let time = 0; time < 2; time++) {
    const answer = await edge.get('/a');
    expect([answer.status, answer.statusDescription, ran(answer), answer.record.resultType]).toEqual([301, 'Gone over', ['viewer-request'], 'LambdaGeneratedResponse']);
    expect(['Location', 'Content-Length', 'Server', 'Cache-Control', 'X-Cache'].map((name) => answer.header(name)))
      .toEqual(['https://example.com/', '0', 'CloudFront', 'max-age=3600', 'LambdaGeneratedResponse from cloudfront']);
  }
  expect(edge.asked).toEqual([]);
});

test('an answer with a Date and a Server of its own has each once: its own Date, and CloudFront [FUN-165] [FUN-170]', async () => {
  const code = 'return { status: "200", headers: { date: [{ value: "Fri, 01 Jan 2021 00:00:00 GMT" }], server: [{ value: "mine" }] } };';
  for (const event of ['viewer-request', 'origin-request']) {
    const { headers } = await lambdaEdge({ functions: { [event]: code } }).get('/a');
    expect(['date', 'server'].map((name) => valuesByName(headers).get(name))).toEqual([['Fri, 01 Jan 2021 00:00:00 GMT'], ['CloudFront']]);
  }
});

test('viewer-response does not run for errors of the origin, nor for what stands in for them; it does where a function has made them good [FUN-017] [FUN-018] [FUN-019]', async () => {
  const page = { CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200 }] };
  const functions = { 'viewer-response': KEEP['viewer-response'] };
  const missing = [status(404)];
  expect(ran(await lambdaEdge({ functions, origin: missing }).get('/a'))).toEqual([]);
  expect(ran(await lambdaEdge({ functions, config: page, origin: ({ path }) => (path === '/404.html' ? ok('page') : status(404)) }).get('/a'))).toEqual([]);
  const good = await lambdaEdge({ functions: { ...functions, 'origin-response': 'response.status = "200"; return response;' }, origin: missing }).get('/a');
  expect([good.status, ran(good)]).toEqual([200, ['origin-response', 'viewer-response']]);
});

test('what is refused or redirected before runs no function [FUN-016] [FUN-018]', async () => {
  const edge = lambdaEdge({ functions: KEEP, behavior: { ViewerProtocolPolicy: 'redirect-to-https' }, config: { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['DE'] } } } });
  const answers = [await edge.get('/a', { protocol: 'http' }), await edge.get('/a', { country: 'DE' }), await edge.get('/a', { method: 'DELETE' })];
  expect(answers.map((answer) => [answer.status, ran(answer)])).toEqual([[301, []], [403, []], [403, []]]);
});

test('what viewer functions change is not cached [FUN-144]', async () => {
  const edge = lambdaEdge({ functions: { 'viewer-response': 'response.headers["x-n"] = [{ value: String(globalThis.n = (globalThis.n ?? 0) + 1) }]; return response;' } });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map((answer) => [answer.record.resultType, answer.header('X-N')])).toEqual([['Miss', '1'], ['Hit', '2']]);
});

test('CloudFront waits for a function [FUN-143]', async () => {
  const edge = lambdaEdge({ functions: { 'viewer-request': 'await new Promise((resolve) => setTimeout(resolve, 30)); request.uri = "/late"; return request;' } });
  await edge.get('/a');
  expect(edge.asked.map(({ url }) => url)).toEqual(['/late']);
});

test('headers of CloudFront come after viewer-request, which sees those of the viewer [POL-112] [FUN-176] [FUN-175]', async () => {
  const request = originRequestPolicy({ headers: ['CloudFront-Viewer-Country', 'CloudFront-Is-Mobile-Viewer'] });
  const policies = { cache: {}, request };
  const [viewer, origin] = seen(await lambdaEdge({ functions: { 'viewer-request': KEEP['viewer-request'], 'origin-request': KEEP['origin-request'] }, policies })
    .get('/a', { country: 'DE', headers: { 'CloudFront-Viewer-Country': 'XX' } })).map(({ request: { headers } }) => headers);
  expect([viewer['cloudfront-viewer-country'][0].value, viewer['cloudfront-is-mobile-viewer']]).toEqual(['XX', undefined]);
  expect([origin['cloudfront-viewer-country'][0].value, origin['cloudfront-is-mobile-viewer'][0].value]).toEqual(['DE', 'false']);
  const country = 'request.headers["cloudfront-viewer-country"] = [{ value: "FR" }]; return request;';
  expect((await lambdaEdge({ functions: { 'viewer-request': country } }).get('/a')).status).toBe(502);
  const changed = lambdaEdge({ functions: { 'origin-request': country }, policies });
  expect([(await changed.get('/a')).status, changed.asked[0].headers.get('cloudfront-viewer-country')]).toEqual([200, 'FR']);
});

test('a response headers policy comes before viewer-response, which may undo it [POL-147]', async () => {
  const custom = { CustomHeadersConfig: { Items: [{ Header: 'X-A', Value: '1', Override: true }] } };
  const edge = lambdaEdge({ functions: { 'viewer-response': 'delete response.headers["x-a"]; return response;' }, policies: { cache: {}, response: custom } });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map((answer) => [seen(answer)[0].response.headers['x-a'], answer.header('X-A')])).toEqual(Array(2).fill([[{ key: 'X-A', value: '1' }], undefined]));
});

test('a query string that a response event changes is without effect [FUN-029]', async () => {
  const edge = lambdaEdge({ functions: { 'origin-response': 'request.querystring = "x=2"; return response;' }, policies: { cache: { queryStrings: 'all' } } });
  expect([(await edge.get('/a?x=1')).status, edge.asked.map(({ url }) => url), await edge.xCache('/a?x=1')]).toEqual([200, ['/a?x=1'], 'Hit']);
});

const FAILING: readonly (readonly [string, string, keyof typeof ERROR_ANSWERS])[] = [
  ['throws', 'throw new Error("mine");', 'LambdaExecutionError'],
  ['sets what it may not', 'return { ...(request ?? response), ...response, headers: { "x-cache": [{ value: "1" }] } };', 'LambdaValidationError'],
  ['returns a status that is none', 'return { ...response, status: "199" };', 'LambdaValidationError'],
  ['runs without end', 'for (;;);', 'LambdaLimitExceeded'],
];

test.each(FAILING.flatMap((failing) => (['viewer-request', 'origin-request', 'viewer-response'] as const).map((event) => [...failing, event] as const)))(
  'a function that %s [%s] is a %s at %s [FUN-021] [FUN-178] [FUN-179] [FUN-180]', async (_what, code, kind, event) => {
    const answer = await lambdaEdge({ functions: { [event]: code }, settings: { Timeout: 0.2 } }).get('/a');
    expect([answer.status, answer.header('X-Cache'), answer.record.resultType, answer.record.detailedResultType]).toEqual([kind === 'LambdaValidationError' ? 502 : 503, `${kind} from cloudfront`, kind, kind]);
    expect(answer.text).toContain(`<H1>${answer.status} ERROR</H1>\n<H2>The request could not be satisfied.</H2>`);
    expect(answer.text).toContain(kind === 'LambdaExecutionError' ? 'The Lambda function associated with the CloudFront distribution is invalid or doesn\'t have the required permissions.' : ERROR_ANSWERS[kind].message);
    expect(answer.text).toContain(`Request ID: ${answer.record.requestId}`);
    expect(failures(answer)).toHaveLength(1);
  });

test('each request runs a failing function anew, so that one that is repaired serves at once [FUN-182]', async () => {
  const edge = lambdaEdge({ functions: { 'viewer-request': 'if (globalThis.repaired) return request; globalThis.repaired = true; throw new Error("first");' } });
  expect([(await edge.get('/a')).status, (await edge.get('/a')).status]).toEqual([503, 200]);
});

test('the page of the distribution stands in for a function that fails [FUN-181]', async () => {
  const config = { CustomErrorResponses: [{ ErrorCode: 503, ResponsePagePath: '/503.html', ResponseCode: 503 }] };
  const answer = await lambdaEdge({ functions: { 'origin-request': 'if (request.uri === "/a") throw new Error("no"); return request;' }, config, origin: [ok('sorry')] }).get('/a');
  expect([answer.status, answer.text]).toEqual([503, 'sorry']);
});

test('a function sees the viewer\'s path, not the default root object, which stands in for a root that it makes', async () => {
  const edge = lambdaEdge({ functions: { 'viewer-request': 'if (request.uri !== "/") request.uri = "/"; return request;' }, config: { DefaultRootObject: 'index.html' } });
  expect([seen(await edge.get('/'))[0].request.uri, seen(await edge.get('/a'))[0].request.uri]).toEqual(['/', '/a']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/index.html']);
});

test('bodies: a function sees the beginning, and may put another one in its place [FUN-160] [FUN-161] [FUN-162] [FUN-164]', async () => {
  const POST = { method: 'POST', headers: { 'Content-Length': '5' }, body: 'hello' };
  const scenario = { policies: { cache: MANAGED.CachingDisabled }, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] }, origin: [ok('done')] };
  const reading = lambdaEdge({ ...scenario, functions: { 'viewer-request': 'request.body.data = "x"; return request;', 'origin-request': KEEP['origin-request'] }, includeBody: true });
  const bodies = seen(await reading.get('/a', POST)).map(({ request: { body } }) => body);
  expect(bodies).toEqual(Array(2).fill({ inputTruncated: false, action: 'read-only', encoding: 'base64', data: 'aGVsbG8=' }));
  expect(await bodyOf(reading)).toBe('hello');
  const without = lambdaEdge({ ...scenario, functions: { 'viewer-request': KEEP['viewer-request'] } });
  expect([seen(await without.get('/a', POST))[0].request.body, await bodyOf(without)]).toEqual([undefined, 'hello']);
  for (const event of ['viewer-request', 'origin-request']) {
    const replacing = lambdaEdge({ ...scenario, functions: { [event]: 'request.body = { action: "replace", encoding: "text", data: "x" }; return request;' }, includeBody: true });
    expect((await replacing.get('/a', POST)).status).toBe(200);
    expect([await bodyOf(replacing), replacing.asked[0].headers.get('content-length')]).toEqual(['x', '1']);
  }
  const large = lambdaEdge({ ...scenario, functions: { 'viewer-request': KEEP['viewer-request'] }, includeBody: true });
  const body = seen(await large.get('/a', { ...POST, headers: {}, body: 'x'.repeat(50 * 1024) }))[0].request.body!;
  expect([Buffer.from(body.data, 'base64').length, body.inputTruncated, (await bodyOf(large)).length]).toEqual([40 * 1024, true, 50 * 1024]);
});

async function bodyOf({ asked: [{ body }] }: ReturnType<typeof lambdaEdge>): Promise<string> {
  return Buffer.from(body as Uint8Array).toString();
}

test.each<[string, string, string]>([
  ['41 KB in viewer-request [FUN-168]', 'viewer-request', 'return { status: "200", body: "x".repeat(41 * 1024) };'],
  ['a replacing body of 41 KB in viewer-request [FUN-163]', 'viewer-request', 'request.body = { action: "replace", encoding: "text", data: "x".repeat(41 * 1024) }; return request;'],
  ['a body with 204 [FUN-169]', 'viewer-request', 'return { status: "204", body: "x" };'],
  ['another status in viewer-response [FUN-173]', 'viewer-response', 'response.status = "500"; return response;'],
  ['another port than there may be [FUN-156]', 'origin-request', 'request.origin.custom.port = 81; return request;'],
  ['a URI without slash [FUN-026]', 'viewer-request', 'request.uri = "index.html"; return request;'],
  ['a URI that is too long [FUN-027]', 'viewer-request', 'request.uri = "/" + "x".repeat(8191); return request;'],
  ['a space in the query string [FUN-028]', 'viewer-request', 'request.querystring = "a=b c"; return request;'],
  ['another Host in viewer-request [FUN-022]', 'viewer-request', 'request.headers.host = [{ value: "x" }]; return request;'],
])('%s gives 502', async (_what, event, code) => {
  const edge = lambdaEdge({
    functions: { [event]: code }, includeBody: true, policies: { cache: MANAGED.CachingDisabled }, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] },
  });
  const answer = await edge.get('/a', { method: event === 'viewer-request' ? 'POST' : 'GET', body: event === 'viewer-request' ? 'a' : undefined });
  expect([answer.status, answer.header('X-Cache')]).toEqual([502, 'LambdaValidationError from cloudfront']);
});

test('bytes that are no UTF-8 are taken for ISO-8859-1, and go on as they came [FUN-031]', async () => {
  const edge = lambdaEdge({ functions: { 'viewer-request': KEEP['viewer-request'] }, policies: { cache: { headers: ['X-E'] } } });
  expect(seen(await edge.get('/caf\xe9', { headers: { 'X-E': '\xe9' } }))[0].request).toMatchObject({ uri: '/café', headers: { 'x-e': [{ key: 'X-E', value: 'é' }] } });
  expect([edge.asked[0].url, edge.asked[0].headers.get('x-e')]).toEqual(['/caf\xe9', '\xe9']);
});
