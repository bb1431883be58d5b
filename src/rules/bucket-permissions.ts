import { Application, at, Bucket, bucketOf, BucketPolicy, CacheBehavior, isKnown, knownItems, Origin, WebDistribution } from '../config';
import { asDistribution, asIdentity, Grantee, grants, isForCloudFront, isPrivate, isPublic, mayDependOn, mayGrant } from './bucket-grants';
import { eachOrigin } from './each-origin';
import { encryptionOf, keyOf, mayUseKey } from './encryption-keys';
import { accessControlOf, accessIdentityOf, hasAccessControl, hasAccessIdentity, hasPolicyOfUnknown, policyOf, redirects } from './origin-resources';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { behaviorsTo, isBucket, isBucketWebsite } from './target-origin';

const WRITING: readonly (readonly [method: string, action: string])[] = [['PUT', 's3:PutObject'], ['POST', 's3:PutObject'], ['DELETE', 's3:DeleteObject']];
const ALL_METHODS = 7;

/** An origin that is a bucket of the application, with what is known of who may read it. */
interface OwnBucket {
  readonly origin: Origin;
  readonly bucket: Bucket;
  readonly policy: BucketPolicy | undefined;
  /** As whom CloudFront comes: undefined for nobody in particular, or where the template does not tell. */
  readonly grantee: Grantee | undefined;
  readonly by: 'control' | 'identity' | 'nobody' | undefined;
}

