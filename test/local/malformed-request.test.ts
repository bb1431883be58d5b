import fc from 'fast-check';
import { isMalformed, malformedRequestAnswer } from '../../src/local/malformed-request';

test.each([['HPE_INVALID_METHOD', 400], ['HPE_HEADER_OVERFLOW', 494], ['ERR_HTTP_REQUEST_TIMEOUT', 408], [undefined, 400]])('%s is answered with %d', (code, status) => {
  const [head, body] = malformedRequestAnswer(code).toString().split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain(`Content-Length: ${body.length}`);
  expect(head).toContain('Connection: close');
});

const request = { url: '/a', httpVersion: '1.1', rawHeaders: ['Host', 'a'] };

test('a path or a URL, one Host or none, and HTTP/1 make a request, whatever the path', () => {
  expect(isMalformed(request)).toBe(false);
  expect(isMalformed({ ...request, httpVersion: '1.0', rawHeaders: [] })).toBe(false);
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), fc.webPath(), (url, path) => {
    expect([isMalformed({ ...request, url }), isMalformed({ ...request, url: `/${path}` })]).toEqual([false, false]);
  }));
});

test.each([
  [{ httpVersion: '0.9' }], [{ httpVersion: '2.0' }], [{ url: '*' }], [{ url: 'a' }], [{ url: 'ftp://a/' }], [{ url: '/a b' }], [{ url: '/a\0' }], [{ url: '' }],
  [{ rawHeaders: ['Host', 'a', 'hOST', 'a'] }], [{ rawHeaders: ['Host', 'a', 'X', 'y', 'Host', 'b'] }],
  [{ rawHeaders: ['Transfer-Encoding', 'chunked', 'Transfer-Encoding', 'chunked'] }], [{ httpVersion: '1.0', rawHeaders: ['Transfer-Encoding', 'chunked'] }],
])('%j makes none', (part) => {
  expect(isMalformed({ ...request, ...part })).toBe(true);
});
