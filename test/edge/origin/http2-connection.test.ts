import { once } from 'node:events';
import { createServer, Http2Server, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { Http2Connection } from '../../../src/edge/origin/http2-connection';
import { OriginRequest } from '../../../src/edge/origin/origin-client';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server of plain HTTP/2, its sessions, and a connection to it. */
async function connected(answer: (stream: ServerHttp2Stream, headers: readonly string[]) => void, timeouts = {}) {
  const sessions: ServerHttp2Session[] = [];
  const server: Http2Server = createServer().on('session', (session) => sessions.push(session));
  server.on('stream', (stream, _headers, _flags, ...[raw]: string[][]) => {
    stream.on('error', () => {});
    answer(stream, raw);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connection = new Http2Connection(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), {}, { connect: 10_000, silence: 30_000, keepAlive: 5_000, ...timeouts });
  closing.push(() => server.close(), () => sessions.forEach((session) => session.destroy()), () => connection.destroy());
  return { connection, sessions, server };
}

const request = (given: Partial<OriginRequest> = {}) => ({ method: 'POST', headers: ['Host', 'api.example.com', 'X-A', '1', 'X-A', '2', 'Connection', 'keep-alive', 'TE', 'x'], body: Buffer.from('sent'), ...given }) as OriginRequest;

async function textOf(body: unknown): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a request has its headers in lower case, without those of a connection, and an answer its trailers', async () => {
  const seen: (readonly string[])[] = [];
  const { connection } = await connected((stream, headers) => {
    seen.push(headers);
    stream.respond({ ':status': 200, 'x-b': '1' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.pipe(stream);
  });
  const { status, headers, body, trailers } = await connection.ask(request(), '/base/a?q');
  expect([status, headers.slice(0, 2), await textOf(body), trailers!()]).toEqual([200, ['x-b', '1'], 'sent', ['grpc-status', '0']]);
  expect(seen[0]).toEqual([':method', 'POST', ':path', '/base/a?q', ':authority', 'api.example.com', ':scheme', 'http', 'te', 'trailers', 'x-a', '1', 'x-a', '2']);
});

test('a header may have the name of what JavaScript gives every object', async () => {
  const seen: (readonly string[])[] = [];
  const { connection } = await connected((stream, headers) => {
    seen.push(headers);
    stream.respond({ ':status': 204 }, { endStream: true });
  });
  await connection.ask(request({ headers: ['Host', 'a', 'Constructor', '1', '__proto__', '2', 'toString', '3'], body: undefined }), '/');
  expect(seen[0].slice(-6)).toEqual(['constructor', '1', '__proto__', '2', 'tostring', '3']);
});

test('requests share a connection, and get another when that has ended', async () => {
  const { connection, sessions } = await connected((stream) => stream.respond({ ':status': 204 }, { endStream: true }));
  await Promise.all([connection.ask(request(), '/1'), connection.ask(request(), '/2')]);
  expect(sessions).toHaveLength(1);
  const ended = once(sessions[0], 'close');
  sessions[0].close();
  await ended;
  expect((await connection.ask(request(), '/3')).status).toBe(204);
  expect(sessions).toHaveLength(2);
});

test('a connection without requests ends after the keep-alive timeout', async () => {
  const { connection, sessions } = await connected((stream) => stream.respond({ ':status': 204 }, { endStream: true }), { keepAlive: 1 });
  await connection.ask(request({ body: undefined }), '/1');
  if (!sessions[0].destroyed) await once(sessions[0], 'close');
});

test.each<[string, (stream: ServerHttp2Stream) => void, string]>([
  ['reset', (stream) => stream.close(2), 'connection-dropped'],
  ['ended without an answer', (stream) => stream.session!.destroy(), 'connection-dropped'],
  ['left unanswered', () => {}, 'response-timed-out'],
])('a request that is %s fails', async (_title, answer, kind) => {
  const { connection } = await connected(answer, { silence: 50 });
  await expect(connection.ask(request(), '/')).rejects.toMatchObject({ name: 'OriginFailure', kind });
});

test('a body that breaks off is a failure of the origin', async () => {
  const { connection } = await connected((stream) => {
    stream.respond({ ':status': 200 });
    stream.write('half', () => stream.destroy(new Error('broken')));
  });
  const { body } = await connection.ask(request(), '/');
  await expect(textOf(body)).rejects.toMatchObject({ kind: 'connection-dropped' });
});

test('a port where nobody listens refuses', async () => {
  const { connection, server } = await connected(() => {});
  await new Promise((resolve) => server.close(resolve));
  await expect(connection.ask(request(), '/')).rejects.toMatchObject({ kind: 'connection-refused' });
});

test('a server that takes the connection and says nothing is given up after the connection timeout', async () => {
  const silent = createTcpServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  closing.push(() => silent.close());
  const url = new URL(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const connection = new Http2Connection(url, { rejectUnauthorized: false }, { connect: 50, silence: 30_000, keepAlive: 5_000 });
  await expect(connection.ask(request(), '/')).rejects.toMatchObject({ kind: 'connection-timed-out' });
});

test('a viewer that breaks off, or has gone, cancels the request', async () => {
  const codes: Promise<unknown>[] = [];
  const { connection } = await connected((stream) => void codes.push(once(stream, 'close').then(() => stream.rstCode)));
  const broken = async function* () {
    yield Buffer.from('half');
    throw new Error('gone');
  };
  await expect(connection.ask(request({ body: broken() }), '/')).rejects.toMatchObject({ kind: 'connection-dropped' });
  const viewer = new AbortController();
  const asked = connection.ask(request({ signal: viewer.signal }), '/');
  while (codes.length < 2) await new Promise(setImmediate);
  viewer.abort();
  await expect(asked).rejects.toMatchObject({ name: 'OriginFailure' });
  expect(await Promise.all(codes)).toEqual([8, 8]);
});
