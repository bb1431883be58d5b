import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const policy = (Action: unknown, rest: object = {}) => ({ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*', ...rest }] } });
const cases = { in: 'AWS::IAM::Policy', at: 'PolicyDocument.Statement[0].Action' } as const;
const ARN = 'arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE';
const names = (...actions: string[]) => actions.map((action) => policy(`cloudfront:${action}`));

ruleTest('iam-resource [IAM-003]', {
  ...cases, edition: '2014-10-21', at: 'PolicyDocument.Statement[0].Resource', rejects: [policy('cloudfront:GetDistribution', { Resource: ARN })], accepts: [policy('cloudfront:GetDistribution'), policy('s3:GetObject', { Resource: 'arn:aws:s3:::a/*' })],
});
ruleTest('iam-resource [IAM-003]', { ...cases, at: 'PolicyDocument.Statement[0].Resource', rejects: [], accepts: [policy('cloudfront:CreateInvalidation', { Resource: ARN })] });

ruleTest('iam-action-case [IAM-005]', { ...cases, rejects: [policy('CloudFront:GetDistributionConfig')], accepts: names('GetDistributionConfig', 'ListInvalidations'), message: /write cloudfront:GetDistributionConfig/ });
ruleTest('iam-action-prefix [IAM-005]', { ...cases, rejects: [policy('GetDistributionConfig')], accepts: [...names('GetDistributionConfig'), policy('*'), policy('s3:GetObject')] });
ruleTest('iam-action-prefix', { ...cases, at: 'PolicyDocument.Statement[0].Action[1]', rejects: [policy(['s3:GetObject', 'ListInvalidations'])], accepts: [] });

ruleTest('iam-action-name [IAM-007] [IAM-008] [IAM-009] [IAM-010] [IAM-011]', {
  ...cases,
  rejects: names('PutDistributionConfig', 'PostDistribution', 'UpdateDistributionConfig', 'DeleteRtmpDistribution', 'DeleteInvalidation', 'CreateOriginAccessIdentity'),
  accepts: names(
    'CreateDistribution', 'GetDistribution', 'GetDistributionConfig', 'UpdateDistribution', 'ListDistributions', 'DeleteDistribution',
    'CreateStreamingDistribution', 'GetStreamingDistribution', 'GetStreamingDistributionConfig', 'UpdateStreamingDistribution', 'ListStreamingDistributions',
    'DeleteStreamingDistribution', 'CreateInvalidation', 'GetInvalidation', 'ListInvalidations',
    'CreateCloudFrontOriginAccessIdentity', 'GetCloudFrontOriginAccessIdentity', 'GetCloudFrontOriginAccessIdentityConfig',
    'UpdateCloudFrontOriginAccessIdentity', 'ListCloudFrontOriginAccessIdentities', 'DeleteCloudFrontOriginAccessIdentity', 'CreateOriginAccessControl',
    'UpdateDistributionWithStagingConfig', 'PutResourcePolicy',
  ),
  message: /no action of this name.*use (Update|Create)/,
});

ruleTest('iam-action-wildcard [IAM-019]', {
  ...cases, rejects: names('*Distribution*', 'Create*'), accepts: [...names('*', 'Get*', 'ListDist*', 'CreateDistribution'), policy('cloudfront:Delete*', { Effect: 'Deny' })],
});
ruleTest('iam-reports [IAM-012]', {
  ...cases,
  rejects: names('Get*', 'List*'),
  accepts: [
    policy(['cloudfront:Get*', 'cloudfront:List*']), policy('cloudfront:*'), policy('cloudfront:GetDistribution'), policy('cloudfront:Get*', { Effect: 'Deny' }),
  ],
});

ruleTest('iam-condition-key [IAM-013]', {
  ...cases,
  at: 'PolicyDocument.Statement[0].Condition.StringEquals',
  rejects: [policy('cloudfront:GetDistribution', { Condition: { StringEquals: { 'cloudfront:DistributionId': 'E1' } } })],
  accepts: [{ Bool: { 'aws:SecureTransport': true } }, { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }]
    .map((Condition) => policy('cloudfront:GetDistribution', { Condition })),
});
const OTHER_KEY = { Condition: { StringEquals: { 's3:prefix': 'cloudfront:' } } };
ruleTest('iam-condition-key-refused', {
  ...cases,
  edition: '2014-10-21',
  at: 'PolicyDocument.Statement[0].Condition.StringEquals',
  rejects: [policy('CloudFront:GetDistribution', OTHER_KEY), policy(['cloudfront:GetDistribution', 'cloudfront:ListDistributions'], OTHER_KEY)],
  accepts: [
    policy('s3:ListBucket', OTHER_KEY), policy(['cloudfront:GetDistribution', 's3:ListBucket'], OTHER_KEY), policy(['cloudfront:GetDistribution', { Ref: 'Unknown' }], OTHER_KEY),
    policy('cloudfront:GetDistribution', { Condition: { StringEquals: { 'AWS:SourceVpc': 'vpc-1' } } }),
  ],
});
ruleTest('iam-condition-key-refused [IAM-013]', {
  ...cases,
  edition: '2014-10-21',
  at: 'PolicyDocument.Statement[0].Condition.StringEquals',
  rejects: [policy('cloudfront:GetDistribution', { Condition: { StringEquals: { 'cloudfront:DistributionId': 'E1' } } })],
  accepts: [policy('cloudfront:GetDistribution', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })],
});

test.each([
  ['one action of CloudFront [IAM-001]', ['cloudfront:GetDistributionConfig']],
  ['every action, or some by wildcard [IAM-006]', ['cloudfront:*', 'cloudfront:Get*', 'cloudfront:List*', 'cloudfront:*Distribution*']],
])('a policy may allow %s', (_title, Action) => {
  const found = checkTemplates([{ name: 'Stack', template: { Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: policy(Action) } } } }]);
  expect(found.filter(({ level }) => level === 'error')).toEqual([]);
});

test.each(['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'])('the policies that are written in an %s are checked', (Type) => {
  const template = { Resources: { Who: { Type, Properties: { Policies: [policy('cloudfront:GetDistribution'), policy('cloudfront:PostDistribution')] } } } };
  expect(checkTemplates([{ name: 'Stack', template }]).map(({ rule, location }) => `${rule} ${location.path}`)).toEqual(['iam-action-name Policies[1].PolicyDocument.Statement[0].Action']);
});
