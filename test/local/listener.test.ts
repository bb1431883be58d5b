import * as http2 from 'node:http2';
import * as https from 'node:https';
import { connect, Socket } from 'node:net';
import * as tls from 'node:tls';
import { distribution } from './distributions';
import { closeListeners, defects, listen } from './listening';
import { edgeOf, exchange } from './sockets';
import { showing } from './tls/showing';
import { ViewerRequest, ViewerResponse } from '../../src/edge/message';
import { HostNames } from '../../src/local/host-names';
import { Listener } from '../../src/local/listener';
import { selfSignedCertificate } from '../../src/local/tls/certificate';

afterEach(closeListeners);

const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

test('headers pass in both directions as they are written', async () => {
  let seen: ViewerRequest | undefined;
  const { port } = await listen((request) => {
    seen = request;
    return { headers: ['x-CASE', 'Käse', 'Set-Cookie', 'a', 'Set-Cookie', 'b', 'content-length', '2'], body: Buffer.from('ok') };
  });
  const answer = await exchange(port, 'GET /%7e?q HTTP/1.1\r\nhOST: a\r\nX-A: 1\r\nX-A: 2\r\nConnection: close\r\n\r\n');
  expect(seen).toMatchObject({ url: '/%7e?q', headers: ['hOST', 'a', 'X-A', '1', 'X-A', '2', 'Connection', 'close'], protocol: 'http' });
  expect(answer).toBe('HTTP/1.1 200 OK\r\nx-CASE: Käse\r\nSet-Cookie: a\r\nSet-Cookie: b\r\ncontent-length: 2\r\nConnection: close\r\n\r\nok');
});

test('a connection serves one request after another, and announces no limit', async () => {
  const { port } = await listen(({ url }) => ({ headers: ['Content-Length', '2'], body: Buffer.from(url) }));
  const answer = await exchange(port, `GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n${GET.replace('/', '/3')}`);
  expect(answer.match(/\/\d$|\/\d(?=HTTP)/g)).toEqual(['/1', '/2', '/3']);
  expect(answer).toMatch(/Connection: keep-alive\r\n/);
  expect(answer).not.toMatch(/Keep-Alive:|Date:/);
});

test('a body is streamed: its first bytes arrive before its last ones exist [DST-004]', async () => {
  let finish = () => {};
  const { port } = await listen(() => ({
    headers: ['Content-Length', '10'],
    body: (async function* () {
      yield Buffer.from('first');
      await new Promise<void>((resolve) => { finish = resolve; });
      yield Buffer.from('later');
    })(),
  }));
  const received = await new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(GET));
    socket.on('data', (bytes) => {
      text += bytes;
      if (text.endsWith('first')) finish();
    });
    socket.on('close', () => resolve(text));
  });
  expect(received).toMatch(/firstlater$/);
});

test('a body is read no faster than the viewer takes it', async () => {
  let produced = 0;
  const chunk = Buffer.alloc(1024 * 1024);
  const { port } = await listen(() => ({
    headers: ['Content-Length', String(200 * chunk.length)],
    body: (async function* () {
      for (; produced < 200; produced++) yield chunk;
    })(),
  }));
  const socket = connect(port, '127.0.0.1', () => socket.write(GET));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  // Turns of the event loop in which an eager reader would have come to the end.
  for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
  expect(produced).toBeLessThan(100);
  const received = await new Promise((resolve) => {
    let size = 0;
    socket.on('data', (bytes) => { size += bytes.length; });
    socket.on('close', () => resolve(size));
    socket.resume();
  });
  expect(produced).toBe(200);
  expect(received).toBeGreaterThan(190 * chunk.length);
});

test('a body that breaks off breaks the connection off', async () => {
  const { port } = await listen(() => ({
    headers: ['Content-Length', '10'],
    body: (async function* () {
      yield Buffer.from('first');
      throw new Error('origin gone');
    })(),
  }));
  for (let request = 1; request <= 2; request++) {
    expect(await exchange(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1.1 200 [^]*\r\n\r\nfirst$/);
  }
});

test('the headers of an answer are there before its body, also when that never comes', async () => {
  const { port } = await listen(({ url }) => ({
    headers: ['Content-Length', '10', 'X-Url', url],
    body: (async function* () {
      if (url === '/broken') throw new Error('origin gone');
      await new Promise(() => {});
    })(),
  }));
  expect(await exchange(port, GET.replace('/', '/broken'))).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*X-Url: \/broken\r\n[^]*\r\n\r\n$/);
  const socket = connect(port, '127.0.0.1', () => socket.write(GET.replace('/', '/slow')));
  expect(String(await new Promise((resolve) => socket.once('data', resolve)))).toMatch(/X-Url: \/slow\r\n[^]*\r\n\r\n$/);
  socket.destroy();
});