function ownBucket(origin: Origin, application: Application, site: WebDistribution): OwnBucket | undefined {
  const bucket = bucketOf(origin, application);
  if (bucket === undefined) return undefined;
  const found = { origin, bucket, policy: policyOf(bucket, application) };
  if (found.policy === undefined && hasPolicyOfUnknown(application)) return undefined;
  if (hasAccessControl(origin)) {
    const isUsed = accessControlOf(origin, application)?.signingBehavior !== 'never';
    return { ...found, by: isUsed ? 'control' : 'nobody', grantee: isUsed ? asDistribution(site, application.distributions) : undefined };
  }
  if (hasAccessIdentity(origin)) {
    const id = String(origin.s3?.originAccessIdentity).replace(/^.*\//, '');
    return { ...found, by: 'identity', grantee: asIdentity(id, accessIdentityOf(origin, application)?.s3CanonicalUserId) };
  }
  const isOpen = hasAccessControl(origin) === false && hasAccessIdentity(origin) === false;
  return { ...found, by: isOpen ? 'nobody' : undefined, grantee: undefined };
}

function eachBucket(check: (own: OwnBucket, site: WebDistribution, application: Application) => Iterable<Violation>): Rule<Subjects['distribution']>['check'] {
  return eachOrigin(function* (origin, { application }, site) {
    const own = ownBucket(origin, application, site);
    if (own !== undefined) yield* check(own, site, application);
  });
}

function methodsOf(behaviors: readonly CacheBehavior[]): string[] {
  return [...new Set(behaviors.flatMap(({ allowedMethods }) => knownItems(allowedMethods)))];
}

/** Where an origin says as whom CloudFront comes. */
function accessOf({ origin, by }: OwnBucket): Violation['at'] {
  return by === 'identity' ? at(origin, 'S3OriginConfig.OriginAccessIdentity') : at(origin, 'OriginAccessControlId');
}

const CLOSE_BUCKET = 'take the public read out of the bucket\'s policy and ACL';

function everybodyReads({ location }: Bucket): string {
  return `everybody can read ${location.logicalId} by its S3 URLs`;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'bucket-unreadable',
    level: 'warning',
    spec: ['WEB-006', 'IAM-024', 'ORG-025', 'ORG-036', 'OTD-146', 'MED-036', 'MED-085', 'ERR-029', 'ERR-087'],
    says: 'a bucket that CloudFront reads without access control has public objects',
    check: eachBucket(function* ({ origin, bucket, policy, by }) {
      if (by !== 'nobody' || !isPrivate(bucket, policy) || (isBucketWebsite(origin) && redirects(bucket))) return;
      yield {
        at: at(origin, 'DomainName'),
        says: `the objects of ${bucket.location.logicalId} are not public, so CloudFront cannot read them`,
        fix: isBucketWebsite(origin) ? 'make them public, or use the bucket\'s REST name with an access control' : 'give the origin an access control and the bucket a policy that lets it read',
      };
    }),
  },
  {
    id: 'bucket-public',
    level: 'warning',
    spec: ['WEB-045', 'PRV-030', 'ERR-077'],
    says: 'an access control or identity protects nothing while everybody can read the bucket',
    check: eachBucket(function* (own) {
      if (own.grantee === undefined || !isPublic(own.bucket, own.policy)) return;
      yield { at: accessOf(own), says: everybodyReads(own.bucket), fix: CLOSE_BUCKET };
    }),
  },
  {
    id: 'bucket-policy-missing',
    level: 'warning',
    spec: ['PRV-021', 'OTD-126'],
    says: 'the policy of a bucket lets CloudFront read it',
    check: eachBucket(function* (own) {
      if (own.grantee === undefined || own.policy !== undefined || isPublic(own.bucket, undefined)) return;
      yield { at: accessOf(own), says: `the application gives ${own.bucket.location.logicalId} no policy that lets CloudFront read it`, fix: 'add an AWS::S3::BucketPolicy, unless the policy is set elsewhere' };
    }),
  },
  {
    id: 'bucket-policy-identity',
    level: 'warning',
    spec: ['PRV-021', 'PRV-041', 'ERR-029', 'ERR-087'],
    says: 'the policy of a bucket lets the access identity of the origin read it',
    check: eachBucket(function* (own) {
      const { by, policy, bucket, grantee } = own;
      if (by !== 'identity' || policy === undefined || grantee === undefined || isPublic(bucket, policy) || mayGrant(policy, bucket, grantee, 's3:GetObject')) return;
      yield { at: accessOf(own), says: `the policy of ${bucket.location.logicalId} does not let this identity read objects`, fix: 'allow s3:GetObject on the objects to the identity\'s S3CanonicalUserId' };
    }),
  },
  {
    id: 'bucket-policy-access-control',
    level: 'error',
    spec: ['OTD-126', 'OTD-130'],
    says: 'the policy of a bucket lets CloudFront read it for the distribution',
    check: eachBucket(function* (own, { staging }) {
      const { by, policy, bucket, grantee } = own;
      if (by !== 'control' || staging !== false || policy === undefined || grantee === undefined || isPublic(bucket, policy) || mayGrant(policy, bucket, grantee, 's3:GetObject')) return;
      yield {
        at: accessOf(own),
        says: `the policy of ${bucket.location.logicalId} lets cloudfront.amazonaws.com read nothing for this distribution`,
        fix: 'allow s3:GetObject on the objects to the service cloudfront.amazonaws.com, with AWS:SourceArn equal to the ARN of this distribution',
      };
    }),
  },
  {
    id: 'bucket-policy-staging',
    level: 'warning',
    spec: ['OTD-130'],
    says: 'a staging distribution has an ARN of its own, which the bucket\'s policy names, too',
    check: eachBucket(function* (own, { staging }) {
      const { by, policy, bucket, grantee } = own;
      if (by !== 'control' || staging !== true || policy === undefined || grantee === undefined || mayGrant(policy, bucket, grantee, 's3:GetObject')) return;
      yield { at: accessOf(own), says: `the policy of ${bucket.location.logicalId} lets CloudFront read for other distributions only`, fix: 'add the ARN of the staging distribution to AWS:SourceArn' };
    }),
  },
  {
    id: 'bucket-policy-methods',
    level: 'warning',
    spec: ['OTD-128'],
    says: 'the policy of a bucket allows what the cache behaviors allow, and no more',
    check: eachBucket(function* (own, site) {
      const { by, policy, bucket, grantee, origin } = own;
      const behaviors = behaviorsTo(site, origin);
      if (by !== 'control' || policy === undefined || grantee === undefined || !behaviors.every(({ allowedMethods }) => isKnown(allowedMethods) && allowedMethods.every(isKnown))) return;
      const methods = methodsOf(behaviors);
      const wanted = new Set(WRITING.filter(([method]) => methods.includes(method)).map(([, action]) => action));
      const missing = [...wanted].filter((action) => !mayGrant(policy, bucket, grantee, action));
      const excess = ['s3:PutObject', 's3:DeleteObject'].filter((action) => !wanted.has(action) && behaviors.length > 0 && grants(policy, (statement) => isForCloudFront(statement) && grantee(statement), action));
      if (missing.length > 0) yield { at: accessOf(own), says: `cache behaviors allow writing, but the bucket's policy lacks ${missing.join(' and ')}`, fix: 'allow them to CloudFront, or allow GET and HEAD only' };
      if (excess.length > 0) yield { at: accessOf(own), says: `the bucket's policy allows CloudFront ${excess.join(' and ')}, which no cache behavior lets through`, fix: 'take them out of the policy' };
    }),
  },
  {
    id: 'bucket-delete-through-identity',
    level: 'warning',
    spec: ['PRV-035', 'WEB-108', 'REQ-018'],
    says: 'methods come as a set: who lets viewers PUT lets them DELETE, unless the bucket does not',
    check: eachBucket(function* (own, site) {
      const { by, policy, grantee, origin } = own;
      const isOpen = behaviorsTo(site, origin).some(({ allowedMethods }) => knownItems(allowedMethods).length === ALL_METHODS);
      if (by !== 'identity' || policy === undefined || grantee === undefined || !isOpen || !grants(policy, grantee, 's3:DeleteObject')) return;
      yield { at: accessOf(own), says: 'viewers can delete objects: the methods include DELETE, and the identity is granted s3:DeleteObject', fix: 'grant s3:GetObject and s3:PutObject only' };
    }),
  },
  {
    id: 'bucket-logs-incomplete',
    level: 'warning',
    spec: ['PRV-018'],
    says: 'requests that go past CloudFront to the bucket are not in CloudFront\'s access logs',
    check: eachBucket(function* ({ origin, bucket, policy, by }, { logging }) {
      if (logging === undefined || by !== 'nobody' || !isBucket(origin) || !isPublic(bucket, policy)) return;
      yield { at: at(origin, 'DomainName'), says: 'access logs are on, but the bucket is public: who reads it by its S3 URLs is not logged', fix: 'give the origin an access control, and make the bucket private' };
    }),
  },
  {
    id: 'bucket-listing',
    level: 'warning',
    spec: ['OTD-151', 'ERR-081'],
    says: 'whoever may list a bucket gets the list at the root of the distribution, unless there is a default root object',
    check: eachBucket(function* ({ origin, policy, grantee }, { defaultRootObject }) {
      if (policy === undefined || grantee === undefined || defaultRootObject !== '' || !grants(policy, grantee, 's3:ListBucket')) return;
      yield { at: at(origin, 'DomainName'), says: 'CloudFront may list the bucket, and there is no default root object: GET / returns the listing', fix: 'set DefaultRootObject, or take s3:ListBucket out of the policy' };
    }),
  },
  {
    id: 'open-bucket-root-object',
    level: 'info',
    spec: ['ERR-077'],
    says: 'a default root object hides the list of a bucket, and secures nothing: permissions of the bucket do',
    check: eachBucket(function* ({ origin, bucket, policy, by }, site) {
      const { defaultRootObject } = site;
      if (!isKnown(defaultRootObject) || defaultRootObject === '' || by !== 'nobody' || !isBucket(origin) || !isPublic(bucket, policy)) return;
      yield { at: at(site, 'DefaultRootObject'), says: `everybody can read ${bucket.location.logicalId} by its S3 URLs, whatever the default root object is`, fix: 'give the origin an access control, and make the bucket private' };
    }),
  },
  {
    id: 'bucket-missing-object-status',
    level: 'info',
    spec: ['OTD-150'],
    says: 'a private bucket that may not be listed answers 403, not 404, for an object that is not there',
    check: eachBucket(function* ({ policy, bucket, grantee, by }, { customErrorResponses }) {
      const page = customErrorResponses.find(({ errorCode, responsePagePath }) => errorCode === 404 && responsePagePath !== undefined);
      const has403 = customErrorResponses.some(({ errorCode }) => errorCode === 403 || !isKnown(errorCode));
      if (page === undefined || has403 || by === 'nobody' || policy === undefined || grantee === undefined || mayGrant(policy, bucket, grantee, 's3:ListBucket', true)) return;
      yield { at: at(page, 'ErrorCode'), got: 404, says: 'the bucket answers 403 for objects that are not there, since CloudFront may not list it: this page is not shown then', fix: 'add the same page for 403, or grant s3:ListBucket' };
    }),
  },
  {
    id: 'bucket-encrypted-identity',
    level: 'warning',
    spec: ['OTD-129'],
    says: 'an access identity cannot read objects that are encrypted with a key of KMS',
    check: eachBucket(function* (own) {
      if (own.by !== 'identity' || encryptionOf(own.bucket)?.SSEAlgorithm !== 'aws:kms') return;
      yield { at: accessOf(own), says: `${own.bucket.location.logicalId} encrypts objects with a key of KMS, which an access identity cannot use`, fix: 'use an origin access control' };
    }),
  },
  {
    id: 'bucket-key-policy',
    level: 'warning',
    spec: ['OTD-129'],
    says: 'the policy of the key with which a bucket encrypts lets CloudFront decrypt',
    check: eachBucket(function* (own, _, application) {
      const key = keyOf(own.bucket, application);
      if (own.by !== 'control' || encryptionOf(own.bucket)?.SSEAlgorithm !== 'aws:kms' || key === undefined || mayUseKey(key, 'cloudfront.amazonaws.com', 'kms:Decrypt')) return;
      yield { at: accessOf(own), says: `the policy of the key ${key.location.logicalId} does not let cloudfront.amazonaws.com decrypt`, fix: 'allow kms:Decrypt to it, and kms:Encrypt and kms:GenerateDataKey* for uploads, with AWS:SourceArn like arn:aws:cloudfront::ACCOUNT:distribution/*, since the distribution\'s own ARN makes a cycle in one template' };
    }),
  },
];

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-bucket-unreadable',
    level: 'warning',
    spec: ['RTM-060', 'MED-085'],
    says: 'media objects that an RTMP distribution reads without access identity are public',
    *check(site, { application }) {
      const bucket = bucketOf(site, application);
      if (bucket === undefined || site.originAccessIdentity !== '' || hasPolicyOfUnknown(application) || !isPrivate(bucket, policyOf(bucket, application))) return;
      const says = `the objects of ${bucket.location.logicalId} are not public, so CloudFront cannot read them`;
      yield { at: at(site, 'S3Origin.OriginAccessIdentity'), says, fix: 'give the distribution an access identity, and the bucket a policy that lets it read' };
    },
  },
  {
    id: 'rtmp-bucket-public',
    level: 'warning',
    spec: ['RTM-074'],
    says: 'an access identity protects nothing while everybody can read the bucket of an RTMP distribution',
    *check(site, { application }) {
      const bucket = bucketOf(site, application);
      if (bucket === undefined || !isKnown(site.originAccessIdentity) || site.originAccessIdentity === '' || !isPublic(bucket, policyOf(bucket, application))) return;
      yield { at: at(site, 'S3Origin.OriginAccessIdentity'), says: everybodyReads(bucket), fix: CLOSE_BUCKET };
    },
  },
];

