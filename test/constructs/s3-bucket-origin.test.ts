import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { bucketPolicyStatements, configOf, findings, newSite, newStack, read } from './site';
import { OriginAccessIdentity, Origins } from '../../src';
import { MemorySource, originFor } from '../../src/edge';

const SETTINGS = { blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY };

let stack: Stack;
let bucket: Bucket;
beforeEach(() => {
  stack = newStack();
  bucket = new Bucket(stack, 'Bucket', SETTINGS);
});

const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'Arn'] }, '/*']] };
const EVERYBODY = { Action: 's3:GetObject', Effect: 'Allow', Principal: { AWS: '*' }, Resource: OBJECTS };

function byIdentity(originAccessLevels?: AccessLevel[]) {
  return Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity'), originAccessLevels });
}

/** What the bucket of a stack's only origin answers to somebody who asks it by its S3 URL. */
async function askedDirectly(of: Stack): Promise<number> {
  const application = read(of);
  const [origin] = application.distributions[0].origins;
  const client = originFor(origin, application, new MemorySource({ 'a.txt': { body: 'a' } }));
  const request = { origin, method: 'GET', url: '/a.txt', protocol: 'https', headers: ['Host', 'bucket'], body: undefined, signedAs: { kind: 'anonymous' } } as const;
  return (await client.ask(request)).status;
}

test('a bucket that is an origin keeps its policy and its settings, unless an identity or a control is asked for [WEB-008]', () => {
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket) } });
  const alone = newStack();
  new Bucket(alone, 'Bucket', SETTINGS);
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::S3::BucketPolicy', 0);
  expect(template.findResources('AWS::S3::Bucket')).toEqual(Template.fromStack(alone).findResources('AWS::S3::Bucket'));
});

test('with an identity, and the grant switched off, no bucket policy is emitted [WEB-008]', () => {
  newSite(stack, { defaultBehavior: { origin: byIdentity([]) } });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::CloudFront::CloudFrontOriginAccessIdentity', 1);
  template.resourceCountIs('AWS::S3::BucketPolicy', 0);
});

test.each([
  ['made beside it', () => byIdentity()],
  ['made by the origin itself', () => S3BucketOrigin.withOriginAccessIdentity(bucket)],
])('an identity %s is created with the distribution, which refers to it [WEB-041]', (_title, origin) => {
  newSite(stack, { defaultBehavior: { origin: origin() } });
  const [identity] = Object.keys(Template.fromStack(stack).findResources('AWS::CloudFront::CloudFrontOriginAccessIdentity'));
  expect(configOf(stack).Origins[0].S3OriginConfig.OriginAccessIdentity).toEqual({ 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: identity }]] });
});

test('the bucket\'s policy lets the identity read the objects of the bucket [WEB-043]', () => {
  newSite(stack, { defaultBehavior: { origin: byIdentity() } });
  const Principal = { CanonicalUser: { 'Fn::GetAtt': [expect.stringContaining('Identity'), 'S3CanonicalUserId'] } };
  expect(bucketPolicyStatements(stack)).toEqual([{ Action: 's3:GetObject', Effect: 'Allow', Principal, Resource: OBJECTS }]);
});

test('with an origin access control it lets CloudFront read, for this distribution alone [WEB-043]', () => {
  newSite(stack, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket) } });
  const [site] = Object.keys(Template.fromStack(stack).findResources('AWS::CloudFront::Distribution'));
  const arn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { Ref: site }]] };
  expect(bucketPolicyStatements(stack)).toEqual([{
    Action: 's3:GetObject', Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Resource: OBJECTS, Condition: { StringEquals: { 'AWS:SourceArn': arn } },
  }]);
});

test('the grant leaves the public read of a policy alone: S3 URLs still work, and the rules warn of it [WEB-044]', async () => {
  bucket.grantPublicAccess();
  newSite(stack, { defaultBehavior: { origin: byIdentity() } });
  expect(bucketPolicyStatements(stack)).toEqual([EVERYBODY, expect.objectContaining({ Action: 's3:GetObject', Principal: { CanonicalUser: expect.anything() } })]);
  expect(await askedDirectly(stack)).toBe(200);
  expect(findings(stack)).toContain('bucket-public');
});

test('without a public read before, S3 URLs do not work after the grant [WEB-044]', async () => {
  newSite(stack, { defaultBehavior: { origin: byIdentity() } });
  expect(await askedDirectly(stack)).toBe(403);
  expect(findings(stack)).not.toContain('bucket-public');
});
