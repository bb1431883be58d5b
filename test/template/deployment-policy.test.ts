import { DEPLOYMENT_ACTIONS } from '../../src/config';
import { deploymentPolicy } from '../../src/template';
import { KNOWN_PROPERTIES } from '../../src/template/known-properties';

type Json = { readonly [name: string]: unknown };

const ORIGIN = { Id: 'o', DomainName: 'o.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const behavior = (more: Json = {}) => ({ TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...more });
const web = (config: Json = {}, more: Json = {}) => ({ Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: [ORIGIN], DefaultCacheBehavior: behavior(), ...config } }, ...more });
const running = (LambdaFunctionARN: unknown) => web({ DefaultCacheBehavior: behavior({ LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN }] }) });

type Statements = { readonly [sid: string]: { readonly actions: readonly string[]; readonly resources: readonly string[] } };

/** The policy for some resources: actions and resources by statement, and what it leaves out. */
function policyFor(resources: Json, rest: Json = {}) {
  const { document: { Version, Statement }, leftOut } = deploymentPolicy([{ name: 'Site', template: { Resources: resources, ...rest } }]);
  expect([Version, new Set(Statement.map(({ Effect }) => Effect)).size <= 1]).toEqual(['2012-10-17', true]);
  const named = Object.fromEntries(Statement.map(({ Sid, Action, Resource }) => [Sid, { actions: Action, resources: Resource }]));
  return { ...named, leftOut } as Statements & { readonly leftOut: readonly string[] };
}

test('a distribution needs the actions on distributions, and none on anything else', () => {
  const { CloudFront, ...others } = policyFor({ Web: web() });
  expect(CloudFront.resources).toEqual(['*']);
  expect(CloudFront.actions).toEqual(expect.arrayContaining(['cloudfront:CreateDistribution', 'cloudfront:UpdateDistribution', 'cloudfront:DeleteDistribution', 'cloudfront:TagResource']));
  expect(CloudFront.actions.filter((action) => /Function|Policy|Streaming|\*/.test(action))).toEqual([]);
  expect(others).toEqual({ leftOut: [] });
});

test('every type of CloudFront that the templates may have is known', () => {
  // CloudFormation has no resources for field-level encryption.
  const types = Object.keys(KNOWN_PROPERTIES).filter((type) => type.startsWith('AWS::CloudFront::') && !type.includes('FieldLevelEncryption'));
  expect(types.length).toBeGreaterThan(15);
  expect(types.filter((type) => DEPLOYMENT_ACTIONS[type] === undefined)).toEqual([]);
  for (const actions of Object.values(DEPLOYMENT_ACTIONS)) for (const action of actions!) expect(action).toMatch(/^[a-z0-9]+:[A-Z][A-Za-z]+$/);
});

test('an import source of a key value store lets its object be read, and its bucket be located [FUN-118]', () => {
  const store = (SourceArn: unknown) => ({ Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 's', ImportSource: { SourceType: 'S3', SourceArn } } } });
  const importing = (SourceArn: unknown) => {
    const { ImportSources, ImportSourceBuckets } = policyFor({ ...store(SourceArn), Bucket: { Type: 'AWS::S3::Bucket' } });
    return [ImportSources, ImportSourceBuckets];
  };
  expect(importing('arn:aws:s3:::data/a/b.json')).toEqual([
    { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::data/a/b.json'] }, { actions: ['s3:GetBucketLocation'], resources: ['arn:aws:s3:::data'] },
  ]);
  expect(importing({ 'Fn::Sub': '${Bucket.Arn}/b.json' }).map(({ resources }) => resources)).toEqual([['arn:aws:s3:::*/b.json'], ['arn:aws:s3:::*']]);
  expect(importing({ 'Fn::Sub': 'arn:aws:s3:::assets-${AWS::AccountId}/b.json' }).map(({ resources }) => resources)).toEqual([['arn:aws:s3:::*/*'], ['arn:aws:s3:::*']]);
  expect(policyFor({ Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 's' } } })).not.toHaveProperty('ImportSources');
});

