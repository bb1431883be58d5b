import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { bucketPolicyStatements, configOf, errors, findings, newSite, newStack, rtmpConfigOf } from './site';
import { OriginAccessIdentity, Origins, RtmpDistribution, WebDistribution } from '../../src';
import { EdgeHarness } from '../../src/testing';

const RESOURCE = 'AWS::CloudFront::CloudFrontOriginAccessIdentity';

let stack: Stack;
let bucket: Bucket;
beforeEach(() => {
  stack = newStack();
  bucket = new Bucket(stack, 'Bucket');
});

/** What the template says of the identity with this id. */
function identityElement(logicalId: string): object {
  return { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: logicalId }]] };
}

function logicalIds(type: string): string[] {
  return Object.keys(Template.fromStack(stack).findResources(type));
}

test('minimal example: it is described by its path, and nobody is granted anything', () => {
  new OriginAccessIdentity(stack, 'Identity');
  const template = Template.fromStack(stack);
  template.hasResourceProperties(RESOURCE, { CloudFrontOriginAccessIdentityConfig: { Comment: 'Stack/Identity' } });
  template.resourceCountIs('AWS::S3::BucketPolicy', 0);
});

test('maximum example: its comment is emitted as written [RTM-071]', () => {
  new OriginAccessIdentity(stack, 'Identity', { comment: 'rtmp media access' });
  Template.fromStack(stack).hasResourceProperties(RESOURCE, { CloudFrontOriginAccessIdentityConfig: { Comment: 'rtmp media access' } });
});

test('a path too long for a comment is cut, a comment too long is left to the rules', () => {
  new OriginAccessIdentity(stack, 'I'.repeat(200));
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources(RESOURCE));
  expect(Properties.CloudFrontOriginAccessIdentityConfig.Comment).toHaveLength(128);
  const written = newStack();
  new OriginAccessIdentity(written, 'Identity', { comment: 'c'.repeat(200) });
  Template.fromStack(written).hasResourceProperties(RESOURCE, { CloudFrontOriginAccessIdentityConfig: { Comment: 'c'.repeat(200) } });
});

test('the comment may be a token', () => {
  new OriginAccessIdentity(stack, 'Identity', { comment: Lazy.string({ produce: () => 'later' }) });
  Template.fromStack(stack).hasResourceProperties(RESOURCE, { CloudFrontOriginAccessIdentityConfig: { Comment: 'later' } });
});

test('an origin names its identity by id, and the bucket\'s policy lets it read [WEB-036] [PRV-028]', () => {
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity') }) } });
  const [identity] = logicalIds(RESOURCE);
  expect(configOf(stack).Origins[0].S3OriginConfig).toEqual({ OriginAccessIdentity: identityElement(identity) });
  expect(bucketPolicyStatements(stack)).toEqual([{
    Action: 's3:GetObject',
    Effect: 'Allow',
    Principal: { CanonicalUser: { 'Fn::GetAtt': [identity, 'S3CanonicalUserId'] } },
    Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'Arn'] }, '/*']] },
  }]);
  expect(errors(stack)).toEqual([]);
});

test('a grant of reading is one statement, for the objects alone [PRV-042]', () => {
  new OriginAccessIdentity(stack, 'Identity').grantRead(bucket);
  const [identity] = logicalIds(RESOURCE);
  const [bucketId] = logicalIds('AWS::S3::Bucket');
  expect(bucketPolicyStatements(stack)).toEqual([{
    Effect: 'Allow',
    Action: 's3:GetObject',
    Principal: { CanonicalUser: { 'Fn::GetAtt': [identity, 'S3CanonicalUserId'] } },
    Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucketId, 'Arn'] }, '/*']] },
  }]);
});

test('the grant is added to what the policy says, and takes nothing away [PRV-029]', async () => {
  const open = new Bucket(stack, 'Open', { bucketName: 'open-files' });
  open.addToResourcePolicy(new PolicyStatement({ actions: ['s3:GetObject'], principals: [new AnyPrincipal()], resources: [open.arnForObjects('*')] }));
  const [before] = bucketPolicyStatements(stack);
  const edited = newStack();
  const same = new Bucket(edited, 'Open', { bucketName: 'open-files' });
  same.addToResourcePolicy(new PolicyStatement({ actions: ['s3:GetObject'], principals: [new AnyPrincipal()], resources: [same.arnForObjects('*')] }));
  newSite(edited, { defaultBehavior: { origin: Origins.s3Bucket(same, { originAccessIdentity: new OriginAccessIdentity(edited, 'Identity') }) } });
  expect(bucketPolicyStatements(edited)).toEqual([before, expect.objectContaining({ Principal: { CanonicalUser: expect.anything() } })]);
  const edge = await EdgeHarness.fromStack(edited, { origins: { 'open-files': { 'a.txt': 'a' } } });
  expect([(await edge.get('http://open-files.s3.amazonaws.com/a.txt')).status, (await edge.get('/a.txt')).status]).toEqual([200, 200]);
});

