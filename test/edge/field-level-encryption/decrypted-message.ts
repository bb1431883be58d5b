import { constants, createDecipheriv, hkdfSync, privateDecrypt } from 'crypto';

/** A message of the AWS Encryption SDK as its recipient reads it. */
export interface DecryptedMessage {
  readonly plain: Buffer;
  readonly providerId: string;
  readonly keyName: string;
}

/** Reads a message in version 1 of the format, with frames, for one recipient who has an RSA key. @throws for what was not encrypted for the key */
export function decryptedMessage(message: Buffer, privateKey: string): DecryptedMessage {
  let at = 0;
  const take = (length: number) => message.subarray(at, at += length);
  const number = (length: number) => take(length).readUIntBE(0, length);
  expect(take(2)).toEqual(Buffer.from([0x01, 0x80]));
  const algorithm = take(2);
  const messageId = take(16);
  expect([algorithm.toString('hex'), number(2), number(2)]).toEqual(['0178', 0, 1]);
  const [providerId, keyName] = [take(number(2)).toString(), take(number(2)).toString()];
  const dataKey = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, take(number(2)));
  expect([number(1), number(4), number(1)]).toEqual([2, 0, 12]);
  const frameLength = number(4);
  const header = message.subarray(0, at);
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', Buffer.concat([algorithm, messageId]), 32));
  const open = (iv: Buffer, authenticated: Buffer, content: Buffer, tag: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(authenticated).setAuthTag(tag);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  };
  open(take(12), header, Buffer.alloc(0), take(16));
  const frames: Buffer[] = [];
  for (let isLast = false; !isLast;) {
    isLast = message.readUInt32BE(at) === 0xffffffff;
    if (isLast) take(4);
    const [sequence, iv] = [take(4), take(12)];
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(isLast ? number(4) : frameLength));
    const content = take(Number(length.readBigUInt64BE()));
    const kind = Buffer.from(`AWSKMSEncryptionClient ${isLast ? 'Final Frame' : 'Frame'}`);
    frames.push(open(iv, Buffer.concat([messageId, kind, sequence, length]), content, take(16)));
  }
  expect(at).toBe(message.length);
  return { plain: Buffer.concat(frames), providerId, keyName };
}
