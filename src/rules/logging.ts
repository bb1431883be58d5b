import { allDistributions, AnyDistribution, Application, at, Bucket, isKnown, isSameResource, Logging, OPT_IN_REGIONS, originDomainNames, REGIONS_WITHOUT_LOGS, s3HostName } from '../config';
import { accountOf } from './accounts';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { isBucket } from './target-origin';
import { repetitions } from './values';

/** A distribution that writes access logs. */
export type Writing = { readonly site: AnyDistribution; readonly logging: Logging; readonly bucketName: string };

/** Distributions that write logs, with the name of the bucket where it is known. */
function writing(app: Application): Writing[] {
  return allDistributions(app).flatMap((site) => {
    const bucketName = site.logging?.enabled === true && isKnown(site.logging.bucket) ? s3HostName(site.logging.bucket)?.bucket : undefined;
    return bucketName === undefined ? [] : [{ site, logging: site.logging!, bucketName }];
  });
}

/** Lets a check look at each bucket of the application to which a distribution writes its access logs. */
export function* eachLogBucket(app: Application, check: (bucket: Bucket, use: Writing) => Iterable<Violation>): Iterable<Violation> {
  for (const use of writing(app)) {
    for (const bucket of app.buckets.filter(({ name }) => name === use.bucketName)) yield* check(bucket, use);
  }
}

/** Whether the bucket's policy lets an account change its ACL, which is how CloudFront gets the permission to write. */
function letsChangeAcl({ bucketPolicies }: Application, bucket: Bucket, account: string): boolean {
  const about = bucketPolicies.filter((policy) => isSameResource(policy.bucket, bucket.location));
  return about.flatMap(({ statements }) => statements).some(({ effect, principals, actions }) =>
    effect === 'Allow'
    && Object.values(principals).flat().some((principal) => !isKnown(principal) || principal === '*' || principal.includes(account))
    && actions.some((action) => !isKnown(action) || /^(\*|s3:\*|s3:Put\*|s3:PutBucketAcl)$/i.test(action)));
}

