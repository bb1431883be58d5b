import { assert, property, uint8Array } from 'fast-check';
import { fromUrlSafeBase64, urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';

test.each([['fbfffe', '-~~-'], ['00', 'AA__'], ['', '']])('the bytes %s are written as %s [SIG-051]', (hex, text) => {
  expect(urlSafeBase64(Buffer.from(hex, 'hex'))).toBe(text);
});

test('what was written is read again, with its padding or without [SIG-052] [SIG-121]', () => {
  assert(property(uint8Array({ minLength: 1 }), (bytes) => {
    const text = urlSafeBase64(bytes);
    expect(text).toMatch(/^[A-Za-z0-9~-]+_{0,2}$/);
    for (const form of [text, text.replace(/_+$/, '')]) expect(fromUrlSafeBase64(form)).toEqual(Buffer.from(bytes));
  }));
});

test.each(['', 'AA%3D', 'AA==', 'a+b', 'a/b', 'AA___', '_', 'AAAAA', 'A A'])('%j is not read [SIG-121]', (text) => {
  expect(fromUrlSafeBase64(text)).toBeUndefined();
});
