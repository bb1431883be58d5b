import { Duration } from 'aws-cdk-lib';
import { EdgeHarness } from '../../src/testing';

const template = (Statement?: object) => ({
  Resources: {
    Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
    Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    ...Statement && { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'files', PolicyDocument: { Statement } } } },
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'files', DomainName: 'files.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } }],
          DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        },
      },
    },
  },
});

test.each([[undefined, 200], [2, 403]])('with a permission delay of %s s, a grant of the bucket counts at once or later [PRV-040]', async (delay, atOnce) => {
  const options = { origins: { files: { a: 'a' } }, permissionDelay: delay === undefined ? undefined : Duration.seconds(delay) };
  const edge = await EdgeHarness.fromTemplate(template(), options);
  await edge.deploy(template({ Effect: 'Allow', Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::files/*' }));
  expect((await edge.get('/a')).status).toBe(atOnce);
  await edge.clock.advance(Duration.seconds(2));
  expect((await edge.get('/a')).status).toBe(200);
});
