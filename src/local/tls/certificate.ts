import { generateKeyPair } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';

/** A certificate with its private key, both in PEM. */
export interface CertificateAndKey {
  readonly cert: string;
  readonly key: string;
}

/** The kind of a certificate's key: `rsa` has 2,048 bits, `ec` the curve P-256. */
export type KeyKind = 'rsa' | 'ec';

/**
 * Makes a self-signed certificate for the time that the local edge runs.
 *
 * @param names host names, which may begin with `*.`, and IP addresses
 */
export async function selfSignedCertificate(names: readonly string[], kind: KeyKind = 'ec'): Promise<CertificateAndKey> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'cloudfront-edge' }], {
    keyType: kind,
    keyPair: kind === 'rsa' ? await rsaKeyPair() : undefined,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: kind === 'rsa' },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...new Set(names)].map((name) => isIP(name) ? { type: 7, ip: name } : { type: 2, value: name }) },
    ],
  });
  return { cert, key };
}

let madeKeyPair: Promise<{ readonly publicKey: string; readonly privateKey: string }> | undefined;

/** An RSA key takes long to make, so that all certificates of this process have the same. */
function rsaKeyPair(): NonNullable<typeof madeKeyPair> {
  madeKeyPair ??= promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return madeKeyPair;
}