test.each([
  ['says half of a header', 'GET / HTTP/1.1\r\nX-Ha'],
  ['says nothing', ''],
  ['says half of a header after a request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX-Ha'],
])('a viewer that %s and no more is left after a time, on either port', async (_title, said) => {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  const answer = () => ({ headers: ['Content-Length', '2'], body: Buffer.from('ok') });
  const [plain, encrypted] = [await listen(answer, { headersTimeout: 300 }), await listen(answer, { headersTimeout: 300, encryption: showing(certificate) })];
  const received = (socket: Socket) => new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (bytes) => { text += bytes; }).on('error', () => {}).on('close', () => resolve(text));
    socket.write(said);
  });
  const answers = await Promise.all([
    received(connect(plain.port, '127.0.0.1')),
    received(tls.connect({ host: '127.0.0.1', port: encrypted.port, ca: certificate.cert })),
  ]);
  for (const text of answers) expect(text).toMatch(/HTTP\/1\.1 408 /);
});

test('a connection on which no handshake begins, or no request of HTTP/2, is left after a time; others on it go on', async () => {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  const { port } = await listen(() => ({ headers: [], body: Buffer.from('ok') }), { headersTimeout: 300, encryption: showing(certificate) });
  const closed = (socket: Socket) => new Promise<void>((resolve) => socket.on('error', () => {}).resume().on('close', () => resolve()));
  const session = http2.connect(`https://127.0.0.1:${port}`, { ca: certificate.cert }).on('error', () => {});
  const ask = () => new Promise((resolve) => session.request({ ':path': '/' }).setEncoding('utf8').on('data', resolve));
  expect(await ask()).toBe('ok');
  await Promise.all([closed(connect(port, '127.0.0.1')), closed(tls.connect({ host: '127.0.0.1', port, ca: certificate.cert, ALPNProtocols: ['h2'] }))]);
  expect(await ask()).toBe('ok');
  session.close();
});

test('the body of an answer is given up when the viewer leaves', async () => {
  let gaveUp = () => {};
  const givenUp = new Promise<void>((resolve) => { gaveUp = resolve; });
  const { port } = await listen(() => ({
    headers: ['Content-Length', '999999999'],
    body: (async function* () {
      try {
        for (;;) yield Buffer.alloc(65536);
      } finally {
        gaveUp();
      }
    })(),
  }));
  const socket = connect(port, '127.0.0.1', () => socket.write(GET));
  socket.once('data', () => socket.destroy());
  await givenUp;
});

test('HEAD has the headers of GET and no body', async () => {
  const { port } = await listen(() => ({ headers: ['Content-Length', '5'], body: Buffer.from('hello') }));
  expect(await exchange(port, GET.replace('GET', 'HEAD'))).toMatch(/Content-Length: 5\r\nConnection: close\r\n\r\n$/);
});

test('the body of a request reaches the edge, after 100 Continue when the viewer waits for it', async () => {
  const { port } = await listen(async ({ body }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const received = Buffer.concat(chunks);
    return { headers: ['Content-Length', String(received.length)], body: received };
  });
  const post = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n';
  expect(await exchange(port, `${post}\r\nhello`)).toMatch(/^HTTP\/1.1 200 [^]*hello$/);
  expect(await exchange(port, `${post}Expect: 100-continue\r\n\r\nhello`)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 [^]*hello$/);
  expect(await exchange(port, `${post}Expect: something\r\n\r\nhello`)).toMatch(/^HTTP\/1.1 200 [^]*hello$/);
});

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['a broken header', 'GET / HTTP/1.1\r\nHo st: a\r\n\r\n', 400],
  ['two different lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', 400],
  ['a length and chunks', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(300 * 1024)}\r\n\r\n`, 494],
])('%s is answered, and the edge goes on', async (_title, bytes, status) => {
  const { port } = await listen(() => ({ headers: ['Content-Length', '0'] }));
  expect(await exchange(port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*X-Cache: Error from cloudfront[^]*</HTML>\\s*$`));
  expect(await exchange(port, GET)).toMatch(/^HTTP\/1.1 200 /);
});

