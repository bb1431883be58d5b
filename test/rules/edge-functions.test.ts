import { checkDistribution, distribution, ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const FUNCTION = 'arn:aws:cloudfront::111122223333:function/ExampleFunction';
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:TestFunction:2';

const functions = (...events: unknown[]) => ({ FunctionAssociations: events.map((EventType) => ({ EventType, FunctionARN: FUNCTION })) });
const lambdas = (...events: unknown[]) => ({ LambdaFunctionAssociations: events.map((EventType) => ({ EventType, LambdaFunctionARN: LAMBDA })) });
const functionArn = (FunctionARN: unknown) => ({ FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN }] });
const lambdaArn = (LambdaFunctionARN: unknown) => ({ LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN }] });
const EVERY_EVENT = ['viewer-request', 'origin-request', 'origin-response', 'viewer-response'];
const cases = { in: 'behavior' } as const;

ruleTest('function-event-type [FUN-001]', {
  ...cases, at: 'FunctionAssociations[0].EventType', rejects: [functions('origin-request'), functions('origin-response')], accepts: [functions('viewer-request'), functions('viewer-response')],
});
ruleTest('lambda-event-type [FUN-002]', { ...cases, at: 'LambdaFunctionAssociations[0].EventType', rejects: [lambdas('request')], accepts: EVERY_EVENT.map((event) => lambdas(event)) });
ruleTest('edge-function-event-repeated [FUN-003]', {
  ...cases, at: 'FunctionAssociations[1].EventType', rejects: [functions('viewer-request', 'viewer-request')], accepts: [functions('viewer-request', 'viewer-response')],
});
ruleTest('edge-function-event-repeated [FUN-003]', {
  ...cases,
  at: 'LambdaFunctionAssociations[1].EventType',
  rejects: [lambdas('origin-request', 'origin-request')],
  accepts: [lambdas(...EVERY_EVENT), { ...functions('viewer-request'), ...lambdas('origin-request') }],
});
ruleTest('edge-function-mix [FUN-004]', {
  ...cases,
  at: 'LambdaFunctionAssociations[0].EventType',
  rejects: ['viewer-request', 'viewer-response'].flatMap((cff) => ['viewer-request', 'viewer-response'].map((lambda) => ({ ...functions(cff), ...lambdas(lambda) }))),
  accepts: [
    { ...functions('viewer-request', 'viewer-response'), ...lambdas('origin-request', 'origin-response') },
    { ...functions('viewer-request'), ...lambdas('origin-response') },
    lambdas('viewer-request', 'viewer-response'),
  ],
});

