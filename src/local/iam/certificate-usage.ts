import { X509Certificate } from 'node:crypto';
import { AccountLimits, ServerCertificates } from './server-certificates';
import { AnyDistribution, isKnown, knownOr, WebDistribution } from '../../config';

/** A certificate of the account's own that distributions show, or could show. */
export interface CertificateUsage {
  /** The id of a server certificate of IAM, or the ARN of one of ACM. */
  readonly certificate: string;
  /** Of one that was uploaded here. */
  readonly name?: string;
  readonly path?: string;
  /** Such as `RSA 2048`. */
  readonly key?: string;
  readonly expiration?: string;
  /** The ids of the distributions that have it for dedicated IP addresses, and for SNI. */
  readonly dedicatedIp: readonly string[];
  readonly sni: readonly string[];
  /** What its account should do about its end, before it and after it; absent while that is far. */
  readonly warning?: string;
  readonly error?: string;
}

/** Days before its end from which a certificate is reported [TLS-054]. */
const DAYS_OF_NOTICE = 30;

const DAY = 24 * 60 * 60 * 1000;

/** The certificates of an account, and which distributions have them. */
export function certificateUsage(distributions: readonly WebDistribution[], certificates: ServerCertificates, now: number): CertificateUsage[] {
  const stored = certificates.list();
  const names = new Set([...distributions.flatMap((site) => ownCertificate(site) ?? []), ...stored.map(({ id }) => id)]);
  return [...names].map((certificate) => {
    const users = distributions.filter((site) => ownCertificate(site) === certificate);
    const found = stored.find(({ id }) => id === certificate);
    const about = found && { name: found.name, path: found.path, key: keyOf(new X509Certificate(found.body)), expiration: found.expiration };
    return {
      certificate,
      ...about,
      dedicatedIp: users.filter(hasDedicatedIp).map(({ id }) => id),
      sni: users.filter((site) => !hasDedicatedIp(site)).map(({ id }) => id),
      ...found && aboutEnd(Date.parse(found.expiration), now),
    };
  });
}

/** The ids of the distributions that have a certificate. */
export function certificateUsers(distributions: readonly AnyDistribution[], certificate: string): string[] {
  return [...new Set(distributions.flatMap((site) => ('origins' in site && ownCertificate(site) === certificate ? [site.id] : [])))];
}

/** How many certificates have dedicated IP addresses: the same one at several distributions counts once [TLS-060]. */
export function dedicatedIpCertificates(distributions: readonly WebDistribution[]): number {
  return new Set(distributions.filter(hasDedicatedIp).flatMap((site) => ownCertificate(site) ?? [])).size;
}

/** Why an account cannot have so many certificates with dedicated IP addresses; undefined where it can. */
export function dedicatedIpObstacle(distributions: readonly WebDistribution[], { dedicatedIpCertificates: allowed }: AccountLimits): string | undefined {
  const count = dedicatedIpCertificates(distributions);
  if (count <= allowed) return undefined;
  return allowed === 0
    ? 'the account has no permission for dedicated IP addresses: ask AWS for it, or use sni-only'
    : `the account would have ${count} certificates with dedicated IP addresses, of ${allowed} that it may have: ask AWS for more, or use sni-only`;
}

/** The certificate of its own that a distribution names; undefined for CloudFront's. */
function ownCertificate({ viewerCertificate }: WebDistribution): string | undefined {
  return [viewerCertificate?.iamCertificateId, viewerCertificate?.acmCertificateArn].find((name): name is string => isKnown(name) && name !== '');
}

function hasDedicatedIp({ viewerCertificate }: WebDistribution): boolean {
  return knownOr(viewerCertificate?.sslSupportMethod, '') === 'vip';
}

function keyOf({ publicKey: { asymmetricKeyType, asymmetricKeyDetails: details } }: X509Certificate): string {
  return `${asymmetricKeyType?.toUpperCase()} ${details?.modulusLength ?? details?.namedCurve ?? ''}`.trim();
}

function aboutEnd(end: number, now: number): Pick<CertificateUsage, 'warning' | 'error'> {
  const days = Math.ceil((end - now) / DAY);
  if (days > DAYS_OF_NOTICE) return {};
  const [date, advice] = [new Date(end).toISOString().slice(0, 10), 'upload a renewed one, and give it to its distributions'];
  return days <= 0 ? { error: `it expired on ${date}: ${advice}` } : { warning: `it expires on ${date}, in ${days} days: ${advice}` };
}
