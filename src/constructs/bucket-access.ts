import { Validations } from 'aws-cdk-lib';
import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront';
import { Effect, IPrincipal, PolicyStatement, PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';

/** An action, and what it is allowed on. */
interface Permission {
  readonly action: string;
  readonly resourceArn: string;
}

const OBJECT_ACTIONS: { readonly [level in Exclude<AccessLevel, AccessLevel.LIST>]: string } = {
  READ: 's3:GetObject',
  READ_VERSIONED: 's3:GetObjectVersion',
  WRITE: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** What a key lets do who may do this with the objects that are encrypted by it. */
const KEY_ACTIONS: { readonly [level in AccessLevel]?: readonly string[] } = {
  READ: ['kms:Decrypt'],
  READ_VERSIONED: ['kms:Decrypt'],
  WRITE: ['kms:Encrypt', 'kms:GenerateDataKey*'],
};

/** The permission that an access level stands for.
 * @param keyPattern the objects that it is for; listing is always of the whole bucket */
export function permissionOf(level: AccessLevel, bucket: IBucket, keyPattern: string = '*'): Permission {
  return level === AccessLevel.LIST
    ? { action: 's3:ListBucket', resourceArn: bucket.bucketArn }
    : { action: OBJECT_ACTIONS[level], resourceArn: bucket.arnForObjects(keyPattern) };
}

/**
 * Lets CloudFront use a bucket by the bucket's policy, and warns where the policy is not this app's to change.
 *
 * @param scope      what has the bucket as its origin
 * @param principal  as whom CloudFront uses it
 * @param conditions when it may
 */
export function grantOriginAccess(
  scope: IConstruct, bucket: IBucket, levels: readonly AccessLevel[], principal: IPrincipal, conditions?: PolicyStatementProps['conditions'],
): void {
  const permissions = levels.map((level) => permissionOf(level, bucket));
  const left = permissions.filter(({ action, resourceArn }) => {
    const statement = new PolicyStatement({ effect: Effect.ALLOW, principals: [principal], actions: [action], resources: [resourceArn], conditions });
    return !bucket.addToResourcePolicy(statement).statementAdded;
  });
  if (left.length === 0) return;
  const actions = left.map(({ action }) => action).join(', ');
  Validations.of(scope).addWarning('imported-bucket-policy', `The bucket ${bucket.node.path} is imported, so this app cannot change its policy. Allow ${actions} there by hand, or give originAccessLevels: [] to say that it is done.`);
}

/**
 * Lets CloudFront use the key of KMS with which a bucket encrypts, if there is one, and warns where the key's policy is not this app's to change.
 *
 * @param scope      what has the bucket as its origin
 * @param principal  as whom CloudFront uses the key
 * @param conditions when it may
 */
export function grantKeyUse(
  scope: IConstruct, { encryptionKey: key, node }: IBucket, levels: readonly AccessLevel[], principal: IPrincipal, conditions: PolicyStatementProps['conditions'],
): void {
  const actions = [...new Set(levels.flatMap((level) => KEY_ACTIONS[level] ?? []))];
  if (key === undefined || actions.length === 0) return;
  const statement = new PolicyStatement({ effect: Effect.ALLOW, principals: [principal], actions, resources: ['*'], conditions });
  if (key.addToResourcePolicy(statement).statementAdded) return;
  Validations.of(scope).addWarning('imported-key-policy', `The key ${key.node.path} of the bucket ${node.path} is imported, so this app cannot change its policy. Allow ${actions.join(', ')} there by hand, or give originAccessLevels: [] to say that it is done.`);
}
