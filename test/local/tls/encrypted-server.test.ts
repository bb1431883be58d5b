import { AddressInfo, connect, Server } from 'node:net';
import * as tls from 'node:tls';
import { selfSignedCertificate } from '../../../src/local/tls/certificate';
import { EncryptedServerOptions, encryptedServer, Terms } from '../../../src/local/tls/encrypted-server';

const opened: Server[] = [];
const defects: unknown[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
  expect(defects.splice(0)).toEqual([]);
});

/** The port of a server that greets who comes through. */
async function open(termsFor: EncryptedServerOptions['encryption']['termsFor'], options: Partial<EncryptedServerOptions> = {}): Promise<number> {
  const server = encryptedServer({
    encryption: { termsFor }, ownDomainName: 'd111.cloudfront.net', alpn: () => undefined, handshakeTimeout: 60_000, onDefect: (error) => defects.push(error), ...options,
  }, (socket) => socket.on('error', () => {}).end('welcome'));
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function terms(more: Partial<Terms> = {}): Promise<Terms> {
  return { settings: await selfSignedCertificate(['127.0.0.1']), ...more };
}

/** What a client with TLS reads until the end. */
function read(port: number, servername?: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, servername }).setEncoding('utf8')
      .on('data', (chunk) => { text += String(chunk); }).on('error', () => {}).on('close', () => resolve(text));
  });
}

/** Waits until the server ends a connection on which these bytes were sent; tells what was answered. */
function ended(port: number, bytes: Uint8Array | string, end = false): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => (end ? socket.end(bytes) : socket.write(bytes)));
    socket.setEncoding('latin1').on('data', (chunk) => { text += String(chunk); }).on('end', () => socket.end()).on('error', () => {}).on('close', () => resolve(text));
  });
}

test('the terms are those for the name that is asked for, at the port that it is asked at', async () => {
  const asked: (string | undefined)[][] = [];
  const same = await terms();
  const port = await open(async (...names) => {
    asked.push(names);
    return same;
  });
  expect([await read(port, 'www.example.com'), await read(port)]).toEqual(['welcome', 'welcome']);
  expect(asked).toEqual([['www.example.com', 'd111.cloudfront.net'], [undefined, 'd111.cloudfront.net']]);
});

test('without terms the connection is dropped', async () => {
  expect(await read(await open(async () => undefined))).toBe('');
});

test('who is refused after the handshake gets nothing, and a person hears why', async () => {
  const reasons: string[] = [];
  const refusing = await terms({ asked: { askedBy: 'E1', isPassedThrough: false, refusal: () => 'it is unwelcome' }, onRefusal: (reason) => reasons.push(reason) });
  expect(await read(await open(async () => refusing))).toBe('');
  expect(reasons).toEqual(['it is unwelcome']);
});

test('a viewer that does not say what it wants loses its connection in time', async () => {
  const same = await terms();
  const port = await open(async () => same, { handshakeTimeout: 100 });
  expect(await Promise.all([ended(port, ''), ended(port, Buffer.from([22, 3, 1, 0, 200]))])).toEqual(['', '']);
});

test('a viewer that leaves before it has said what it wants leaves nothing behind', async () => {
  const port = await open(() => { throw new Error('nobody asks'); });
  expect(await ended(port, Buffer.from([22, 3, 1]), true)).toBe('');
  expect(await new Promise((resolve) => opened[0].getConnections((_error, count) => resolve(count)))).toBe(0);
});

test('HTTP without encryption gets no answer', async () => {
  const same = await terms();
  expect(await ended(await open(async () => same), 'GET / HTTP/1.1\r\n\r\n')).not.toContain('HTTP/');
});

test('an error of the edge itself is told, and ends the connection', async () => {
  const port = await open(async () => { throw new Error('defect'); });
  expect(await read(port)).toBe('');
  expect(defects.splice(0)).toEqual([new Error('defect')]);
});

test('an error of the edge itself in deciding on a viewer lets nobody in', async () => {
  const attempts: string[] = [];
  const failing = await terms({
    asked: { askedBy: 'E1', isPassedThrough: false, decide: () => { throw new Error('defect'); } }, onAttempt: ({ status }) => attempts.push(status),
  });
  expect(await read(await open(async () => failing))).toBe('');
  expect([attempts, defects.splice(0)]).toEqual([['Failed:Internal'], [new Error('defect')]]);
});
