import { originRequestPolicy, policies } from '../policies';
import { Received, ScenarioEdge, Viewer } from '../scenario';
import { edgeWithFunctions, withFunctions } from './edge-with-functions';

/** An edge that forwards all query strings, cookies and some headers, with a function of one statement about `r`, the request. */
function edgeThat(statement: string, headers: readonly string[] = ['X-A', 'X-New', 'Accept', 'Accept-Language', 'True-Client-IP']): ScenarioEdge {
  const { behavior, resources } = policies({ cache: { queryStrings: 'all', cookies: 'all' }, request: originRequestPolicy({ headers }) });
  const request = `function handler(event) { var r = event.request; ${statement}; return r; }`;
  return edgeWithFunctions({ request, resources, behavior: { ...withFunctions({ request }).behavior, AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ...behavior } });
}

/** What the origin is asked after a statement, as far as a viewer or a function says it. */
async function sent(statement: string, url = '/a', viewer: Viewer = {}): Promise<{ readonly url: string; readonly headers: readonly string[] }> {
  const { record } = await edgeThat(statement).get(url, viewer);
  const [{ url: asked, headers }] = record.originRequests;
  const shown = Array.from({ length: headers.length / 2 }, (_, i) => `${headers[2 * i]}: ${headers[2 * i + 1]}`);
  return { url: asked, headers: shown.filter((line) => /^(X-A|X-New|Accept|Accept-Language|Cookie|True-Client-IP): /i.test(line)) };
}

async function refusal(statement: string, viewer: Viewer = {}): Promise<readonly [number, string | undefined, unknown]> {
  const answer = await edgeThat(statement).get('/a', viewer);
  return [answer.status, answer.header('x-cache'), reasonOf(answer)];
}

function reasonOf({ record }: Received): unknown {
  return record.decisions.find(({ step, decided }) => step === 'viewer-request' && decided === 'invalid')?.because?.reason;
}

test('a request goes on as the function returns it, and the cache is looked up for that [FUN-061] [POL-049]', async () => {
  const edge = edgeThat('r.uri = "/b"; r.querystring = { x: { value: "1" } }');
  await edge.get('/a?y=2');
  const { record } = await edge.get('/c');
  expect([edge.asked.map(({ url }) => url), record.resultType]).toEqual([['/b?x=1'], 'Hit']);
});

test('a header that a function sets is in the cache key, and so reaches the origin [POL-049] [FUN-052]', async () => {
  const { behavior, resources } = policies({ cache: { headers: ['X-Group'] } });
  const request = 'function handler(event) { var h = event.request.headers; h["x-group"] = { value: h.cookie ? "?" : event.request.cookies.group.value }; return event.request; }';
  const edge = edgeWithFunctions({ request, resources, behavior: { ...withFunctions({ request }).behavior, ...behavior } });
  const results = [];
  for (const group of ['A', 'B', 'A']) results.push((await edge.get('/a', { headers: { Cookie: `group=${group}` } })).record.resultType);
  expect([results, edge.asked.map(({ headers }) => headers.get('x-group'))]).toEqual([['Miss', 'Miss', 'Hit'], ['A', 'B']]);
  const [first] = (await edgeThat('r.headers["x-new"] = { value: "1" }').get('/a')).record.originRequests;
  expect(first.headers).toContain('X-New');
});

test('what a function adds reaches the origin where a policy forwards it [FUN-071] [FUN-187]', async () => {
  const addsClient = 'r.headers["true-client-ip"] = { value: event.viewer.ip }';
  expect((await sent(addsClient, '/a', { ip: '198.51.100.7' })).headers).toEqual(['True-Client-Ip: 198.51.100.7']);
  const { record } = await edgeThat(addsClient, ['X-A']).get('/a');
  expect(record.originRequests[0].headers).not.toContain('True-Client-Ip');
});

const THREE = { 'X-A': '1', 'x-A': '2', 'x-a': '3' };