const bucketPolicy: readonly Rule<BucketPolicy>[] = [
  {
    id: 'bucket-policy-any-distribution',
    level: 'warning',
    spec: ['OTD-127'],
    says: 'a statement for CloudFront names the distribution that it is for',
    *check({ statements }) {
      for (const statement of statements) {
        if (statement.effect !== 'Allow' || !isForCloudFront(statement) || mayDependOn(statement, ['aws:sourcearn', 'aws:sourceaccount'])) continue;
        yield { at: at(statement, 'Condition'), says: 'every distribution of every account can use this statement', fix: 'add the condition StringEquals AWS:SourceArn with the ARN of the distribution' };
      }
    },
  },
  {
    id: 'bucket-policy-canonical-user',
    level: 'error',
    spec: ['PRV-041'],
    apiError: 'MalformedPolicy',
    says: 'an access identity is named in a policy by its canonical user id, not by its id',
    *check({ statements }) {
      for (const statement of statements) {
        const got = knownItems(statement.principals.CanonicalUser).find((value) => /^E[A-Z0-9]{10,}$/.test(value));
        if (got !== undefined) yield { at: at(statement, 'Principal.CanonicalUser'), got, fix: 'refer to the identity\'s S3CanonicalUserId' };
      }
    },
  },
  {
    id: 'bucket-policy-locks-out',
    level: 'warning',
    spec: ['PRV-039'],
    says: 'whoever denies everybody but CloudFront leaves nobody to change the content',
    *check({ statements }) {
      for (const statement of statements) {
        const excepted = statement.stated.NotPrincipal;
        if (statement.effect !== 'Deny' || typeof excepted !== 'object' || excepted === null || !isKnown(excepted)) continue;
        const principals = Object.values(excepted as { readonly [kind: string]: unknown }).flat();
        const isCloudFront = (value: unknown) => typeof value === 'string' && (/^[0-9a-f]{64}$/.test(value) || /Origin Access Identity/.test(value) || value === 'cloudfront.amazonaws.com');
        if (principals.length > 0 && principals.every(isCloudFront)) yield { at: at(statement, 'NotPrincipal'), says: 'everybody but CloudFront is denied, administrators included', fix: 'except an administrator, too' };
      }
    },
  },
];

/** Rules about what buckets let CloudFront, and others, do. */
export const bucketPermissionRules: RuleSet = { distribution, streamingDistribution, bucketPolicy };
