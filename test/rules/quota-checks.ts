import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { distribution } from './rule-test';
import type { Quotas } from '../../src/config';
import type { Level } from '../../src/rules';

type Json = { readonly [property: string]: unknown };

/** How a line is checked: by which rule, by what name it is raised, and what has `n` of what it limits. */
export interface QuotaCheck {
  readonly rule: string;
  readonly raised?: keyof Quotas;
  readonly resources: (n: number) => Json;
  /** The limit, where the line does not say it as a number. */
  readonly limit?: number;
  /** Where rows of their own want a warning for a number that AWS does not raise. */
  readonly level?: Level;
  /** Quotas that the resources go beyond, too. */
  readonly beyond?: Partial<Quotas>;
  readonly assets?: { readonly [hash: string]: string };
}

const MB = 2 ** 20;

const names = (n: number) => Array.from({ length: n }, (_, i) => `n${i}`);
const times = (n: number, resource: (name: string) => object) => Object.fromEntries(names(n).map((name) => [name, resource(name)]));
const resource = (type: string, Properties: object) => ({ Type: `AWS::CloudFront::${type}`, Properties });
const many = (type: string, properties: (name: string) => object) => (n: number) => times(n, (name) => resource(type, properties(name)));

const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: POLICY };
const LEGACY = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only' };
const site = (config: object = {}) => resource('Distribution', { DistributionConfig: { Enabled: true, Origins: [ORIGIN], DefaultCacheBehavior: BEHAVIOR, ...config } });
const sites = (config: (name: string) => object, more: Json = {}) => (n: number) => ({ ...more, ...times(n, (name) => site(config(name))) });
const behaves = (properties: object) => () => ({ DefaultCacheBehavior: { ...BEHAVIOR, ...properties } });
const origin = (properties: object) => distribution({ Origins: [{ ...ORIGIN, ...properties }] });
const custom = (settings: object) => origin({ CustomOriginConfig: { ...ORIGIN.CustomOriginConfig, ...settings } });
const forwarding = (values: object) => distribution({ DefaultCacheBehavior: { ...LEGACY, ForwardedValues: { QueryString: true, ...values } } });

const NONE = { CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' } };
const LISTS = {
  headers: (items: string[]) => ({ HeadersConfig: { HeaderBehavior: 'whitelist', Headers: items } }),
  cookies: (items: string[]) => ({ CookiesConfig: { CookieBehavior: 'whitelist', Cookies: items } }),
  queryStrings: (items: string[]) => ({ QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: items } }),
};
const cachePolicy = (Name: string, key: object = {}) => ({
  CachePolicyConfig: { Name, MinTTL: 0, DefaultTTL: 1, MaxTTL: 1, ParametersInCacheKeyAndForwardedToOrigin: { ...NONE, EnableAcceptEncodingGzip: false, ...key } },
});
const requestPolicy = (Name: string, sent: object = {}) => ({ OriginRequestPolicyConfig: { Name, ...NONE, ...sent } });
const responsePolicy = (Name: string, sections: object = { RemoveHeadersConfig: { Items: [{ Header: 'Server' }] } }) => ({ ResponseHeadersPolicyConfig: { Name, ...sections } });
const POLICIES = { cache: ['CachePolicy', cachePolicy], request: ['OriginRequestPolicy', requestPolicy] } as const;
const listing = (policy: keyof typeof POLICIES, list: keyof typeof LISTS) => (n: number) => ({ Policy: resource(POLICIES[policy][0], POLICIES[policy][1]('p', LISTS[list](names(n)))) });
const namesOfLength = (policy: keyof typeof POLICIES) => (n: number) => ({ Policy: resource(POLICIES[policy][0], POLICIES[policy][1]('p', LISTS.cookies(['x'.repeat(n)]))) });
const CORS = {
  AccessControlAllowCredentials: false, AccessControlAllowHeaders: { Items: ['*'] }, AccessControlAllowMethods: { Items: ['GET'] }, OriginOverride: true,
};

