import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/** One permission on a bucket or its objects. */
export interface BucketAccess {
  readonly action: string;
  readonly resourceArn: string;
}

const OBJECT_ACTIONS: { readonly [level in Exclude<AccessLevel, AccessLevel.LIST>]: string } = {
  READ: 's3:GetObject',
  READ_VERSIONED: 's3:GetObjectVersion',
  WRITE: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** The permissions that access levels stand for.
 * @param keyPattern the objects that they are for; listing is always of the whole bucket */
export function bucketAccess(bucket: IBucket, levels: readonly AccessLevel[], keyPattern: string = '*'): BucketAccess[] {
  return levels.map((level) => (
    level === AccessLevel.LIST
      ? { action: 's3:ListBucket', resourceArn: bucket.bucketArn }
      : { action: OBJECT_ACTIONS[level], resourceArn: bucket.arnForObjects(keyPattern) }
  ));
}

/** Grants permissions in the bucket's policy, and nothing beside them. */
export function grantBucketAccess(grantee: IGrantable, bucket: IBucket, levels: readonly AccessLevel[], keyPattern?: string): Grant[] {
  return bucketAccess(bucket, levels, keyPattern).map(({ action, resourceArn }) => (
    Grant.addToPrincipalOrResource({ grantee, actions: [action], resourceArns: [resourceArn], resource: bucket })
  ));
}
