import { checkServerIdentity, PeerCertificate, SecureVersion } from 'tls';
import { isKnown, knownItems, knownOr, Origin } from '../../config';

/** Whose signatures on certificates of HTTPS origins are believed. */
export interface OriginTrust {
  /** Certificates of authorities, in PEM, one after the other. */
  readonly authorities: string;
}

/** What CloudFront offers to an origin, in its order; TLS 1.3 has suites of its own [OTD-035]. */
const CIPHERS: readonly string[] = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES256-SHA384', 'ECDHE-ECDSA-AES256-SHA', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES256-SHA', 'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES128-SHA', 'AES256-SHA', 'AES128-SHA', 'DES-CBC3-SHA', 'RC4-MD5',
];

const CURVES = 'prime256v1:secp384r1:X25519';

/** Versions, oldest first, by the names that OriginSSLProtocols has. SSLv3 is one that no library of today speaks. */
const VERSIONS: readonly (readonly [string, SecureVersion])[] = [['SSLv3', 'TLSv1'], ['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2']];

/**
 * How TLS is spoken to an origin. Without trust, every certificate is taken: a server of this machine may stand for the origin.
 *
 * @param own the edge's own certificate and private key, in PEM, for an origin that asks for them
 */
export function originTls(origin: Origin, trust: OriginTrust | undefined, own: string | undefined) {
  const names = knownItems(origin.custom?.sslProtocols);
  const oldest = VERSIONS.find(([name]) => names.includes(name))?.[1] ?? 'TLSv1.2';
  // OpenSSL speaks the two oldest versions at its lowest security level alone.
  const level = oldest === 'TLSv1' || oldest === 'TLSv1.1' ? ':@SECLEVEL=0' : '';
  return {
    timeout: knownOr(origin.connectionTimeout, 10) * 1000,
    ciphers: `${CIPHERS.join(':')}${level}`,
    ecdhCurve: CURVES,
    minVersion: oldest,
    rejectUnauthorized: trust !== undefined,
    // A session that is resumed shows no certificates, and so would stand for a chain that was refused.
    maxCachedSessions: trust === undefined ? undefined : 0,
    ca: trust?.authorities,
    cert: own,
    key: own,
    ...(origin.overrides?.sni === undefined ? {} : { servername: origin.overrides.sni }),
    checkServerIdentity: (host: string, certificate: PeerCertificate) => identityError(host, origin, certificate),
  };
}

/** A certificate has to be for the Host that is sent, or for the origin's domain name [OTD-033]. */
function identityError(host: string, { domainName, overrides }: Origin, certificate: PeerCertificate): Error | undefined {
  const names = [host, domainName, ...overrides?.allowedCertificateNames ?? []];
  return names.some((name) => isKnown(name) && isFor(name, certificate)) ? undefined : checkServerIdentity(host, certificate);
}

/** The common name counts beside the alternative names; node looks at it only where there are none [TLS-025]. */
function isFor(name: string, certificate: PeerCertificate): boolean {
  return [certificate, { ...certificate, subjectaltname: undefined }].some((names) => checkServerIdentity(name, names) === undefined);
}
