import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { Encryption } from '../../../src/local/tls/encrypted-server';

/** An encryption that shows one certificate to everybody. */
export function showing(certificate: CertificateAndKey): Encryption {
  const terms = Promise.resolve({ settings: certificate });
  return { termsFor: () => terms };
}
