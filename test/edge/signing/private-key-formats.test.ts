import { execFileSync } from 'child_process';
import { createPrivateKey, createSign, JsonWebKey } from 'crypto';
import { ecdsa, rsa } from './keys';
import { dotnetXml, javaDer } from '../../../src/edge';

const { privateKey } = rsa();

test('for .NET: the eight parts of the key in its order, in Base64 [PRV-079] [SIG-103]', () => {
  const xml = dotnetXml(privateKey);
  const parts = [...xml.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map(([, name, value]) => [name, value]);
  expect(xml).toMatch(/^<RSAKeyValue>\n[^]*<\/RSAKeyValue>\n$/);
  expect(parts.map(([name]) => name)).toEqual(['Modulus', 'Exponent', 'P', 'Q', 'DP', 'DQ', 'InverseQ', 'D']);
  const [n, e, p, q, dp, dq, qi, d] = parts.map(([, value]) => Buffer.from(value, 'base64').toString('base64url'));
  const key = createPrivateKey({ key: { kty: 'RSA', n, e, p, q, dp, dq, qi, d } as JsonWebKey, format: 'jwk' });
  expect([parts[1][1], key.equals(createPrivateKey(privateKey))]).toEqual(['AQAB', true]);
});

test('for Java: what OpenSSL makes of it, and it signs as the key in PEM does [PRV-080]', () => {
  const der = javaDer(privateKey);
  expect(der).toEqual(execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-inform', 'PEM', '-outform', 'DER'], { input: privateKey }));
  const signature = (key: Parameters<ReturnType<typeof createSign>['sign']>[0]) => createSign('SHA1').update('policy').sign(key);
  expect(signature(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))).toEqual(signature(privateKey));
});

test.each([['a public key', rsa().publicKey], ['an ECDSA key', ecdsa().privateKey], ['a text', 'key']])('%s is no private key that these formats are for', (_what, pem) => {
  for (const convert of [dotnetXml, javaDer]) expect(() => convert(pem)).toThrow('the private key is not an RSA key in PEM form that can be read without a passphrase');
});