test('without identity anybody who can read the bucket can, and the element stays empty [WEB-037]', () => {
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket) } });
  expect(configOf(stack).Origins[0].S3OriginConfig).toEqual({ OriginAccessIdentity: '' });
  expect(bucketPolicyStatements(stack)).toEqual([]);
});

test('the permissions can be left to the user: no policy is made [PRV-028] [RTM-075]', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity, originAccessLevels: [] }) } });
  new RtmpDistribution(stack, 'Rtmp', { bucket, originAccessIdentity, originAccessLevels: [] });
  const element = identityElement(logicalIds(RESOURCE)[0]);
  expect(configOf(stack).Origins[0].S3OriginConfig.OriginAccessIdentity).toEqual(element);
  expect(rtmpConfigOf(stack).S3Origin.OriginAccessIdentity).toEqual(element);
  Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
});

test('permissions that are left to the user are pointed out [WEB-046]', () => {
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity'), originAccessLevels: [] }) } });
  Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
  expect(findings(stack)).toContain('bucket-policy-missing');
  const granted = newStack();
  const origin = Origins.s3Bucket(new Bucket(granted, 'Bucket'), { originAccessIdentity: new OriginAccessIdentity(granted, 'Identity') });
  newSite(granted, { defaultBehavior: { origin } });
  expect(findings(granted)).not.toContain('bucket-policy-missing');
});

test('more is granted on request, level by level, and for some objects only', () => {
  const identity = new OriginAccessIdentity(stack, 'Identity');
  identity.grantRead(bucket, 'public/*');
  identity.grantList(bucket);
  identity.grantPut(bucket, 'uploads/*');
  identity.grantDelete(bucket);
  const arn = { 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'Arn'] };
  expect(bucketPolicyStatements(stack).map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['s3:GetObject', { 'Fn::Join': ['', [arn, '/public/*']] }],
    ['s3:ListBucket', arn],
    ['s3:PutObject', { 'Fn::Join': ['', [arn, '/uploads/*']] }],
    ['s3:DeleteObject', { 'Fn::Join': ['', [arn, '/*']] }],
  ]);
});

test('an origin grants the levels that it names', () => {
  const originAccessLevels = [AccessLevel.READ, AccessLevel.READ_VERSIONED, AccessLevel.LIST, AccessLevel.WRITE, AccessLevel.DELETE];
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity'), originAccessLevels }) } });
  expect(bucketPolicyStatements(stack).map(({ Action }) => Action)).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject']);
});

test('one identity serves any number of distributions, and its bucket is granted once [PRV-023]', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  for (const id of ['A', 'B', 'C']) new WebDistribution(stack, id, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) } });
  new RtmpDistribution(stack, 'Rtmp', { bucket, originAccessIdentity });
  const template = Template.fromStack(stack);
  template.resourceCountIs(RESOURCE, 1);
  template.resourceCountIs('AWS::CloudFront::Distribution', 3);
  expect(bucketPolicyStatements(stack)).toHaveLength(1);
  expect(errors(stack)).toEqual([]);
});

test('each origin of a distribution has its own identity, or none [PRV-006] [PRV-027]', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  newSite(stack, {
    defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) },
    behaviors: [{ pathPattern: '/open/*', origin: Origins.s3Bucket(new Bucket(stack, 'Open')) }],
  });
  expect(configOf(stack).Origins.map(({ S3OriginConfig }: any) => S3OriginConfig.OriginAccessIdentity)).toEqual([identityElement(logicalIds(RESOURCE)[0]), '']);
  expect(bucketPolicyStatements(stack)).toHaveLength(1);
  const props = { defaultBehavior: { origin: Origins.s3Bucket(bucket) }, originAccessIdentity };
  expect(() => new WebDistribution(stack, 'Whole', props)).toThrow('Stack/Whole: originAccessIdentity is of an S3 origin; set it in Origins.s3Bucket.');
});

test('a bucket that is imported has to be given its policy by hand, and the synthesis says so [PRV-028]', () => {
  const imported = Bucket.fromBucketName(stack, 'Imported', 'elsewhere');
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(imported, { originAccessIdentity }) } });
  Annotations.fromStack(stack).hasWarning('/Stack/Site/Origin1', Match.stringLikeRegexp('The bucket Stack/Imported is imported.*Allow s3:GetObject there by hand'));
  const done = newStack();
  newSite(done, {
    defaultBehavior: {
      origin: Origins.s3Bucket(Bucket.fromBucketName(done, 'Imported', 'elsewhere'), { originAccessIdentity: new OriginAccessIdentity(done, 'Identity'), originAccessLevels: [] }),
    },
  });
  Annotations.fromStack(done).hasNoWarning('*', Match.anyValue());
});

