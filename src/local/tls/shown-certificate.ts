import { AcmCertificate, isKnown, knownItems, Value, WebDistribution } from '../../config';
import { localHostNamesOf } from '../host-names';
import { KeyKind } from './certificate';

/** Names by which a person reaches the local edge, whatever runs on it. */
export const NAMES_OF_THIS_MACHINE: readonly string[] = ['localhost', '*.localhost', '127.0.0.1', '::1'];

/** What a viewer asks a distribution for. */
export interface Asked {
  /** The distribution's name that the viewer gives; undefined for a viewer that gives none, or another one. */
  readonly host: string | undefined;
  /** Whether the viewer gives a name at all: has SNI. */
  readonly hasServerName: boolean;
}

/**
 * Which certificate a distribution shows: its `custom` one, or that of `cloudfront` for `*.cloudfront.net`.
 * With `none`, CloudFront drops the connection.
 *
 * A name decides before the address does [TLS-035]; the port of a distribution stands for its addresses.
 */
export function shownCertificate(site: WebDistribution, { host, hasServerName }: Asked): 'custom' | 'cloudfront' | 'none' {
  if (!hasCustomCertificate(site)) return 'cloudfront';
  if (host !== undefined) return host.toLowerCase() === site.domainName.toLowerCase() ? 'cloudfront' : 'custom';
  const method = site.viewerCertificate?.sslSupportMethod;
  if (method === 'vip' || method === 'static-ip') return 'custom';
  return hasServerName || method !== 'sni-only' ? 'cloudfront' : 'none';
}

/** Whether a distribution has a certificate of its own, from ACM or IAM. */
export function hasCustomCertificate({ viewerCertificate: certificate }: WebDistribution): boolean {
  return certificate !== undefined && [certificate.acmCertificateArn, certificate.iamCertificateId].some((value) => value !== undefined && value !== '');
}

/** The names in the local copy of a distribution's own certificate: those of the certificate where the templates have it, else the aliases. */
export function customNames(site: WebDistribution): string[] {
  const certificate = site.viewerCertificate?.acmCertificate;
  const stated = certificate === undefined ? [] : namesOf(certificate);
  return [...stated.length > 0 ? stated : knownItems(site.aliases), ...localHostNamesOf(site), ...NAMES_OF_THIS_MACHINE];
}

function namesOf({ domainName, subjectAlternativeNames }: AcmCertificate): string[] {
  const names: readonly (Value<string> | undefined)[] = [domainName, ...isKnown(subjectAlternativeNames) ? subjectAlternativeNames : []];
  return names.filter((name): name is string => isKnown(name));
}

/** The kind of key of a distribution's own certificate. */
export function customKeyKind({ viewerCertificate }: WebDistribution): KeyKind {
  const algorithm = viewerCertificate?.acmCertificate?.keyAlgorithm;
  return isKnown(algorithm) && algorithm.startsWith('EC_') ? 'ec' : 'rsa';
}
