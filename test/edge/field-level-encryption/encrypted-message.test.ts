import { createPublicKey } from 'crypto';
import * as fc from 'fast-check';
import { decryptedMessage } from './decrypted-message';
import { encryptedMessage } from '../../../src/edge/field-level-encryption/encrypted-message';
import { rsa } from '../signing/keys';

const { publicKey, privateKey } = rsa(2048);
const recipient = { publicKey: createPublicKey(publicKey), providerId: 'DEMO', keyName: 'DEMOKEY' };

test.each([0, 1, 4095, 4096, 4097, 8192, 16384])('%i bytes are read by who has the private key, in frames of 4,096', (length) => {
  const plain = Buffer.alloc(length, 'x');
  expect(decryptedMessage(encryptedMessage(plain, recipient), privateKey)).toEqual({ plain, providerId: 'DEMO', keyName: 'DEMOKEY' });
});

test('any bytes come out as they went in, each time under another key', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    const [first, second] = [encryptedMessage(bytes, recipient), encryptedMessage(bytes, recipient)];
    expect(first.equals(second)).toBe(false);
    expect([...decryptedMessage(first, privateKey).plain]).toEqual([...bytes]);
  }), { numRuns: 10 });
});

test('nobody else reads it, and nobody changes it', () => {
  const message = encryptedMessage(Buffer.from('4111 1111'), recipient);
  expect(() => decryptedMessage(message, rsa(2048).privateKey)).toThrow();
  const changed = Buffer.from(message);
  changed[message.length - 17] = message[message.length - 17] === 0 ? 1 : 0;
  expect(() => decryptedMessage(changed, privateKey)).toThrow(/unable to authenticate/);
});