test.each<[string, string, Viewer, readonly string[]]>([
  ['a changed value takes the place of the first', 'r.headers["x-a"].value = "9"', { headers: THREE }, ['X-A: 9', 'X-A: 2', 'X-A: 3']],
  ['a changed multiValue counts alone', 'r.headers["x-a"].multiValue = [{ value: "7" }]; r.headers["x-a"].value = "8"', { headers: THREE }, ['X-A: 7']],
  ['a multiValue without value is enough', 'r.headers["x-new"] = { multiValue: [{ value: "1" }, { value: "2" }] }', {}, ['X-New: 1', 'X-New: 2']],
  ['what is untouched stays as it came', '', { headers: THREE }, ['X-A: 1', 'x-A: 2', 'x-a: 3']],
  ['a deleted field removes all of its name', 'delete r.headers["x-a"]', { headers: { ...THREE, Accept: 'a' } }, ['Accept: a']],
  ['a new object in their place removes those that it does not have', 'r.headers = { host: r.headers.host }', { headers: { Accept: 'a' } }, []],
])('%s [FUN-058] [FUN-059]', async (_title, statement, viewer, headers) => {
  expect((await sent(statement, '/a', viewer)).headers).toEqual(headers);
});

test.each<[string, string, string, string]>([
  ['a parameter is changed', 'r.querystring.b.value = "9"', '/a?a=1&b=2&a=3', '/a?a=1&b=9&a=3'],
  ['one of several is changed', 'r.querystring.a.value = "9"', '/a?a=1&b=2&a=3', '/a?a=9&a=3&b=2'],
  ['a parameter is removed, with all of its name', 'delete r.querystring.a', '/a?a=1&b=2&a=3', '/a?b=2'],
  ['a parameter is added', 'r.querystring.c = { value: "é" }', '/a?b', '/a?b&c=\xc3\xa9'],
  ['all are removed', 'r.querystring = {}', '/a?b', '/a'],
  ['the whole is one text', 'r.querystring = "z=1&a=2"', '/a?b', '/a?z=1&a=2'],
  ['nothing is changed', '', '/a?b&&c=%20&d=', '/a?b&&c=%20&d='],
])('query strings: %s [FUN-059]', async (_title, statement, url, expected) => {
  expect((await sent(statement, url)).url).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ['one is changed', 'r.cookies.b.value = "9"', 'a=1; b=9'],
  ['one is added', 'r.cookies.c = { value: "3" }', 'a=1; b=2; c=3'],
  ['one is removed', 'delete r.cookies.a', 'b=2'],
  ['all are removed', 'r.cookies = {}', undefined],
  ['nothing is changed', '', 'a=1; b=2'],
])('cookies: %s [FUN-059]', async (_title, statement, expected) => {
  expect((await sent(statement, '/a', { headers: { Cookie: 'a=1; b=2' } })).headers).toEqual(expected === undefined ? [] : [`Cookie: ${expected}`]);
});

test.each<[string, RegExp, Viewer?]>([
  ['r.headers["x-cache"] = { value: "1" }', /^request.headers\["x-cache"\] is a header that functions may not set$/],
  ['r.headers["x-amz-cf-foo"] = { value: "1" }', /may not set/],
  ['r.headers.host = { value: "other.example.com" }', /^request.headers\["host"\] is a header that functions may only read in viewer-request events$/],
  ['delete r.headers.via', /"via".*may only read/, { headers: { Via: '1.1 proxy' } }],
  ['r.headers["cdn-loop"] = { value: "a" }', /may only read/],
  ['r.headers["content-length"] = { value: "1" }', /may only read/],
  ['r.headers["X-A"] = { value: "1" }', /has a capital letter in its name/],
  ['r.headers["x a"] = { value: "1" }', /is no name of a header/],
  ['r.headers["x-a"] = { value: "1\\r\\nx-b: 2" }', /has a line break or another control character in its value/],
  ['r.headers["x-a"] = { value: "1\\u0001" }', /has a line break or another control character in its value/],
  ['r.headers["x-a"] = { value: "1\\u007f" }', /has a line break or another control character in its value/],
  ['r.headers["x-a"] = { value: 1 }', /^request.headers\["x-a"\].value is not a text$/],
  ['r.headers["x-a"] = "1"', /is not an object with a value/],
  ['r.headers["x-a"] = { multiValue: "1" }', /multiValue is not an array/],
  ['r.headers = []', /^request.headers is not an object$/],
  ['r.headers.cookie = { value: "a=1" }', /cookies have an object of their own/],
  ['r.cookies.a = { value: "1\\n" }', /has a line break/],
  ['r.cookies.a = { value: "1\\u0001" }', /has a line break or another control character/],
])('502 for %s [FUN-021] [FUN-022] [FUN-053]', async (statement, reason, viewer = {}) => {
  expect(await refusal(statement, viewer)).toEqual([502, 'FunctionValidationError from cloudfront', expect.stringMatching(reason)]);
});

