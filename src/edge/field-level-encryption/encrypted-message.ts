import { constants, createCipheriv, hkdfSync, KeyObject, publicEncrypt, randomBytes } from 'crypto';

/** For whom a value is encrypted. */
export interface Recipient {
  readonly publicKey: KeyObject;
  /** The name of the provider, by which the origin tells keys apart. */
  readonly providerId: string;
  /** The name of the public key. */
  readonly keyName: string;
}

/** AES-256 in GCM, with a key that HKDF makes by SHA-256, without signature. */
const ALGORITHM = Buffer.from([0x01, 0x78]);

const IV_LENGTH = 12;
const FRAME_LENGTH = 4096;
const FRAMED = 2;
const FIRST_FRAME = 1;
const END_OF_FRAMES = 0xffffffff;
const FRAME = 'AWSKMSEncryptionClient Frame';
const FINAL_FRAME = 'AWSKMSEncryptionClient Final Frame';

/**
 * Encrypts bytes in the format of the AWS Encryption SDK, version 1: a data key of its own encrypts them, and the recipient's public key encrypts that one
 * (RSA with OAEP, by SHA-256), as `JceMasterKey` of the SDK for Java reads it.
 */
export function encryptedMessage(plain: Uint8Array, { publicKey, providerId, keyName }: Recipient): Buffer {
  const [dataKey, messageId] = [randomBytes(32), randomBytes(16)];
  const encryptedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, dataKey);
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', Buffer.concat([ALGORITHM, messageId]), 32));
  const header = Buffer.concat([
    Buffer.from([0x01, 0x80]), ALGORITHM, messageId,
    number(2, 0), // no encryption context
    number(2, 1), measured(Buffer.from(providerId)), measured(Buffer.from(keyName)), measured(encryptedKey),
    Buffer.from([FRAMED]), number(4, 0), Buffer.from([IV_LENGTH]), number(4, FRAME_LENGTH),
  ]);
  const authentication = sealed(key, Buffer.alloc(IV_LENGTH), header, Buffer.alloc(0));
  return Buffer.concat([header, Buffer.alloc(IV_LENGTH), authentication.tag, ...frames(key, messageId, plain)]);
}

/** The last frame may be shorter than the others, and empty. */
function frames(key: Buffer, messageId: Buffer, plain: Uint8Array): Buffer[] {
  const all: Buffer[] = [];
  const last = Math.floor(plain.length / FRAME_LENGTH);
  for (let i = 0; i <= last; i++) {
    const content = plain.subarray(i * FRAME_LENGTH, (i + 1) * FRAME_LENGTH);
    const sequence = number(4, FIRST_FRAME + i);
    const iv = number(IV_LENGTH, FIRST_FRAME + i);
    const { text, tag } = sealed(key, iv, Buffer.concat([messageId, Buffer.from(i === last ? FINAL_FRAME : FRAME), sequence, number(8, content.length)]), content);
    all.push(...i === last ? [number(4, END_OF_FRAMES), sequence, iv, number(4, content.length)] : [sequence, iv], text, tag);
  }
  return all;
}

function sealed(key: Buffer, iv: Buffer, authenticated: Buffer, plain: Uint8Array): { readonly text: Buffer; readonly tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(authenticated);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { text, tag: cipher.getAuthTag() };
}

function measured(bytes: Buffer): Buffer {
  return Buffer.concat([number(2, bytes.length), bytes]);
}

/** A number as bytes, the most significant first. */
function number(length: number, value: number): Buffer {
  const bytes = Buffer.alloc(Math.max(length, 4));
  bytes.writeUInt32BE(value, bytes.length - 4);
  return bytes.subarray(bytes.length - length);
}
