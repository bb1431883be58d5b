import { Socket } from 'net';
import { closeAll, edgeOf, OriginServer, tcpServer } from './origin-servers';
import { MANAGED } from '../policies';

afterEach(closeAll);

const OK = 'HTTP/1.1 200 OK\r\n';

/** A server that answers every request with bytes as they are, and ends the connection. */
function saying(bytes: string): Promise<OriginServer> {
  return tcpServer((socket) => socket.once('data', () => socket.end(bytes, 'latin1')));
}

test.each([
  ['no HTTP', '\0\x01\x02 garbage\r\n\r\n'],
  ['HTTP/0.9', 'hello there'],
  ['the name of another protocol', 'ICY 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['HTTP/2 in letters', 'HTTP/2 200\r\nContent-Length: 2\r\n\r\nok'],
  ['HTTP/1.7', 'HTTP/1.7 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
  ['a length and chunks', `${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['two lengths', `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!`],
  ['a list of lengths', `${OK}Content-Length: 2, 2\r\n\r\nok`],
  ['a length with a sign', `${OK}Content-Length: +2\r\n\r\nok`],
  ['a negative length', `${OK}Content-Length: -2\r\n\r\nok`],
  ['a folded header', `${OK}X: a\r\n b\r\nContent-Length: 2\r\n\r\nok`],
  ['a space before the colon', `${OK}Content-Length : 2\r\n\r\nok`],
  ['a header without a colon', `${OK}nothing\r\nContent-Length: 2\r\n\r\nok`],
  ['a header without a name', `${OK}: v\r\nContent-Length: 2\r\n\r\nok`],
  ['NUL in a header', `${OK}X: a\0b\r\nContent-Length: 2\r\n\r\nok`],
  ['a control character in a header', `${OK}X: a\x01b\r\nContent-Length: 2\r\n\r\nok`],
  ['a carriage return in a header', `${OK}X: a\rSet-Cookie: evil\r\nContent-Length: 2\r\n\r\nok`],
  ['another transfer coding', `${OK}Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['chunked twice', `${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ['the status 0', 'HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['the status 99', 'HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['the status 600', 'HTTP/1.1 600 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['the status 999', 'HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['the status 1000', 'HTTP/1.1 1000 Odd\r\nContent-Length: 2\r\n\r\nok'],
  ['a protocol that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\nConnection: Upgrade\r\n\r\n'],
  ['thousands of interim answers', `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(3_000)}${OK}Content-Length: 2\r\n\r\nok`],
  ['nothing but interim answers', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
  ['nothing', ''],
  ['headers without end', `${OK}X: ${'x'.repeat(300_000)}`],
  ['40,000 bytes of headers', `${OK}X: ${'x'.repeat(40_000)}\r\nContent-Length: 2\r\n\r\nok`],
])('an origin that sends %s is answered with 502, and nothing of it is passed on', async (_title, bytes) => {
  const edge = edgeOf(await saying(bytes));
  const answer = await edge.get('/a');
  expect([answer.status, answer.header('x-cache')]).toEqual([502, 'Error from cloudfront']);
  expect(answer.headers.join()).not.toMatch(/evil/);
});

test.each([
  ['fewer bytes than it says', `${OK}Cache-Control: max-age=60\r\nContent-Length: 10\r\n\r\nabc`],
  ['chunks that are none', `${OK}Cache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n`],
  ['chunks without end', `${OK}Cache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
  ['a length among its trailers', `${OK}Cache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nContent-Length: 99\r\n\r\n`],
])('an origin that sends %s breaks the answer off, and is asked again', async (_title, bytes) => {
  const server = await saying(bytes);
  const edge = edgeOf(server);
  for (let i = 0; i < 2; i++) await expect(edge.get('/a')).rejects.toMatchObject({ name: 'OriginFailure' });
  expect(server.connections).toHaveLength(2);
});

test('bytes beyond the length of an answer are not part of it, nor of the next one', async () => {
  const edge = edgeOf(await saying(`${OK}Cache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nok${OK}Content-Length: 4\r\n\r\nevil`));
  for (const path of ['/a', '/a', '/b']) expect((await edge.get(path)).text).toBe('ok');
});

test.each([
  ['204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello', 204],
  ['204 with chunks', 'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', 204],
  ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello', 304],
])('%s has no body, whatever the origin sends after it', async (_title, bytes, status) => {
  const answer = await edgeOf(await saying(bytes)).get('/a');
  expect([answer.status, answer.text]).toEqual([status, '']);
  expect([answer.header('content-length'), answer.header('transfer-encoding')]).toEqual([undefined, undefined]);
});

test('bytes of a header beyond ASCII are passed on as they are', async () => {
  const answer = await edgeOf(await saying(`${OK}X: caf\xe9 \xe2\x82\xac\r\nContent-Length: 2\r\n\r\nok`)).get('/a');
  expect(answer.header('x')).toBe('caf\xe9 \xe2\x82\xac');
});

test('what says that it is compressed and is not, is passed on as it is', async () => {
  const bytes = `${OK}Content-Encoding: gzip\r\nContent-Type: text/plain\r\nContent-Length: 1200\r\n\r\n${'x'.repeat(1200)}`;
  const edge = edgeOf(await saying(bytes), {}, { behavior: { ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized, Compress: true } });
  const answer = await edge.get('/a', { headers: { 'Accept-Encoding': 'gzip' } });
  expect([answer.status, answer.header('content-encoding'), answer.text]).toEqual([200, 'gzip', 'x'.repeat(1200)]);
});

test('a redirect to an address of the local network is the viewer\'s to follow', async () => {
  const server = await saying('HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n');
  const answer = await edgeOf(server).get('/a');
  expect([answer.status, answer.header('location'), server.connections.length]).toEqual([302, 'http://169.254.169.254/latest/meta-data/', 1]);
});

/** Resolves when a connection has ended, in whatever way. */
const closed = (socket: Socket) => new Promise<void>((resolve) => (socket.destroyed ? resolve() : void socket.on('error', () => {}).on('close', () => resolve())));

describe('an answer that nobody reads lets its connection go', () => {
  /** A server whose answers never come to their end. */
  const endless = (head: (request: string) => string) => tcpServer((socket) => socket.on('data', (request) => socket.write(`${head(String(request))}Content-Length: 1000000\r\n\r\nsome`)));

  test('an error in whose place an expired copy is served', async () => {
    let asked = 0;
    const server = await tcpServer((socket) => socket.on('data', () => socket.write(asked++ === 0
      ? `${OK}Cache-Control: max-age=10\r\nContent-Length: 2\r\n\r\nok` : 'HTTP/1.1 500 Error\r\nContent-Length: 1000000\r\n\r\nsome')));
    const edge = edgeOf(server);
    await edge.get('/a');
    edge.advance(11);
    expect((await edge.get('/a')).text).toBe('ok');
    await closed(server.connections[server.connections.length - 1]);
  });

  test('the body of what is asked for with HEAD', async () => {
    const server = await endless(() => `${OK}Cache-Control: no-store\r\n`);
    expect((await edgeOf(server, {}, { behavior: { MaxTTL: 0, DefaultTTL: 0, MinTTL: 0 } }).get('/a', { method: 'HEAD' })).status).toBe(200);
    const forbidding = await endless(() => `${OK}Cache-Control: no-store, stale-if-error=0\r\n`);
    expect((await edgeOf(forbidding).get('/a', { method: 'HEAD' })).status).toBe(200);
    await closed(forbidding.connections[0]);
  });

  test('an error in whose place an error page is served', async () => {
    const server = await endless((request) => (request.startsWith('GET /page') ? `${OK}Content-Length: 2\r\n\r\nok` : 'HTTP/1.1 403 Forbidden\r\nCache-Control: no-store\r\n'));
    const edge = edgeOf(server, {}, { config: { CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/page', ResponseCode: 200, ErrorCachingMinTTL: 0 }] } });
    expect((await edge.get('/a')).text).toBe('ok');
    await closed(server.connections[0]);
  });

  test('an object that is larger than what is cached', async () => {
    const server = await endless(() => OK);
    expect((await edgeOf(server, {}, { run: { largestObject: 999_999 } }).get('/a')).status).toBe(502);
    await closed(server.connections[0]);
  });
});

test('an object without a length that never ends is broken off at the size of the largest that is cached', async () => {
  const server = await tcpServer((socket) => socket.once('data', () => {
    socket.write(`${OK}Cache-Control: max-age=60\r\n\r\n`);
    const more = () => { while (socket.write(Buffer.alloc(65_536))); };
    socket.on('drain', more);
    more();
  }));
  await expect(edgeOf(server, {}, { run: { largestObject: 5_000_000 } }).get('/a')).rejects.toThrow('more than the 5000000 bytes');
  await closed(server.connections[0]);
});
