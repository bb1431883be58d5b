import { MANAGED, originRequestPolicy } from '../policies';
import { ok, status } from '../scenario';
import { endLambdas, lambdaEdge } from './lambda-scenario';

afterEach(endLambdas);

const ALL_METHODS = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };

test('a test of two versions, by a cookie [FUN-191]', async () => {
  const edge = lambdaEdge({
    functions: {
      'viewer-request': `'use strict';
        exports.handler = (event, context, callback) => {
          const { request } = event.Records[0].cf;
          if (request.uri !== '/pixel.jpg') return callback(null, request);
          const cookies = (request.headers.cookie || []).map(({ value }) => value).join('; ');
          const side = /version=(A|B)/.exec(cookies)?.[1] ?? (Math.random() < 1 ? 'B' : 'A');
          request.uri = side === 'A' ? '/control/pixel.jpg' : '/treatment/pixel.jpg';
          callback(null, request);
        };`,
    },
    origin: ({ path }) => ok(path),
  });
  const of = async (cookie?: string, path = '/pixel.jpg') => (await edge.get(path, { headers: cookie === undefined ? {} : { Cookie: cookie } })).text;
  expect([await of('x=1; version=A'), await of('version=B'), await of(), await of('version=A', '/other')]).toEqual(['/control/pixel.jpg', '/treatment/pixel.jpg', '/treatment/pixel.jpg', '/other']);
});

test('a header of the answer, from another one [FUN-191]', async () => {
  const edge = lambdaEdge({
    functions: {
      'viewer-response': `export const handler = async (event) => {
          const { response } = event.Records[0].cf;
          const source = response.headers['x-amz-meta-last-modified'];
          if (source) response.headers['last-modified'] = [{ key: 'Last-Modified', value: source[0].value }];
          return response;
        };`,
    },
    origin: [ok('', { 'x-amz-meta-last-modified': 'Fri, 01 Jan 2016 00:00:00 GMT' })],
  });
  expect((await edge.get('/a')).header('Last-Modified')).toBe('Fri, 01 Jan 2016 00:00:00 GMT');
});

test.each([
  ['a page', '{ status: "200", statusDescription: "OK", headers: { "content-type": [{ key: "Content-Type", value: "text/html" }] }, body: "<h1>Hello</h1>" }', [200, '<h1>Hello</h1>', 'text/html', undefined]],
  ['a redirect', '{ status: "302", statusDescription: "Found", headers: { location: [{ key: "Location", value: "https://docs.example.com/" }] } }', [302, '', undefined, 'https://docs.example.com/']],
])('%s that the function makes [FUN-191]', async (_what, response, expected) => {
  for (const event of ['viewer-request', 'origin-request']) {
    const answer = await lambdaEdge({ functions: { [event]: `exports.handler = (event, context, callback) => { callback(null, ${response}); };` } }).get('/a');
    expect([answer.status, answer.text, answer.header('Content-Type'), answer.header('Location')]).toEqual(expected);
  }
});

