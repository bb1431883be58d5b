import fc from 'fast-check';
import { LambdaFailure } from '../../../src/edge/lambda/lambda-failure';
import { eventRequest, returnedRequest } from '../../../src/edge/lambda/request-event';

const PARTS = { method: 'GET', path: '/caf\xe9', query: 'q=\xe9', headers: ['Host', 'd.example.com'] };
const SEEN = eventRequest(PARTS, { ip: '192.0.2.1' });

const returned = (change: object) => returnedRequest({ ...SEEN, ...change }, SEEN, PARTS, 'viewer-request');

test('a request shows as text, and goes on as it came [FUN-031] [FUN-152]', () => {
  expect([SEEN.uri, SEEN.querystring]).toEqual(['/café', 'q=é']);
  expect(eventRequest({ ...PARTS, query: '' }, { ip: '192.0.2.1' }).querystring).toBe('');
  expect(returned({})).toMatchObject({ path: '/caf\xe9', query: 'q=\xe9', body: undefined });
  expect(returned({ uri: '/café/2', querystring: 'q=é2' })).toMatchObject({ path: '/caf\xc3\xa9/2', query: 'q=\xc3\xa92' });
});

test.each<[object, RegExp]>([
  [{ uri: 'index.html' }, /^request\.uri is "index\.html"; begin it with a slash/],
  [{ uri: undefined }, /^request\.uri is undefined/],
  [{ uri: '/a b' }, /^request\.uri is "\/a b", with a space or control character; encode it/],
])('%j is no URI [FUN-026]', (change, message) => {
  expect(() => returned(change)).toThrow(message);
});

test('question marks and number signs in a URI are encoded', () => {
  expect(returned({ uri: '/a?b#c' }).path).toBe('/a%3Fb%23c');
});

test('URI and query string have fewer than 8,192 characters [FUN-027]', () => {
  expect(returned({ uri: `/${'x'.repeat(8_190)}`, querystring: '' }).path.length).toBe(8_191);
  expect(() => returned({ uri: `/${'x'.repeat(8_191)}`, querystring: '' })).toThrow('request.uri and querystring have 8192 characters; CloudFront allows 8191; make them shorter');
  expect(returned({ uri: '/', querystring: 'x'.repeat(8_189) }).query.length).toBe(8_189);
  expect(() => returned({ uri: '/', querystring: 'x'.repeat(8_190) })).toThrow('8192 characters');
});

test('a query string has no spaces, control characters or number signs [FUN-028]', () => {
  for (const querystring of ['a=b c', 'a=#', 'a=\n']) expect(() => returned({ querystring })).toThrow('with a space, control character or #; encode it');
  expect(returned({ querystring: 'a=b%20c' }).query).toBe('a=b%20c');
  expect(() => returned({ querystring: undefined })).toThrow('request.querystring is undefined; return a string, which may be empty');
});

test('method and address of the viewer are read-only [FUN-149]', () => {
  expect(() => returned({ method: 'POST' })).toThrow('request.method is "POST", and read-only; return "GET" as in the event');
  expect(() => returned({ clientIp: '::1' })).toThrow('request.clientIp is "::1", and read-only');
});

test('a body that is put in the place of the viewer\'s has its own length [FUN-162]', () => {
  const parts = { ...PARTS, method: 'POST', headers: ['Host', 'd.example.com', 'Transfer-Encoding', 'chunked'] };
  const seen = eventRequest(parts, { ip: '192.0.2.1' }, { body: { inputTruncated: false, action: 'read-only', encoding: 'base64', data: '' } });
  const { body, headers } = returnedRequest({ ...seen, body: { action: 'replace', encoding: 'text', data: 'é' } }, seen, parts, 'origin-request');
  expect([body, headers]).toEqual([Buffer.from('é'), ['Host', 'd.example.com', 'Content-Length', '2']]);
});

test('a function without IncludeBody changes no body [FUN-164]', () => {
  expect(returned({ body: { action: 'replace', encoding: 'text', data: 'x' } }).body).toBeUndefined();
});

test('whatever a function returns, a request comes out or it fails', () => {
  const some = fc.record({ uri: fc.jsonValue(), querystring: fc.jsonValue(), headers: fc.jsonValue() }, { requiredKeys: [] });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), some.map((change) => ({ ...SEEN, ...change }))), (value) => {
    try {
      expect(returnedRequest(value, SEEN, PARTS, 'viewer-request').path).toMatch(/^\//);
    } catch (error) {
      expect(error).toBeInstanceOf(LambdaFailure);
    }
  }));
});
