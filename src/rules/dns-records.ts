import { allDistributions, AnyDistribution, Application, Bucket, DnsRecord, isKnown, knownItems, originDomainNames, s3HostName, Value, WebDistribution } from '../config';
import { aliasesOf, isOwn, placeOfAlias } from './aliases';
import { isPrivate } from './bucket-grants';
import { policyOf, redirects } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { inARow } from './wording';

/** Record types that lead a viewer to a host. */
const LEADS_TO_A_HOST: readonly Value<string>[] = ['A', 'AAAA', 'CNAME', 'HTTPS'];

/** Whether a record is of a name; Route 53 shows the asterisk of a wildcard as `\052`. */
function isOf({ name }: DnsRecord, alias: string): boolean {
  return isKnown(name) && name.toLowerCase().replace(/^\\052/, '*') === alias.toLowerCase();
}

/** Whether a record answers for a name, by itself or by a wildcard in the place of the first label. */
function answersFor(record: DnsRecord, alias: string): boolean {
  return isOf(record, alias) || isOf(record, alias.replace(/^[^.]+/, '*'));
}

/** The names that a record is known to lead to. */
function targetsOf({ aliasTarget, values }: DnsRecord): string[] {
  return [...knownItems(values), ...(isKnown(aliasTarget) ? [aliasTarget] : [])].map((name) => name.toLowerCase());
}

/** The bucket of the application to which a record leads viewers: the one that its target names, or for S3's host name of all websites, that of its own name. */
function bucketOf(record: DnsRecord, { buckets }: Application): Bucket | undefined {
  if (!isKnown(record.type) || !LEADS_TO_A_HOST.includes(record.type)) return undefined;
  const names = targetsOf(record).map((target) => (/^s3-website[.-]/.test(target) ? record.name : s3HostName(target)?.bucket));
  return buckets.find(({ name }) => names.includes(name));
}

/** Whether a record leads to a bucket of its own name: S3 answers for such a name alone. */
function isBucketOf(record: DnsRecord, target: string): boolean {
  const bucket = s3HostName(target)?.bucket;
  return bucket !== undefined && isOf(record, bucket);
}

/** Whether two records are known to be of one hosted zone. */
function areOfOneZone(one: DnsRecord, other: DnsRecord): boolean {
  const zone = ({ zoneId, zoneName }: DnsRecord) => zoneId ?? zoneName;
  return isKnown(zone(one)) && zone(one) === zone(other);
}

/** Domain names of the origins that a distribution has. */
function originNames(site: AnyDistribution): string[] {
  return originDomainNames(site).map((name) => name.toLowerCase());
}

/** A record of an alternate domain name that leads to origins of its distribution. */
interface RecordToOrigins {
  readonly site: AnyDistribution;
  readonly record: DnsRecord;
  readonly origins: readonly string[];
}

