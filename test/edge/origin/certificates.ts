import { generate } from 'selfsigned';
import { CertificateAndKey } from '../../../src/local/tls/certificate';

interface CertificateOptions {
  /** @default - the first of the names */
  readonly commonName?: string;
  /** Who has signed it. @default - it is its own authority */
  readonly by?: CertificateAndKey;
  readonly notBeforeDate?: Date;
  readonly notAfterDate?: Date;
  readonly keyType?: 'ec' | 'rsa';
}

/** A certificate of a server. Without names it has no Subject Alternative Names at all. */
export async function certificateFor(names: readonly string[], { commonName = names[0], by, ...options }: CertificateOptions = {}): Promise<CertificateAndKey> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: by,
    extensions: names.length === 0 ? [{ name: 'basicConstraints', cA: false }] : [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
    ...options,
  });
  return { cert, key };
}
