import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** A certificate with its private key, both in PEM. */
export interface CertificateAndKey {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a self-signed certificate for the time that the local edge runs.
 *
 * @param names host names, which may begin with `*.`, and IP addresses
 */
export async function selfSignedCertificate(names: readonly string[]): Promise<CertificateAndKey> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'cloudfront-edge' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...new Set(names)].map((name) => isIP(name) ? { type: 7, ip: name } : { type: 2, value: name }) },
    ],
  });
  return { cert, key };
}
