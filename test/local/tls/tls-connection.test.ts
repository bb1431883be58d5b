import * as http2 from 'node:http2';
import { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import { showing } from './showing';
import { TlsConnection } from '../../../src/edge';
import { HostNames } from '../../../src/local/host-names';
import { Listener } from '../../../src/local/listener';
import { selfSignedCertificate } from '../../../src/local/tls/certificate';
import { tlsConnection } from '../../../src/local/tls/tls-connection';
import { edgeOf } from '../sockets';

const opened: Listener[] = [];
afterEach(() => Promise.all(opened.splice(0).map((listener) => listener.close())));

/** A listener of HTTPS, and what it tells the edge of the connection of each request. */
async function listening() {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  const seen: { tls: TlsConnection | undefined; port: number | undefined; serverName: string | undefined }[] = [];
  const edge = edgeOf(({ tls: encryption, port, serverName }) => {
    seen.push({ tls: encryption?.(), port, serverName });
    return { headers: ['Content-Length', '0'] };
  });
  const viewers = { protocol: 'https', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge, viewers, encryption: showing(certificate), onDefect: (error) => { throw error; } }, '127.0.0.1', 0);
  opened.push(listener);
  return { port: listener.port, ca: certificate.cert, seen };
}

/** Makes requests one after another on one connection; tells its session and its port. */
function connection(port: number, options: tls.ConnectionOptions, requests: number): Promise<{ session: Buffer | undefined; localPort: number | undefined }> {
  return new Promise((resolve, reject) => {
    const request = (left: number) => `GET / HTTP/1.1\r\nHost: a\r\n${left === 1 ? 'Connection: close\r\n' : ''}\r\n`;
    let [left, session, localPort]: [number, Buffer | undefined, number | undefined] = [requests, undefined, undefined];
    const socket = tls.connect({ host: '127.0.0.1', port, ...options }, () => {
      localPort = socket.localPort;
      socket.write(request(left));
    });
    socket.on('session', (ticket: Buffer) => { session = ticket; });
    socket.on('data', () => {
      if (--left > 0) socket.write(request(left));
    });
    socket.on('error', reject).on('close', () => resolve({ session, localPort }));
  });
}

test.each([
  ['TLSv1.3', undefined, 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
] as const)('%s: the handshake of a first request is a full one, later requests use the connection again, a later connection the session [POL-109]', async (version, ciphers, cipher) => {
  const { port, ca, seen } = await listening();
  const options = { ca, minVersion: version, maxVersion: version, ciphers: ciphers ?? 'TLS_AES_128_GCM_SHA256' };
  const { session, localPort } = await connection(port, options, 2);
  await connection(port, { ...options, session }, 1);
  expect(seen.map(({ tls: told }) => told)).toEqual([
    { protocol: version, cipher, handshake: 'fullHandshake' },
    { protocol: version, cipher, handshake: 'connectionReused' },
    { protocol: version, cipher, handshake: 'sessionResumed' },
  ]);
  expect(seen[0].port).toBe(localPort);
});

test('over HTTP/2 requests after the first use the connection again [POL-109]', async () => {
  const { port, ca, seen } = await listening();
  const session = http2.connect(`https://127.0.0.1:${port}`, { ca });
  for (let i = 0; i < 2; i++) {
    await new Promise((resolve, reject) => session.request({ ':path': '/' }).on('error', reject).on('close', resolve).resume());
  }
  session.close();
  expect(seen.map(({ tls: told }) => told?.handshake)).toEqual(['fullHandshake', 'connectionReused']);
});

test('the edge is told for which host the viewer was shown a certificate, over HTTP/1.1 and HTTP/2 [DTD-175]', async () => {
  const { port, ca, seen } = await listening();
  const options = { ca, servername: 'www.example.com', checkServerIdentity: () => undefined };
  await connection(port, options, 1);
  await connection(port, { ca }, 1);
  const session = http2.connect('https://www.example.com', { createConnection: () => tls.connect({ host: '127.0.0.1', port, ALPNProtocols: ['h2'], ...options }) });
  await new Promise((resolve, reject) => session.request({ ':path': '/' }).on('error', reject).on('close', resolve).resume());
  session.close();
  expect(seen.map(({ serverName }) => serverName)).toEqual(['www.example.com', undefined, 'www.example.com']);
});

test('a connection can be asked about after its end', async () => {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  let tell: (() => TlsConnection | undefined) | undefined;
  const server = tls.createServer(certificate, (socket) => { tell = tlsConnection(socket); });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ended = new Promise((resolve) => server.once('secureConnection', (socket: tls.TLSSocket) => socket.on('close', resolve).destroy()));
  tls.connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: certificate.cert }).on('error', () => {});
  await ended;
  await new Promise((resolve) => server.close(resolve));
  expect(tell!()).toMatchObject({ protocol: 'TLSv1.3', handshake: 'fullHandshake' });
});
