import type { Edition } from '.';

/** The keys that a certificate for viewers can have. */
export interface CertificateKeys {
  /** Sizes of RSA keys, in bits. */
  readonly rsaBits: readonly number[];
  /** Curves of elliptic keys, by OpenSSL's names. */
  readonly curves: readonly string[];
  /** What private keys in PEM format are headed. */
  readonly privateKeyLabels: readonly string[];
}

export const CERTIFICATE_KEYS: { readonly [edition in Edition]: CertificateKeys } = {
  '2014-10-21': { rsaBits: [512, 1024, 1536, 2048], curves: [], privateKeyLabels: ['RSA PRIVATE KEY'] },
  'current': { rsaBits: [1024, 2048, 3072, 4096], curves: ['prime256v1'], privateKeyLabels: ['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY'] },
};
