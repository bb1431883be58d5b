import { explain, FunctionOrigin, OriginFailure } from '../../../src/edge';
import { originRequestPolicy } from '../policies';
import { ok, status } from '../scenario';
import { endLambdas, failures, lambdaEdge, ran, seen } from './lambda-scenario';

afterEach(endLambdas);

const KEEP = { request: 'return request;', response: 'return response;' };

test('the event shows the request as it goes to the origin [FUN-148] [FUN-152]', async () => {
  const edge = lambdaEdge({
    functions: { 'origin-request': KEEP.request },
    policies: { cache: { queryStrings: 'all', cookies: 'all', headers: ['X-Kept'] } },
    config: {
      Origins: [{
        Id: 'origin',
        DomainName: 'example.org',
        OriginPath: '/p',
        OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'cf' }],
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'] },
      }],
    },
  });
  const answer = await edge.get('/a?x=1', { headers: { 'X-kept': '1', 'X-Dropped': '2', 'X-A': 'viewer' }, ip: '203.0.113.178', httpVersion: '2.0' });
  const [{ config, request }] = seen(answer);
  const via = answer.header('via')!.replace(/^1\.1/, '2.0');
  expect(config).toEqual({ distributionDomainName: expect.stringMatching(/cloudfront\.net$/), distributionId: edge.id, eventType: 'origin-request', requestId: answer.record.requestId });
  expect(request).toEqual({
    clientIp: '203.0.113.178',
    headers: {
      'host': [{ key: 'Host', value: 'example.org' }],
      'x-kept': [{ key: 'X-kept', value: '1' }],
      'user-agent': [{ key: 'User-Agent', value: 'Amazon CloudFront' }],
      'x-forwarded-for': [{ key: 'X-Forwarded-For', value: '203.0.113.178' }],
      'via': [{ key: 'Via', value: via }],
    },
    method: 'GET',
    origin: {
      custom: {
        customHeaders: { 'x-a': [{ key: 'X-A', value: 'cf' }] },
        domainName: 'example.org',
        keepaliveTimeout: 5,
        path: '/p',
        port: 443,
        protocol: 'https',
        readTimeout: 30,
        sslProtocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
      },
    },
    querystring: 'x=1',
    uri: '/a',
  });
  expect([edge.asked[0].url, edge.asked[0].headers.get('x-a')]).toEqual(['/p/a?x=1', 'cf']);
});

test('origin-request runs on a miss and on a revalidation, not on a hit [FUN-140]', async () => {
  const edge = lambdaEdge({ functions: { 'origin-request': KEEP.request, 'origin-response': KEEP.response }, origin: [ok('1', { 'cache-control': 'max-age=60', 'etag': '"1"' }), status(304)] });
  const both = ['origin-request', 'origin-response'];
  expect(ran(await edge.get('/a'))).toEqual(both);
  expect(ran(await edge.get('/a'))).toEqual([]);
  edge.advance(61);
  const renewed = await edge.get('/a');
  expect([ran(renewed), renewed.record.resultType, seen(renewed)[0].request.headers['if-none-match'][0].value]).toEqual([both, 'RefreshHit', '"1"']);
});

test('what functions on origin events change is cached [FUN-144]', async () => {
  const edge = lambdaEdge({ functions: { 'origin-request': 'request.uri = "/other"; return request;', 'origin-response': 'response.headers["x-a"] = [{ value: "1" }]; return response;' } });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map((answer) => [answer.record.resultType, answer.header('X-A')])).toEqual([['Miss', '1'], ['Hit', '1']]);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/other']);
});

test('origin-response runs for errors of the origin, too, and may change them; not for what origin-request has made [FUN-141] [FUN-172]', async () => {
  const edge = lambdaEdge({ functions: { 'origin-response': 'response.status = "200"; response.statusDescription = "Fine"; response.body = "mine"; return response;' }, origin: [status(500)] });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map(({ status: code, text, record }) => [code, text, record.resultType])).toEqual([[200, 'mine', 'Miss'], [200, 'mine', 'Hit']]);
  expect([seen(answers[0])[0].response.status, answers[0].header('content-length')]).toEqual(['500', '4']);
  const generating = lambdaEdge({ functions: { 'origin-request': 'return { status: "200" };', 'origin-response': KEEP.response } });
  expect(ran(await generating.get('/a'))).toEqual(['origin-request']);
});

