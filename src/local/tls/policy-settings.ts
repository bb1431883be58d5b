import type * as tls from 'node:tls';
import { KEY_EXCHANGE_GROUPS, POST_QUANTUM_GROUPS, securityPolicy } from '../../config';

/** How node is told to keep to a security policy of CloudFront. What its TLS library does not know is left out: SSLv3, RC4-MD5, DES-CBC3-SHA. */
export function policySettings(name: string): tls.SecureContextOptions {
  const { oldestProtocol, ciphers, signatureSchemes } = securityPolicy(name);
  const minVersion = oldestProtocol === 'SSLv3' ? 'TLSv1' : oldestProtocol;
  // OpenSSL speaks the two oldest versions, and takes SHA-1, at its lowest security level alone.
  const level = minVersion === 'TLSv1' || minVersion === 'TLSv1.1' ? ['@SECLEVEL=0'] : [];
  return {
    minVersion,
    maxVersion: 'TLSv1.3',
    ciphers: [...ciphers, ...level].join(':'),
    honorCipherOrder: true,
    sigalgs: signatureSchemes.join(':'),
    ecdhCurve: [...KEY_EXCHANGE_GROUPS, ...hasPostQuantumGroups() ? POST_QUANTUM_GROUPS : []].join(':'),
  };
}

/** Whether node's TLS library knows the groups that withstand quantum computers, which came with OpenSSL 3.5. */
export function hasPostQuantumGroups(opensslVersion: string = process.versions.openssl): boolean {
  const [major, minor] = opensslVersion.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 5);
}
