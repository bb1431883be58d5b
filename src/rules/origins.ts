import { at, exceeds, isKnown, LIMITS, Origin, s3HostName, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { isBucket, isBucketWebsite } from './target-origin';
import { repetitions, required, withinQuota } from './values';

const IP_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*\]?)$/i;
const TEMPLATED = /\{\{/;

/** The domain name of an origin, unless it is unknown, an address, or filled in at deployment. */
function hostOf({ domainName }: Origin): string | undefined {
  return isKnown(domainName) && domainName !== '' && !TEMPLATED.test(domainName) && !IP_ADDRESS.test(domainName) ? domainName : undefined;
}

/** What makes a domain name more than a host name, and what to do about it. The first that applies is reported. */
const NOT_A_HOST_NAME: readonly { readonly looks: RegExp; readonly says: string; readonly fix: string }[] = [
  { looks: /^[a-z][a-z0-9+.-]*:\/\//i, says: 'an origin is named without a scheme', fix: 'remove the scheme; the protocol is set by OriginProtocolPolicy' },
  { looks: /^[^/]*:/, says: 'an origin name cannot contain a colon', fix: 'give the port as HTTPPort or HTTPSPort' },
  { looks: /[/?#]/, says: 'an origin is named without a path', fix: 'give the path as OriginPath; a bucket is named BUCKET.s3.REGION.amazonaws.com' },
  { looks: /[^A-Za-z0-9._-]/, says: 'a host name has letters, digits, hyphens and dots only', fix: 'give the DNS name of the server or bucket' },
  { looks: /^\.|\.\.|\.$/, says: 'a host name has no empty label', fix: 'remove the dot' },
  { looks: /\.s3-accelerate(\.|$)/, says: 'CloudFront does not use S3 Transfer Acceleration', fix: 'give the bucket\'s regional name, BUCKET.s3.REGION.amazonaws.com' },
];

/** Ids that behaviors or groups may name; undefined when the template does not tell them all. */
function knownIds({ stated, origins, originGroups }: WebDistribution): string[] | undefined {
  const ids = [...origins, ...originGroups].map(({ id }) => id);
  const all = [stated.Origins, stated.OriginGroups, ...ids].every((value) => value === undefined || isKnown(value));
  return all ? ids.filter(isKnown) : undefined;
}

function targets({ defaultCacheBehavior, cacheBehaviors, originGroups }: WebDistribution): (Value<string> | undefined)[] {
  const behaviors = [defaultCacheBehavior, ...cacheBehaviors];
  return [...behaviors.map(({ targetOriginId }) => targetOriginId), ...originGroups.flatMap(({ members }) => members)];
}

function* each(origins: readonly Origin[], check: (origin: Origin) => Iterable<Violation>): Iterable<Violation> {
  for (const origin of origins) yield* check(origin);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-missing',
    level: 'error',
    spec: ['WEB-002', 'DST-023'],
    says: 'a distribution has at least one origin',
    *check(site) {
      if (site.origins.length === 0 && (site.stated.Origins === undefined || Array.isArray(site.stated.Origins)) && site.connectionMode !== 'tenant-only') {
        yield { at: at(site, 'Origins'), fix: 'add the bucket or server that holds the content' };
      }
    },
  },
  {
    id: 'origin-quota',
    level: 'warning',
    spec: ['WEB-001', 'WEB-021', 'DST-062'],
    apiError: 'TooManyOrigins',
    says: 'the number of origins is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, 'Origins', site.origins.length, quotas, 'originsPerDistribution'),
  },
  {
    id: 'behavior-quota',
    level: 'warning',
    spec: ['WEB-066'],
    apiError: 'TooManyCacheBehaviors',
    says: 'the number of cache behaviors is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, 'CacheBehaviors', site.cacheBehaviors.length, quotas, 'cacheBehaviorsPerDistribution'),
  },
  {
    id: 'target-origin-exists',
    level: 'error',
    spec: ['WEB-023', 'OTD-018'],
    apiError: 'NoSuchOrigin',
    says: 'a cache behavior leads to an origin or origin group of the same distribution',
    *check(site) {
      const ids = knownIds(site);
      if (ids === undefined) return;
      for (const behavior of [site.defaultCacheBehavior, ...site.cacheBehaviors]) {
        const { targetOriginId } = behavior;
        if (isKnown(targetOriginId) && !ids.includes(targetOriginId)) {
          yield { at: at(behavior, 'TargetOriginId'), got: targetOriginId, limit: ids.join(', '), fix: 'name one of the origins, or add the one that is missing' };
        }
      }
    },
  },
  {
    id: 'target-origin-missing',
    level: 'error',
    spec: ['WEB-063'],
    says: 'a cache behavior names the origin that it leads to',
    *check({ defaultCacheBehavior, cacheBehaviors, stated }) {
      if (stated.S3Origin !== undefined || stated.CustomOrigin !== undefined) return;
      for (const behavior of [defaultCacheBehavior, ...cacheBehaviors]) {
        if (Object.keys(behavior.stated).length > 0) yield* required(behavior, 'TargetOriginId', 'give the id of an origin');
      }
    },
  },
  {
    id: 'origin-id-missing',
    level: 'error',
    spec: ['WEB-034'],
    says: 'every origin has an id',
    *check({ origins, stated }) {
      for (const origin of Array.isArray(stated.Origins) ? origins.filter(({ location }) => location.path.includes('.Origins[')) : []) {
        yield* required(origin, 'Id', 'give it an id, by which cache behaviors name it');
      }
    },
  },
  {
    id: 'origin-id-unique',
    level: 'error',
    spec: ['WEB-033', 'OTD-018'],
    apiError: 'InvalidArgument',
    says: 'no two origins or origin groups of a distribution have the same id',
    *check({ origins, originGroups }) {
      const parts = [...origins, ...originGroups].filter(({ id }) => isKnown(id));
      for (const { index, item } of repetitions(parts.map(({ id }) => id))) {
        yield { at: at(parts[index], 'Id'), got: item, fix: 'give each origin an id of its own' };
      }
    },
  },
  {
    id: 'origin-domain-name',
    level: 'error',
    spec: ['WEB-026', 'DST-029', 'DST-035', 'OTD-005', 'OTD-006', 'OTD-015'],
    apiError: 'InvalidArgument',
    says: 'an origin is named by a host name alone',
    check: ({ origins }) => each(origins, function* (origin) {
      const host = hostOf(origin);
      const problem = host === undefined ? undefined : NOT_A_HOST_NAME.find(({ looks }) => looks.test(host));
      if (problem !== undefined) yield { at: at(origin, 'DomainName'), got: host, says: problem.says, fix: problem.fix };
    }),
  },
  {
    id: 'origin-domain-name-missing',
    level: 'error',
    spec: ['DST-034'],
    says: 'an origin is named by its DNS name',
    check: ({ origins }) => each(origins, function* (origin) {
      if (origin.location.path.includes('.Origins[')) yield* required(origin, 'DomainName', 'give the DNS name of the bucket or server');
    }),
  },
  {
    id: 'origin-ip-address',
    level: 'error',
    spec: ['WEB-028', 'DST-035', 'OTD-015'],
    apiError: 'InvalidArgument',
    says: 'an origin is named by a DNS name, not by an IP address',
    check: ({ origins }) => each(origins, function* (origin) {
      const { domainName } = origin;
      if (isKnown(domainName) && IP_ADDRESS.test(domainName)) yield { at: at(origin, 'DomainName'), got: domainName, fix: 'give the server a DNS name' };
    }),
  },
  {
    id: 's3-bucket-name',
    level: 'error',
    spec: ['WEB-004', 'DST-031', 'OTD-008'],
    apiError: 'InvalidArgument',
    says: 'the name of a bucket used as origin is a DNS name: lower-case letters, digits, hyphens and dots, 3 to 63 characters',
    check: ({ origins }) => each(origins, function* (origin) {
      const host = hostOf(origin);
      const bucket = host === undefined || !isBucket(origin) ? undefined : s3HostName(host)?.bucket;
      if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && !bucket.includes('.s3')) {
        yield { at: at(origin, 'DomainName'), got: host, fix: 'move the content to a bucket with a DNS-compatible name' };
      }
    }),
  },
  {
    id: 'origin-kind',
    level: 'error',
    spec: ['WEB-029', 'OTD-001'],
    apiError: 'InvalidOrigin',
    says: 'an origin has exactly one of S3OriginConfig, CustomOriginConfig and VpcOriginConfig',
    check: ({ origins }) => each(origins, function* (origin) {
      if (!origin.location.path.includes('.Origins[')) return;
      const written = ['S3OriginConfig', 'CustomOriginConfig', 'VpcOriginConfig'].filter((kind) => origin.stated[kind] !== undefined);
      if (written.length === 0) yield { at: origin.location, says: 'the origin has none of S3OriginConfig, CustomOriginConfig and VpcOriginConfig', fix: 'add the one for its kind' };
      if (written.length > 1 && written.every((kind) => isKnown(origin.stated[kind]))) {
        yield { at: origin.location, says: `the origin has ${written.join(' and ')}; one is allowed`, fix: 'keep the one for its kind' };
      }
    }),
  },
  {
    id: 'vpc-origin-edition',
    level: 'error',
    spec: ['WEB-029'],
    editions: ['2014-10-21'],
    says: 'an origin is a bucket or a public server',
    check: ({ origins }) => each(origins, function* (origin) {
      if (origin.vpc !== undefined) yield { at: at(origin, 'VpcOriginConfig'), fix: 'use CustomOriginConfig, or the current edition' };
    }),
  },
  {
    id: 's3-website-as-bucket',
    level: 'error',
    spec: ['WEB-029', 'DST-037', 'OTD-002'],
    apiError: 'InvalidArgument',
    says: 'the website endpoint of a bucket is a custom origin, without identity or access control',
    check: ({ origins }) => each(origins, function* (origin) {
      if (!isBucketWebsite(origin)) return;
      const fix = 'use the bucket\'s REST name, BUCKET.s3.REGION.amazonaws.com, or CustomOriginConfig with http-only';
      if (origin.s3 !== undefined) yield { at: at(origin, 'S3OriginConfig'), got: origin.domainName, says: 'the domain name does not refer to a bucket but to its website', fix };
      const { originAccessControlId } = origin;
      if (isKnown(originAccessControlId) && originAccessControlId !== '') yield { at: at(origin, 'OriginAccessControlId'), says: 'a website endpoint does not check signatures', fix };
    }),
  },
  {
    id: 's3-website-protocol',
    level: 'error',
    spec: ['WEB-049', 'TLS-017', 'OTD-012'],
    says: 'the website endpoint of a bucket speaks HTTP only',
    check: ({ origins }) => each(origins, function* (origin) {
      const got = isBucketWebsite(origin) ? origin.custom?.protocolPolicy : undefined;
      if (origin.custom !== undefined && isKnown(got) && got !== 'http-only') {
        yield { at: at(origin.custom, 'OriginProtocolPolicy'), got, limit: 'http-only', fix: 'use http-only' };
      }
    }),
  },
  {
    id: 'origin-access-identity-and-control',
    level: 'error',
    spec: ['OTD-124'],
    apiError: 'InvalidArgument',
    says: 'an origin has an access identity or an access control, not both',
    check: ({ origins }) => each(origins, function* ({ s3, originAccessControlId }) {
      if (s3 !== undefined && isKnown(originAccessControlId) && originAccessControlId !== '' && isKnown(s3.originAccessIdentity) && s3.originAccessIdentity !== '') {
        yield { at: at(s3, 'OriginAccessIdentity'), got: s3.originAccessIdentity, fix: 'leave OriginAccessIdentity empty and keep the access control' };
      }
    }),
  },
  {
    id: 'origin-access-identity-form',
    level: 'error',
    spec: ['WEB-038'],
    apiError: 'InvalidOriginAccessIdentity',
    says: 'an access identity is given as origin-access-identity/cloudfront/ID',
    check: ({ origins }) => each(origins, function* ({ s3 }) {
      const got = s3?.originAccessIdentity;
      if (s3 !== undefined && isKnown(got) && got !== '' && !/^origin-access-identity\/cloudfront\/\S+$/.test(got)) {
        yield { at: at(s3, 'OriginAccessIdentity'), got, limit: 'origin-access-identity/cloudfront/ID', fix: 'put origin-access-identity/cloudfront/ before the id' };
      }
    }),
  },
  {
    id: 'origin-path-form',
    level: 'error',
    spec: ['OTD-023'],
    apiError: 'InvalidArgument',
    says: 'an origin path is empty, or begins with a slash and does not end with one',
    check: ({ origins }) => each(origins, function* (origin) {
      const { path } = origin;
      if (isKnown(path) && path !== '' && !TEMPLATED.test(path) && !/^\/(.*[^/])?$/s.test(path) && path !== '/') yield { at: at(origin, 'OriginPath'), got: path, limit: '/path', fix: 'write it as /path' };
      if (path === '/') yield { at: at(origin, 'OriginPath'), got: path, limit: '/path', fix: 'leave it out' };
    }),
  },
  {
    id: 'origin-connection-attempts',
    level: 'error',
    spec: ['OTD-044'],
    says: 'CloudFront tries 1, 2 or 3 times to connect to an origin',
    check: ({ origins }) => each(origins, function* (origin) {
      if (isKnown(origin.connectionAttempts) && ![1, 2, 3].includes(origin.connectionAttempts)) {
        yield { at: at(origin, 'ConnectionAttempts'), got: origin.connectionAttempts, limit: '1, 2 or 3', fix: 'use 1, 2 or 3' };
      }
    }),
  },
  {
    id: 'origin-connection-timeout',
    level: 'error',
    spec: ['OTD-045'],
    says: 'a connection to an origin may take 1 to 10 seconds',
    check: ({ origins }) => each(origins, function* (origin) {
      if (exceeds(origin.connectionTimeout, 10) || exceeds(1, origin.connectionTimeout)) {
        yield { at: at(origin, 'ConnectionTimeout'), got: origin.connectionTimeout, limit: '1 to 10 seconds', fix: 'use 1 to 10' };
      }
    }),
  },
  {
    id: 'origin-custom-header-length',
    level: 'error',
    spec: ['OTD-115'],
    says: `the name of a custom header has at most ${LIMITS.customHeaderNameCharacters} characters, its value at most ${LIMITS.customHeaderValueCharacters}`,
    check: ({ origins }) => each(origins, function* ({ customHeaders }) {
      for (const header of customHeaders) {
        const limits = [['HeaderName', header.name, LIMITS.customHeaderNameCharacters], ['HeaderValue', header.value, LIMITS.customHeaderValueCharacters]] as const;
        for (const [property, value, limit] of limits) {
          if (isKnown(value) && value.length > limit) yield { at: at(header, property), limit: `${limit} characters`, got: value, fix: `shorten it from ${value.length} to ${limit} characters` };
        }
      }
    }),
  },
  {
    id: 'origin-custom-headers-total',
    level: 'error',
    spec: ['OTD-115'],
    says: `the names and values of an origin's custom headers have at most ${LIMITS.customHeadersCharacters} characters together`,
    check: ({ origins }) => each(origins, function* (origin) {
      const total = origin.customHeaders.flatMap(({ name, value }) => [name, value]).filter(isKnown).reduce((sum, text) => sum + text.length, 0);
      if (total > LIMITS.customHeadersCharacters) yield { at: at(origin, 'OriginCustomHeaders'), says: `they have ${total} characters together; allowed: ${LIMITS.customHeadersCharacters}`, fix: 'shorten or remove some' };
    }),
  },
  {
    id: 'origin-custom-header-unique',
    level: 'error',
    spec: ['OTD-113'],
    says: 'a custom header is added once, whatever its letters\' case',
    check: ({ origins }) => each(origins, function* ({ customHeaders }) {
      const named = customHeaders.filter(({ name }) => isKnown(name));
      for (const { index } of repetitions(named.map(({ name }) => String(name).toLowerCase()))) {
        yield { at: at(named[index], 'HeaderName'), got: named[index].name, fix: 'keep one of them' };
      }
    }),
  },
  {
    id: 'origin-unused',
    level: 'warning',
    spec: ['WEB-064'],
    says: 'every origin is the target of a cache behavior, or a member of an origin group',
    *check(site) {
      const used = targets(site);
      if (used.some((target) => target !== undefined && !isKnown(target)) || !(knownIds(site)?.length)) return;
      for (const origin of site.origins) {
        if (isKnown(origin.id) && !used.includes(origin.id)) yield { at: at(origin, 'Id'), got: origin.id, fix: 'add a cache behavior that leads to it, or remove it' };
      }
    },
  },
];

/** Rules about where a distribution gets its objects from. */
export const originRules: RuleSet = { distribution };
