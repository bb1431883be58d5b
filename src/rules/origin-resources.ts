import { Application, Bucket, BucketPolicy, isKnown, Origin, OriginAccessControl, OriginAccessIdentity, Part, ResourceReference } from '../config';

/** The bucket of the application that an origin is. */
export function bucketOf({ bucket }: Origin, { buckets }: Application): Bucket | undefined {
  return bucket && buckets.find((candidate) => isAt(candidate, bucket));
}

/** The policy that the application gives a bucket. */
export function policyOf(bucket: Bucket, { bucketPolicies }: Application): BucketPolicy | undefined {
  return bucketPolicies.find((policy) => policy.bucket !== undefined && isAt(bucket, policy.bucket));
}

/** The access control of the application that an origin uses. */
export function accessControlOf({ originAccessControlId }: Origin, { originAccessControls }: Application): OriginAccessControl | undefined {
  return originAccessControls.find(({ id }) => id === originAccessControlId);
}

/** The identity of the application that an origin uses. */
export function accessIdentityOf({ s3 }: Origin, { originAccessIdentities }: Application): OriginAccessIdentity | undefined {
  return originAccessIdentities.find(({ id }) => s3?.originAccessIdentity === `origin-access-identity/cloudfront/${id}`);
}

/** Whether an origin is reached as somebody: `undefined` where the template does not tell. */
export function hasAccessControl({ originAccessControlId }: Origin): boolean | undefined {
  return originAccessControlId === undefined || originAccessControlId === '' ? false : isKnown(originAccessControlId) ? true : undefined;
}

/** Whether a bucket is read by an identity: `undefined` where the template does not tell. */
export function hasAccessIdentity({ s3 }: Origin): boolean | undefined {
  if (s3 === undefined || s3.originAccessIdentity === '') return false;
  return isKnown(s3.originAccessIdentity) ? true : undefined;
}

function isAt({ location }: Part, { template, logicalId }: ResourceReference): boolean {
  return location.template === template && location.logicalId === logicalId;
}