test.each([
  ['without body it is kept', 'return response;', 'from the origin'],
  ['an empty body removes it', 'response.body = ""; return response;', ''],
  ['a body in base64', 'response.body = "bWluZQ=="; response.bodyEncoding = "base64"; return response;', 'mine'],
])('the body of a response is not in the event; %s [FUN-172]', async (_what, code, body) => {
  const answer = await lambdaEdge({ functions: { 'origin-response': code } }).get('/a');
  expect([answer.text, 'body' in seen(answer)[0].response]).toEqual([body, false]);
});

test('the event of a response has it beside the request and its origin [FUN-171]', async () => {
  const edge = lambdaEdge({
    functions: { 'origin-request': 'request.uri = "/b"; request.headers["x-a"] = [{ value: "1" }]; return request;', 'origin-response': KEEP.response },
    origin: [ok('', { 'Content-Type': 'text/html; charset=utf-8', 'X-Cache': 'theirs', 'Connection': 'close' })],
  });
  const [, { config, request, response }] = seen(await edge.get('/a'));
  expect(response).toEqual({
    headers: { 'content-type': [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }], 'content-length': [{ key: 'Content-Length', value: '0' }] },
    status: '200',
    statusDescription: 'OK',
  });
  expect([config.eventType, request.uri, request.headers['x-a'], request.origin?.custom?.domainName]).toEqual(['origin-response', '/b', [{ key: 'X-A', value: '1' }], 'origin.example.com']);
});

test('a response that origin-request makes is cached by its headers, and the function does not run while it is [FUN-165] [FUN-167] [FUN-170]', async () => {
  const code = 'return { status: "302", statusDescription: "Elsewhere", headers: { "location": [{ value: "/x" }], "cache-control": [{ key: "Cache-Control", value: "max-age=60" }] } };';
  const edge = lambdaEdge({ functions: { 'origin-request': code }, origin: [] });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map((answer) => [answer.status, answer.header('Location'), answer.header('X-Cache'), answer.header('Server'), ran(answer).length])).toEqual([
    [302, '/x', 'LambdaGeneratedResponse from cloudfront', 'CloudFront', 1],
    [302, '/x', 'Hit from cloudfront', 'CloudFront', 0],
  ]);
  edge.advance(61);
  expect(ran(await edge.get('/a'))).toEqual(['origin-request']);
});

test('the page of the distribution stands in for an error that a function on an origin event makes, or is [FUN-174] [FUN-181]', async () => {
  const config = { CustomErrorResponses: [404, 503].map((ErrorCode) => ({ ErrorCode, ResponsePagePath: `/${ErrorCode}.html`, ResponseCode: ErrorCode })) };
  const code = 'if (request.uri === "/a") return { status: "404" }; if (request.uri === "/b") throw new Error("no"); return request;';
  const edge = lambdaEdge({ functions: { 'origin-request': code }, config, origin: ({ path }) => ok(`page ${path}`) });
  const answers = [await edge.get('/a'), await edge.get('/b')];
  expect(answers.map((answer) => [answer.status, answer.text])).toEqual([[404, 'page /404.html'], [503, 'page /503.html']]);
});

test('functions run once for each origin that is asked [FUN-145] [OTD-076]', async () => {
  const custom = { OriginProtocolPolicy: 'https-only' };
  const edge = lambdaEdge({
    functions: { 'origin-request': KEEP.request, 'origin-response': KEEP.response },
    origin: ({ headers }) => (headers.get('host') === 'one.example.com' ? status(500) : ok('second')),
    behavior: { TargetOriginId: 'group' },
    config: {
      Origins: ['one', 'two'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: custom })),
      OriginGroups: { Quantity: 1, Items: [{ Id: 'group', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } }, Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] } }] },
    },
  });
  const answer = await edge.get('/a');
  expect([answer.text, ran(answer)]).toEqual(['second', ['origin-request', 'origin-response', 'origin-request', 'origin-response']]);
  expect(seen(answer).map(({ request }) => request.origin?.custom?.domainName)).toEqual(['one.example.com', 'one.example.com', 'two.example.com', 'two.example.com']);
});

