import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import { CertificateAndKey } from '../../../src/local/tls/certificate';

/** What a certificate of a test says. */
export interface CertificateOptions {
  /** Who has signed it. @default - it has signed itself */
  readonly by?: CertificateAndKey;
  /** Whether it may sign others. @default false */
  readonly isAuthority?: boolean;
  readonly from?: Date;
  readonly until?: Date;
  /** @default - it is for clients */
  readonly isForServers?: boolean;
}

/** Makes the certificate of a client or of an authority. */
export async function certificateOf(commonName: string, options: CertificateOptions = {}): Promise<CertificateAndKey> {
  const { by, isAuthority = false, from, until, isForServers = false } = options;
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }, { name: 'organizationName', value: 'Example; Inc.' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: by,
    notBeforeDate: from,
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: isAuthority, critical: true },
      ...isAuthority ? [{ name: 'keyUsage' as const, keyCertSign: true }] : [{ name: 'extKeyUsage' as const, clientAuth: !isForServers, serverAuth: isForServers }],
    ],
  });
  return { cert, key };
}

/** Authorities of which each, but for the first, is signed by the one before. */
export async function authorities(count: number): Promise<CertificateAndKey[]> {
  const made: CertificateAndKey[] = [];
  for (let i = 0; i < count; i++) made.push(await certificateOf(`Authority ${i}`, { by: made.at(-1), isAuthority: true }));
  return made;
}

/** The certificate as node reads it. */
export function read({ cert }: CertificateAndKey): X509Certificate {
  return new X509Certificate(cert);
}
