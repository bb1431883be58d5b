import { createHmac, getDiffieHellman, randomBytes } from 'crypto';
import fc from 'fast-check';
import { ServerHandshake } from '../../../src/streaming/protocol/handshake';
import { ProtocolViolation } from '../../../src/streaming/protocol/message';
import { Rc4 } from '../../../src/streaming/protocol/rc4';

const BLOCK = 1536;

/** A server's side, and what it has answered. */
function server() {
  const sent: Buffer[] = [];
  const handshake = new ServerHandshake((bytes) => sent.push(Buffer.from(bytes)), () => 0x1234);
  return { handshake, answer: () => Buffer.concat(sent) };
}

test('a plain client gets a version, a block, and its own block back [RTM-017]', () => {
  const block = Buffer.concat([Buffer.alloc(8), randomBytes(1528)]);
  const { handshake, answer } = server();
  expect(handshake.read(Buffer.concat([Buffer.from([3]), block]))).toBeUndefined();
  expect(answer()).toHaveLength(1 + BLOCK + BLOCK);
  expect(answer()[0]).toBe(3);
  expect(answer().readUInt32BE(5)).toBe(0);
  expect(answer().subarray(-1528).equals(block.subarray(8))).toBe(true);
  expect(handshake.read(answer().subarray(1, 1 + BLOCK))).toEqual(Buffer.alloc(0));
  expect(handshake.encryption).toBeUndefined();
});

test('bytes may come in any pieces, and what follows the handshake is told apart', () => {
  const bytes = Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * BLOCK, 1), Buffer.from('rest')]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 4_000 }), (cut) => {
    const { handshake } = server();
    let rest: Buffer | undefined;
    let at = 0;
    for (; rest === undefined; at += cut) rest = handshake.read(bytes.subarray(at, at + cut));
    expect(Buffer.concat([rest, bytes.subarray(at)]).toString()).toBe('rest');
  }));
});

/** Both places in which a digest may be, with that of the public key. */
const SCHEMES = [
  { digest: (block: Buffer) => sum(block, 8) % 728 + 12, key: (block: Buffer) => sum(block, 1532) % 632 + 772 },
  { digest: (block: Buffer) => sum(block, 772) % 728 + 776, key: (block: Buffer) => sum(block, 768) % 632 + 8 },
];
const COMMON = Buffer.from('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae', 'hex');

describe.each(SCHEMES)('a client that proves itself', (scheme) => {
  test('gets a proof in the same place, and a signature of its own', () => {
    const client = clientBlock(scheme);
    const { handshake, answer } = server();
    handshake.read(Buffer.concat([Buffer.from([3]), client]));
    const [own, signed] = [answer().subarray(1, 1 + BLOCK), answer().subarray(1 + BLOCK)];
    expect(own.subarray(4, 7)).toEqual(Buffer.from([3, 5, 3]));
    const at = scheme.digest(own);
    expect(own.subarray(at, at + 32)).toEqual(hmac(Buffer.from('Genuine Adobe Flash Media Server 001'), withoutDigest(own, at)));
    const key = hmac(Buffer.concat([Buffer.from('Genuine Adobe Flash Media Server 001'), COMMON]), client.subarray(scheme.digest(client), scheme.digest(client) + 32));
    expect(signed.subarray(BLOCK - 32)).toEqual(hmac(key, signed.subarray(0, BLOCK - 32)));
  });

  test('shares keys with the server where it encrypts', () => {
    const group = getDiffieHellman('modp2');
    const publicKey = padded(group.generateKeys());
    const client = clientBlock(scheme, publicKey);
    const { handshake, answer } = server();
    handshake.read(Buffer.concat([Buffer.from([6]), client]));
    const own = answer().subarray(1, 1 + BLOCK);
    const serverKey = own.subarray(scheme.key(own), scheme.key(own) + 128);
    const secret = padded(group.computeSecret(serverKey));
    const toServer = new Rc4(hmac(secret, serverKey).subarray(0, 16));
    toServer.apply(new Uint8Array(BLOCK));
    expect(answer()[0]).toBe(6);
    expect(Buffer.from(handshake.encryption!.incoming.apply(toServer.apply(Buffer.from('hello')))).toString()).toBe('hello');
  });
});

test.each([
  ['another version', Buffer.concat([Buffer.from([7]), Buffer.alloc(BLOCK)])],
  ['a request of HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
  ['encryption without a proof', Buffer.concat([Buffer.from([6]), Buffer.alloc(BLOCK, 9)])],
  ['encryption with a public key that is none', Buffer.concat([Buffer.from([6]), clientBlock(SCHEMES[0], Buffer.alloc(128))])],
])('%s is a violation', (_what, bytes) => {
  expect(() => server().handshake.read(bytes)).toThrow(ProtocolViolation);
});

function clientBlock(scheme: typeof SCHEMES[number], publicKey?: Buffer): Buffer {
  const block = randomBytes(BLOCK);
  block.set([9, 0, 124, 2], 4);
  if (publicKey !== undefined) block.set(publicKey, scheme.key(block));
  const at = scheme.digest(block);
  block.set(hmac(Buffer.from('Genuine Adobe Flash Player 001'), withoutDigest(block, at)), at);
  return block;
}

function withoutDigest(block: Buffer, at: number): Buffer {
  return Buffer.concat([block.subarray(0, at), block.subarray(at + 32)]);
}

function sum(block: Buffer, at: number): number {
  return block[at] + block[at + 1] + block[at + 2] + block[at + 3];
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function padded(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(128 - number.length), number]);
}