describe('function-account [FUN-006]', () => {
  const errors = (FunctionARN: unknown, account?: string, resources: object = {}) => {
    const behavior = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...functionArn(FunctionARN) };
    const origin = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
    const site = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: [origin], DefaultCacheBehavior: behavior } } };
    return checkTemplates([{ name: 'Stack', account, template: { Resources: { Site: site, ...resources } } }]).filter(({ level }) => level === 'error').map(({ rule }) => rule);
  };
  const OWN = {
    Own: { Type: 'AWS::CloudFront::Function', Properties: { Name: 'own', FunctionCode: 'function handler() {}', AutoPublish: true, FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } } },
  };

  test('a function of another account than the stack is refused', () => expect(errors(FUNCTION, '444455556666')).toEqual(['function-account']));
  test('one of the same account is not', () => expect(errors(FUNCTION, '111122223333')).toEqual([]));
  test('the account of the stack may be unknown', () => expect(errors(FUNCTION)).toEqual([]));
  test('the account of the function may be unknown', () => expect(errors({ 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:function/f' })).toEqual([]));
  test('a function of the same app is of its account', () => expect(errors({ 'Fn::GetAtt': ['Own', 'FunctionARN'] }, '444455556666', OWN)).toEqual([]));
});

ruleTest('function-arn [FUN-007]', {
  ...cases,
  at: 'FunctionAssociations[0].FunctionARN',
  rejects: [functionArn(LAMBDA), functionArn('ExampleFunction'), functionArn('arn:aws:cloudfront::111122223333:distribution/E1')],
  accepts: [functionArn(FUNCTION)],
});
ruleTest('lambda-version [FUN-008]', {
  ...cases,
  at: 'LambdaFunctionAssociations[0].LambdaFunctionARN',
  rejects: ['', ':$LATEST', ':prod'].map((qualifier) => lambdaArn(`arn:aws:lambda:us-east-1:123456789012:function:TestFunction${qualifier}`)),
  accepts: [lambdaArn(LAMBDA), lambdaArn({ Ref: 'Unknown' })],
});
ruleTest('lambda-region [FUN-009]', {
  ...cases, at: 'LambdaFunctionAssociations[0].LambdaFunctionARN', rejects: [lambdaArn('arn:aws:lambda:eu-west-1:123456789012:function:f:1')], accepts: [lambdaArn(LAMBDA)],
});
const body = (EventType: string, IncludeBody: unknown) => ({ LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: LAMBDA, IncludeBody }] });
ruleTest('lambda-include-body [FUN-010]', {
  ...cases,
  at: 'LambdaFunctionAssociations[0].IncludeBody',
  rejects: [body('origin-response', true), body('viewer-response', true)],
  accepts: [body('origin-request', true), body('viewer-request', true), body('viewer-response', false)],
});
ruleTest('edge-function-smooth-streaming [FUN-011]', {
  ...cases,
  at: 'SmoothStreaming',
  rejects: [{ SmoothStreaming: true, ...functions('viewer-request') }, { SmoothStreaming: true, ...lambdas('origin-request') }],
  accepts: [{ SmoothStreaming: true }, { SmoothStreaming: false, ...functions('viewer-request') }],
});

const POLICY = { CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', ForwardedValues: { Ref: 'AWS::NoValue' } };
ruleTest('lambda-query-string [FUN-030]', {
  ...cases,
  at: 'LambdaFunctionAssociations[0].EventType',
  rejects: [{ ...POLICY, ...lambdas('origin-request') }, { ...POLICY, ...lambdas('origin-response') }, { ForwardedValues: { QueryString: false }, ...lambdas('origin-request') }],
  accepts: [
    { ...POLICY, OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3', ...lambdas('origin-request') },
    { ForwardedValues: { QueryString: true }, ...lambdas('origin-request') },
    { ...POLICY, ...lambdas('viewer-request') },
    { ...POLICY, CachePolicyId: { Ref: 'Unknown' }, ...lambdas('origin-request') },
  ],
});

const reading = (ZipFile: string) => ({
  ...distribution({
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ...POLICY, LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: { Ref: 'Version' } }] },
  }),
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Lambda' } } },
  Lambda: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile } } },
});
ruleTest('lambda-query-string', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[0].EventType',
  rejects: [reading('exports.handler = async ({ Records: [{ cf }] }) => ({ ...cf.request, uri: `/${cf.request.querystring}` });')],
  accepts: [reading('exports.handler = async ({ Records: [{ cf }] }) => cf.request;')],
});

test('a version of a function of the app is one, its function and its alias are not [FUN-008]', () => {
  const found = (reference: unknown) => checkDistribution({
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...lambdaArn(reference) },
  }, {
    Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x' } },
    EdgeVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Edge' }, FunctionVersion: { 'Fn::GetAtt': ['EdgeVersion', 'Version'] }, Name: 'live' } },
  }).filter(({ level }) => level === 'error').map(({ rule }) => rule);
  expect(found({ Ref: 'EdgeVersion' })).toEqual([]);
  expect(found({ 'Fn::GetAtt': ['Edge', 'Arn'] })).toEqual(['lambda-version']);
  expect(found({ Ref: 'Live' })).toEqual(['lambda-version']);
});
