import type { X509Certificate } from 'crypto';
import type { CloudFrontHeaderValue } from './cloudfront-headers';
import type { ViewerCertificate, ViewerRequest } from './message';

/** Headers in which an origin gets the certificate itself, to check it (RFC 9440). */
const PASSED_ON: ReadonlySet<string> = new Set(['client-cert', 'client-cert-chain']);

/** Headers about the certificate of a viewer, for distributions that ask for it [DTD-257]. */
export const VIEWER_CERTIFICATE_HEADERS: { readonly [name: string]: CloudFrontHeaderValue } = {
  'CloudFront-Viewer-Cert-Serial-Number': ofCertificate(({ serialNumber }) => serialNumber.toLowerCase().match(/../g)?.join(':')),
  'CloudFront-Viewer-Cert-Issuer': ofCertificate(({ issuer }) => distinguishedName(issuer)),
  'CloudFront-Viewer-Cert-Subject': ofCertificate(({ subject }) => distinguishedName(subject)),
  'CloudFront-Viewer-Cert-Present': (request) => {
    const shown = shownIn(request);
    return shown && (shown.chain.length > 0 ? '1' : '0');
  },
  'CloudFront-Viewer-Cert-Sha256': ofCertificate(({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase()),
  'CloudFront-Viewer-Cert-Validity': ofCertificate(({ validFrom, validTo }) => `NotBefore=${isoSecond(validFrom)};NotAfter=${isoSecond(validTo)}`),
  'CloudFront-Viewer-Cert-Pem': ofCertificate((certificate, { isPassedThrough }) => (isPassedThrough ? undefined : encodeURIComponent(String(certificate)))),
  'Client-Cert': ofCertificate((certificate, { isPassedThrough }) => (isPassedThrough ? byteSequence(certificate) : undefined)),
  'Client-Cert-Chain': ofCertificate((_certificate, { isPassedThrough, chain: [, ...others] }) => (
    isPassedThrough && others.length > 0 ? others.map(byteSequence).join(', ') : undefined
  )),
};

/** Whether a viewer's own header is dropped, since only CloudFront may say what is in it [DTD-256]. */
export function isForged(lowerName: string, request: ViewerRequest): boolean {
  return PASSED_ON.has(lowerName) && shownIn(request)?.isPassedThrough === true;
}

function shownIn({ tls }: ViewerRequest): ViewerCertificate | undefined {
  return tls?.()?.viewerCertificate;
}

function ofCertificate(value: (certificate: X509Certificate, shown: ViewerCertificate) => string | undefined): CloudFrontHeaderValue {
  return (request) => {
    const shown = shownIn(request);
    return shown === undefined || shown.chain.length === 0 ? undefined : value(shown.chain[0], shown);
  };
}

/** A name as RFC 2253 writes it, from the last part to the first; node has a line for each part, in the order of the certificate. */
function distinguishedName(lines: string): string {
  return lines.replaceAll(' + ', '+').split('\n').reverse().join(',');
}

function isoSecond(date: string): string {
  return new Date(date).toISOString().replace('.000', '');
}

function byteSequence({ raw }: X509Certificate): string {
  return `:${raw.toString('base64')}:`;
}
