import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const NONE = { CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' } };
const CODE = 'function handler(event) { return event.request; }';

/** A resource of each type that is counted, with the number as its name. */
const RESOURCES: { readonly [type: string]: (Name: string) => object } = {
  CachePolicy: (Name) => ({
    CachePolicyConfig: { Name, MinTTL: 0, DefaultTTL: 1, MaxTTL: 1, ParametersInCacheKeyAndForwardedToOrigin: { ...NONE, EnableAcceptEncodingGzip: false } },
  }),
  OriginRequestPolicy: (Name) => ({ OriginRequestPolicyConfig: { Name, ...NONE } }),
  ResponseHeadersPolicy: (Name) => ({ ResponseHeadersPolicyConfig: { Name, RemoveHeadersConfig: { Items: [{ Header: 'Server' }] } } }),
  Function: (Name) => ({ Name, FunctionCode: CODE, AutoPublish: true, FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } }),
  ConnectionFunction: (Name) => ({ Name, ConnectionFunctionCode: CODE, ConnectionFunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } }),
  KeyValueStore: (Name) => ({ Name }),
  KeyGroup: (Name) => ({ KeyGroupConfig: { Name, Items: ['K1'] } }),
  CloudFrontOriginAccessIdentity: (Comment) => ({ CloudFrontOriginAccessIdentityConfig: { Comment } }),
  OriginAccessControl: (Name) => ({ OriginAccessControlConfig: { Name, OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } }),
  ConnectionGroup: (Name) => ({ Name, Enabled: true }),
  TrustStore: (Name) => ({ Name, CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'authorities', Key: 'ca.pem', Region: 'us-east-1' } } }),
  VpcOrigin: (Name) => ({ VpcOriginEndpointConfig: { Name, Arn: { Ref: 'Unknown' } } }),
};
const many = (type: string, length: number) => Object.fromEntries(Array.from({ length }, (_, i) => [`R${i}`, { Type: `AWS::CloudFront::${type}`, Properties: RESOURCES[type](`r${i}`) }]));

describe.each([
  ['CachePolicy', 'cachePoliciesPerAccount', '[POL-029]', 20],
  ['OriginRequestPolicy', 'originRequestPoliciesPerAccount', '[POL-080]', 20],
  ['ResponseHeadersPolicy', 'responseHeadersPoliciesPerAccount', '[POL-125]', 20],
  ['Function', 'functionsPerAccount', '[FUN-038] [DTD-118]', 100],
  ['ConnectionFunction', 'connectionFunctionsPerAccount', '[FUN-127] [DTD-118]', 100],
  ['KeyValueStore', 'keyValueStoresPerAccount', '[FUN-114] [DTD-118]', 200],
  ['KeyGroup', 'keyGroupsPerAccount', '[OTD-174]', 10],
  ['CloudFrontOriginAccessIdentity', 'originAccessIdentitiesPerAccount', '[PRV-022] [OTD-145]', 100],
  ['OriginAccessControl', 'originAccessControlsPerAccount', '[OTD-145]', 100],
  ['ConnectionGroup', 'connectionGroupsPerAccount', '[DTD-241]', 100],
  ['TrustStore', 'trustStoresPerAccount', '', 20],
  ['VpcOrigin', 'vpcOriginsPerAccount', '[OTD-107]', 25],
])('%s', (type, quota, row, limit) => {
  ruleTest(`account-quota ${row}`, {
    in: 'resources', at: `R${limit}.`, rejects: [many(type, limit + 1)], accepts: [many(type, limit)], message: new RegExp(`more than ${limit} .*quota ${quota}`),
  });
  ruleTest(`account-quota ${row}`, { in: 'resources', quotas: { [quota]: 3 }, at: 'R3.', rejects: [many(type, 4)], accepts: [many(type, 3)] });
});

