import { AcmCertificate, allDistributions, AnyDistribution, Application, at, isKnown, knownItems, Location, s3HostName, Value, ViewerCertificate, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { repetitions, withinQuota } from './values';

const LABEL = '[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const DNS_NAME = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+${LABEL}$`);
/** What a bucket is called that viewers reach by its name. */
const PUBLIC_NAME = /^www\.([a-z0-9-]+\.)+[a-z]{2,}$/;
const LONGEST_NAME = 253;

/** What makes an alias no alternate domain name. The first that applies is reported. */
const NOT_AN_ALIAS: readonly { readonly looks: RegExp; readonly says: string; readonly fix: string }[] = [
  { looks: /:\/\//, says: 'an alternate domain name has no scheme', fix: 'remove the scheme' },
  { looks: /[:/]/, says: 'an alternate domain name has neither port nor path', fix: 'give the host name alone' },
  { looks: /\.$/, says: 'an alternate domain name does not end with a dot', fix: 'remove the trailing dot' },
];

/** Whether an alias is a DNS name, with or without a wildcard, as alternate domain names are. */
function isDomainName(alias: string): boolean {
  return DNS_NAME.test(alias) && alias.length <= LONGEST_NAME;
}

const OF_AWS = /(^|\.)(cloudfront\.net|amazonaws\.com)$/i;

/** Whether an alias is one that the user can have a DNS record for. */
export function isOwn(alias: string): boolean {
  return isDomainName(alias) && !OF_AWS.test(alias);
}

/** Known aliases of a distribution with their places in the list. */
export function aliasesOf({ aliases }: AnyDistribution): { readonly alias: string; readonly index: number }[] {
  return isKnown(aliases) ? aliases.flatMap((alias, index) => (isKnown(alias) && !alias.includes('{{') ? [{ alias, index }] : [])) : [];
}

function listOfAliases(site: AnyDistribution): string {
  return site.stated.Aliases === undefined && site.stated.CNAMEs !== undefined ? 'CNAMEs' : 'Aliases';
}

/** Where an alias stands. */
export function placeOfAlias(site: AnyDistribution, index: number) {
  return at(site, `${listOfAliases(site)}[${index}]`);
}

/** Whether a name of a certificate is good for an alias: the same, or with a wildcard in the place of its first label. */
export function certifies(name: string, alias: string): boolean {
  const [wanted, given] = [alias.toLowerCase(), name.toLowerCase()];
  return wanted === given || (given.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === given.slice(1));
}

/** The names of a certificate, unless one of them is not known. */
export function namesOf({ domainName, subjectAlternativeNames }: AcmCertificate): string[] | undefined {
  if (!isKnown(domainName) || !isKnown(subjectAlternativeNames) || !subjectAlternativeNames.every(isKnown)) return undefined;
  return [domainName, ...knownItems(subjectAlternativeNames)];
}

/** Whether a distribution states that it has no certificate of its own. */
function hasNoCertificate(certificate: ViewerCertificate | undefined, stated: unknown): boolean {
  if (certificate === undefined) return stated === undefined || stated === null;
  return certificate.acmCertificateArn === undefined && certificate.iamCertificateId === undefined;
}

function* withoutCertificate(site: WebDistribution): Iterable<Violation> {
  const { aliases } = site;
  const some: Value<boolean> = isKnown(aliases) ? aliases.length > 0 : aliases;
  if (some === true && site.connectionMode !== 'tenant-only' && hasNoCertificate(site.viewerCertificate, site.stated.ViewerCertificate)) {
    yield { at: at(site, listOfAliases(site)), got: aliases, fix: 'add a certificate in us-east-1 that covers them, as ViewerCertificate.AcmCertificateArn' };
  }
}

const CERTIFICATE = { spec: ['WEB-172', 'DST-127', 'TLS-031'], says: 'alternate domain names need a certificate of their own', check: withoutCertificate };

const anyDistribution: readonly Rule<AnyDistribution>[] = [
  {
    id: 'alias-syntax',
    level: 'error',
    spec: ['WEB-162', 'RTM-077'],
    apiError: 'InvalidArgument',
    says: 'an alternate domain name is a DNS name',
    *check(site) {
      for (const { alias, index } of aliasesOf(site)) {
        const problem = NOT_AN_ALIAS.find(({ looks }) => looks.test(alias));
        if (problem !== undefined) yield { at: placeOfAlias(site, index), got: alias, says: problem.says, fix: problem.fix };
        else if (!alias.includes('*') && !isDomainName(alias)) yield { at: placeOfAlias(site, index), got: alias, fix: 'give a host name such as www.example.com' };
      }
    },
  },
  {
    id: 'alias-wildcard',
    level: 'error',
    spec: ['DST-116', 'DST-117', 'DST-118', 'RTM-162'],
    apiError: 'InvalidArgument',
    says: 'a wildcard in an alternate domain name stands for its whole first label: *.example.com',
    *check(site) {
      for (const { alias, index } of aliasesOf(site)) {
        if (alias.includes('*') && !DNS_NAME.test(alias) && !NOT_AN_ALIAS.some(({ looks }) => looks.test(alias))) {
          yield { at: placeOfAlias(site, index), got: alias, limit: '*. followed by a domain name', fix: 'use * for the whole first label, and nowhere else' };
        }
      }
    },
  },
  {
    id: 'alias-of-aws',
    level: 'error',
    spec: ['DST-129'],
    apiError: 'InvalidArgument',
    says: 'an alternate domain name is one whose DNS records you may change',
    *check(site) {
      for (const { alias, index } of aliasesOf(site)) {
        if (OF_AWS.test(alias)) yield { at: placeOfAlias(site, index), got: alias, says: 'the domain belongs to AWS', fix: 'give a name of your own domain' };
      }
    },
  },
  {
    id: 'alias-repeated',
    level: 'error',
    spec: ['WEB-162'],
    apiError: 'InvalidArgument',
    says: 'an alternate domain name is listed once',
    *check(site) {
      const aliases = aliasesOf(site);
      for (const { index, item } of repetitions(aliases.map(({ alias }) => alias.toLowerCase()))) yield { at: placeOfAlias(site, aliases[index].index), got: item, fix: 'keep one of them' };
    },
  },
  {
    id: 'alias-quota',
    level: 'warning',
    spec: ['WEB-167', 'DST-128', 'DTD-116'],
    apiError: 'TooManyDistributionCNAMEs',
    says: 'the number of alternate domain names is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, listOfAliases(site), isKnown(site.aliases) ? site.aliases.length : 0, quotas, 'aliasesPerDistribution'),
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  ...anyDistribution,
  { ...CERTIFICATE, id: 'alias-certificate', level: 'error', editions: ['current'], apiError: 'InvalidViewerCertificate' },
  { ...CERTIFICATE, id: 'alias-certificate-https', level: 'warning', editions: ['2014-10-21'] },
  {
    id: 'alias-certificate-names',
    level: 'error',
    spec: ['DTD-168', 'TLS-053', 'TLS-067'],
    apiError: 'InvalidViewerCertificate',
    editions: ['current'],
    says: 'the certificate covers every alternate domain name, by itself or by a wildcard for one label',
    *check(site) {
      const certificate = site.viewerCertificate?.acmCertificate;
      const names = certificate === undefined ? undefined : namesOf(certificate);
      if (names === undefined) return;
      for (const { alias, index } of aliasesOf(site)) {
        if (!names.some((name) => certifies(name, alias))) yield { at: placeOfAlias(site, index), got: alias, limit: names.join(', '), fix: 'add the name to the certificate' };
      }
    },
  },
  {
    id: 'alias-of-bucket',
    level: 'warning',
    spec: ['DST-148'],
    says: 'a bucket that is named as viewers name it has that name as an alternate domain name too',
    *check({ aliases, origins }) {
      if (!isKnown(aliases) || !aliases.every(isKnown)) return;
      for (const origin of origins) {
        const bucket = isKnown(origin.domainName) ? s3HostName(origin.domainName)?.bucket : undefined;
        if (bucket === undefined || !PUBLIC_NAME.test(bucket) || knownItems(aliases).some((alias) => certifies(alias, bucket))) continue;
        yield { at: at(origin, 'DomainName'), got: origin.domainName, says: `viewers who use ${bucket} do not reach the distribution`, fix: `add the alias ${bucket}, with a certificate that covers it` };
      }
    },
  },
];

/** The known aliases of all distributions, each with the place where it stands. */
function aliasesOfAll(app: Application): { readonly site: AnyDistribution; readonly alias: string; readonly place: Location }[] {
  return allDistributions(app).flatMap((site) => aliasesOf(site).map(({ alias, index }) => ({ site, alias, place: placeOfAlias(site, index) })));
}

/** Aliases of one distribution that a wildcard of another one stands for too. */
function* overlapping(app: Application): Iterable<Violation> {
  const all = aliasesOfAll(app);
  for (const { site, alias, place } of all.filter((one) => one.alias.startsWith('*.'))) {
    const other = all.find((one) => one.site !== site && !one.alias.startsWith('*.') && certifies(alias, one.alias));
    if (other !== undefined) {
      yield { at: place, got: alias, says: `requests for ${other.alias} go to ${other.site.location.logicalId}, not to this distribution`, fix: 'put both names on one distribution' };
    }
  }
}

const OVERLAP = { spec: ['DST-122'], says: 'a wildcard and a name that it stands for belong to one distribution', check: overlapping };

const application: readonly Rule<Subjects['application']>[] = [
  { ...OVERLAP, id: 'alias-overlap', level: 'warning', editions: ['current'] },
  { ...OVERLAP, id: 'alias-overlap-refused', level: 'error', editions: ['2014-10-21'], apiError: 'CNAMEAlreadyExists' },
  {
    id: 'alias-taken',
    level: 'error',
    spec: ['DST-124', 'DTD-169', 'RTM-078'],
    apiError: 'CNAMEAlreadyExists',
    says: 'an alternate domain name belongs to one distribution only',
    *check(app) {
      const all = aliasesOfAll(app);
      for (const { index, first } of repetitions(all.map(({ alias }) => alias.toLowerCase()))) {
        const [{ site, alias, place }, { site: owner }] = [all[index], all[first]];
        if (owner !== site) yield { at: place, got: alias, fix: `remove it here, or from ${owner.location.logicalId} of ${owner.location.template}` };
      }
    },
  },
];

/** Rules about alternate domain names. */
export const aliasRules: RuleSet = { distribution, streamingDistribution: anyDistribution, application };
