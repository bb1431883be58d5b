import { ObjectAcl } from './object-acl';
import { Bucket, BucketPolicy, knownItems, PolicyStatement, Value } from '../../config';
import { OriginPrincipal } from '../origin/origin-client';
import { conditionsHold, isAboutAction, isAboutResource } from '../policy-statement';

/** What a request wants to do with a bucket or an object in it. */
export type S3Action = 's3:GetObject' | 's3:GetObjectAcl' | 's3:ListBucket' | 's3:PutObject' | 's3:PutObjectAcl' | 's3:DeleteObject' | 's3:GetBucketAcl' | 's3:PutBucketAcl';

/** Who may do what with a bucket. */
export interface BucketAccess {
  readonly bucket: Bucket;
  readonly policy: BucketPolicy | undefined;
  /** The account that owns the bucket. */
  readonly account: Value<string> | undefined;
}

/** What is known of a request when its permission is decided. */
export interface AccessRequest {
  readonly principal: OriginPrincipal;
  readonly action: S3Action;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly secure: boolean;
  /** The object's own ACL; where it has none, the bucket's stands in. */
  readonly acl?: ObjectAcl;
}

/**
 * Whether a bucket lets a request through: a Deny that applies wins, then the owner may do everything, and others what an Allow or an ACL gives them,
 * unless public access is blocked. What another account owns, the bucket's policy gives to nobody [PRV-045].
 */
export function isAllowed({ bucket, policy, account }: BucketAccess, request: AccessRequest): boolean {
  const applying = (policy?.statements ?? []).filter((statement) => appliesTo(statement, bucket, request));
  if (applying.some(({ effect }) => effect === 'Deny')) return false;
  const blocks = (property: string) => bucket.publicAccessBlock?.[property] === true || bucket.publicAccessBlock?.[property] === 'true';
  if (isOwner(request, account)) return true;
  const allows = applying.filter(({ effect }) => effect === 'Allow' && request.acl?.owner === undefined);
  if (allows.some((statement) => !isPublic(statement))) return true;
  if (allows.length > 0 && !blocks('RestrictPublicBuckets') && !blocks('BlockPublicPolicy')) return true;
  if (request.action !== 's3:GetObject') return false;
  return isGranted(request) || (!blocks('IgnorePublicAcls') && (request.acl?.everybody ?? isPublicReadAcl(bucket.accessControl)));
}

/** Whether an account asks for what it owns, or may do with as the owner may. */
function isOwner({ principal, acl }: AccessRequest, bucketAccount: Value<string> | undefined): boolean {
  if (principal.kind !== 'account') return false;
  const isBucketOwner = principal.number === undefined || principal.number === bucketAccount;
  return acl?.owner === undefined ? isBucketOwner : principal.number === acl.owner || (isBucketOwner && acl.isForBucketOwner === true);
}

/** Whether the object's ACL names the identity, or the account, as which it is asked for. */
function isGranted({ acl, principal }: AccessRequest): boolean {
  const id = principal.kind === 'origin-access-identity' ? principal.s3CanonicalUserId : principal.kind === 'account' ? principal.number : undefined;
  return id !== undefined && acl?.canonicalUsers.includes(id) === true;
}

function isPublicReadAcl(acl: Value<string> | undefined): boolean {
  return acl === 'PublicRead' || acl === 'PublicReadWrite';
}

/** Whether a statement grants something to everyone without a condition that narrows it. */
function isPublic({ principals, conditions }: PolicyStatement): boolean {
  return Object.values(principals).some((values) => values.includes('*')) && Object.keys(conditions).length === 0;
}

function appliesTo(statement: PolicyStatement, bucket: Bucket, request: AccessRequest): boolean {
  const arn = `arn:aws:s3:::${bucket.name}${request.key === '' ? '' : `/${request.key}`}`;
  return matchesPrincipal(statement, request.principal) && isAboutAction(statement, request.action)
    && isAboutResource(statement, arn) && conditionsHold(statement, (key) => conditionValue(key, request));
}

function matchesPrincipal({ principals }: PolicyStatement, principal: OriginPrincipal): boolean {
  const has = (kind: string, matches: (value: string) => boolean) => knownItems(principals[kind] ?? []).some((value) => value === '*' || matches(value));
  if ((principals.AWS ?? []).includes('*')) return true;
  switch (principal.kind) {
    case 'anonymous': return false;
    case 'account': return has('AWS', (value) => value === principal.number || value === `arn:aws:iam::${principal.number}:root`);
    case 'origin-access-control': return has('Service', (value) => value === 'cloudfront.amazonaws.com');
    case 'origin-access-identity':
      return has('CanonicalUser', (value) => value === principal.s3CanonicalUserId)
        || has('AWS', (value) => value.endsWith(`:user/CloudFront Origin Access Identity ${principal.id}`) || value.endsWith(`:user/cloudfront/CloudFront Origin Access Identity ${principal.id}`));
  }
}

function conditionValue(key: string, { principal, secure }: AccessRequest): string | undefined {
  if (key === 'aws:securetransport') return String(secure);
  if (principal.kind !== 'origin-access-control') return undefined;
  if (key === 'aws:sourcearn') return principal.distributionArn;
  return key === 'aws:sourceaccount' ? principal.distributionArn.split(':')[4] : undefined;
}
