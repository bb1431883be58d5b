import { Rc4 } from '../../../src/streaming/protocol/rc4';

test.each([['Key', 'Plaintext', 'bbf316e8d940af0ad3'], ['Wiki', 'pedia', '1021bf0420'], ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5']])('under %s, %s is encrypted, at once or byte by byte', (key, text, encrypted) => {
  expect(Buffer.from(new Rc4(Buffer.from(key)).apply(Buffer.from(text))).toString('hex')).toBe(encrypted);
  const cipher = new Rc4(Buffer.from(key));
  expect(Buffer.concat([...text].map((character) => cipher.apply(Buffer.from(character)))).toString('hex')).toBe(encrypted);
});
