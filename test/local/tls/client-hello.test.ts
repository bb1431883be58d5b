import { createServer } from 'node:net';
import * as tls from 'node:tls';
import fc from 'fast-check';
import { askedName } from '../../../src/local/tls/client-hello';

/** The bytes with which node's client begins. */
async function helloOf(options: tls.ConnectionOptions): Promise<Buffer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hello = new Promise<Buffer>((resolve) => server.once('connection', (socket) => socket.once('data', (bytes) => {
    resolve(bytes as Buffer);
    socket.destroy();
  })));
  tls.connect({ ...options, host: '127.0.0.1', port: (server.address() as { port: number }).port }).on('error', () => {});
  return hello.finally(() => server.close());
}

/** The same handshake, in records that are as short as wanted. */
function inRecords(hello: Buffer, length: number): Buffer {
  const [header, content] = [hello.subarray(0, 3), hello.subarray(5)];
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; at += length) {
    const part = content.subarray(at, at + length);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(part.length);
    parts.push(header, size, part);
  }
  return Buffer.concat(parts);
}

test.each(['TLSv1.3', 'TLSv1.2', 'TLSv1'] as const)('the server name of a client with %s is read', async (version) => {
  const settings = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' };
  expect(askedName(await helloOf({ ...settings, servername: 'www.example.com' }))).toEqual({ isComplete: true, serverName: 'www.example.com' });
  expect(askedName(await helloOf(settings))).toEqual({ isComplete: true, serverName: undefined });
});

test('more bytes are waited for until the name is known, however they are split', async () => {
  const hello = await helloOf({ servername: 'www.example.com', ALPNProtocols: ['h2'] });
  for (let length = 0; length < hello.length; length++) expect(askedName(hello.subarray(0, length))).toEqual({ isComplete: false });
  fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), (length) => {
    const split = inRecords(hello, length);
    expect(askedName(split)).toEqual({ isComplete: true, serverName: 'www.example.com' });
    expect(askedName(split.subarray(0, split.length - 1)).isComplete).toBe(false);
  }));
});

test.each([
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['another message than ClientHello', Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])],
  ['a message that is too long', Buffer.from([22, 3, 1, 0, 4, 1, 255, 0, 0])],
  ['a record that is too long', Buffer.from([22, 3, 1, 255, 255, 1])],
  ['an empty record', Buffer.from([22, 3, 1, 0, 0])],
  ['a ClientHello that ends too soon', Buffer.from([22, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3])],
])('%s has no server name', (_what, bytes) => {
  expect(askedName(bytes)).toEqual({ isComplete: true });
});

test('no bytes at all make it throw', async () => {
  const hello = await helloOf({ servername: 'www.example.com' });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof askedName(Buffer.from(bytes)).isComplete === 'boolean'));
  fc.assert(fc.property(fc.nat(hello.length - 1), fc.nat(255), (at, value) => {
    const changed = Buffer.from(hello);
    changed[at] = value;
    return typeof askedName(changed).isComplete === 'boolean';
  }), { numRuns: 1000 });
});
