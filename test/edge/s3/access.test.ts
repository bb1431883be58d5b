import { PolicyStatement, UNKNOWN } from '../../../src/config';
import type { OriginPrincipal } from '../../../src/edge';
import { AccessRequest, BucketAccess, isAllowed } from '../../../src/edge/s3/access';

const EVERYBODY: OriginPrincipal = { kind: 'anonymous' };
const IDENTITY: OriginPrincipal = { kind: 'origin-access-identity', id: 'E1ABC', s3CanonicalUserId: 'canonical' };
const ARN = 'arn:aws:cloudfront::111122223333:distribution/E1';
const CONTROL: OriginPrincipal = { kind: 'origin-access-control', distributionArn: ARN };

/** A statement that lets everybody read every object, but for what is said of it. */
const statement = (changes: Partial<PolicyStatement> = {}) => ({
  effect: 'Allow', principals: { AWS: ['*'] }, actions: ['s3:GetObject'], notActions: [], resources: ['arn:aws:s3:::files/*'], conditions: {}, ...changes,
});
const deny = (changes: Partial<PolicyStatement> = {}) => statement({ effect: 'Deny', ...changes });
const to = (kind: string, ...values: string[]) => statement({ principals: { [kind]: values } });
const under = (operator: string, key: string, ...values: PolicyStatement['resources']) => statement({ conditions: { [operator]: { [key]: values } } });

function allows(statements: readonly object[], request: Partial<AccessRequest> = {}, bucket: object = {}): boolean {
  const access = { bucket: { name: 'files', ...bucket }, policy: statements.length === 0 ? undefined : { statements } } as unknown as BucketAccess;
  return isAllowed(access, { principal: EVERYBODY, action: 's3:GetObject', key: 'a/b', secure: true, ...request });
}

