import fc from 'fast-check';
import { EventHeaders, eventHeaders, LambdaEventType, returnedHeaders } from '../../../src/edge/lambda/event-headers';
import { LambdaFailure } from '../../../src/edge/lambda/lambda-failure';

const BEFORE = ['Host', 'd.example.com', 'X-a', '1', 'Via', '1.1 x', 'X-a', '2', 'X-Amz-Cf-Id', 'id', 'Accept-Encoding', 'gzip'];

function returned(change: (headers: EventHeaders) => unknown, eventType: LambdaEventType = 'viewer-request', before: readonly string[] = BEFORE): string[] {
  const headers = eventHeaders(before);
  return returnedHeaders(change(headers) ?? headers, { eventType, at: 'request.headers', before });
}

test('headers are by lower-case name, a line each, with the spelling of the request [FUN-150] [FUN-153]', () => {
  expect(eventHeaders([...BEFORE, 'COOKIE', 'a=1; b=2'])).toEqual({
    'host': [{ key: 'Host', value: 'd.example.com' }],
    'x-a': [{ key: 'X-a', value: '1' }, { key: 'X-a', value: '2' }],
    'via': [{ key: 'Via', value: '1.1 x' }],
    'accept-encoding': [{ key: 'Accept-Encoding', value: 'gzip' }],
    'cookie': [{ key: 'COOKIE', value: 'a=1; b=2' }],
  });
});

test('a missing key is filled with initial capitals [FUN-150]', () => {
  expect(returned((headers) => ({ ...headers, 'user-AGENT': [{ value: 'X' }] }))).toEqual(expect.arrayContaining(['User-Agent', 'X']));
});

test.each(['__proto__', 'constructor', 'toString'])('%s is a header like any other', (name) => {
  const headers = eventHeaders([name, '1', name, '2']);
  expect(Object.entries(headers)).toEqual([[name.toLowerCase(), [{ key: name, value: '1' }, { key: name, value: '2' }]]]);
  expect(returnedHeaders(JSON.parse(JSON.stringify(headers)), { eventType: 'viewer-request', at: 'request.headers', before: [name, '1', name, '2'] })).toEqual([name, '1', name, '2']);
});

test('headers that functions do not see stay, in front of the others', () => {
  expect(returned(() => undefined)).toEqual(['X-Amz-Cf-Id', 'id', 'Host', 'd.example.com', 'X-a', '1', 'X-a', '2', 'Via', '1.1 x', 'Accept-Encoding', 'gzip']);
});

test('what a function does not change keeps its bytes, what it changes is UTF-8', () => {
  const before = ['X-Old', '\xe9', 'X-New', '\xe9'];
  expect(returned((headers) => ({ ...headers, 'x-new': [{ key: 'X-New', value: 'éé' }] }), 'viewer-request', before)).toEqual(['X-Old', '\xe9', 'X-New', '\xc3\xa9\xc3\xa9']);
});

test.each<[string, (headers: EventHeaders) => unknown, RegExp]>([
  ['no object', () => 'x', /^request\.headers is "x"; return an object/],
  ['no list', (headers) => ({ ...headers, 'x-b': '1' }), /^request\.headers\["x-b"\] is "1"; return a list, such as \[\{"key": "X-B", "value": "1"\}\]/],
  ['no value', (headers) => ({ ...headers, 'x-b': [{ key: 'X-B' }] }), /^request\.headers\["x-b"\]\[0\] is \{"key":"X-B"\}; give it a value that is a string/],
  ['a number', (headers) => ({ ...headers, 'x-b': [{ value: 1 }] }), /\["x-b"\]\[0\] is \{"value":1\}; give it a value that is a string/],
  ['the key of another header', (headers) => ({ ...headers, 'x-a': [{ key: 'X-B', value: '1' }] }), /^request\.headers\["x-a"\]\[0\]\.key is "X-B"; write X-A, or leave key out/],
  ['a line break', (headers) => ({ ...headers, 'x-b': [{ value: '1\r\nx' }] }), /with a line break/],
  ['a control character', (headers) => ({ ...headers, 'x-b': [{ value: '1\u0001' }] }), /with a line break or another control character/],
  ['a name that is none', (headers) => ({ ...headers, 'x b': [{ value: '1' }] }), /has a name with characters that no header has/],
])('headers with %s are refused [FUN-151]', (_what, change, message) => {
  expect(() => returned(change)).toThrow(message);
  expect(() => returned(change)).toThrow(LambdaFailure);
});

test.each(['x-cache', 'x-amz-cf-foo', 'X-Edge-Any', 'connection', 'expect', 'x-real-ip', 'X-Amzn-Errortype', 'x-forwarded-proto'])('%s is not seen, and may not be set [FUN-020] [FUN-021]', (name) => {
  expect(eventHeaders([name, '1'])).toEqual({});
  expect(() => returned((headers) => ({ ...headers, [name]: [{ value: '1' }] }))).toThrow(`request.headers["${name}"] is a header that functions may not set; leave it out`);
});

const READ_ONLY: readonly (readonly [LambdaEventType, readonly string[]])[] = [
  ['viewer-request', ['CDN-Loop', 'Content-Length', 'Host', 'Transfer-Encoding', 'Via']],
  ['origin-request', ['Accept-Encoding', 'CDN-Loop', 'Content-Length', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Transfer-Encoding', 'Via']],
  ['origin-response', ['Transfer-Encoding', 'Via']],
  ['viewer-response', ['Warning', 'Via', 'Content-Length', 'Content-Encoding', 'Transfer-Encoding']],
];

test.each(READ_ONLY.flatMap(([eventType, names]) => names.map((name) => [name, eventType] as const)))('%s is read-only in %s events [FUN-022]', (name, eventType) => {
  const lower = name.toLowerCase();
  const before = [name, '1'];
  expect(returned(() => undefined, eventType, before)).toEqual(before);
  const message = `request.headers["${lower}"] is read-only in ${eventType} events`;
  expect(() => returned(() => ({ [lower]: [{ value: '2' }] }), eventType, before)).toThrow(message);
  expect(() => returned(() => ({}), eventType, before)).toThrow(message);
  expect(() => returned(() => ({ [lower]: [{ value: '1' }] }), eventType, [])).toThrow(message);
});

test('Host may be changed in origin-request events, the encodings not [FUN-025]', () => {
  expect(returned((headers) => ({ ...headers, host: [{ value: 'new.example.com' }] }), 'origin-request')).toEqual(expect.arrayContaining(['Host', 'new.example.com']));
  expect(() => returned((headers) => ({ ...headers, 'accept-encoding': [{ value: 'br' }] }), 'origin-request')).toThrow('read-only');
});

test('the country of the viewer may be added in origin-request events only [FUN-175]', () => {
  const add = (headers: EventHeaders) => ({ ...headers, 'cloudfront-viewer-country': [{ value: 'DE' }] });
  expect(() => returned(add)).toThrow('functions may not add in viewer-request events');
  expect(returned(add, 'origin-request')).toEqual(expect.arrayContaining(['Cloudfront-Viewer-Country', 'DE']));
  expect(returned(add, 'viewer-request', ['CloudFront-Viewer-Country', 'XX'])).toEqual(['Cloudfront-Viewer-Country', 'DE']);
});

test('whatever a function returns, headers come out or it fails', () => {
  const line = fc.record({ key: fc.string(), value: fc.string() }, { requiredKeys: [] });
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.array(line), fc.jsonValue())), (headers) => {
    try {
      expect(returned(() => headers).length % 2).toBe(0);
    } catch (error) {
      expect(error).toBeInstanceOf(LambdaFailure);
    }
  }));
});