test('with Origin Shield functions on origin events run in its Region, else in the one nearest to the edge location [OTD-089]', async () => {
  const functions = { 'origin-request': 'console.log("here"); return { status: "200", body: process.env.AWS_REGION };' };
  const run = { edgeLocations: ['FRA56-P6'] };
  const origin = { Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
  const config = { Origins: [{ ...origin, OriginShield: { Enabled: true, OriginShieldRegion: 'eu-west-1' } }] };
  const behavior = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
  const edge = lambdaEdge({ functions, run, config, behavior });
  const answers = [await edge.get('/a'), await edge.get('/a', { method: 'POST' })];
  expect(answers.map(({ text, record }) => [text, record.functions.map(({ region }) => region)])).toEqual(Array(2).fill(['eu-west-1', ['eu-west-1']]));
  expect(explain(answers[0].record)).toMatch(/origin-request {2,}origin-request answered 200 in the place of the origin, in eu-west-1[^]*function log {2,}origin-request: here/);
  expect((await lambdaEdge({ functions, run }).get('/a')).text).toBe('eu-central-1');
});

test('a name that leads nowhere is an error before the function could give another one [FUN-146]', async () => {
  const origin = Object.assign(new FunctionOrigin(() => 'never'), { resolve: () => Promise.reject(new OriginFailure('name-not-found', 'nobody knows it')) });
  const edge = lambdaEdge({ functions: { 'origin-request': 'request.origin.custom.domainName = "other.example.com"; return request;' }, origin });
  const answer = await edge.get('/a');
  expect([answer.status, ran(answer), answer.record.detailedResultType]).toEqual([502, [], 'OriginDnsError']);
});

test.each<[string, string, RegExp, string]>([
  ['throws', 'throw new Error("mine")', /^Error: mine/, 'LambdaExecutionError'],
  ['returns nothing', 'return undefined;', /^it returned nothing/, 'LambdaValidationError'],
  ['returns a text', 'return "x";', /^it returned "x"; return the request of the event/, 'LambdaValidationError'],
  ['changes what is read-only', 'request.method = "POST"; return request;', /^request\.method is "POST", and read-only; return "GET" as in the event/, 'LambdaValidationError'],
])('a function that %s is an error of its kind, cached as one of the origin [FUN-149]', async (_what, code, reason, kind) => {
  const edge = lambdaEdge({ functions: { 'origin-request': code } });
  const [answer, again] = [await edge.get('/a'), await edge.get('/a')];
  expect([answer.status, answer.header('X-Cache'), answer.record.resultType]).toEqual([kind === 'LambdaValidationError' ? 502 : 503, `${kind} from cloudfront`, kind]);
  expect(failures(answer)).toEqual([expect.stringMatching(reason)]);
  expect([again.status, ran(again)]).toEqual([answer.status, []]);
  edge.advance(11);
  expect(ran(await edge.get('/a'))).toEqual(['origin-request']);
});

test('headers of CloudFront are those of the viewer no more at the origin', async () => {
  const edge = lambdaEdge({
    functions: { 'origin-request': 'request.headers["cloudfront-viewer-country"] = [{ value: "YY" }]; return request;' },
    policies: { cache: {}, request: originRequestPolicy({ headers: ['CloudFront-Viewer-Country'] }) },
  });
  const answer = await edge.get('/a', { headers: { 'CloudFront-Viewer-Country': 'XX' }, country: 'DE' });
  expect([seen(answer)[0].request.headers['cloudfront-viewer-country'][0].value, edge.asked[0].headers.get('cloudfront-viewer-country')]).toEqual(['DE', 'YY']);
});

test('a function whose code is nowhere does not run, and the explanation says so', async () => {
  const edge = lambdaEdge({ functions: { 'origin-request': KEEP.request }, settings: { Code: { S3Bucket: 'b', S3Key: 'k.zip' } } });
  const answer = await edge.get('/a');
  expect([answer.text, answer.record.decisions.find(({ decided }) => decided === 'not run')?.because]).toEqual([
    'from the origin', { function: 'origin-request', reason: expect.stringMatching(/not on this machine; serve a cloud assembly/) },
  ]);
});