test.each<[string, object[], OriginPrincipal, boolean]>([
  ['everybody', [statement()], EVERYBODY, true],
  ['nobody', [], EVERYBODY, false],
  ['the identity by its canonical user', [to('CanonicalUser', 'canonical')], IDENTITY, true],
  ['another canonical user', [to('CanonicalUser', 'other')], IDENTITY, false],
  ['the identity by its ARN', [to('AWS', 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC')], IDENTITY, true],
  ['the identity by the older ARN', [to('AWS', 'arn:aws:iam::cloudfront:user/cloudfront/CloudFront Origin Access Identity E1ABC')], IDENTITY, true],
  ['the ARN of another identity', [to('AWS', 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2')], IDENTITY, false],
  ['the identity, and nobody signs', [to('CanonicalUser', 'canonical')], EVERYBODY, false],
  ['CloudFront', [to('Service', 'cloudfront.amazonaws.com')], CONTROL, true],
  ['CloudFront, and an identity asks', [to('Service', 'cloudfront.amazonaws.com')], IDENTITY, false],
  ['another service', [to('Service', 'logs.amazonaws.com')], CONTROL, false],
  ['everybody, and access control signs', [statement()], CONTROL, true],
])('the policy names %s: who may read is decided by that [PRV-041] [PRV-037]', (_who, statements, principal, expected) => {
  expect(allows(statements, { principal })).toBe(expected);
});

test.each<[string, object, Partial<AccessRequest>, boolean]>([
  ['another action', statement({ actions: ['s3:PutObject'] }), {}, false],
  ['an action with a wildcard, whatever its case', statement({ actions: ['S3:get*'] }), {}, true],
  ['all actions but one', statement({ actions: [], notActions: ['s3:PutObject'] }), {}, true],
  ['all actions but this', statement({ actions: [], notActions: ['s3:Get*'] }), {}, false],
  ['another directory', statement({ resources: ['arn:aws:s3:::files/c/*'] }), {}, false],
  ['another bucket', statement({ resources: ['arn:aws:s3:::other/*'] }), {}, false],
  ['objects, and the bucket is listed', statement({ actions: ['s3:*'] }), { action: 's3:ListBucket', key: '' }, false],
  ['the bucket', statement({ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::files'] }), { action: 's3:ListBucket', key: '' }, true],
])('a statement is about %s', (_what, one, request, expected) => expect(allows([one], request)).toBe(expected));

test.each<[string, object, Partial<AccessRequest>, boolean]>([
  ['the distribution', under('StringEquals', 'AWS:SourceArn', ARN), { principal: CONTROL }, true],
  ['another distribution', under('StringEquals', 'AWS:SourceArn', `${ARN}2`), { principal: CONTROL }, false],
  ['one of several', under('ArnLike', 'aws:sourcearn', 'arn:aws:other', 'arn:aws:cloudfront::111122223333:distribution/*'), { principal: CONTROL }, true],
  ['the account', under('StringEquals', 'aws:SourceAccount', '111122223333'), { principal: CONTROL }, true],
  ['the account, of an identity', under('StringEquals', 'aws:SourceAccount', '111122223333'), { principal: IDENTITY }, false],
  ['the account, if there is one', under('StringEqualsIfExists', 'aws:SourceAccount', '444455556666'), { principal: IDENTITY }, true],
  ['not the account', under('StringNotEquals', 'aws:SourceAccount', '111122223333'), { principal: CONTROL }, false],
  ['not another account', under('StringNotEquals', 'aws:SourceAccount', '444455556666'), { principal: CONTROL }, true],
  ['case of no matter', under('StringEqualsIgnoreCase', 'AWS:SourceArn', ARN.toUpperCase()), { principal: CONTROL }, true],
  ['HTTPS', under('Bool', 'aws:SecureTransport', 'TRUE'), { secure: true }, true],
  ['HTTPS, by HTTP', under('Bool', 'aws:SecureTransport', 'true'), { secure: false }, false],
  ['what the edge does not know', under('IpAddress', 'aws:SourceIp', '192.0.2.0/24'), {}, false],
  ['what an operator compares that the edge does not know', under('NumericEquals', 'aws:SecureTransport', 'true'), {}, false],
  ['a value that nobody knows', under('StringEquals', 'AWS:SourceArn', ARN, UNKNOWN), { principal: CONTROL }, false],
])('a condition: %s', (_title, one, request, expected) => expect(allows([one], request)).toBe(expected));

test('a Deny that applies wins, whatever allows', () => {
  const insecure = deny({ conditions: { Bool: { 'aws:SecureTransport': ['false'] } } });
  const acl = { everybody: true, canonicalUsers: [] };
  expect([allows([statement(), deny()]), allows([deny()], { acl })]).toEqual([false, false]);
  expect([true, false].map((secure) => allows([statement(), insecure], { secure }))).toEqual([true, false]);
});

test.each(['RestrictPublicBuckets', 'BlockPublicPolicy'])('%s ends what a policy gives to everybody, not what it gives under a condition, or to one', (property) => {
  const blocked = (value: unknown) => ({ publicAccessBlock: { [property]: value } });
  const own = to('CanonicalUser', 'canonical');
  const conditional = under('Bool', 'aws:SecureTransport', 'true');
  expect([true, 'true', false].map((value) => allows([statement()], {}, blocked(value)))).toEqual([false, false, true]);
  expect([[own], [conditional], [statement(), own]].map((statements) => allows(statements, { principal: IDENTITY }, blocked(true)))).toEqual([true, true, true]);
});

test('an ACL lets everybody read, or an identity, and nothing but read [PRV-037]', () => {
  const acl = { everybody: false, canonicalUsers: ['canonical'] };
  const [others, everybody] = [{ ...acl, canonicalUsers: ['other'] }, { ...acl, everybody: true }];
  const requests: Partial<AccessRequest>[] = [{ acl }, { acl, principal: IDENTITY }, { acl: others, principal: IDENTITY }, { acl: everybody }];
  expect(requests.map((request) => allows([], request))).toEqual([false, true, false, true]);
  expect(['PublicRead', 'PublicReadWrite', 'Private', undefined].map((accessControl) => allows([], {}, { accessControl }))).toEqual([true, true, false, false]);
  expect([allows([], { acl }, { accessControl: 'PublicRead' }), allows([], { action: 's3:PutObject' }, { accessControl: 'PublicReadWrite' })]).toEqual([false, false]);
});

test('an ACL lets another account read by its number', () => {
  const acl = { everybody: false, canonicalUsers: ['222233334444'] };
  const by = (number: string | undefined) => allows([], { acl, principal: { kind: 'account', number } }, {});
  expect(['222233334444', '111122223333'].map(by)).toEqual([true, false]);
});

test('each object has a grant of its own, and inherits none from the bucket [IAM-023]', () => {
  const [a, b] = [true, false].map((everybody) => ({ acl: { everybody, canonicalUsers: [] } }));
  expect([a, b].map((request) => allows([], request, { accessControl: 'PublicRead' }))).toEqual([true, false]);
});

test('IgnorePublicAcls ends what ACLs give to everybody, not what they give to an identity', () => {
  const publicAccessBlock = { IgnorePublicAcls: true };
  const acl = { everybody: true, canonicalUsers: ['canonical'] };
  expect([{ acl }, { acl, principal: IDENTITY }].map((request) => allows([], request, { publicAccessBlock }))).toEqual([false, true]);
  expect(allows([], {}, { publicAccessBlock, accessControl: 'PublicRead' })).toBe(false);
});