test('the connection ends with an answer that says so [DTD-232]', async () => {
  const { port } = await listen(() => ({ status: 414, headers: ['Content-Length', '0', 'Connection', 'close'] }));
  expect(await exchange(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1.1 414 [^]*Connection: close/);
});

test('headers far beyond CloudFront\'s limit reach the edge, which counts them itself', async () => {
  let size = 0;
  const { port } = await listen(({ headers, url }) => {
    size = headers.join('').length + url.length;
    return { headers: ['Content-Length', '0'] };
  });
  await exchange(port, `GET /${'u'.repeat(9000)} HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\nConnection: close\r\n\r\n`);
  expect(size).toBeGreaterThan(49_000);
});

test('an answer before the body has arrived reaches the viewer, whose connection goes on after the rest of the body', async () => {
  const { port } = await listen(async ({ url, body }) => {
    if (url === '/upload') for await (const _chunk of body as AsyncIterable<Uint8Array>) break;
    return { headers: ['Content-Length', '6'], body: Buffer.from('answer') };
  });
  const received = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbeginning'));
    socket.on('error', reject).on('close', () => resolve(text)).once('data', () => socket.write('x'.repeat(991) + GET));
    socket.on('data', (bytes) => { text += bytes; });
  });
  expect(received.match(/HTTP\/1.1 200 OK|answer/g)).toEqual(['HTTP/1.1 200 OK', 'answer', 'HTTP/1.1 200 OK', 'answer']);
});

test('a request without Host is the edge\'s to refuse', async () => {
  const { port } = await listen(() => ({ status: 403, headers: ['Content-Length', '0'] }));
  expect(await exchange(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 403/);
});

test('a defect of the edge is told, and answered with 500', async () => {
  const { port } = await listen(() => { throw new Error('defect'); });
  expect(await exchange(port, GET)).toMatch(/^HTTP\/1.1 500/);
  expect(defects.splice(0)).toEqual([new Error('defect')]);
});

test.each<[string, Partial<ViewerResponse>]>([
  ['a status text that HTTP does not have', { statusDescription: 'a\r\nb' }], ['a header that HTTP does not have', { headers: ['X', 'a\r\nb'] }],
])('%s is a defect, which ends nothing but the answer', async (_title, response) => {
  const { port } = await listen(() => response);
  expect(await exchange(port, GET)).toBe('HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  expect(defects.splice(0)).toEqual([expect.objectContaining({ code: 'ERR_INVALID_CHAR' })]);
});

test('HTTPS viewers are told from HTTP ones, and see the certificate', async () => {
  const certificate = await selfSignedCertificate(['localhost', '127.0.0.1']);
  const { port } = await listen(({ protocol }) => ({ headers: ['Content-Length', '5'], body: Buffer.from(protocol) }), { encryption: showing(certificate) });
  const body = await new Promise((resolve, reject) => {
    https.get({ host: '127.0.0.1', port, ca: certificate.cert, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    }).on('error', reject);
  });
  expect(body).toBe('https');
});

test.each([
  ['http1.1', 'http/1.1'],
  ['http2', 'h2'],
  ['http2and3', 'h2'],
  ['http3', 'http/1.1'],
])('HTTP version %s: a viewer that offers h2 speaks %s; HTTP/1.1 is always served [DTD-020] [DTD-022]', async (httpVersion, chosen) => {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  const hostNames = new HostNames([{ ...distribution('Site', 'd111.cloudfront.net'), httpVersion }]);
  const { port } = await listen(() => ({ headers: ['Content-Length', '0'] }), { encryption: showing(certificate), viewers: { protocol: 'https', hostNames } });
  const protocol = (ALPNProtocols: string[]) => new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, ca: certificate.cert, ALPNProtocols }, () => {
      resolve(socket.alpnProtocol);
      socket.destroy();
    }).on('error', reject);
  });
  expect(await protocol(['h2', 'http/1.1'])).toBe(chosen);
  expect(await protocol(['http/1.1'])).toBe('http/1.1');
});

test('a port that is taken is the operating system\'s error', async () => {
  const { port } = await listen(() => ({}));
  const options = { edge: edgeOf(() => ({})), viewers: { protocol: 'http', hostNames: new HostNames([]) }, onDefect: () => {} } as const;
  await expect(Listener.open(options, '127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