function recordsToOrigins(app: Application): RecordToOrigins[] {
  return allDistributions(app).flatMap((site) => {
    const names = originNames(site);
    const records = aliasesOf(site).flatMap(({ alias }) => app.dnsRecords.filter((record) => isOf(record, alias)));
    return records.map((record) => ({ site, record, origins: targetsOf(record).filter((target) => names.includes(target)) }));
  });
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'alias-record-missing',
    level: 'warning',
    spec: ['WEB-165', 'WEB-166', 'DST-101', 'DST-129', 'REQ-061'],
    says: 'viewers reach a distribution by an alternate domain name only through a DNS record',
    *check(app) {
      const records = app.dnsRecords.filter(({ type }) => !isKnown(type) || LEADS_TO_A_HOST.includes(type));
      if (records.some(({ name }) => !isKnown(name))) return;
      for (const site of allDistributions(app)) {
        const missing = aliasesOf(site).filter(({ alias }) => isOwn(alias) && !records.some((record) => answersFor(record, alias)));
        if (missing.length === 0) continue;
        const says = `no DNS record of the application leads ${inARow(missing.map(({ alias }) => alias))} to the distribution`;
        const fix = 'have the owner of the domain make a CNAME record, or an alias record of Route 53, for the distribution\'s domain name';
        yield { at: placeOfAlias(site, missing[0].index), says, fix };
      }
    },
  },
  {
    id: 'alias-record-target',
    level: 'error',
    spec: ['DST-136'],
    says: 'the DNS record of an alternate domain name leads to the distribution, not to its origin',
    *check(app) {
      for (const { site, record, origins } of recordsToOrigins(app)) {
        const origin = origins.find((target) => !isBucketOf(record, target));
        if (origin !== undefined) yield { at: record.location, got: record.name, says: `the record leads to the origin ${origin}`, fix: `let it lead to the domain name of ${site.location.logicalId}` };
      }
    },
  },
  {
    id: 'alias-record-bucket',
    level: 'warning',
    spec: ['DST-136', 'DST-147'],
    says: 'the DNS record of an alternate domain name leads to the distribution once that is tested',
    *check(app) {
      for (const { site, record, origins } of recordsToOrigins(app)) {
        const origin = origins.find((target) => isBucketOf(record, target));
        if (origin !== undefined) yield { at: record.location, got: record.name, says: `the record still leads to the bucket ${origin}`, fix: `test ${site.location.logicalId} by its own domain name, then let the record lead there; keep the bucket public for 72 hours after that` };
      }
    },
  },
  {
    id: 'bucket-record-alias',
    level: 'warning',
    spec: ['ORG-076'],
    says: 'a name by which viewers use a bucket becomes an alternate domain name of its distribution before its DNS record is changed',
    *check(app) {
      for (const record of app.dnsRecords) {
        const { name } = record;
        const bucket = bucketOf(record, app);
        const sites = allDistributions(app).filter((site) => originNames(site).some((origin) => bucket !== undefined && s3HostName(origin)?.bucket === bucket.name));
        if (!isKnown(name) || sites.length === 0 || !allDistributions(app).every(({ aliases }) => isKnown(aliases) && aliases.every(isKnown))) continue;
        if (allDistributions(app).some((site) => aliasesOf(site).some(({ alias }) => isOf(record, alias) || isOf(record, alias.replace(/^\*/, name.split('.')[0]))))) continue;
        const site = sites[0].location.logicalId;
        yield { at: record.location, got: name, says: `the record leads to ${bucket!.location.logicalId}, an origin of ${site}, which has no such alias`, fix: `add the alias ${name} to ${site}, with a certificate that covers it, before the record is changed` };
      }
    },
  },
  {
    id: 'bucket-record-private',
    level: 'warning',
    spec: ['ORG-082', 'DST-149'],
    says: 'a bucket to which a DNS record leads viewers has public objects, until 72 hours after the record is changed',
    *check(app) {
      for (const record of app.dnsRecords) {
        const bucket = bucketOf(record, app);
        if (bucket === undefined || redirects(bucket) || !isPrivate(bucket, policyOf(bucket, app))) continue;
        const { logicalId } = bucket.location;
        yield {
          at: record.location,
          got: record.name,
          says: `the record leads viewers to ${logicalId}, whose objects are not public`,
          fix: `let everybody read ${logicalId}, or let the record lead to the distribution, and keep the bucket public for 72 hours after that`,
        };
      }
    },
  },
  {
    id: 'alias-record-duplicate',
    level: 'error',
    spec: ['IAM-026'],
    says: 'a name has one CNAME record in its hosted zone: one that is there is changed, not supplemented',
    *check(app) {
      const aliases = allDistributions(app).flatMap((site) => aliasesOf(site)).map(({ alias }) => alias);
      // Records with a SetIdentifier share a name on purpose, as by weight.
      const records = app.dnsRecords.filter((record) => record.type === 'CNAME' && record.stated.SetIdentifier === undefined && aliases.some((alias) => isOf(record, alias)));
      for (const [i, record] of records.entries()) {
        const first = records.slice(0, i).find((other) => isKnown(other.name) && isOf(record, other.name) && areOfOneZone(record, other));
        if (first !== undefined) yield { at: record.location, got: record.name, says: `${first.location.logicalId} has a CNAME record of this name already`, fix: 'keep the one that leads to the distribution' };
      }
    },
  },
  {
    id: 'alias-record-apex',
    level: 'warning',
    spec: ['DST-125', 'DST-126'],
    says: 'the name of a hosted zone itself cannot have a CNAME record',
    *check(app) {
      const aliases = allDistributions(app).flatMap((site) => aliasesOf(site)).map(({ alias }) => alias.toLowerCase());
      for (const { location, name, type, zoneName } of app.dnsRecords) {
        if (type !== 'CNAME' || !isKnown(name) || !isKnown(zoneName) || name.toLowerCase() !== zoneName.toLowerCase() || !aliases.includes(name.toLowerCase())) continue;
        yield { at: location, got: name, fix: 'use an alias record of type A, and one of type AAAA for IPv6, with the distribution as AliasTarget' };
      }
    },
  },
];

const distribution: readonly Rule<WebDistribution>[] = [
  {
    id: 'alias-record-ipv6',
    level: 'info',
    spec: ['DTD-042'],
    editions: ['current'],
    says: 'viewers with IPv6 find a distribution by an AAAA record beside the A record',
    *check(site, { application: { dnsRecords } }) {
      if (site.ipv6 !== true) return;
      for (const { alias } of aliasesOf(site)) {
        const records = dnsRecords.filter((record) => isOf(record, alias));
        const first = records.find(({ type, aliasTarget }) => type === 'A' && aliasTarget !== undefined);
        if (first === undefined || records.some(({ type }) => !isKnown(type) || type === 'AAAA')) continue;
        yield { at: first.location, got: first.name, says: `${site.location.logicalId} has IPv6, and ${alias} no AAAA record`, fix: 'add an alias record of type AAAA with the same target' };
      }
    },
  },
];

/** Rules about the DNS records of alternate domain names. */
export const dnsRecordRules: RuleSet = { distribution, application };
