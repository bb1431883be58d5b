import { createPrivateKey, KeyObject } from 'crypto';
import { UnusableSigning } from './signer';

/** The parts of an RSA key as .NET has them in XML, in its order, with the names that JSON Web Keys have for them (RFC 7518, 6.3) [SIG-103]. */
const PARTS = { Modulus: 'n', Exponent: 'e', P: 'p', Q: 'q', DP: 'dp', DQ: 'dq', InverseQ: 'qi', D: 'd' } as const;

/** A private key in the XML that .NET reads: `RSAKeyValue`. @throws UnusableSigning for what is no RSA key in PEM */
export function dotnetXml(pem: string): string {
  const parts = rsaKey(pem).export({ format: 'jwk' });
  const elements = Object.entries(PARTS).map(([name, part]) => `  <${name}>${Buffer.from(parts[part]!, 'base64url').toString('base64')}</${name}>\n`);
  return `<RSAKeyValue>\n${elements.join('')}</RSAKeyValue>\n`;
}

/** A private key as Java reads it: PKCS #8 in DER, unencrypted [PRV-080]. @throws UnusableSigning for what is no RSA key in PEM */
export function javaDer(pem: string): Buffer {
  return rsaKey(pem).export({ type: 'pkcs8', format: 'der' });
}

function rsaKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // what cannot be read is no such key either
  }
  throw new UnusableSigning('the private key is not an RSA key in PEM form that can be read without a passphrase');
}
