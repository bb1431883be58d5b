import { createHmac } from 'crypto';

/** Bytes of each of the two large blocks of a handshake. */
export const BLOCK_LENGTH = 1536;

const DIGEST_LENGTH = 32;
/** Bytes of a public key of Diffie-Hellman, and of the secret that comes of it. */
export const KEY_LENGTH = 128;

/** What both of Adobe's keys end with. */
const COMMON = Buffer.from('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae', 'hex');
const PLAYER = Buffer.from('Genuine Adobe Flash Player 001');
const SERVER = Buffer.from('Genuine Adobe Flash Media Server 001');

/** Where a block has its digest and its public key: four of its bytes say it, within a part of the block. */
interface Scheme {
  readonly digest: Place;
  readonly key: Place;
}

interface Place {
  /** The position of the four bytes. */
  readonly at: number;
  readonly modulus: number;
  readonly from: number;
}

const SCHEMES: readonly Scheme[] = [
  { digest: { at: 8, modulus: 728, from: 12 }, key: { at: 1532, modulus: 632, from: 772 } },
  { digest: { at: 772, modulus: 728, from: 776 }, key: { at: 768, modulus: 632, from: 8 } },
];

/** What a client's block proves, where it has a digest. */
export interface ClientDigest {
  readonly scheme: Scheme;
  readonly digest: Buffer;
  /** The client's public key, for encryption. */
  readonly publicKey: Buffer;
}

/** Looks for the digest of a client in its block; undefined for a client that makes none. */
export function clientDigest(block: Buffer): ClientDigest | undefined {
  for (const scheme of SCHEMES) {
    const at = positionIn(block, scheme.digest);
    const digest = block.subarray(at, at + DIGEST_LENGTH);
    if (digest.equals(digestOf(block, at, PLAYER))) {
      const key = positionIn(block, scheme.key);
      return { scheme, digest, publicKey: block.subarray(key, key + KEY_LENGTH) };
    }
  }
  return undefined;
}

/** Writes a server's public key, where there is one, and its digest into its block. */
export function writeServerDigest(block: Buffer, scheme: Scheme, publicKey?: Buffer): void {
  if (publicKey !== undefined) block.set(publicKey, positionIn(block, scheme.key));
  const at = positionIn(block, scheme.digest);
  block.set(digestOf(block, at, SERVER), at);
}

/** Signs a server's answer to the digest of a client, in the last bytes of the answer. */
export function signAnswer(block: Buffer, { digest }: ClientDigest): void {
  const key = hmac(Buffer.concat([SERVER, COMMON]), digest);
  const end = BLOCK_LENGTH - DIGEST_LENGTH;
  block.set(hmac(key, block.subarray(0, end)), end);
}

function digestOf(block: Buffer, at: number, key: Buffer): Buffer {
  return hmac(key, Buffer.concat([block.subarray(0, at), block.subarray(at + DIGEST_LENGTH)]));
}

function positionIn(block: Buffer, { at, modulus, from }: Place): number {
  return (block[at] + block[at + 1] + block[at + 2] + block[at + 3]) % modulus + from;
}

/** HMAC with SHA-256. */
export function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
