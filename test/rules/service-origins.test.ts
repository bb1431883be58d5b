import { checkDistribution, distribution, ruleTest } from './rule-test';

const custom = (DomainName: unknown, rest: object = {}, OriginProtocolPolicy = 'https-only') => ({ DomainName, CustomOriginConfig: { OriginProtocolPolicy }, ...rest });
const FUNCTION_URL = 'x.lambda-url.us-east-1.on.aws';
const API = 'x.execute-api.us-east-1.amazonaws.com';
const LOAD_BALANCER = 'x.us-west-2.elb.amazonaws.com';
const SECRET = { OriginCustomHeaders: [{ HeaderName: 'X-Origin-Verify', HeaderValue: '{{resolve:secretsmanager:origin}}' }] };

const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const ORIGIN_CACHE_CONTROL = '83da9c7e-98b4-4e11-a168-04f0df8e2c65';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const site = (origin: object, behavior: object = {}) => ({
  Origins: [{ Id: 'site', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: CACHING_DISABLED, ...behavior },
});

const POLICY = { in: 'origin', at: 'CustomOriginConfig.OriginProtocolPolicy' } as const;
ruleTest('service-origin-https [OTD-159]', { ...POLICY, rejects: [custom(API, {}, 'http-only')], accepts: [custom(API)] });
ruleTest('service-origin-https [OTD-163]', { ...POLICY, rejects: [custom(FUNCTION_URL, {}, 'http-only')], accepts: [custom(FUNCTION_URL), custom('www.example.com', {}, 'http-only')] });

const bucket = (rest: object) => ({ DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: {}, ...rest });
ruleTest('service-origin-host [OTD-138] [OTD-161]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.OriginRequestPolicyId',
  rejects: [bucket({ OriginAccessControlId: 'E1' }), custom(FUNCTION_URL), custom(API), custom('x1.egress.abc.mediapackagev2.us-west-2.amazonaws.com')].map((origin) => site(origin, { OriginRequestPolicyId: ALL_VIEWER })),
  accepts: [
    site(bucket({ OriginAccessControlId: 'E1' }), { OriginRequestPolicyId: EXCEPT_HOST }), site(custom(API), { OriginRequestPolicyId: EXCEPT_HOST }), site(custom(FUNCTION_URL)),
    site(custom('www.example.com'), { OriginRequestPolicyId: ALL_VIEWER }),
  ],
  message: /AllViewerExceptHostHeader/,
});

ruleTest('service-origin-host [OTD-161]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.CachePolicyId',
  rejects: [site(custom(API), { CachePolicyId: ORIGIN_CACHE_CONTROL })],
  accepts: [site(custom(API), { CachePolicyId: CACHING_DISABLED }), site(custom('www.example.com'), { CachePolicyId: ORIGIN_CACHE_CONTROL })],
  message: /does not have Host in its key/,
});

test('that an origin refuses the viewer\'s Host is said once', () => {
  const { Origins, DefaultCacheBehavior } = site(custom(API), { OriginRequestPolicyId: ALL_VIEWER }) as { Origins: object[]; DefaultCacheBehavior: object };
  const rules = checkDistribution({ Origins, DefaultCacheBehavior }).map(({ rule }) => rule);
  expect(rules).toContain('service-origin-host');
  expect(rules).not.toContain('host-header-certificate');
});

ruleTest('mediastore-retired [OTD-021]', { in: 'origin', at: 'DomainName', rejects: [custom('x.data.mediastore.us-west-1.amazonaws.com')], accepts: [custom('www.example.com')] });
ruleTest('mediastore-retired', { in: 'origin', at: 'DomainName', edition: '2014-10-21', rejects: [], accepts: [custom('x.data.mediastore.us-west-1.amazonaws.com', {}, 'match-viewer')] });

const MEDIA = 'x.mediapackage.us-west-2.amazonaws.com';
ruleTest('mediapackage-open [OTD-165]', {
  in: 'origin',
  at: 'OriginCustomHeaders',
  rejects: [custom(MEDIA), custom(MEDIA, SECRET)],
  accepts: [custom(MEDIA, { OriginCustomHeaders: [{ HeaderName: 'x-mediapackage-cdnidentifier', HeaderValue: { Ref: 'Unknown' } }] }), custom('www.example.com')],
});

