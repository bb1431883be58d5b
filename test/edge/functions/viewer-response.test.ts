import { policies } from '../policies';
import { ok, Received, status, Viewer } from '../scenario';
import { edgeWithFunctions, FunctionScenario, withFunctions } from './edge-with-functions';

const LASTING = { 'cache-control': 'max-age=60', 'content-type': 'text/html', 'x-own': '1' };

function answerOf(statement: string, scenario: FunctionScenario = {}, viewer: Viewer = {}): Promise<Received> {
  const response = `function handler(event) { var r = event.response; ${statement}; return r; }`;
  return edgeWithFunctions({ origin: () => ok('original', LASTING), response, ...scenario }).get('/a', viewer);
}

test('it may change status, headers and cookies; without a body of its own the original is sent [FUN-066]', async () => {
  const answer = await answerOf('r.statusCode = 203; r.statusDescription = "Changed"; r.headers["x-new"] = { value: "2" }; delete r.headers["x-own"]; r.cookies.a = { value: "1" }');
  expect([answer.status, answer.statusDescription, answer.text]).toEqual([203, 'Changed', 'original']);
  expect(['x-new', 'x-own', 'set-cookie'].map((name) => answer.header(name))).toEqual(['2', undefined, 'a=1']);
});

test.each([['""', ''], ['"mine"', 'mine'], ['{ encoding: "base64", data: "aGk=" }', 'hi']])('with the body %s that one is sent, and never the original [FUN-066]', async (body, text) => {
  const answer = await answerOf(`if (r.body !== undefined) throw 1; r.body = ${body}`);
  expect([answer.status, answer.text, answer.header('content-length')]).toEqual([200, text, String(text.length)]);
});

test('what says how the body is encoded stays, unless the function removes it [FUN-067]', async () => {
  const origin = () => ok('zipped', { 'content-encoding': 'gzip' });
  expect((await answerOf('r.body = "plain"', { origin })).header('content-encoding')).toBe('gzip');
  expect((await answerOf('r.body = "plain"; delete r.headers["content-encoding"]', { origin })).header('content-encoding')).toBeUndefined();
});

test('it gets the request as well, whose changes count for nothing [FUN-069]', async () => {
  const edge = edgeWithFunctions({
    request: 'function handler(event) { event.request.uri = "/b"; return event.request; }',
    response: 'function handler(event) { console.log(event.request.uri); event.request.uri = "/c"; return event.response; }',
  });
  const { record } = await edge.get('/a');
  expect([record.functions[1].logs, edge.asked.map(({ url }) => url)]).toEqual([['/b'], ['/b']]);
  const wrong = await edgeWithFunctions({ response: 'function handler(event) { return event.request; }' }).get('/a');
  expect([wrong.status, wrong.header('x-cache')]).toEqual([502, 'FunctionValidationError from cloudfront']);
});

test('it runs on hits and misses alike, and what is cached stays as it is [FUN-070] [FUN-190]', async () => {
  const edge = edgeWithFunctions({
    origin: () => ok('original', LASTING),
    response: 'function handler(event) { event.response.headers["cache-control"] = { value: "public, max-age=63072000" }; console.log(event.response.headers["x-own"].value); return event.response; }',
  });
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map(({ record, ...answer }) => [record.resultType, answer.header('cache-control'), record.functions[0].logs])).toEqual([
    ['Miss', 'public, max-age=63072000', ['1']], ['Hit', 'public, max-age=63072000', ['1']],
  ]);
  edge.advance(61);
  expect((await edge.get('/a')).record.resultType).not.toBe('Hit');
});

test('it runs after the response headers policy, whose headers it may change and delete [FUN-070] [POL-147]', async () => {
  const { behavior, resources } = policies({ response: { CustomHeadersConfig: { Items: [{ Header: 'X-A', Value: '1', Override: true }, { Header: 'X-B', Value: '2', Override: true }] } } });
  const response = 'function handler(event) { var h = event.response.headers; h["x-b"].value += h["x-a"].value; delete h["x-a"]; return event.response; }';
  const edge = edgeWithFunctions({ response, resources, behavior: { ...withFunctions({ response }).behavior, ...behavior, CachePolicyId: undefined } });
  for (const answer of [await edge.get('/a'), await edge.get('/a')]) expect([answer.header('x-a'), answer.header('x-b')]).toEqual([undefined, '21']);
});

test.each(['r.headers.via = { value: "1.1 own" }', 'r.headers.warning = { value: "a" }', 'r.headers["x-cache"] = { value: "a" }'])('502 for %s [FUN-021] [FUN-022]', async (statement) => {
  const answer = await answerOf(statement);
  expect([answer.status, answer.header('x-cache'), answer.text]).toEqual([502, 'FunctionValidationError from cloudfront', expect.stringContaining('502 ERROR')]);
});

test('an error that it answers is sent as it is [FUN-066] [FUN-068]', async () => {
  const CustomErrorResponses = [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200 }];
  const answer = await answerOf('r.statusCode = 404; r.body = "mine"', { config: { CustomErrorResponses } });
  expect([answer.status, answer.text]).toEqual([404, 'mine']);
});

const RUNS = 'r.headers["x-ran"] = { value: "1" }';
const PAGE = [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200 }];

test.each<[string, FunctionScenario, Viewer, number]>([
  ['an error of the origin [FUN-017]', { origin: () => status(404) }, {}, 404],
  ['an error of the edge [FUN-018]', { behavior: { ...withFunctions({ response: '' }).behavior, AllowedMethods: ['GET', 'HEAD'] } }, { method: 'POST' }, 403],
  ['an error page [FUN-018]', { origin: ({ url }) => (url === '/404.html' ? ok('page') : status(404)), config: { CustomErrorResponses: PAGE } }, {}, 200],
  ['a redirect to HTTPS [FUN-018]', { behavior: { ...withFunctions({ response: '' }).behavior, ViewerProtocolPolicy: 'redirect-to-https' } }, { protocol: 'http' }, 301],
])('it does not run for %s', async (_title, scenario, viewer, code) => {
  const answer = await answerOf(RUNS, scenario, viewer);
  expect([answer.status, answer.header('x-ran'), answer.record.functions]).toEqual([code, undefined, []]);
});

test.each([[301, 301], [304, 304], [399, 399], [400, 400]])('it runs for answers below 400: %i [FUN-017]', async (code, sent) => {
  const answer = await answerOf(RUNS, { origin: () => status(code) });
  expect([answer.status, answer.header('x-ran')]).toEqual([sent, code < 400 ? '1' : undefined]);
});

test('security headers are on every hit [FUN-186]', async () => {
  const response = `function handler(event) {
    var response = event.response, headers = response.headers;
    headers['strict-transport-security'] = { value: 'max-age=63072000; includeSubdomains; preload' };
    headers['content-security-policy'] = { value: "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'" };
    headers['x-content-type-options'] = { value: 'nosniff' };
    headers['x-frame-options'] = { value: 'DENY' };
    headers['x-xss-protection'] = { value: '1; mode=block' };
    return response;
  }`;
  const edge = edgeWithFunctions({ origin: () => ok('a', LASTING), response, runtime: 'cloudfront-js-1.0' });
  await edge.get('/a');
  const hit = await edge.get('/a');
  expect(['strict-transport-security', 'content-security-policy', 'x-content-type-options', 'x-frame-options', 'x-xss-protection'].filter((name) => hit.header(name) === undefined)).toEqual([]);
  expect(hit.record.resultType).toBe('Hit');
});