test('read-only headers can be read, and returned as they are [FUN-022]', async () => {
  const edge = edgeThat('r.headers["x-a"] = { value: r.headers.host.value }; r.headers.via = { value: r.headers.via.value }');
  expect((await edge.get('/a', { headers: { Via: '1.1 proxy' } })).status).toBe(200);
});

test.each<[string, RegExp]>([
  ['r.uri = "index.html"', /^request.uri is index.html, and does not begin with \/$/],
  ['r.uri = "/a?b=1"', /has a space, a control character, \? or #$/],
  ['r.uri = "/a\\r\\nb"', /has a space, a control character/],
  ['delete r.querystring; r.uri = 1', /^request.uri is not a text$/],
])('502 for %s [FUN-026]', async (statement, reason) => expect((await refusal(statement))[2]).toMatch(reason));

test.each([[8191, 200], [8192, 502]])('path and query string of %i characters: %i [FUN-027]', async (length, status) => {
  expect((await edgeThat(`r.uri = "/" + "a".repeat(${length - 5}); r.querystring = "b=1"`).get('/a')).status).toBe(status);
});

test.each<[string, number]>([['a=b c', 502], ['a=b%20c', 200], ['a=#', 502], ['a=\\n', 502]])('the query string %s: %i [FUN-028]', async (query, status) => {
  expect((await edgeThat(`r.querystring = "${query}"`).get('/a')).status).toBe(status);
  expect((await edgeThat(`r.querystring = { a: { value: "${query.slice(2)}" } }`).get('/a')).status).toBe(status);
});

test('the method can only be read [FUN-048]', async () => {
  expect((await refusal('r.method = "POST"'))[2]).toBe('request.method is "POST", which functions may only read');
});

test('a body reaches the origin as it is [FUN-060]', async () => {
  const edge = edgeThat('r.uri = "/b"');
  await edge.get('/a', { method: 'POST', body: 'untouched' });
  expect([edge.asked[0].url, Buffer.from(edge.asked[0].body as Uint8Array).toString()]).toEqual(['/b', 'untouched']);
});

test.each<[string, string]>([
  ['function handler() {}', 'the function returned nothing, neither a request nor a response'],
  ['function handler(event) { return event; }', 'neither a request nor a response'],
  ['function handler() { return "a"; }', 'the function returned "a", neither'],
  ['function handler() { return [1]; }', 'neither a request nor a response'],
  ['function handler() { return null; }', 'the function returned null'],
])('502 for %s [FUN-063]', async (request, reason) => {
  const answer = await edgeWithFunctions({ request }).get('/a');
  expect([answer.status, reasonOf(answer)]).toEqual([502, expect.stringContaining(reason)]);
});

test('the record says what a function changed, by the setting that has it there', async () => {
  const { record } = await edgeThat('r.uri = "/b"; r.querystring = ""; r.headers["x-a"] = { value: "1" }; delete r.cookies.a').get('/a?b=1', { headers: { Cookie: 'a=1' } });
  expect(record.decisions).toContainEqual({
    step: 'viewer-request',
    decided: 'changed',
    because: { function: 'viewer-request', changes: ['the URI to /b', 'the query string to none', 'the header x-a', 'the cookies'] },
    setting: 'DistributionConfig.DefaultCacheBehavior.FunctionAssociations[0]',
  });
});
