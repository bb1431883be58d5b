import { createPublicKey } from 'crypto';
import * as fc from 'fast-check';
import { decryptedMessage } from './decrypted-message';
import { Recipient } from '../../../src/edge/field-level-encryption/encrypted-message';
import { EncryptedForm, encryptedForm } from '../../../src/edge/field-level-encryption/form-body';
import { rsa } from '../signing/keys';

const { publicKey, privateKey } = rsa(2048);
const recipient: Recipient = { publicKey: createPublicKey(publicKey), providerId: 'DEMO', keyName: 'KEY' };
const form = (text: string, secret: string | undefined = 'card') => encryptedForm(Buffer.from(text), (field) => (field === secret ? recipient : undefined));

/** The fields as the origin reads them, with those of this name decrypted. */
function read(encrypted: EncryptedForm, secret = 'card'): [string, string][] {
  if ('status' in encrypted) throw new Error(encrypted.status);
  return [...new URLSearchParams(encrypted.body.toString())].map(([name, value]) => [name, name === secret ? decryptedMessage(Buffer.from(value, 'base64'), privateKey).plain.toString() : value]);
}

test('the value of a field is replaced by an encrypted one, all else stays as it is written', () => {
  const encrypted = form('name=a+b&card=4111%201111+2%C3%A9&x=%2f&empty&card=2') as { readonly body: Buffer; readonly fields: number };
  expect(encrypted.fields).toBe(2);
  expect(encrypted.body.toString().replace(/card=[\w%]+/g, 'card=…')).toBe('name=a+b&card=…&x=%2f&empty&card=…');
  expect(read(encrypted)).toEqual([['name', 'a b'], ['card', '4111 1111 2é'], ['x', '/'], ['empty', ''], ['card', '2']]);
});

test('the name of a field may be encoded, and a field without value is encrypted, too', () => {
  expect(read(form('c%61rd=1&card'))).toEqual([['card', '1'], ['card', '']]);
});

test.each([
  ['', { body: Buffer.alloc(0), fields: 0 }],
  ['a=1&b=%zz', { status: 'MalformedInputClientError' }],
  ['a=1&%4=2', { status: 'MalformedInputClientError' }],
  ['card=%', { status: 'MalformedInputClientError' }],
])('of the body "%s" becomes %j [DTD-187]', (text, expected) => {
  expect(form(text)).toEqual(expected);
});

test('a body has 10 fields at most, and an encrypted one 16,384 bytes [DTD-187]', () => {
  const fields = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=1`).join('&');
  expect([form(fields(10)), form(fields(11))]).toEqual([expect.objectContaining({ fields: 0 }), { status: 'FieldNumberLimitClientError' }]);
  const long = (bytes: number) => `card=${'%41'.repeat(bytes)}`;
  expect([form(long(16_384)), form(long(16_385))]).toEqual([expect.objectContaining({ fields: 1 }), { status: 'FieldLengthLimitClientError' }]);
  expect(form(long(16_385), 'other')).toMatchObject({ fields: 0 });
});

test('what a browser sends is what the origin reads', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 9 }), (fields) => {
    const sent = [...fields, ['card', 'secret']] as [string, string][];
    expect(read(form(new URLSearchParams(sent).toString()))).toEqual([...new URLSearchParams(new URLSearchParams(sent).toString())]);
  }), { numRuns: 20 });
});
