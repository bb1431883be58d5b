import { Bucket, BucketPolicy, isKnown, knownItems, matchesWildcards, PolicyStatement, UNKNOWN, Value, WebDistribution } from '../config';

/** As whom CloudFront comes to a bucket, in a policy. */
export type Grantee = (statement: PolicyStatement) => boolean;

const SERVICE = 'cloudfront.amazonaws.com';

/** The service principal, for a distribution, where the conditions do not keep that distribution out. */
export function asDistribution({ id }: WebDistribution, others: readonly WebDistribution[]): Grantee {
  const foreign = others.map((other) => other.id).filter((other) => other !== id);
  return (statement) => {
    const sources = conditionValues(statement, 'aws:sourcearn');
    const namesOthersOnly = sources.length > 0 && sources.every((arn) => isKnown(arn) && foreign.some((other) => arn.endsWith(`distribution/${other}`)));
    return isPrincipal(statement, 'Service', (value) => value === SERVICE) && !namesOthersOnly;
  };
}

/** An access identity, by its canonical user id or its ARN. */
export function asIdentity(id: string, s3CanonicalUserId: string | undefined): Grantee {
  return (statement) => isPrincipal(statement, 'CanonicalUser', (value) => s3CanonicalUserId === undefined || value === s3CanonicalUserId)
    || isPrincipal(statement, 'AWS', (value) => value.endsWith(`Origin Access Identity ${id}`));
}

/** Whether a statement is for CloudFront's service principal by name. */
export function isForCloudFront({ principals }: PolicyStatement): boolean {
  return (principals.Service ?? []).includes(SERVICE);
}

/** The values of a condition key, whatever its operator. */
export function conditionValues({ conditions }: PolicyStatement, key: string): Value<string>[] {
  return Object.values(conditions).flatMap((keys) => Object.entries(keys).flatMap(([name, values]) => (name.toLowerCase() === key ? [...values] : [])));
}

/** Whether a statement may have a condition on one of some keys, given in lower case. */
export function mayDependOn(statement: PolicyStatement, keys: readonly string[]): boolean {
  const { Condition = {} } = statement.stated;
  if (!isKnown(Condition) || !Object.values(Condition as object).every(isKnown)) return true;
  return keys.some((key) => conditionValues(statement, key).length > 0);
}

/** Whether a policy may let somebody do something with the objects, or with `whole` the bucket itself. Only what is certain is false. */
export function mayGrant({ statements, stated }: BucketPolicy, bucket: Bucket, grantee: Grantee, action: string, whole = false): boolean {
  const document = stated.PolicyDocument;
  if (!isKnown(document) || !isKnown((document as { readonly Statement?: unknown }).Statement)) return true;
  return statements.some((statement) => statement.effect !== 'Deny' && grantee(statement) && mayHaveAction(statement, action) && mayBeAbout(statement, bucket, whole));
}

/** Whether a statement lets somebody do something, with nothing unknown about it. */
export function grants({ statements }: BucketPolicy, grantee: Grantee, action: string): boolean {
  return statements.some((statement) => statement.effect === 'Allow' && grantee(statement) && knownItems(statement.actions).some((pattern) => names(pattern, action)));
}

/** Whether everybody may read the objects of a bucket, by its policy or its ACL, and nothing blocks that. */
export function isPublic({ accessControl, publicAccessBlock }: Bucket, policy: BucketPolicy | undefined): boolean {
  const blocks = (...properties: string[]) => properties.some((property) => isTrue(publicAccessBlock?.[property]));
  const byAcl = (accessControl === 'PublicRead' || accessControl === 'PublicReadWrite') && !blocks('IgnorePublicAcls', 'BlockPublicAcls');
  const everybody: Grantee = (statement) => (statement.principals.AWS ?? []).includes('*') && Object.keys(statement.conditions).length === 0;
  return byAcl || (policy !== undefined && grants(policy, everybody, 's3:GetObject') && !blocks('RestrictPublicBuckets', 'BlockPublicPolicy'));
}

/** Whether a bucket is known to refuse everybody whom no policy or ACL of the application lets in. */
export function isPrivate(bucket: Bucket, policy: BucketPolicy | undefined): boolean {
  if (isPublic(bucket, policy)) return false;
  const { publicAccessBlock, accessControl } = bucket;
  const isBlocked = isTrue(publicAccessBlock?.BlockPublicPolicy) || isTrue(publicAccessBlock?.RestrictPublicBuckets);
  const everybody: Grantee = (statement) => isPrincipal(statement, 'AWS', (value) => value === '*');
  return isBlocked || (isKnown(accessControl ?? '') && (policy === undefined || !mayGrant(policy, bucket, everybody, 's3:GetObject')));
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function isPrincipal({ principals, stated }: PolicyStatement, kind: string, matches: (value: string) => boolean): boolean {
  const written = stated.Principal;
  if (written === UNKNOWN || (written as { readonly [kind: string]: unknown } | undefined)?.[kind] === UNKNOWN) return true;
  const values = principals[kind] ?? [];
  return (principals.AWS ?? []).includes('*') || values.some((value) => !isKnown(value) || value === '*' || matches(value));
}

function mayHaveAction({ actions, notActions, stated }: PolicyStatement, action: string): boolean {
  if (stated.Action === UNKNOWN || stated.NotAction === UNKNOWN) return true;
  if (notActions.length > 0) return !knownItems(notActions).some((pattern) => names(pattern, action));
  return actions.some((pattern) => !isKnown(pattern) || names(pattern, action));
}

function names(pattern: string, action: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), action.toLowerCase());
}

function mayBeAbout({ resources, stated }: PolicyStatement, { name }: Bucket, whole: boolean): boolean {
  if (stated.NotResource !== undefined || stated.Resource === UNKNOWN) return true;
  const arn = `arn:aws:s3:::${name}`;
  return resources.some((resource) => !isKnown(resource) || (whole ? matchesWildcards(resource, arn) : resource === '*' || resource.startsWith(`${arn}/`) || resource.startsWith(`${arn}*`)));
}
