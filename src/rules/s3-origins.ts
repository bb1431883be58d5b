import { at, bucketOf, GLOBAL_S3_NAME_REGIONS, isKnown, knownItems, Origin, s3HostName, S3HostName } from '../config';
import { eachOrigin, isListed } from './each-origin';
import { hostOf } from './origin-host';
import { hasAccessControl } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { isBucket, isBucketWebsite } from './target-origin';

const BUCKET_NAME = /^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const LOOKS_LIKE_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const ACCESS_POINT_ALIAS = /(-s3alias|--ol-s3)$/;

/** The host name of a bucket's REST endpoint that is an origin, as `S3OriginConfig` wants it. */
function restName(origin: Origin): S3HostName | undefined {
  const host = isBucket(origin) ? hostOf(origin) : undefined;
  return host === undefined ? undefined : s3HostName(host);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 's3-origin-name',
    level: 'error',
    spec: ['DST-028', 'DST-030', 'ORG-014', 'ORG-017', 'ORG-018', 'ORG-022', 'ORG-041', 'PRV-012', 'OTD-007'],
    apiError: 'InvalidArgument',
    yieldsTo: ['origin-domain-name'],
    says: 'S3OriginConfig is for buckets, which are named BUCKET.s3.REGION.amazonaws.com',
    check: eachOrigin(function* (origin) {
      const host = hostOf(origin);
      if (origin.s3 !== undefined && isListed(origin) && host !== undefined && !/(^|\.)s3[.-]/i.test(host)) {
        yield {
          at: at(origin, 'DomainName'),
          got: host,
          says: 'the domain name does not refer to an S3 bucket',
          fix: 'give the bucket\'s own name, BUCKET.s3.REGION.amazonaws.com; for a server use CustomOriginConfig',
        };
      }
    }),
  },
  {
    id: 's3-bucket-name',
    level: 'error',
    spec: ['WEB-004', 'DST-031', 'ORG-006', 'OTD-008'],
    apiError: 'InvalidArgument',
    says: 'the name of a bucket used as origin is a DNS name: 3 to 63 lower-case letters, digits, hyphens and dots, and no IP address',
    check: eachOrigin(function* (origin) {
      const bucket = restName(origin)?.bucket;
      if (bucket === undefined || bucket.includes('.s3')) return;
      if (!BUCKET_NAME.test(bucket) || LOOKS_LIKE_ADDRESS.test(bucket)) yield { at: at(origin, 'DomainName'), got: origin.domainName, fix: 'move the content to a bucket with a DNS-compatible name' };
    }),
  },
  {
    id: 's3-bucket-name-dots',
    level: 'warning',
    spec: ['ORG-007'],
    says: 'the certificate of Amazon S3 covers bucket names without dots only, so HTTPS to this bucket can fail',
    check: eachOrigin(function* (origin) {
      const bucket = restName(origin)?.bucket;
      if (bucket?.includes('.') && BUCKET_NAME.test(bucket)) yield { at: at(origin, 'DomainName'), got: origin.domainName, fix: 'move the content to a bucket without dots in its name' };
    }),
  },
  {
    id: 's3-global-name',
    level: 'warning',
    spec: ['ORG-009', 'OTD-003'],
    editions: ['current'],
    yieldsTo: ['s3-bucket-name'],
    says: 'the global name of a new bucket is redirected for hours, and fails in regions opened after March 2019',
    check: eachOrigin(function* (origin) {
      const name = restName(origin);
      if (name !== undefined && name.region === undefined) yield { at: at(origin, 'DomainName'), got: origin.domainName, fix: `write ${name.bucket}.s3.REGION.amazonaws.com with the bucket's region` };
    }),
  },
  {
    id: 's3-global-name-region',
    level: 'error',
    spec: ['DST-151', 'ORG-009', 'ORG-010'],
    says: 'a bucket in a region opened after March 2019 is reached by its regional name only',
    check: eachOrigin(function* (origin, { application }) {
      const name = restName(origin);
      const region = bucketOf(origin, application)?.region;
      if (name === undefined || name.region !== undefined || !isKnown(region) || GLOBAL_S3_NAME_REGIONS.includes(region)) return;
      yield { at: at(origin, 'DomainName'), got: origin.domainName, says: `the bucket is in ${region}, where the global name never works`, fix: `write ${name.bucket}.s3.${region}.amazonaws.com` };
    }),
  },
  {
    id: 's3-external-name-region',
    level: 'error',
    spec: ['ORG-012'],
    says: 's3-external-1 names buckets in us-east-1 only',
    check: eachOrigin(function* (origin, { application }) {
      const region = bucketOf(origin, application)?.region;
      const host = hostOf(origin);
      if (host === undefined || !/\.s3-external-1\./i.test(host) || !isKnown(region) || region === 'us-east-1') return;
      yield { at: at(origin, 'DomainName'), got: host, says: `the bucket is in ${region}; s3-external-1 is for us-east-1`, fix: `write ${s3HostName(host)!.bucket}.s3.${region}.amazonaws.com` };
    }),
  },
  {
    id: 's3-region',
    level: 'warning',
    spec: ['ORG-088'],
    says: 'the region in a bucket\'s name is the one that the bucket is in',
    check: eachOrigin(function* (origin, { application }) {
      const host = hostOf(origin);
      const name = host === undefined || /\.s3-external-1\./i.test(host) ? undefined : s3HostName(host);
      const region = bucketOf(origin, application)?.region;
      if (name?.region === undefined || !isKnown(region) || name.region === region) return;
      yield { at: at(origin, 'DomainName'), got: host, says: `the bucket is in ${region}`, fix: `write ${region} in the place of ${name.region}, or refer to the bucket's RegionalDomainName` };
    }),
  },
  {
    id: 's3-access-point',
    level: 'error',
    spec: ['ORG-018', 'OTD-009'],
    says: 'an S3 access point is read through an origin access control',
    check: eachOrigin(function* (origin) {
      const bucket = restName(origin)?.bucket;
      if (bucket !== undefined && ACCESS_POINT_ALIAS.test(bucket) && hasAccessControl(origin) === false) {
        yield { at: at(origin, 'OriginAccessControlId'), says: `the name ${bucket} is the alias of an access point, which is read through an origin access control only`, fix: 'give the origin an access control of type s3' };
      }
    }),
  },
  {
    id: 's3-website-unused',
    level: 'warning',
    spec: ['ORG-026'],
    says: 'the website features of a bucket work at its website endpoint only',
    check: eachOrigin(function* (origin, { application }) {
      if (!isBucket(origin) || bucketOf(origin, application)?.websiteConfiguration === undefined) return;
      yield {
        at: at(origin, 'DomainName'),
        got: origin.domainName,
        says: 'the bucket is configured as a website, but its REST name has no index documents, error documents or redirects',
        fix: 'use the website endpoint with CustomOriginConfig, or remove the bucket\'s WebsiteConfiguration',
      };
    }),
  },
  {
    id: 's3-website-as-bucket',
    level: 'error',
    spec: ['WEB-029', 'DST-037', 'RPT-114', 'ORG-022', 'ORG-027', 'PRV-012', 'OTD-002', 'OTD-123'],
    apiError: 'InvalidArgument',
    says: 'the website endpoint of a bucket is a custom origin, without identity or access control',
    check: eachOrigin(function* (origin) {
      if (!isBucketWebsite(origin)) return;
      const fix = 'use the bucket\'s REST name, BUCKET.s3.REGION.amazonaws.com, or CustomOriginConfig with http-only';
      if (origin.s3 !== undefined) yield { at: at(origin, 'S3OriginConfig'), says: `the domain name ${String(origin.domainName)} does not refer to a bucket but to its website`, fix };
      if (hasAccessControl(origin)) yield { at: at(origin, 'OriginAccessControlId'), says: 'a website endpoint does not check signatures', fix };
    }),
  },
  {
    id: 's3-website-protocol',
    level: 'error',
    spec: ['WEB-049', 'TLS-017', 'ORG-034', 'OTD-012', 'REQ-045'],
    says: 'the website endpoint of a bucket speaks HTTP only',
    check: eachOrigin(function* (origin) {
      const got = isBucketWebsite(origin) ? origin.custom?.protocolPolicy : undefined;
      if (origin.custom !== undefined && isKnown(got) && got !== 'http-only') {
        yield { at: at(origin.custom, 'OriginProtocolPolicy'), got, limit: 'http-only', fix: 'use http-only' };
      }
    }),
  },
  {
    id: 's3-website-port',
    level: 'error',
    spec: ['ORG-034'],
    says: 'the website endpoint of a bucket listens on port 80 only',
    check: eachOrigin(function* (origin) {
      const got = isBucketWebsite(origin) ? origin.custom?.httpPort : undefined;
      if (origin.custom !== undefined && isKnown(got) && got !== 80) yield { at: at(origin.custom, 'HTTPPort'), got, limit: '80', fix: 'leave HTTPPort out' };
    }),
  },
  {
    id: 's3-rest-port',
    level: 'error',
    spec: ['WEB-057'],
    says: 'buckets listen on ports 80 and 443 only; ports are set for servers',
    check: eachOrigin(function* (origin) {
      const host = hostOf(origin);
      const name = host === undefined ? undefined : s3HostName(host);
      if (origin.custom === undefined || name === undefined || name.website) return;
      for (const [property, got, limit] of [['HTTPPort', origin.custom.httpPort, 80], ['HTTPSPort', origin.custom.httpsPort, 443]] as const) {
        if (isKnown(got) && got !== limit) yield { at: at(origin.custom, property), got, limit: String(limit), fix: `leave ${property} out` };
      }
    }),
  },
  {
    id: 's3-website-redirect',
    level: 'warning',
    spec: ['REQ-060'],
    says: 'a bucket that redirects all requests sends viewers to a distribution, or else they go past CloudFront',
    check: eachOrigin(function* (origin, { application }) {
      const bucket = isBucketWebsite(origin) ? bucketOf(origin, application) : undefined;
      const redirect = below(bucket?.websiteConfiguration, 'RedirectAllRequestsTo');
      const host = redirect?.HostName;
      if (typeof host !== 'string' || /\.cloudfront\.net$/i.test(host)) return;
      const names = application.distributions.map(({ aliases }) => aliases);
      if (!names.every((aliases) => isKnown(aliases) && aliases.every(isKnown))) return;
      if (names.flatMap(knownItems).some((name) => name.toLowerCase() === host.toLowerCase())) return;
      yield { at: at(origin, 'DomainName'), says: `the bucket ${bucket!.location.logicalId} redirects all requests to ${host}, which is no distribution of this app`, fix: 'redirect to the domain name or an alternate domain name of a distribution' };
    }),
  },
];

/** Rules about S3 buckets as origins. */
export const s3OriginRules: RuleSet = { distribution };
