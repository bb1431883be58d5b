import { once } from 'events';
import { IncomingMessage } from 'http';
import { setTimeout } from 'timers/promises';
import { TLSSocket } from 'tls';
import { closeAll, edgeOf, httpServer, httpsServer, OriginServer, tcpServer } from './origin-servers';
import { selfSignedCertificate } from '../../../src/local/tls/certificate';
import { Json, Received } from '../scenario';

afterEach(closeAll);

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const behavior = { AllowedMethods: METHODS };

/** An edge in front of a server, to which viewers send bodies. */
function uploading(server: OriginServer, origin: Json = {}, trust?: { authorities: string }) {
  const edge = edgeOf(server, origin, { behavior, trust });
  const host = edge.application.distributions[0].domainName;
  return {
    post: (body = 'sent', method = 'POST'): Promise<Received> => edge.get('/a', { method, body, protocol: server.url.startsWith('https') ? 'https' : 'http' }),
    send: (body: AsyncIterable<Uint8Array>, method = 'POST') => edge.edge.handle({ method, url: '/a', headers: ['Host', host], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1', body }),
  };
}

/** What a server got of a request, as it was on the wire. */
async function echo(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return `${request.method} ${request.headers['content-length'] ?? request.headers['transfer-encoding']} ${Buffer.concat(chunks)}`;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const FINAL = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone';

test.each([[0, 200], [1, 200], [2, 502]])('after %i times 100 Continue the answer is a %i [DTD-100]', async (times, status) => {
  const server = await tcpServer((socket) => socket.once('data', () => socket.write(CONTINUE.repeat(times) + FINAL)));
  const answer = await uploading(server).post();
  expect([answer.status, answer.text === 'done']).toEqual([status, status === 200]);
});

test.each([[1, 200], [2, 502]])('the same holds for requests without a body: after %i times it is a %i [DTD-100]', async (times, status) => {
  const server = await tcpServer((socket) => socket.on('data', () => socket.write(CONTINUE.repeat(times) + FINAL)));
  const edge = edgeOf(server, {}, { behavior });
  for (const path of ['/a', '/b']) {
    const answer = await edge.get(path, { protocol: 'http' });
    expect([answer.status, answer.text === 'done']).toEqual([status, status === 200]);
  }
});

test.each(METHODS.slice(2))('the body of %s has an end that the origin can see, and is sent whole', async (method) => {
  const server = await httpServer((request, response) => void echo(request).then((text) => response.end(text)));
  const { post, send } = uploading(server);
  expect((await post('a body', method)).text).toBe(`${method} 6 a body`);
  const chunks = async function* () {
    yield Buffer.from('a ');
    yield Buffer.from('body');
  };
  const { body } = await send(chunks(), method);
  let text = '';
  for await (const chunk of body as AsyncIterable<Uint8Array>) text += Buffer.from(chunk).toString();
  expect(text).toBe(`${method} chunked a body`);
});

test('uploads share a connection as long as it is kept', async () => {
  const server = await httpServer((request, response) => void echo(request).then((text) => response.end(text)));
  const { post } = uploading(server);
  await post('first');
  await new Promise((resolve) => setImmediate(resolve));
  await post('second');
  expect(server.connections).toHaveLength(1);
});

test('an origin that answers before it has the whole body is not sent the rest', async () => {
  const server = await httpServer((_request, response) => response.writeHead(413, { 'Content-Length': '5' }).end('early'));
  let ended = () => {};
  const end = new Promise<void>((resolve) => { ended = resolve; });
  const endless = async function* () {
    try {
      for (;;) {
        yield Buffer.alloc(1024);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      ended();
    }
  };
  const { status, body } = await uploading(server).send(endless());
  for await (const chunk of body as AsyncIterable<Uint8Array>) expect(Buffer.from(chunk).toString()).toBe('early');
  expect(status).toBe(413);
  await end;
});

test('a viewer that breaks off ends the request at the origin', async () => {
  let aborted: Promise<unknown> | undefined;
  const server = await httpServer((request) => { aborted = once(request, 'error'); });
  const broken = async function* () {
    yield Buffer.from('half');
    while (aborted === undefined) await new Promise((resolve) => setImmediate(resolve));
    throw new Error('the viewer has gone');
  };
  expect((await uploading(server).send(broken())).status).toBe(502);
  await aborted;
});

const seconds = (OriginReadTimeout: number) => ({ CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer', OriginReadTimeout } });

test('the origin\'s time to answer begins when it has the body, however long the viewer takes', async () => {
  const server = await httpServer((request, response) => void echo(request).then((text) => response.end(text)));
  const slow = async function* () {
    yield Buffer.from('first');
    while (server.connections.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await setTimeout(60);
    yield Buffer.from('later');
  };
  expect((await uploading(server, seconds(0.02)).send(slow())).status).toBe(200);
});

test('an origin that does not answer, or stops in the middle, is a timeout', async () => {
  const silent = await httpServer((request) => void request.resume());
  expect((await uploading(silent, seconds(0.05)).post()).record.originRequests.map(({ outcome }) => outcome)).toEqual(['response-timed-out']);
  const stalling = await httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '8' });
    response.write('half');
  });
  await expect(uploading(stalling, seconds(0.05)).post()).rejects.toMatchObject({ kind: 'response-timed-out' });
});

test('a connection that does not come about in time is a timeout, too', async () => {
  const server = await tcpServer(() => {}, 'https');
  expect((await uploading(server, { ConnectionTimeout: 0.05 }).post()).record.originRequests.map(({ outcome }) => outcome)).toEqual(['connection-timed-out']);
});

test.each([['origin.example.com', 200], ['other.example.org', 502]])('a certificate for %s is %i to an upload, which names the origin to the server', async (name, status) => {
  const certificate = await selfSignedCertificate([name]);
  const names: unknown[] = [];
  const server = await httpsServer(certificate, (request, response) => {
    names.push((request.socket as TLSSocket & { readonly servername: string }).servername);
    response.end('secret');
  });
  expect((await uploading(server, {}, { authorities: certificate.cert }).post()).status).toBe(status);
  expect(names).toEqual(status === 200 ? ['origin.example.com'] : []);
});
