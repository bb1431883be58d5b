import type { X509Certificate } from 'node:crypto';
import { LONGEST_CERTIFICATE_CHAIN } from '../../config';

/** Whom to trust, and when. */
export interface Trust {
  /** The certificates of authorities: roots, and intermediate ones. */
  readonly authorities: readonly X509Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether certificates count that have expired. */
  readonly ignoresExpiry: boolean;
}

/** Why the certificate of a viewer is not trusted, in words, by the code that connection logs have for it [DTD-263]. */
export const DISTRUST = {
  ClientCertMissing: 'it has shown no certificate',
  ClientCertUntrusted: 'no authority of the trust store has signed its certificate',
  ClientCertMaxChainDepthExceeded: `its chain has more than ${LONGEST_CERTIFICATE_CHAIN} certificates`,
  ClientCertInvalid: 'a certificate that is no authority\'s has signed another one',
  ClientCertNotYetValid: 'its certificate is not valid yet',
  ClientCertExpired: 'its certificate has expired',
  ClientCertIntentInvalid: 'its certificate is not for clients',
} as const;

/** The purpose that the certificate of a client has, where it says what it is for (RFC 5280, 4.2.1.12). */
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';

/**
 * Why the certificate of a viewer is not trusted; undefined for one that is.
 *
 * @param sent the viewer's certificate, and behind it those that it has sent to show who signed it, each signed by the next
 */
export function distrust(sent: readonly X509Certificate[], trust: Trust): string | undefined {
  const chain = chainTo(sent, trust.authorities);
  if (chain === undefined) return DISTRUST.ClientCertUntrusted;
  if (chain.length > LONGEST_CERTIFICATE_CHAIN) return DISTRUST.ClientCertMaxChainDepthExceeded;
  if (chain.slice(1).some(({ ca }) => !ca)) return DISTRUST.ClientCertInvalid;
  if (chain.some(({ validFrom }) => trust.now < Date.parse(validFrom))) return DISTRUST.ClientCertNotYetValid;
  if (!trust.ignoresExpiry && chain.some(({ validTo }) => trust.now > Date.parse(validTo))) return DISTRUST.ClientCertExpired;
  const purposes = chain[0].keyUsage as readonly string[] | undefined;
  return purposes === undefined || purposes.includes(CLIENT_AUTHENTICATION) ? undefined : DISTRUST.ClientCertIntentInvalid;
}

/** The certificates from the viewer's to that of the first trusted authority; undefined where they lead to none. */
function chainTo([certificate, ...others]: readonly X509Certificate[], authorities: readonly X509Certificate[]): readonly X509Certificate[] | undefined {
  const authority = authorities.find((candidate) => hasSigned(candidate, certificate));
  if (authority !== undefined) return [certificate, authority];
  if (others.length === 0 || !hasSigned(others[0], certificate)) return undefined;
  const rest = chainTo(others, authorities);
  return rest && [certificate, ...rest];
}

function hasSigned(authority: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}
