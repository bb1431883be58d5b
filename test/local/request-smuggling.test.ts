import { closeAll, recordingOrigin, running } from './running-edge';
import { exchange } from './sockets';

afterEach(closeAll);

const CONFIG = {
  Aliases: ['www.example.com'],
  Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: {
    TargetOriginId: 'api',
    ViewerProtocolPolicy: 'allow-all',
    AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
    ForwardedValues: { QueryString: true, Headers: ['X-Keyed'] },
  },
};

async function edge() {
  const origin = await recordingOrigin((_head, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
  return { origin, ...await running(CONFIG, { api: origin.url }) };
}

const HOST = 'Host: www.example.com\r\n';
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: www.example.com\r\n\r\n';
const POST = `POST /p HTTP/1.1\r\n${HOST}`;
const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

test.each([
  ['a length and chunks', `${POST}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['chunks and a length', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${SMUGGLED}0\r\n\r\n`],
  ['two codings of which one is unknown', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding that is not chunked', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding after a vertical tab', `${POST}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding before chunked', `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding after chunked', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a list of codings that begins with nothing', `${POST}Transfer-Encoding: , chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['an empty coding', `${POST}Transfer-Encoding:\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a coding in quotes', `${POST}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['the same coding twice', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['chunks of HTTP/1.0', `POST /p HTTP/1.0\r\n${HOST}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['differing lengths', `${POST}Content-Length: 0\r\nContent-Length: 50\r\n\r\n${SMUGGLED}`],
  ['equal lengths, twice', `${POST}Content-Length: 0\r\nContent-Length: 0\r\n\r\n${SMUGGLED}`],
  ['a list of lengths', `${POST}Content-Length: 0, 50\r\n\r\n${SMUGGLED}`],
  ['a negative length', `${POST}Content-Length: -1\r\n\r\n${SMUGGLED}`],
  ['a length with a sign', `${POST}Content-Length: +5\r\n\r\n${SMUGGLED}`],
  ['a length in hexadecimal', `${POST}Content-Length: 0x5\r\n\r\n${SMUGGLED}`],
  ['a length beyond 64 bits', `${POST}Content-Length: 99999999999999999999999\r\n\r\n${SMUGGLED}`],
  ['an empty length', `${POST}Content-Length:\r\n\r\n${SMUGGLED}`],
  ['bare line feeds', `POST /p HTTP/1.1\nHost: www.example.com\nContent-Length: 0\n\n${SMUGGLED}`],
  ['a bare carriage return in a header', `GET /p HTTP/1.1\r\n${HOST}X: a\rX-Evil: b\r\n\r\n${SMUGGLED}`],
  ['a folded header', `GET /p HTTP/1.1\r\n${HOST}X: a\r\n b\r\n\r\n${SMUGGLED}`],
  ['a folded first header', `GET /p HTTP/1.1\r\n X: a\r\n${HOST}\r\n${SMUGGLED}`],
  ['a space before the colon', `${POST}Content-Length : 0\r\n\r\n${SMUGGLED}`],
  ['a header without a name', `GET /p HTTP/1.1\r\n${HOST}: a\r\n\r\n${SMUGGLED}`],
  ['a header without a colon', `GET /p HTTP/1.1\r\n${HOST}nothing\r\n\r\n${SMUGGLED}`],
  ['NUL in a header name', `GET /p HTTP/1.1\r\n${HOST}X\0: a\r\n\r\n${SMUGGLED}`],
  ['NUL in a header value', `GET /p HTTP/1.1\r\n${HOST}X-Keyed: a\0b\r\n\r\n${SMUGGLED}`],
  ['a control character in a header value', `GET /p HTTP/1.1\r\n${HOST}X-Keyed: a\x01b\r\n\r\n${SMUGGLED}`],
  ['DEL in a header value', `GET /p HTTP/1.1\r\n${HOST}X-Keyed: a\x7fb\r\n\r\n${SMUGGLED}`],
  ['NUL in the target', `GET /p\0 HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a control character in the target', `GET /p\x01 HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a tab in the target', `GET /p\tx HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a chunk size with a sign', `${POST}Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size with a minus', `${POST}Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size with 0x', `${POST}Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size with a space before it', `${POST}Transfer-Encoding: chunked\r\n\r\n 5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size with a space after it', `${POST}Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size beyond 64 bits', `${POST}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk that is longer than its size', `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a chunk size that ends with a line feed', `${POST}Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['two Hosts', `GET /p HTTP/1.1\r\n${HOST}Host: evil.example.com\r\n\r\n${SMUGGLED}`],
  ['the same Host twice', `GET /p HTTP/1.1\r\n${HOST}${HOST}\r\n${SMUGGLED}`],
  ['two Hosts with 2,500 headers between them', `GET /p HTTP/1.1\r\n${HOST}${'a: b\r\n'.repeat(2_500)}Host: evil.example.com\r\n\r\n${SMUGGLED}`],
  ['two Hosts and a target in absolute form', `GET http://www.example.com/p HTTP/1.1\r\n${HOST}Host: evil.example.com\r\n\r\n${SMUGGLED}`],
  ['a length with a space in it', `${POST}Content-Length: 5 0\r\n\r\n${SMUGGLED}`],
  ['a body that ends before its length, with the connection half closed', `${POST}Content-Length: 5\r\n\r\nhel`, 'half closed'],
  ['a header that ends with a line feed', `GET /p HTTP/1.1\r\n${HOST}X: y\n\r\n${SMUGGLED}`],
  ['a chunk that ends with a line feed', `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n${SMUGGLED}`],
  ['an endless chunk extension', `${POST}Transfer-Encoding: chunked\r\n\r\n5;${'a'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ['a word behind the version', `GET /p HTTP/1.1 x\r\n${HOST}\r\n${SMUGGLED}`],
  ['tabs for spaces', `GET\t/p\tHTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['HTTP/1.10', `GET /p HTTP/1.10\r\n${HOST}\r\n${SMUGGLED}`],
  ['a handshake of TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1'],
  ['HTTP/0.9', 'GET /p\r\n\r\n'],
  ['HTTP/0.9 by name', `GET /p HTTP/0.9\r\n${HOST}\r\n${SMUGGLED}`],
  ['HTTP/2.0 without its preface', `GET /p HTTP/2.0\r\n${HOST}\r\n${SMUGGLED}`],
  ['the preface of HTTP/2 in plain text', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/3.7', `GET /p HTTP/3.7\r\n${HOST}\r\n${SMUGGLED}`],
  ['a tunnel', `CONNECT api.example.com:443 HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a target of another scheme', `GET ftp://www.example.com/p HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a target without a slash', `GET p HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['an asterisk for a target', `GET * HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
  ['a method in lower case', `get /p HTTP/1.1\r\n${HOST}\r\n${SMUGGLED}`],
])('%s: one refusal, and nothing after it is a request', async (_title, bytes, ...[halfClosed]) => {
  const { port, origin, notices } = await edge();
  const answer = await exchange(port, bytes, halfClosed !== undefined);
  expect(statuses(answer)).toEqual([400]);
  expect(answer).toMatch(/\r\nConnection: close\r\n/);
  expect(origin.received.join('')).not.toMatch(/smuggled/);
  expect(statuses(await exchange(port, `GET /after HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`))).toEqual([200]);
  expect(notices).toEqual([]);
});

test.each([
  ['no Host', 403, 'GET /p HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['an empty Host', 403, 'GET /p HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'],
  ['a Host with credentials', 403, 'GET /p HTTP/1.1\r\nHost: www.example.com@evil.example.com\r\nConnection: close\r\n\r\n'],
  ['a Host with a port that is none', 403, 'GET /p HTTP/1.1\r\nHost: www.example.com:evil\r\nConnection: close\r\n\r\n'],
  ['two hosts in one', 403, 'GET /p HTTP/1.1\r\nHost: www.example.com, evil.example.com\r\nConnection: close\r\n\r\n'],
  ['a Host with a path', 403, 'GET /p HTTP/1.1\r\nHost: www.example.com/evil\r\nConnection: close\r\n\r\n'],
  ['a target in absolute form with credentials', 403, `GET http://evil@www.example.com/p HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ['a target in absolute form without a host', 403, `GET http:///p HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ['a target in absolute form for another host', 403, `GET http://evil.example.com/p HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ['TRACE', 403, `TRACE /p HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ['a GET with a body', 403, `GET /p HTTP/1.1\r\n${HOST}Content-Length: 5\r\nConnection: close\r\n\r\nhello`],
  ['a HEAD with a body', 403, `HEAD /p HTTP/1.1\r\n${HOST}Content-Length: 5\r\nConnection: close\r\n\r\nhello`],
])('%s is answered with %d, and the origin hears nothing', async (_title, status, bytes) => {
  const { port, origin } = await edge();
  expect(statuses(await exchange(port, bytes))).toEqual([status]);
  expect(origin.received).toEqual([]);
});

test('the host of a target in absolute form is the one that counts', async () => {
  const { port, origin } = await edge();
  expect(statuses(await exchange(port, 'GET http://www.example.com/p HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n'))).toEqual([200]);
  expect(origin.received.join('')).toMatch(/^GET \/p HTTP\/1.1\r\nHost: api.example.com\r\n/i);
  expect(origin.received.join('')).not.toMatch(/evil/);
});

test('what looks like a request in a body stays in the body', async () => {
  const { port, origin } = await edge();
  const answer = await exchange(port, `${POST}Content-Length: ${SMUGGLED.length}\r\nConnection: close\r\n\r\n${SMUGGLED}`);
  expect(statuses(answer)).toEqual([200]);
  expect(origin.received).toHaveLength(1);
  expect(origin.received[0]).toMatch(new RegExp(`content-length: ${SMUGGLED.length}\r\n`, 'i'));
});

test.each([
  ['lines before it are empty', `\r\n\r\nGET /p HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ['chunked is in other letters', `POST /p HTTP/1.1\r\n${HOST}transfer-ENCODING: ChUnKeD\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['its length has zeros in front', `POST /p HTTP/1.1\r\n${HOST}Content-Length: 0005\r\nConnection: close\r\n\r\nhello`],
  ['a GET has a length of 00', `GET /p HTTP/1.1\r\n${HOST}Content-Length: 00\r\nConnection: close\r\n\r\n`],
  ['Host comes after 2,500 headers', `GET /p HTTP/1.1\r\n${'a: b\r\n'.repeat(2_500)}${HOST}Connection: close\r\n\r\n`],
  ['trailers follow the body', `POST /p HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\nX-Forwarded-For: evil\r\n\r\n`],
])('a request is served though %s', async (_title, bytes) => {
  const { port, origin } = await edge();
  expect(statuses(await exchange(port, bytes))).toEqual([200]);
  expect(origin.received.join('')).not.toMatch(/evil/);
});

test.each([
  [8_192, 200], [8_193, 414],
])('a URL of %d bytes is answered with %d; a longer one ends the connection', async (length, status) => {
  const { port } = await edge();
  const url = '/'.padEnd(length - 'http://www.example.com'.length, 'a');
  const next = `GET /next HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;
  expect(statuses(await exchange(port, `GET ${url} HTTP/1.1\r\n${HOST}\r\n${next}`))).toEqual(status === 200 ? [200, 200] : [414]);
});

test('every header counts, however many there are', async () => {
  const { port } = await edge();
  expect(statuses(await exchange(port, `GET /p HTTP/1.1\r\n${HOST}${'a: b\r\n'.repeat(6_000)}\r\n`))).toEqual([494]);
});

test.each([
  [32_768, 200], [32_769, 494],
])('a request of %d bytes is answered with %d; a larger one ends the connection', async (length, status) => {
  const { port } = await edge();
  const others = ['GET', '/a'].join('').length + ['Host', 'www.example.com', 'X', ''].join('').length + 4 * 2;
  const next = `GET /next HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;
  const large = `GET /a HTTP/1.1\r\n${HOST}X: ${'x'.repeat(length - others)}\r\n\r\n`;
  expect(statuses(await exchange(port, large + next))).toEqual(status === 200 ? [200, 200] : [494]);
});