const S3_ORIGIN = { Id: 'site', DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
const ACCESS_CONTROL = (Name: string) => ({ OriginAccessControlConfig: { Name, OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } });
const certificate = (name: string) => ({ AcmCertificateArn: `arn:aws:acm:us-east-1:111122223333:certificate/${name}` });
const WEB_ACL = { Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'CLOUDFRONT' } } };
const LIST = { List: resource('AnycastIpList', { Name: 'list', IpCount: 21 }) };
const STORE_SOURCE = { CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'authorities', Key: 'ca.pem', Region: 'us-east-1' } } };
const KEY = 'K2JCJMDEHXQW5F';

const lambda = (properties: object) => ({
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] }, Action: 'sts:AssumeRole' }] } } },
  Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: '' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...properties } },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
});
const onRequest = (LambdaFunctionARN: unknown) => ({ LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN }] });
const withLambda = (properties: object) => ({ ...lambda(properties), Site: site(behaves(onRequest({ Ref: 'Version' }))()) });
const versionArn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}:1`;
const withBehaviors = (n: number, properties: (name: string) => object) => distribution({ CacheBehaviors: names(n).map((name) => ({ PathPattern: `/${name}`, ...BEHAVIOR, ...properties(name) })) });

export const directory = mkdtempSync(join(tmpdir(), 'quotas-'));
const asset = (name: string, size: number) => {
  writeFileSync(join(directory, name), Buffer.alloc(size));
  return join(directory, name);
};
const PACKAGES = { small: asset('small.zip', 50 * MB), large: asset('large.zip', 50 * MB + 1) };

/** A PEM bundle of `count` certificates that have `bytes` together. */
const pem = (count: number, bytes: number) => {
  const frame = '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----'.length;
  const each = Array.from({ length: count }, (_, i) => Math.floor(bytes / count) + (i === 0 ? bytes % count : 0) - frame);
  return each.map((length) => `-----BEGIN CERTIFICATE-----\n${'A'.repeat(length)}\n-----END CERTIFICATE-----`).join('');
};
const bundle = (text: string) => {
  writeFileSync(join(directory, 'ca.pem'), text);
  return {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
    Store: resource('TrustStore', { Name: 'store', CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: { Ref: 'Bucket' }, Key: 'ca.pem', Region: 'us-east-1' } } }),
    Files: { Type: 'Custom::CDKBucketDeployment', Properties: { ServiceToken: 'arn', DestinationBucketName: { Ref: 'Bucket' }, SourceBucketNames: ['assets'], SourceObjectKeys: ['bundle.zip'] } },
  };
};
const BUNDLE = { assets: { bundle: directory } };

const TENANTS = { ConnectionMode: 'tenant-only' };
const definition = (Name: string) => ({ Name, Definition: { StringSchema: { Required: true } } });
const tenant = (properties: object) => ({ Tenant: resource('DistributionTenant', { DistributionId: { Ref: 'Unknown' }, Name: 'tenant', Domains: ['a.example.com'], ...properties }) });

const accountQuota = (raised: keyof Quotas, resources: QuotaCheck['resources']): QuotaCheck => ({ rule: 'account-quota', raised, resources });
const sharedQuota = (raised: keyof Quotas, resources: QuotaCheck['resources'], level?: Level): QuotaCheck => ({ rule: 'shared-by-distributions-quota', raised, resources, level });

/** The checks of each row, by the quotas of its table. */
export const QUOTA_CHECKS: { readonly [row: string]: { readonly [quota: string]: QuotaCheck } } = {
  'DTD-116': {
    'tags per distribution': { rule: 'distribution-tags-quota', raised: 'tagsPerDistribution', resources: (n) => ({ Site: { ...site(), Properties: { ...site().Properties, Tags: names(n).map((Key) => ({ Key, Value: '' })) } } }) },
    'real-time log configurations per account': { rule: 'account-limit', resources: many('RealtimeLogConfig', (Name) => ({ Name, SamplingRate: 100, Fields: ['timestamp'], EndPoints: [] })) },
    'associations per web ACL': sharedQuota('distributionsPerWebAcl', sites(() => ({ WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] } }), WEB_ACL)),
    'aliases per distribution': { rule: 'alias-quota', raised: 'aliasesPerDistribution', resources: (n) => distribution({ Aliases: names(n).map((name) => `${name}.example.com`) }) },
    'cache behaviors per distribution': { rule: 'behavior-quota', raised: 'cacheBehaviorsPerDistribution', resources: (n) => withBehaviors(n, () => ({})) },
    'connection attempts per origin': { rule: 'origin-connection-attempts', resources: (n) => origin({ ConnectionAttempts: n }) },
    'connection timeout per origin': { rule: 'origin-connection-timeout', resources: (n) => origin({ ConnectionTimeout: n }) },
    'response timeout per origin': { rule: 'origin-timeout-quota', raised: 'originReadTimeout', resources: (n) => custom({ OriginReadTimeout: n }) },
    'keep-alive timeout per origin': { rule: 'origin-timeout-quota', raised: 'originKeepaliveTimeout', resources: (n) => custom({ OriginKeepaliveTimeout: n }) },
    'distributions per account': accountQuota('distributionsPerAccount', sites(() => ({}))),
    'distributions per origin access control': sharedQuota('distributionsPerOriginAccessControl', sites(() => ({ Origins: [{ ...S3_ORIGIN, OriginAccessControlId: { Ref: 'Control' } }] }), { Control: resource('OriginAccessControl', ACCESS_CONTROL('c')) })),
    'distributions in a chain': {
      rule: 'distribution-chain',
      resources: (n) => Object.fromEntries(names(n).map((name, i) => [name, site(i === 0 ? {} : { Origins: [{ ...ORIGIN, DomainName: { 'Fn::GetAtt': [`n${i - 1}`, 'DomainName'] } }] })])),
    },
    'origin access controls per account': accountQuota('originAccessControlsPerAccount', many('OriginAccessControl', ACCESS_CONTROL)),
    'origin access identities per account': accountQuota('originAccessIdentitiesPerAccount', many('CloudFrontOriginAccessIdentity', (Comment) => ({ CloudFrontOriginAccessIdentityConfig: { Comment } }))),
    'origins per distribution': { rule: 'origin-quota', raised: 'originsPerDistribution', resources: (n) => distribution({ Origins: [ORIGIN, ...names(n - 1).map((Id) => ({ ...ORIGIN, Id }))] }) },
    'origin groups per distribution': {
      rule: 'origin-group-quota',
      raised: 'originGroupsPerDistribution',
      resources: (n) => distribution({
        Origins: [ORIGIN, { ...ORIGIN, Id: 'second' }],
        OriginGroups: { Quantity: n, Items: names(n).map((Id) => ({ Id, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } }, Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'second' }] } })) },
      }),
    },
    'staging distributions per account': accountQuota('stagingDistributionsPerAccount', sites(() => ({ Staging: true }))),
    'distributions per VPC origin': { rule: 'vpc-origin-distributions', resources: sites(() => ({ Origins: [{ Id: 'site', DomainName: 'internal.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } }] })) },
    'VPC origins per account': accountQuota('vpcOriginsPerAccount', many('VpcOrigin', (Name) => ({ VpcOriginEndpointConfig: { Name, Arn: { Ref: 'Unknown' } } }))),
    'distributions per anycast list': { rule: 'anycast-distributions-quota', raised: 'distributionsPerAnycastIpList', resources: sites(() => ({ AnycastIpListId: { Ref: 'List' } }), LIST) },
  },
  'DTD-117': {
    'custom cache policies per account': accountQuota('cachePoliciesPerAccount', many('CachePolicy', (name) => cachePolicy(name))),
    'distributions per cache policy': sharedQuota('distributionsPerCachePolicy', sites(behaves({ CachePolicyId: { Ref: 'Policy' } }), { Policy: resource('CachePolicy', cachePolicy('p')) }), 'warning'),
    'query strings per cache policy': { rule: 'cache-policy-quota', raised: 'queryStringsPerCachePolicy', resources: listing('cache', 'queryStrings') },
    'headers per cache policy': { rule: 'cache-policy-quota', raised: 'headersPerCachePolicy', resources: listing('cache', 'headers') },
    'cookies per cache policy': { rule: 'cache-policy-quota', raised: 'cookiesPerCachePolicy', resources: listing('cache', 'cookies') },
    'names in a cache policy, total length': { rule: 'cache-policy-names-length', resources: namesOfLength('cache') },
    'custom origin request policies per account': accountQuota('originRequestPoliciesPerAccount', many('OriginRequestPolicy', (name) => requestPolicy(name))),
    'distributions per origin request policy': sharedQuota('distributionsPerOriginRequestPolicy', sites(behaves({ OriginRequestPolicyId: { Ref: 'Policy' } }), { Policy: resource('OriginRequestPolicy', requestPolicy('p')) }), 'warning'),
    'query strings per origin request policy': { rule: 'origin-request-policy-quota', raised: 'queryStringsPerOriginRequestPolicy', resources: listing('request', 'queryStrings') },
    'headers per origin request policy': { rule: 'origin-request-policy-quota', raised: 'headersPerOriginRequestPolicy', resources: listing('request', 'headers') },
    'cookies per origin request policy': { rule: 'origin-request-policy-quota', raised: 'cookiesPerOriginRequestPolicy', resources: listing('request', 'cookies') },
    'names in an origin request policy, total length': { rule: 'origin-request-policy-names-length', resources: namesOfLength('request') },
    'custom response headers policies per account': accountQuota('responseHeadersPoliciesPerAccount', many('ResponseHeadersPolicy', (name) => responsePolicy(name))),
    'distributions per response headers policy': sharedQuota('distributionsPerResponseHeadersPolicy', sites(behaves({ ResponseHeadersPolicyId: { Ref: 'Policy' } }), { Policy: resource('ResponseHeadersPolicy', responsePolicy('p')) })),
    'custom headers per response headers policy': {
      rule: 'custom-response-header-quota',
      raised: 'customHeadersPerResponseHeadersPolicy',
      resources: (n) => ({ Policy: resource('ResponseHeadersPolicy', responsePolicy('p', { CustomHeadersConfig: { Items: names(n).map((Header) => ({ Header, Value: '1', Override: true })) } })) }),
    },
    'continuous deployment policies per account': accountQuota('continuousDeploymentPoliciesPerAccount', many('ContinuousDeploymentPolicy', () => ({ ContinuousDeploymentPolicyConfig: { Enabled: false, StagingDistributionDnsNames: [] } }))),
    'forward headers per behavior': {
      rule: 'forwarded-headers-quota',
      raised: 'forwardedHeadersPerCacheBehavior',
      resources: (n) => ({
        Key: resource('CachePolicy', cachePolicy('p', LISTS.headers(names(10)))),
        Sent: resource('OriginRequestPolicy', requestPolicy('p', LISTS.headers(names(n)))),
        Site: site(behaves({ CachePolicyId: { Ref: 'Key' }, OriginRequestPolicyId: { Ref: 'Sent' } })()),
      }),
    },
    'origin custom headers': { rule: 'origin-custom-header-quota', raised: 'customHeadersPerOrigin', resources: (n) => origin({ OriginCustomHeaders: names(n).map((HeaderName) => ({ HeaderName, HeaderValue: '1' })) }) },
    'header name length': { rule: 'origin-custom-header-length', resources: (n) => origin({ OriginCustomHeaders: [{ HeaderName: 'x'.repeat(n), HeaderValue: '1' }] }) },
    'header value length': { rule: 'origin-custom-header-length', resources: (n) => origin({ OriginCustomHeaders: [{ HeaderName: 'X-One', HeaderValue: 'x'.repeat(n) }] }) },
    'header names and values, total': {
      rule: 'origin-custom-headers-total',
      resources: (n) => origin({ OriginCustomHeaders: Array.from({ length: 10 }, (_, i) => ({ HeaderName: `h${i}`, HeaderValue: 'x'.repeat(n / 10 - 2 + (i === 0 ? n % 10 : 0)) })) }),
    },
    'Content-Security-Policy length': {
      rule: 'content-security-policy-quota',
      raised: 'contentSecurityPolicyCharacters',
      resources: (n) => ({ Policy: resource('ResponseHeadersPolicy', responsePolicy('p', { SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: 'x'.repeat(n), Override: true } } })) }),
    },
    'Access-Control-Allow-Origin length': {
      rule: 'cors-origin-length', resources: (n) => ({ Policy: resource('ResponseHeadersPolicy', responsePolicy('p', { CorsConfig: { ...CORS, AccessControlAllowOrigins: { Items: ['x'.repeat(n)] } } })) }),
    },
  },
  'DTD-119': {
    'distributions with Lambda@Edge per account': { ...accountQuota('lambdaDistributionsPerAccount', sites(behaves(onRequest(versionArn('edge'))))), beyond: { distributionsPerAccount: 501 } },
    'functions per distribution': { rule: 'lambda-function-quota', raised: 'lambdaFunctionsPerDistribution', resources: (n) => withBehaviors(n, (name) => onRequest(versionArn(name))) },
    'distributions per function': { rule: 'shared-by-distributions-limit', resources: sites(behaves(onRequest({ Ref: 'Version' })), lambda({})) },
    'package size': { rule: 'lambda-package', assets: PACKAGES, resources: (n) => withLambda({ Code: { S3Bucket: 'assets', S3Key: n > 50 * MB ? 'large.zip' : 'small.zip' } }) },
    'memory': { rule: 'lambda-memory', limit: 10_240, resources: (n) => withLambda({ MemorySize: n }) },
    'timeout': { rule: 'lambda-timeout', resources: (n) => withLambda({ Timeout: n }) },
  },
  'DTD-120': {
    'dedicated IP certificates per account': accountQuota('dedicatedIpCertificatesPerAccount', sites((name) => ({ ViewerCertificate: { ...certificate(name), SslSupportMethod: 'vip' } }))),
    'certificates per distribution': {
      rule: 'certificate-choice', resources: (n) => distribution({ ViewerCertificate: { ...certificate('1'), ...(n > 1 ? { IamCertificateId: 'ASCAEXAMPLE' } : {}), SslSupportMethod: 'sni-only' } }),
    },
    'keys per key group': { rule: 'key-group-quota', raised: 'publicKeysPerKeyGroup', resources: (n) => ({ Group: resource('KeyGroup', { KeyGroupConfig: { Name: 'g', Items: names(n).map((_, i) => `${KEY}${i}`) } }) }) },
    'key groups per behavior': { rule: 'key-groups-per-behavior', raised: 'keyGroupsPerCacheBehavior', resources: (n) => distribution({ DefaultCacheBehavior: { ...BEHAVIOR, TrustedKeyGroups: names(n) } }) },
    'key groups per account': accountQuota('keyGroupsPerAccount', many('KeyGroup', (Name) => ({ KeyGroupConfig: { Name, Items: [KEY] } }))),
    'distributions per key group': sharedQuota('distributionsPerKeyGroup', sites(behaves({ TrustedKeyGroups: [{ Ref: 'Group' }] }), { Group: resource('KeyGroup', { KeyGroupConfig: { Name: 'g', Items: [KEY] } }) })),
    'encryption configurations per account': { rule: 'account-limit', resources: many('FieldLevelEncryptionConfig', (CallerReference) => ({ CallerReference })) },
    'encryption profiles per account': { rule: 'account-limit', resources: many('FieldLevelEncryptionProfile', (Name) => ({ FieldLevelEncryptionProfileConfig: { Name, CallerReference: Name, EncryptionEntities: [] } })) },
    'public keys per account': { rule: 'public-key-limit', resources: many('PublicKey', (Name) => ({ PublicKeyConfig: { Name, CallerReference: Name, EncodedKey: { Ref: 'Unknown' } } })) },
    'fields per profile': {
      rule: 'encryption-profile-fields',
      resources: (n) => ({
        Profile: resource('FieldLevelEncryptionProfile', {
          FieldLevelEncryptionProfileConfig: {
            Name: 'p', CallerReference: 'p', EncryptionEntities: [{ PublicKeyId: KEY, ProviderId: 'a', FieldPatterns: names(n - 4) }, { PublicKeyId: KEY, ProviderId: 'b', FieldPatterns: names(4) }],
          },
        }),
      }),
    },
    'distributions per encryption configuration': { rule: 'shared-by-distributions-limit', resources: sites(behaves({ FieldLevelEncryptionId: 'C1' })) },
    'query argument mappings': {
      rule: 'encryption-query-arguments',
      resources: (n) => ({
        Config: resource('FieldLevelEncryptionConfig', { CallerReference: 'c', QueryArgProfileConfig: { ForwardWhenQueryArgProfileIsUnknown: true, QueryArgProfiles: names(n).map((QueryArg) => ({ QueryArg, ProfileId: 'P1' })) } }),
      }),
    },
    'legacy cookies per behavior': { rule: 'cookie-quota', raised: 'cookiesPerCacheBehavior', resources: (n) => forwarding({ Cookies: { Forward: 'whitelist', WhitelistedNames: names(n) } }) },
    'legacy cookie names': { rule: 'cookie-names-length', limit: 512, resources: (n) => forwarding({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['x'.repeat(n - 3), 'y'] } }) },
    'legacy query string name': { rule: 'query-string-names-length', resources: (n) => forwarding({ QueryStringCacheKeys: ['x'.repeat(n)] }) },
    'legacy query strings total': { rule: 'query-string-names-length', resources: (n) => forwarding({ QueryStringCacheKeys: names(10).map((_, i) => `${i}`.repeat(Math.floor(n / 10) + (i === 0 ? n % 10 : 0))) }) },
    'legacy query strings per behavior': { rule: 'query-string-quota', raised: 'queryStringsPerCacheBehavior', resources: (n) => forwarding({ QueryStringCacheKeys: names(n) }) },
    'legacy headers per behavior': { rule: 'header-quota', raised: 'headersPerCacheBehavior', resources: (n) => forwarding({ Headers: names(n) }) },
  },
  'DTD-121': {
    'tenants per account': accountQuota('tenantsPerAccount', many('DistributionTenant', (Name) => ({ Name, DistributionId: 'E1', Domains: [`${Name}.example.com`] }))),
    'multi-tenant distributions per account': accountQuota('multiTenantDistributionsPerAccount', sites(() => TENANTS)),
    'connection groups per account': accountQuota('connectionGroupsPerAccount', many('ConnectionGroup', (Name) => ({ Name, Enabled: true }))),
    'aliases per tenant': { rule: 'tenant-domains-quota', raised: 'domainsPerTenant', resources: (n) => tenant({ Domains: names(n).map((name) => `${name}.example.com`) }) },
    'parameters per tenant': { rule: 'tenant-parameters-quota', raised: 'parametersPerTenant', resources: (n) => tenant({ Parameters: names(n).map((Name) => ({ Name, Value: '1' })) }) },
    'parameters per multi-tenant distribution': {
      rule: 'tenant-parameter-quota', raised: 'parametersPerMultiTenantDistribution', resources: (n) => distribution({ ...TENANTS, TenantConfig: { ParameterDefinitions: names(n).map(definition) } }),
    },
    'parameters per field': {
      rule: 'tenant-parameter-quota',
      raised: 'parametersPerField',
      resources: (n) => distribution({ ...TENANTS, TenantConfig: { ParameterDefinitions: names(n).map(definition) }, Origins: [{ ...ORIGIN, DomainName: `${names(n).map((name) => `{{${name}}}`).join('.')}.example.com` }] }),
    },
    'connection groups per anycast list': {
      rule: 'anycast-distributions-quota', raised: 'connectionGroupsPerAnycastIpList', resources: (n) => ({ ...LIST, ...many('ConnectionGroup', (Name) => ({ Name, AnycastIpListId: { Ref: 'List' } }))(n) }),
    },
    'trust stores per account': accountQuota('trustStoresPerAccount', many('TrustStore', (Name) => ({ Name, ...STORE_SOURCE }))),
    'distributions per trust store': {
      rule: 'shared-by-distributions-limit',
      resources: sites(() => ({ ViewerMtlsConfig: { Mode: 'required', TrustStoreConfig: { TrustStoreId: { Ref: 'Store' } } } }), { Store: resource('TrustStore', { Name: 'store', ...STORE_SOURCE }) }),
    },
    'CA bundle': { ...BUNDLE, rule: 'trust-store-bundle', resources: (n) => bundle(pem(20, n)) },
    'certificate in bundle': { ...BUNDLE, rule: 'trust-store-certificate-quota', raised: 'trustStoreCertificateBytes', resources: (n) => bundle(pem(1, n)) },
    'certificates in bundle': { ...BUNDLE, rule: 'trust-store-bundle', resources: (n) => bundle(pem(n, 100 * n)) },
  },
};