test('a distribution in another stack reads the bucket by an identity that is in the bucket\'s stack', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  const web = new Stack(stack.node.root, 'Web', { env: { region: stack.region, account: stack.account } });
  newSite(web, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) } });
  expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:GetObject' }]);
  expect(JSON.stringify(configOf(web).Origins)).toContain('Fn::ImportValue');
  expect(errors(web)).toEqual([]);
});

test('what a bucket\'s policy says already stays', () => {
  bucket.grantRead(new OriginAccessIdentity(stack, 'Other'));
  const before = bucketPolicyStatements(stack).length;
  const after = newStack();
  const own = new Bucket(after, 'Bucket');
  own.grantRead(new OriginAccessIdentity(after, 'Other'));
  newSite(after, { defaultBehavior: { origin: Origins.s3Bucket(own, { originAccessIdentity: new OriginAccessIdentity(after, 'Identity') }) } });
  expect(bucketPolicyStatements(after)).toHaveLength(before + 1);
});

describe('an identity that exists already', () => {
  test('is named by its ARN in bucket policies', () => {
    const originAccessIdentity = OriginAccessIdentity.fromOriginAccessIdentityAttributes(stack, 'Identity', { originAccessIdentityId: 'E127EXAMPLE51Z' });
    newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) } });
    expect(configOf(stack).Origins[0].S3OriginConfig).toEqual({ OriginAccessIdentity: 'origin-access-identity/cloudfront/E127EXAMPLE51Z' });
    const arn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::cloudfront:user/CloudFront Origin Access Identity E127EXAMPLE51Z']] };
    expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:GetObject', Principal: { AWS: arn } }]);
    Template.fromStack(stack).resourceCountIs(RESOURCE, 0);
    expect(errors(stack)).toEqual([]);
  });

  test('is used by its id alone', () => {
    const identity = OriginAccessIdentity.fromOriginAccessIdentityId(stack, 'Identity', 'E127EXAMPLE51Z');
    identity.grantRead(bucket);
    expect(identity.originAccessIdentityId).toBe('E127EXAMPLE51Z');
    expect(JSON.stringify(bucketPolicyStatements(stack))).toContain('CloudFront Origin Access Identity E127EXAMPLE51Z');
  });

  test('is named by its canonical user id when that is given, and grants on request too', () => {
    const attributes = { originAccessIdentityId: 'E127EXAMPLE51Z', s3CanonicalUserId: 'c'.repeat(96) };
    const identity = OriginAccessIdentity.fromOriginAccessIdentityAttributes(stack, 'Identity', attributes);
    identity.grantList(bucket);
    expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:ListBucket', Principal: { CanonicalUser: 'c'.repeat(96) } }]);
  });
});

test('throws on an identity of another account [WEB-042] [RTM-072]', () => {
  const ofAccount = (account: string) => OriginAccessIdentity.fromOriginAccessIdentityAttributes(stack, account, { originAccessIdentityId: 'E127EXAMPLE51Z', account });
  const [own, foreign] = [ofAccount('123456789012'), ofAccount('222222222222')];
  const message = 'the origin access identity Stack/222222222222 is of the account 222222222222, the distribution of 123456789012; use an identity of the distribution\'s account.';
  expect(() => newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity: foreign }) } })).toThrow(`Stack/Site/Origin1: ${message}`);
  expect(() => new RtmpDistribution(stack, 'Foreign', { bucket, originAccessIdentity: foreign })).toThrow(`Stack/Foreign: ${message}`);
  expect(() => new WebDistribution(stack, 'Own', { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity: own }) } })).not.toThrow();
  expect(() => new RtmpDistribution(stack, 'OwnRtmp', { bucket, originAccessIdentity: own })).not.toThrow();
});

test('does not throw on an identity while accounts are tokens', () => {
  const anywhere = new Stack(new App(), 'Anywhere');
  const originAccessIdentity = OriginAccessIdentity.fromOriginAccessIdentityAttributes(anywhere, 'Identity', { originAccessIdentityId: 'E127EXAMPLE51Z', account: '222222222222' });
  expect(() => newSite(anywhere, { defaultBehavior: { origin: Origins.s3Bucket(new Bucket(anywhere, 'Bucket'), { originAccessIdentity }) } })).not.toThrow();
});

test('origins of aws-cdk-lib take it', () => {
  newSite(stack, { defaultBehavior: { origin: S3BucketOrigin.withOriginAccessIdentity(bucket, { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity') }) } });
  expect(configOf(stack).Origins[0].S3OriginConfig).toEqual({ OriginAccessIdentity: identityElement(logicalIds(RESOURCE)[0]) });
});

test('throws on an identity of another app', () => {
  const originAccessIdentity = new OriginAccessIdentity(newStack(), 'Identity');
  expect(() => newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) } })).toThrow('the origin access identity Stack/Identity belongs to another app');
});