const anyDistribution: readonly Rule<AnyDistribution>[] = [
  {
    id: 'log-bucket-missing',
    level: 'error',
    spec: ['WEB-196', 'WEB-199', 'RTM-081', 'LOG-004'],
    apiError: 'InvalidArgument',
    says: 'access logs go to a bucket',
    *check({ logging }) {
      if (logging === undefined) return;
      const fix = 'give the bucket, or remove Logging';
      if (logging.stated.Enabled !== undefined && logging.enabled === true && !logging.stated.Bucket) yield { at: at(logging, 'Bucket'), says: 'logging is on without Bucket', fix };
      else if (logging.stated.Bucket === undefined && logging.stated.Prefix !== undefined) yield { at: at(logging, 'Bucket'), says: 'Prefix is given without Bucket', fix };
    },
  },
  {
    id: 'log-bucket-name',
    level: 'error',
    spec: ['WEB-196', 'RTM-081', 'LOG-005'],
    apiError: 'InvalidArgument',
    says: 'the bucket for access logs is given by its domain name',
    *check({ logging }) {
      const got = logging?.bucket;
      if (logging !== undefined && isKnown(got) && got !== '' && (!/\.s3[.-].*amazonaws\.com(\.cn)?$/.test(got) || got.includes('/'))) {
        yield { at: at(logging, 'Bucket'), got, limit: 'BUCKET.s3.amazonaws.com', fix: 'use the bucket\'s domain name' };
      }
    },
  },
  {
    id: 'log-prefix-slash',
    level: 'warning',
    spec: ['WEB-201', 'RTM-082'],
    says: 'a log prefix that ends with a slash is easier to browse',
    *check({ logging }) {
      const got = logging?.prefix;
      if (logging !== undefined && isKnown(got) && got !== '' && !got.endsWith('/')) yield { at: at(logging, 'Prefix'), got, fix: `write ${got}/` };
    },
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  ...anyDistribution,
  {
    id: 'log-cookies-of-buckets',
    level: 'warning',
    spec: ['WEB-205', 'DST-094'],
    says: 'buckets do not look at cookies, so there is nothing to log of them unless another origin does',
    *check({ logging, origins }) {
      if (logging?.includeCookies === true && origins.length > 0 && origins.every(isBucket)) {
        yield { at: at(logging, 'IncludeCookies'), got: true, fix: 'set it to false, unless viewers\' cookies are of interest in themselves' };
      }
    },
  },
];

/** Log buckets in one of some regions, by their stack or by their domain name. */
function* inRegions(app: Application, regions: readonly string[]): Iterable<Violation> {
  for (const { logging, bucketName } of writing(app)) {
    const stated = isKnown(logging.bucket) ? s3HostName(logging.bucket)?.region : undefined;
    const region = [stated, ...app.buckets.filter(({ name }) => name === bucketName).map((bucket) => bucket.region)].find((one) => isKnown(one) && regions.includes(one));
    if (region !== undefined) yield { at: at(logging, 'Bucket'), says: `the bucket is in ${region}, to which an account has to opt in`, fix: 'use a bucket in a region such as us-east-1, or standard logging v2' };
  }
}

const OPT_IN = { spec: ['DTD-186'], editions: ['current'] as const, says: 'CloudFront delivers no logs to buckets in regions that an account has to opt in to' };

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'log-bucket-holds-content',
    level: 'warning',
    spec: ['LOG-006'],
    says: 'access logs go to another bucket than the one with the content',
    *check(app) {
      for (const { site, logging, bucketName } of writing(app)) {
        if (originDomainNames(site).some((name) => s3HostName(name)?.bucket === bucketName)) {
          yield { at: at(logging, 'Bucket'), got: logging.bucket, says: 'viewers could ask for the logs, which are in a bucket that the distribution serves', fix: 'make a bucket for logs' };
        }
      }
    },
  },
  {
    id: 'log-prefix-shared',
    level: 'warning',
    spec: ['LOG-008'],
    says: 'distributions that log to one bucket have prefixes of their own',
    *check(app) {
      const known = writing(app).filter(({ logging }) => isKnown(logging.prefix));
      for (const { index, first } of repetitions(known.map(({ logging, bucketName }) => `${bucketName}/${String(logging.prefix)}`))) {
        const { logging } = known[index];
        yield { at: at(logging, 'Prefix'), got: logging.prefix, says: `${known[first].site.location.logicalId} logs to the same place`, fix: 'give each distribution its own prefix' };
      }
    },
  },
  {
    id: 'log-bucket-acls-disabled',
    level: 'error',
    spec: ['LOG-012', 'DTD-183'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'CloudFront writes logs by ACL, which the bucket\'s object ownership has to let be',
    check: (app) => eachLogBucket(app, function* ({ objectOwnership: got }, { logging }) {
      if (got === 'BucketOwnerEnforced') yield { at: at(logging, 'Bucket'), says: 'the bucket has ACLs disabled (ObjectOwnership is BucketOwnerEnforced)', fix: 'set its ObjectOwnership to BucketOwnerPreferred' };
    }),
  },
  {
    id: 'log-bucket-acls-default',
    level: 'warning',
    spec: ['LOG-012', 'DTD-183'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a bucket made since April 2023 has ACLs disabled unless it says otherwise, and CloudFront writes logs by ACL',
    check: (app) => eachLogBucket(app, function* (bucket, { logging }) {
      if (bucket.stated.OwnershipControls === undefined) yield { at: at(logging, 'Bucket'), fix: 'set ObjectOwnership of the bucket to BucketOwnerPreferred' };
    }),
  },
  {
    id: 'log-bucket-account',
    level: 'error',
    spec: ['LOG-011'],
    apiError: 'InvalidArgument',
    says: 'the account of the distribution may change the ACL of the bucket for its logs',
    check: (app) => eachLogBucket(app, function* (bucket, { site, logging }) {
      const [own, other] = [accountOf(site, app), accountOf(bucket, app)];
      if (own !== undefined && other !== undefined && own !== other && !letsChangeAcl(app, bucket, own)) {
        yield { at: at(logging, 'Bucket'), says: `the bucket is of account ${other}`, fix: `let account ${own} do s3:GetBucketAcl and s3:PutBucketAcl on it, or use a bucket of that account` };
      }
    }),
  },
  { ...OPT_IN, id: 'log-bucket-region', level: 'error', apiError: 'InvalidArgument', check: (app) => inRegions(app, REGIONS_WITHOUT_LOGS) },
  { ...OPT_IN, id: 'log-bucket-region-opt-in', level: 'warning', check: (app) => inRegions(app, OPT_IN_REGIONS) },
];

/** Rules about access logs. */
export const loggingRules: RuleSet = { distribution, streamingDistribution: anyDistribution, application };