test('accounts that are known to differ are counted apart [POL-029]', () => {
  const findings = (...accounts: (string | undefined)[]) => checkTemplates(
    accounts.map((account, i) => ({ name: `Stack${i}`, account, template: { Resources: many('CachePolicy', 11) } })),
  ).map(({ rule, location }) => [rule, location.template]);
  expect(findings('111122223333', '111122223333')).toContainEqual(['account-quota', 'Stack1']);
  expect(findings('111122223333', '444455556666')).not.toContainEqual(['account-quota', 'Stack1']);
  expect(findings(undefined, undefined)).not.toContainEqual(['account-quota', 'Stack1']);
});

const MANAGED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
/** Distributions that all use the resource `R0`. */
const shared = (type: string, length: number, use: (config: object, behavior: object) => object) => ({
  ...many(type, 1),
  ...Object.fromEntries(Array.from({ length }, (_, i) => {
    const behavior = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: MANAGED };
    return [`Site${i}`, { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: use({ Enabled: true, Origins: [ORIGIN] }, behavior) } }];
  })),
});
const inBehavior = (properties: object) => (config: object, behavior: object) => ({ ...config, DefaultCacheBehavior: { ...behavior, ...properties } });
const FUNCTION = { FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['R0', 'FunctionARN'] } }] };
const CONNECTION = { ConnectionFunctionAssociation: { Id: { Ref: 'R0' } }, ViewerMtlsConfig: { Mode: 'required', TrustStoreConfig: { TrustStoreId: 'ts_1' } } };

describe.each([
  ['CachePolicy', '[POL-029]', inBehavior({ CachePolicyId: { Ref: 'R0' } })],
  ['OriginRequestPolicy', '[POL-080]', inBehavior({ OriginRequestPolicyId: { Ref: 'R0' } })],
  ['ResponseHeadersPolicy', '[POL-125]', inBehavior({ ResponseHeadersPolicyId: { Ref: 'R0' } })],
  ['KeyGroup', '[OTD-174]', inBehavior({ TrustedKeyGroups: [{ Ref: 'R0' }] })],
  [
    'OriginAccessControl', '[OTD-145]', (config: object, DefaultCacheBehavior: object) => ({
      ...config, DefaultCacheBehavior, Origins: [{ Id: 'site', DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: {}, OriginAccessControlId: { Ref: 'R0' } }],
    }),
  ],
  ['Function', '[FUN-038] [DTD-118]', inBehavior(FUNCTION)],
  ['ConnectionFunction', '[FUN-127] [DTD-118]', (config: object, behavior: object) => ({ ...config, ...CONNECTION, DefaultCacheBehavior: behavior })],
])('distributions that share one %s', (type, row, use) => {
  ruleTest(`shared-by-distributions-quota ${row}`, {
    in: 'resources', at: 'R0.', rejects: [shared(type, 101, use)], accepts: [shared(type, 100, use)], message: /101 distributions use it; allowed: 100/,
  });
});

const WEB = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: { Enabled: true, Origins: [{ ...ORIGIN, Id: 'a' }], DefaultCacheBehavior: { TargetOriginId: 'a', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } } } },
};
const RTMP = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: {
    StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } },
  },
};
const times = (length: number, prefix: string, resource: object) => Object.fromEntries(Array.from({ length }, (_, i) => [`${prefix}${i}`, resource]));
ruleTest('account-quota [RTM-141] [DST-104]', {
  in: 'resources',
  edition: '2014-10-21',
  at: 'Rtmp40.',
  rejects: [{ ...times(60, 'Web', WEB), ...times(41, 'Rtmp', RTMP) }],
  accepts: [{ ...times(60, 'Web', WEB), ...times(40, 'Rtmp', RTMP) }],
  message: /more than 100 distributions/,
});
ruleTest('account-quota [RTM-141] [DST-104] [WEB-013]', { in: 'resources', at: 'Web500.', rejects: [times(501, 'Web', WEB)], accepts: [times(500, 'Web', WEB)], message: /more than 500 distributions/ });
ruleTest('account-quota [WEB-013]', { in: 'resources', at: 'Web2.', quotas: { distributionsPerAccount: 2 }, rejects: [times(3, 'Web', WEB)], accepts: [times(2, 'Web', WEB)], message: /more than 2 distributions/ });