test('a function of Lambda@Edge needs its actions for the ARN of the version, and two service-linked roles [FUN-136]', () => {
  const { CloudFront, LambdaAtEdge, ServiceLinkedRoles } = policyFor({ Web: running('arn:aws:lambda:us-east-1:111122223333:function:rewrite:2') });
  expect(LambdaAtEdge).toEqual({
    actions: ['lambda:DisableReplication*', 'lambda:EnableReplication*', 'lambda:GetFunction'], resources: ['arn:aws:lambda:us-east-1:111122223333:function:rewrite:2'],
  });
  expect(ServiceLinkedRoles).toEqual({
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [
      'arn:aws:iam::*:role/aws-service-role/logger.cloudfront.amazonaws.com/AWSServiceRoleForCloudFrontLogger',
      'arn:aws:iam::*:role/aws-service-role/replicator.lambda.amazonaws.com/AWSServiceRoleForLambdaReplicator',
    ],
  });
  expect(CloudFront.actions).toEqual(expect.arrayContaining(['cloudfront:CreateDistribution', 'cloudfront:UpdateDistribution']));
});

test.each([
  ['a name', { FunctionName: 'rewrite' }, 'arn:aws:lambda:us-east-1:*:function:rewrite:*'],
  ['no name', {}, 'arn:aws:lambda:us-east-1:*:function:*:*'],
])('a function of the application with %s has no number before it is deployed', (_what, properties, arn) => {
  const Function = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs20.x', Handler: 'index.handler', Role: 'arn:aws:iam::111122223333:role/r', Code: { ZipFile: '' }, ...properties } };
  const Version = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } };
  const { LambdaAtEdge, leftOut } = policyFor({ Web: running({ Ref: 'Version' }), Function, Version });
  expect([LambdaAtEdge.resources, leftOut]).toEqual([[arn], ['AWS::Lambda::Function', 'AWS::Lambda::Version']]);
});

test('access logs need the ACL of their bucket, by its name where that is known', () => {
  const logging = (Bucket: unknown) => policyFor({ Web: web({ Logging: { Bucket } }), Logs: { Type: 'AWS::S3::Bucket' } }).AccessLogs;
  expect(logging('mylogs.s3.amazonaws.com')).toEqual({ actions: ['s3:GetBucketAcl', 's3:PutBucketAcl'], resources: ['arn:aws:s3:::mylogs'] });
  expect(logging({ 'Fn::GetAtt': ['Logs', 'DomainName'] }).resources).toEqual(['arn:aws:s3:::*']);
});

test('real-time logs pass on their role, trust stores read their bundle, VPC origins have a role of their own', () => {
  const policy = policyFor({
    Logs: { Type: 'AWS::CloudFront::RealtimeLogConfig', Properties: { EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleArn: 'arn:aws:iam::111122223333:role/logs', StreamArn: 's' } }] } },
    Trust: { Type: 'AWS::CloudFront::TrustStore', Properties: { CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'trust', Key: 'ca.pem', Region: 'us-east-1' } } } },
    Vpc: { Type: 'AWS::CloudFront::VpcOrigin', Properties: {} },
  });
  expect(policy).toMatchObject({
    RealtimeLogs: { actions: ['iam:PassRole'], resources: ['arn:aws:iam::111122223333:role/logs'] },
    CertificateBundles: { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: ['arn:aws:s3:::trust/ca.pem'] },
    CertificateBundleBuckets: { actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::trust'] },
    ServiceLinkedRoles: { resources: ['arn:aws:iam::*:role/aws-service-role/vpcorigin.cloudfront.amazonaws.com/AWSServiceRoleForCloudFrontVPCOrigin'] },
  });
});

test('what only some outcomes of the conditions have is allowed as well', () => {
  const rest = { Parameters: { Stage: { Type: 'String' } }, Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } } };
  const oac = { Type: 'AWS::CloudFront::OriginAccessControl', Condition: 'Live', Properties: {} };
  expect(policyFor({ Web: web(), Control: oac }, rest).CloudFront.actions).toContain('cloudfront:CreateOriginAccessControl');
});
