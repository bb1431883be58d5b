import {
  Application, awsHostName, Bucket, BucketContent, bucketOf, BucketPolicy, DeployedFile, isKnown, isSameResource, Origin, OriginAccessControl, OriginAccessIdentity,
  Resource, resourceAt, ResourceReference, s3HostName, UNKNOWN, Value,
} from '../config';
import { RuleContext } from './rule';

/** The resource of the application that an origin is, other than a bucket. */
export function resourceOf({ resource }: Origin, application: Application): Resource | undefined {
  return resourceAt(resource, application);
}

/** The region that an origin is in, where its resource or its name tells. */
export function regionOf(origin: Origin, application: Application): Value<string> | undefined {
  const { bucket, resource, domainName } = origin;
  if (bucket !== undefined) return bucketOf(origin, application)?.region;
  if (resource !== undefined) return application.templates.find(({ name }) => name === resource.template)?.region;
  return isKnown(domainName) ? (s3HostName(domainName) ?? awsHostName(domainName))?.region : undefined;
}

/** The policy that the application gives a bucket. */
export function policyOf(bucket: Bucket, { bucketPolicies }: Application): BucketPolicy | undefined {
  return bucketPolicies.find((policy) => isSameResource(bucket.location, policy.bucket));
}

/** Whether a bucket's website leads viewers elsewhere, for which it needs no objects. */
export function redirects({ websiteConfiguration }: Bucket): boolean {
  return websiteConfiguration?.RedirectAllRequestsTo !== undefined || websiteConfiguration?.RoutingRules !== undefined;
}

/** Whether the application has a policy for a bucket that it does not tell, which may be any. */
export function hasPolicyOfUnknown({ bucketPolicies }: Application): boolean {
  return bucketPolicies.some(({ bucket, stated }) => bucket === undefined && stated.Bucket === UNKNOWN);
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

/** What the application deploys to a bucket. */
export function contentsOf(bucket: ResourceReference | undefined, { bucketContents }: Application): BucketContent[] {
  return bucketContents.filter((content) => isSameResource(content.bucket, bucket));
}

/** The files that the application deploys to a bucket, as far as they are on this machine. */
export function filesOf(bucket: ResourceReference | undefined, { application, deployedFiles }: RuleContext): DeployedFile[] {
  return contentsOf(bucket, application).map(deployedFiles).flatMap((files) => (isKnown(files) ? files : []));
}

