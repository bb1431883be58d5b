import { ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const allow = (Principal: unknown, Action: string, Condition: Json = {}) => ({ Statement: [{ Effect: 'Allow', Principal, Action, Resource: '*', Condition }] });
const CLOUDFRONT = { Service: 'cloudfront.amazonaws.com' };

/** The permissions that reading through an Object Lambda access point takes. */
const GRANTS: { readonly [id: string]: Json } = {
  PointPolicy: {
    Type: 'AWS::S3ObjectLambda::AccessPointPolicy',
    Properties: { ObjectLambdaAccessPoint: { Ref: 'Point' }, PolicyDocument: allow(CLOUDFRONT, 's3-object-lambda:Get*', { StringEquals: { 'aws:SourceArn': { Ref: 'Unknown' } } }) },
  },
  BucketPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: allow('*', '*', { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }) } },
  Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Transform' }, Principal: 'cloudfront.amazonaws.com', Action: 'lambda:InvokeFunction' } },
};
const ACCESS_POLICY = allow(CLOUDFRONT, 's3:*', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 's3-object-lambda.amazonaws.com' } });

/** A distribution that reads through an Object Lambda access point, with some permissions. */
const through = (grants: Json, Policy: unknown = ACCESS_POLICY) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Access: { Type: 'AWS::S3::AccessPoint', Properties: { Bucket: { Ref: 'Bucket' }, Policy } },
  Transform: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x' } },
  Point: {
    Type: 'AWS::S3ObjectLambda::AccessPoint',
    Properties: {
      ObjectLambdaConfiguration: {
        SupportingAccessPoint: { 'Fn::GetAtt': ['Access', 'Arn'] },
        TransformationConfigurations: [{ Actions: ['GetObject'], ContentTransformation: { AwsLambda: { FunctionArn: { 'Fn::GetAtt': ['Transform', 'Arn'] } } } }],
      },
    },
  },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{
          Id: 'site',
          DomainName: { 'Fn::Join': ['.', [{ 'Fn::GetAtt': ['Point', 'Alias.Value'] }, 's3.eu-west-1.amazonaws.com']] },
          OriginAccessControlId: 'E1ABCDEFGHIJKL',
          S3OriginConfig: { OriginAccessIdentity: '' },
        }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      },
    },
  },
  ...grants,
});
const without = (id: string) => Object.fromEntries(Object.entries(GRANTS).filter(([name]) => name !== id));
const cases = { in: 'resources', at: 'Site.DistributionConfig.Origins' } as const;

ruleTest('object-lambda-grants [OTD-011]', {
  ...cases,
  rejects: [through({}, {})],
  accepts: [through(GRANTS), through(GRANTS, { Ref: 'Unknown' })],
  message: /lacks permissions on the Object Lambda access point, the S3 access point, the bucket, the function.*s3-object-lambda:Get\*.*s3:\*.*s3:DataAccessPointAccount.*lambda:InvokeFunction/,
});
describe.each([
  ['the Object Lambda access point', through(without('PointPolicy'))], ['the S3 access point', through(GRANTS, {})], ['the bucket', through(without('BucketPolicy'))], ['the function', through(without('Permission'))],
])('without the permission on %s', (name, template) => {
  ruleTest('object-lambda-grants [OTD-011]', { ...cases, rejects: [template], accepts: [], message: new RegExp(`lacks permissions on ${name}\\.`) });
});
