import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { newStack } from './site';
import { CloudFrontTrail } from '../../src';

const TRAIL = 'AWS::CloudTrail::Trail';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

test('minimal example: files are encrypted, nobody is notified, and calls of global services, as CloudFront is one, are recorded [RPT-116]', () => {
  new CloudFrontTrail(stack, 'Trail');
  const template = Template.fromStack(stack);
  template.hasResourceProperties(TRAIL, {
    IsLogging: true, IncludeGlobalServiceEvents: true, IsMultiRegionTrail: true, SnsTopicName: Match.absent(), KMSKeyId: Match.absent(),
  });
  template.hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } });
  template.resourceCountIs('AWS::SNS::Topic', 0);
});

test('maximum example: a bucket that other accounts use too, a key, and a topic that is told of files [RPT-116]', () => {
  const bucket = Bucket.fromBucketName(stack, 'Shared', 'all-accounts');
  const trail = new CloudFrontTrail(stack, 'Trail', { bucket, prefix: 'own', encryptionKey: new Key(stack, 'Key'), topic: new Topic(stack, 'Files') });
  expect(trail.bucket).toBe(bucket);
  const template = Template.fromStack(stack);
  template.hasResourceProperties(TRAIL, {
    S3BucketName: 'all-accounts', S3KeyPrefix: 'own', KMSKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] }, SnsTopicName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Files'), 'TopicName'] },
  });
  template.resourceCountIs('AWS::S3::Bucket', 0);
});

test('a bucket of another app is refused', () => {
  const other = new Bucket(newStack(), 'Other');
  expect(() => new CloudFrontTrail(stack, 'Trail', { bucket: other })).toThrow(/Stack\/Trail: the bucket of the trail Stack\/Other belongs to another app/);
});