ruleTest('load-balancer-open [OTD-155]', { in: 'origin', at: 'OriginCustomHeaders', rejects: [custom(LOAD_BALANCER)], accepts: [custom(LOAD_BALANCER, SECRET), custom('www.example.com')], message: /VPC origin/ });
ruleTest('load-balancer-secret-http [OTD-156]', {
  ...POLICY, rejects: [custom(LOAD_BALANCER, SECRET, 'http-only')], accepts: [custom(LOAD_BALANCER, SECRET), custom(LOAD_BALANCER, {}, 'http-only')],
});
ruleTest('load-balancer-certificate [OTD-157]', {
  in: 'distribution',
  at: 'Origins[0].DomainName',
  rejects: [site(custom(LOAD_BALANCER))],
  accepts: [
    site(custom(LOAD_BALANCER), { OriginRequestPolicyId: ALL_VIEWER }), site(custom('lb.example.com')), site(custom(LOAD_BALANCER, {}, 'http-only')),
    site(custom(LOAD_BALANCER), { OriginRequestPolicyId: { Ref: 'Unknown' } }),
  ],
});

const withResource = (origin: object, id: string, Type: string, Properties: object = {}) => ({ ...distribution({ Origins: [{ Id: 'site', ...origin }] }), [id]: { Type, Properties } });
const restApi = (OriginPath?: string) => withResource(custom({ 'Fn::Sub': '${Api}.execute-api.us-east-1.amazonaws.com' }, { OriginPath }), 'Api', 'AWS::ApiGateway::RestApi');
ruleTest('rest-api-stage [OTD-160]', {
  in: 'resources', at: 'Site.DistributionConfig.Origins[0].OriginPath', region: 'us-east-1', rejects: [restApi(), restApi('')], accepts: [restApi('/prod')], message: /such as \/prod/,
});

const functionUrl = (AuthType: unknown, rest: object) => withResource(custom({ 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }] }, rest), 'Url', 'AWS::Lambda::Url', { AuthType });
ruleTest('function-url-auth [OTD-140]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].OriginAccessControlId',
  rejects: [functionUrl('NONE', { OriginAccessControlId: 'E1' }), functionUrl('AWS_IAM', {})],
  accepts: [functionUrl('AWS_IAM', { OriginAccessControlId: 'E1' }), functionUrl('NONE', {}), functionUrl({ Ref: 'Unknown' }, {}), functionUrl('AWS_IAM', { OriginAccessControlId: { Ref: 'Unknown' } })],
});

const permission = (Action: string, FunctionName: unknown = { 'Fn::GetAtt': ['Function', 'Arn'] }) => ({ Type: 'AWS::Lambda::Permission', Properties: { Action, FunctionName, Principal: 'cloudfront.amazonaws.com' } });
const called = (...actions: string[]) => ({
  ...distribution({ Origins: [{ Id: 'site', ...custom({ 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }] }), OriginAccessControlId: 'E1' }] }),
  Function: { Type: 'AWS::Lambda::Function', Properties: {} },
  Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
  ...Object.fromEntries(actions.map((action, i) => [`Permission${i}`, permission(action)])),
});
ruleTest('function-url-permission [OTD-141]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].OriginAccessControlId',
  rejects: [called('lambda:InvokeFunctionUrl'), called()],
  accepts: [called('lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'), { ...called('lambda:InvokeFunctionUrl'), ByName: permission('lambda:InvokeFunction', { Ref: 'Function' }) }],
  message: /lacks .*lambda:InvokeFunction /,
});

const control = (SigningBehavior: string, behavior: object) => ({
  ...distribution({ ...site(bucket({ OriginAccessControlId: { Ref: 'Control' } }), behavior) }),
  Control: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: { Name: 'one', OriginAccessControlOriginType: 's3', SigningBehavior, SigningProtocol: 'sigv4' } } },
  Policy: {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: 'p',
        MinTTL: 1,
        DefaultTTL: 1,
        MaxTTL: 1,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingGzip: false,
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization'] },
        },
      },
    },
  },
});
ruleTest('no-override-authorization [OTD-137]', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.CachePolicyId',
  rejects: [control('no-override', { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' })],
  accepts: [
    control('always', { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }), control('no-override', { CachePolicyId: { Ref: 'Policy' } }),
    control('no-override', { OriginRequestPolicyId: EXCEPT_HOST }), control('no-override', { CachePolicyId: { Ref: 'Unknown' } }),
  ],
});
