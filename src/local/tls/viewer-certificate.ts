import { constants, X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TlsOptions, TLSSocket } from 'node:tls';
import { DISTRUST, distrust } from './certificate-chain';
import type { AskedCertificate } from './encrypted-server';
import { ViewerMtls } from '../../config';

/** What is added to the terms of a distribution that asks viewers for certificates. */
export interface CertificateTerms {
  readonly settings: TlsOptions;
  readonly refusal: NonNullable<AskedCertificate['refusal']>;
}

/**
 * Asks viewers for certificates as a distribution's configuration says; a mode that is not known counts as `required`.
 *
 * @param bundle  the certificates of the trust store in PEM; without any, no certificate is trusted
 * @param now     tells the time, in milliseconds since the epoch
 */
export function certificateTerms({ mode, advertisesCaNames, ignoresExpiry }: ViewerMtls, bundle: string, now: () => number): CertificateTerms {
  // A resumed session would bring a certificate without the others of its chain, and one that was refused.
  const asks: TlsOptions = { requestCert: true, rejectUnauthorized: false, secureOptions: constants.SSL_OP_NO_TICKET };
  if (mode === 'passthrough') return { settings: asks, refusal: () => undefined };
  const authorities = certificatesIn(bundle);
  const advertises = advertisesCaNames === true && authorities.length > 0;
  const isOptional = mode === 'optional';
  return {
    // Node tells viewers the names of all authorities that its library is to trust; where it must not tell them, the library trusts none, and only `refusal` decides.
    settings: advertises ? { ...asks, ca: bundle, allowPartialTrustChain: true, rejectUnauthorized: !isOptional && ignoresExpiry !== true } : asks,
    refusal: (shown) => {
      if (shown.length === 0) return isOptional ? undefined : DISTRUST.ClientCertMissing;
      return distrust(shown, { authorities, now: now(), ignoresExpiry: ignoresExpiry === true });
    },
  };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of a text in PEM; what cannot be read is left out. */
export function certificatesIn(bundle: string): X509Certificate[] {
  return (bundle.match(CERTIFICATE) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });
}

/** The certificate that a viewer has shown, and behind it those that have signed one another, as far as they are known; empty for none. */
export function viewerCertificates(socket: Pick<TLSSocket, 'getPeerCertificate'>): X509Certificate[] {
  const certificates: X509Certificate[] = [];
  let shown: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (shown?.raw !== undefined) {
    certificates.push(new X509Certificate(shown.raw));
    const issuer: DetailedPeerCertificate | undefined = shown.issuerCertificate;
    shown = issuer === shown ? undefined : issuer;
  }
  return certificates;
}
