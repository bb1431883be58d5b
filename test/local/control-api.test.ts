import { request } from 'node:http';
import { RestApi } from '../../src/local/api';
import { ControlApi, refusal } from '../../src/local/control-api';

let api: ControlApi;

beforeEach(async () => {
  api = await ControlApi.open({
    'GET /things': () => ({ status: 200, body: ['a'] }),
    'POST /things/*/parts': (body, thing) => thing === 'none' ? refusal(404, 'no such thing') : { status: 201, body: { thing, body } },
    'POST /broken': () => { throw new Error('it broke'); },
  }, new RestApi({ 'GET thing/*': (_request, id) => ({ status: 200, etag: 'E1', document: ['Thing', { Id: id }] }) }), { answer: (authorization, body) => ({ status: 200, headers: {}, body: `${authorization} ${body}` }) });
});

afterEach(() => api.close());

async function call(method: string, path: string, body?: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const response = await fetch(api.url + path, { method, body, headers });
  return { status: response.status, body: await response.json() };
}

test('a route gets the segments of its path and the body', async () => {
  expect(await call('GET', '/things')).toEqual({ status: 200, body: ['a'] });
  expect(await call('POST', '/things/x/parts', '{"y":1}')).toEqual({ status: 201, body: { thing: 'x', body: { y: 1 } } });
  expect(await call('POST', '/things/a%20b%2Fc/parts', '{}')).toMatchObject({ body: { thing: 'a b/c' } });
  expect(await call('POST', '/things/none/parts', '{}')).toEqual({ status: 404, body: { error: 'no such thing' } });
});

test.each([
  ['GET', '/nothing', undefined, 404, /no such operation: GET \/nothing/],
  ['POST', '/things', '{}', 404, /no such operation/],
  ['POST', '/things/x/parts', '{', 400, /not JSON/],
  ['POST', '/things/100%/parts', '{}', 400, /percent sign that encodes nothing/],
  ['POST', '/broken', '{}', 500, /it broke/],
  ['POST', '/things/x/parts', `"${'x'.repeat(11 * 1024 * 1024)}"`, 413, /more than 10485760 bytes/],
])('%s %s is refused with the reason', async (method, path, body, status, error) => {
  const answer = await call(method, path, body);
  expect(answer).toEqual({ status, body: { error: expect.stringMatching(error) } });
});

test('a web page cannot use it: neither by a form, nor under a name that leads here', async () => {
  expect(await call('POST', '/things/x/parts', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  const status = await new Promise((resolve, reject) => {
    request(`${api.url}/things`, { headers: { host: 'attacker.example.com' } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
  expect(status).toBe(403);
});

const SIGNED = `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/cloudfront/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

test('what begins with a version is answered by CloudFront\'s API, in XML', async () => {
  const response = await fetch(`${api.url}/2020-05-31/thing/x`, { headers: { authorization: SIGNED } });
  expect([response.status, response.headers.get('etag'), response.headers.get('content-type')]).toEqual([200, 'E1', 'text/xml']);
  expect(await response.text()).toMatch(/<Thing [^>]*><Id>x<\/Id><\/Thing>$/);
});

test('a web page cannot use that either: neither without a signature, nor under a name that leads here', async () => {
  const status = (headers: Record<string, string>) => new Promise((resolve, reject) => {
    request(`${api.url}/2020-05-31/thing/x`, { headers }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
  expect(await status({ origin: 'https://attacker.example.com' })).toBe(403);
  expect(await status({ host: 'attacker.example.com', authorization: SIGNED })).toBe(403);
  const preflight = await fetch(`${api.url}/2020-05-31/thing/x`, { method: 'OPTIONS', headers: { 'origin': 'https://attacker.example.com', 'access-control-request-method': 'GET' } });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});