test('the same query string in another order and case is the same object [FUN-191]', async () => {
  const edge = lambdaEdge({
    functions: {
      'viewer-request': `const { parse, stringify } = require('querystring');
        exports.handler = (event, context, callback) => {
          const { request } = event.Records[0].cf;
          const parameters = parse(request.querystring.toLowerCase());
          request.querystring = stringify(Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))));
          callback(null, request);
        };`,
    },
    policies: { cache: { queryStrings: 'all' } },
  });
  expect([await edge.xCache('/a?Size=L&color=RED'), await edge.xCache('/a?COLOR=red&size=l')]).toEqual(['Miss', 'Hit']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/a?color=red&size=l']);
});

test('a header for the origin, out of the query string [FUN-191]', async () => {
  const code = 'const parameters = require("querystring").parse(request.querystring); request.headers["auth-header"] = [{ key: "Auth-Header", value: parameters.auth }]; delete parameters.auth; request.querystring = require("querystring").stringify(parameters); return request;';
  const edge = lambdaEdge({ functions: { 'origin-request': code }, policies: { cache: { queryStrings: 'all' } } });
  await edge.get('/a?auth=secret&b=1');
  expect([edge.asked[0].url, edge.asked[0].headers.get('auth-header')]).toEqual(['/a?b=1', 'secret']);
});

test('viewers without session are sent to the sign-in page, and come back [FUN-191]', async () => {
  const code = 'const cookies = (request.headers.cookie || []).map(({ value }) => value).join("; "); if (/session-id=/.test(cookies)) return request; return { status: "302", headers: { location: [{ value: "https://sign-in.example.com/?to=" + encodeURIComponent(`https://${request.headers.host[0].value}${request.uri}?${request.querystring}`) }] } };';
  const edge = lambdaEdge({ functions: { 'viewer-request': code }, config: { Aliases: ['www.example.com'] } });
  const answers = [await edge.get('/a?b=1', { host: 'www.example.com' }), await edge.get('/a?b=1', { host: 'www.example.com', headers: { Cookie: 'session-id=1' } })];
  expect(answers.map((answer) => [answer.status, answer.header('Location')])).toEqual([[302, 'https://sign-in.example.com/?to=https%3A%2F%2Fwww.example.com%2Fa%3Fb%3D1'], [200, undefined]]);
});

test('viewers are redirected by their country, and get what is for their device [FUN-191]', async () => {
  const request = originRequestPolicy({ headers: ['CloudFront-Viewer-Country', 'CloudFront-Is-Mobile-Viewer', 'CloudFront-Is-Desktop-Viewer'] });
  const redirect = 'const country = request.headers["cloudfront-viewer-country"]?.[0].value; return { status: "302", headers: { location: [{ value: country === "TW" ? "https://tw.example.com/" : "https://example.com/" }] } };';
  const byCountry = lambdaEdge({ functions: { 'origin-request': redirect }, policies: { cache: { headers: ['CloudFront-Viewer-Country'] }, request } });
  expect([(await byCountry.get('/', { country: 'TW' })).header('Location'), (await byCountry.get('/', { country: 'DE' })).header('Location')]).toEqual(['https://tw.example.com/', 'https://example.com/']);
  const device = 'if (request.headers["cloudfront-is-mobile-viewer"]?.[0].value === "true") request.uri = "/mobile" + request.uri; return request;';
  const byDevice = lambdaEdge({ functions: { 'origin-request': device }, policies: { cache: { headers: ['CloudFront-Is-Mobile-Viewer'] }, request }, origin: ({ path }) => ok(path) });
  expect((await byDevice.get('/a', { headers: { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile' } })).text).toBe('/mobile/a');
});

test.each([
  ['a header', 'request.headers["x-beta"]?.[0].value === "1"', { headers: { 'X-Beta': '1' } }],
  ['a cookie', '/source=bucket/.test(request.headers.cookie?.[0].value ?? "")', { headers: { Cookie: 'source=bucket' } }],
  ['the query string', 'new URLSearchParams(request.querystring).get("bucket") === "1"', { query: '?bucket=1' }],
] as const)('%s sends the request to a bucket [FUN-191]', async (_what, condition, viewer) => {
  const code = `if (${condition}) {
      const domainName = 'bucket.s3.amazonaws.com';
      request.origin = { s3: { domainName, region: '', authMethod: 'none', path: '', customHeaders: {} } };
      request.headers.host = [{ key: 'host', value: domainName }];
    }
    return request;`;
  const edge = lambdaEdge({
    functions: { 'origin-request': code }, policies: { cache: { headers: ['X-Beta'], cookies: 'all', queryStrings: 'all' } }, origin: ({ headers }) => ok(headers.get('host')!),
  });
  const { query = '', headers = {} } = viewer as { readonly query?: string; readonly headers?: { readonly [name: string]: string } };
  expect([(await edge.get('/a')).text, (await edge.get(`/a${query}`, { headers })).text]).toEqual(['origin.example.com', 'bucket.s3.amazonaws.com']);
});

test('an error of the origin becomes an answer, or a redirect [FUN-191]', async () => {
  const good = 'if (response.status >= 400 && response.status <= 599) { response.status = 200; response.statusDescription = "OK"; response.body = "Body generated"; } return response;';
  const redirect = 'if (response.status === "404") { response.status = "302"; response.body = ""; response.headers.location = [{ value: "/new" }]; } return response;';
  const asText = await lambdaEdge({ functions: { 'origin-response': good }, origin: [status(404)] }).get('/a');
  const asRedirect = await lambdaEdge({ functions: { 'origin-response': redirect }, origin: [status(404)] }).get('/a');
  expect([asText.status, asText.text, asRedirect.status, asRedirect.text, asRedirect.header('Location')]).toEqual([200, 'Body generated', 302, '', '/new']);
});

test('a form is read, and changed on its way [FUN-191]', async () => {
  const read = 'if (request.method !== "POST") return request; const form = require("querystring").parse(Buffer.from(request.body.data, "base64").toString()); return { status: "200", body: Object.entries(form).map(([name, value]) => `${name}: ${value}`).join(", ") };';
  const change = 'const form = require("querystring").parse(Buffer.from(request.body.data, "base64").toString()); form.added = "1"; request.body.action = "replace"; request.body.encoding = "text"; request.body.data = require("querystring").stringify(form); return request;';
  const post = { method: 'POST', body: 'name=Ada&age=36', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const common = { includeBody: true, behavior: ALL_METHODS, policies: { cache: MANAGED.CachingDisabled } };
  expect((await lambdaEdge({ ...common, functions: { 'viewer-request': read } }).get('/form', post)).text).toBe('name: Ada, age: 36');
  const edge = lambdaEdge({ ...common, functions: { 'viewer-request': change } });
  await edge.get('/form', post);
  expect(Buffer.from(edge.asked[0].body as Uint8Array).toString()).toBe('name=Ada&age=36&added=1');
});
