import * as http from 'node:http';
import * as http2 from 'node:http2';
import { connect, Socket } from 'node:net';
import * as tls from 'node:tls';
import { edgeOf } from './sockets';
import { showing } from './tls/showing';
import { Connections } from '../../src/local/connections';
import { HostNames } from '../../src/local/host-names';
import { Listener } from '../../src/local/listener';
import { CertificateAndKey, selfSignedCertificate } from '../../src/local/tls/certificate';

let certificate: CertificateAndKey;
beforeAll(async () => { certificate = await selfSignedCertificate(['127.0.0.1']); });

const opened: Listener[] = [];
afterEach(() => Promise.all(opened.splice(0).map((listener) => listener.close())));

/** A listener whose answers begin at once and end when the test says so. */
async function listening(secure: boolean) {
  const held: (() => void)[] = [];
  let begun = () => {};
  const edge = edgeOf(({ url }) => (url === '/quick' ? { headers: ['Content-Length', '5'], body: Buffer.from('quick') } : {
    headers: ['Content-Length', '10'],
    body: (async function* () {
      yield Buffer.from('first');
      await new Promise<void>((resolve) => {
        held.push(resolve);
        begun();
      });
      yield Buffer.from('later');
    })(),
  }));
  const viewers = { protocol: secure ? 'https' : 'http', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge, viewers, encryption: secure ? showing(certificate) : undefined, onDefect: (error) => { throw error; } }, '127.0.0.1', 0);
  opened.push(listener);
  return { listener, port: listener.port, held, beginning: new Promise<void>((resolve) => { begun = resolve; }) };
}

const closeOf = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

describe.each([['HTTP', false], ['HTTPS', true]])('over %s', (_protocol, secure) => {
  const open = (port: number) => (secure ? tls.connect({ port, host: '127.0.0.1', ca: certificate.cert }) : connect(port, '127.0.0.1'));

  test('a connection without a request ends at once, one with a request when that has its whole answer', async () => {
    const { listener, port, held, beginning } = await listening(secure);
    const idle = open(port);
    let quick = '';
    await new Promise<void>((resolve) => idle.on('data', (bytes) => {
      quick += bytes;
      if (quick.endsWith('quick')) resolve();
    }).write('GET /quick HTTP/1.1\r\nHost: a\r\n\r\n'));
    const busy = open(port);
    let received = '';
    busy.on('data', (bytes) => { received += bytes; }).write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await beginning;
    const drained = listener.drain();
    await closeOf(idle);
    expect(busy.destroyed).toBe(false);
    const closed = closeOf(busy);
    held[0]();
    await Promise.all([drained, closed]);
    expect(received).toMatch(/^HTTP\/1.1 200 [^]*firstlater$/);
    await expect(new Promise((resolve, reject) => open(port).on('connect', resolve).on('error', reject))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('an answer that begins only then says that the connection closes', async () => {
    let answer = (_body: string) => {};
    let asked = () => {};
    const asking = new Promise<void>((resolve) => { asked = resolve; });
    const viewers = { protocol: secure ? 'https' : 'http', hostNames: new HostNames([]) } as const;
    const edge = edgeOf(async () => {
      asked();
      const body = await new Promise<string>((resolve) => { answer = resolve; });
      return { headers: ['Content-Length', String(body.length)], body: Buffer.from(body) };
    });
    const listener = await Listener.open({ edge, viewers, encryption: secure ? showing(certificate) : undefined, onDefect: (error) => { throw error; } }, '127.0.0.1', 0);
    opened.push(listener);
    const socket = open(listener.port);
    let received = '';
    socket.on('data', (bytes) => { received += bytes; }).write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await asking;
    const drained = listener.drain();
    answer('done');
    await drained;
    if (!socket.destroyed) await closeOf(socket);
    expect(received).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*Connection: close\r\n[^]*done$/);
  });
});

test('a session of HTTP/2 ends when its requests have their answers; one without requests ends at once', async () => {
  const { listener, port, held, beginning } = await listening(true);
  const [idle, busy] = [0, 1].map(() => http2.connect(`https://127.0.0.1:${port}`, { ca: certificate.cert }));
  await new Promise((resolve) => idle.once('remoteSettings', resolve));
  let received = '';
  const stream = busy.request({ ':path': '/slow' }).setEncoding('utf8').on('data', (text) => { received += text; });
  await beginning;
  const ended = [idle, stream].map((one) => new Promise((resolve) => one.once('close', resolve)));
  const drained = listener.drain();
  await ended[0];
  held[0]();
  await Promise.all([drained, ended[1]]);
  expect(received).toBe('firstlater');
});

test('without connections there is nothing to wait for', async () => {
  const { listener } = await listening(false);
  await listener.drain();
});

test('what does not end is cut when the listener closes', async () => {
  const { listener, port } = await listening(false);
  const response = await new Promise<http.IncomingMessage>((resolve) => http.get({ port, host: '127.0.0.1', path: '/slow' }, resolve));
  const broken = new Promise((resolve) => response.resume().on('error', resolve));
  void listener.drain();
  await listener.close();
  expect(await broken).toMatchObject({ code: 'ECONNRESET' });
});

test('what breaks the connection of a viewer breaks nothing else, also when node has given the connection up for a tunnel or another protocol', async () => {
  const socket = new Socket();
  new Connections().add(socket);
  socket.destroy(new Error('read ECONNRESET'));
  await closeOf(socket);
});
