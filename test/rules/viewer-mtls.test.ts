import { ruleTest } from './rule-test';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const cases = { in: 'distribution' } as const;
const behavior = (rest: object = {}) => ({ DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: CACHING_DISABLED, ...rest } });
const mtls = (config: object, rest: object = behavior()) => ({ ViewerMtlsConfig: config, ...rest });
const store = (Mode: unknown, more: object = {}) => ({ Mode, TrustStoreConfig: { TrustStoreId: 'ts_1', ...more } });
const pass = (rest: object) => mtls({ Mode: 'passthrough' }, rest);

ruleTest('viewer-mtls-mode [DTD-247]', {
  ...cases, at: 'ViewerMtlsConfig.Mode', rejects: [mtls(store('verify'))], accepts: [mtls(store('required')), mtls(store('optional')), mtls({ Mode: 'passthrough' }), mtls({ TrustStoreConfig: { TrustStoreId: 'ts_1' } })],
});
ruleTest('viewer-mtls-https [DTD-248]', {
  ...cases,
  at: 'DefaultCacheBehavior.ViewerProtocolPolicy',
  rejects: [mtls(store('required'), behavior({ ViewerProtocolPolicy: 'allow-all' }))],
  accepts: [mtls(store('required')), mtls(store('required'), behavior({ ViewerProtocolPolicy: 'redirect-to-https' })), behavior({ ViewerProtocolPolicy: 'allow-all' })],
});
ruleTest('viewer-mtls-trust-store [DTD-249]', {
  ...cases,
  at: 'ViewerMtlsConfig.TrustStoreConfig.TrustStoreId',
  rejects: [mtls({ Mode: 'required' }), mtls({ Mode: 'optional' }), mtls({}), mtls(store('passthrough'))],
  accepts: [mtls(store('required')), mtls(store('optional')), mtls({ Mode: 'passthrough' }), mtls({ Mode: { Ref: 'Unknown' } })],
});
ruleTest('viewer-mtls-passthrough [DTD-250]', {
  ...cases,
  at: 'DefaultCacheBehavior.CachePolicyId',
  rejects: [pass(behavior({ CachePolicyId: CACHING_OPTIMIZED }))],
  accepts: [pass(behavior()), mtls(store('required'), behavior({ CachePolicyId: CACHING_OPTIMIZED }))],
});
const LAMBDA = { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:edge:1' }] };
ruleTest('viewer-mtls-passthrough [DTD-250]', { ...cases, at: 'DefaultCacheBehavior.LambdaFunctionAssociations', rejects: [pass(behavior(LAMBDA))], accepts: [pass(behavior())] });
const shielded = (Enabled: unknown) => ({
  ...behavior(), Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginShield: { Enabled, OriginShieldRegion: 'us-east-1' } }],
});
ruleTest('viewer-mtls-passthrough [DTD-250]', { ...cases, at: 'Origins[0].OriginShield.Enabled', rejects: [pass(shielded(true))], accepts: [pass(shielded(false))] });
ruleTest('viewer-mtls-passthrough-headers [DTD-250]', {
  ...cases,
  at: 'DefaultCacheBehavior.OriginRequestPolicyId',
  rejects: [pass(behavior())],
  accepts: [pass(behavior({ OriginRequestPolicyId: ALL_VIEWER })), pass(behavior({ OriginRequestPolicyId: { Ref: 'Unknown' } })), mtls(store('required'))],
});
ruleTest('viewer-mtls-expired [DTD-252]', {
  ...cases, at: 'ViewerMtlsConfig.TrustStoreConfig.IgnoreCertificateExpiry', rejects: [mtls(store('required', { IgnoreCertificateExpiry: true }))], accepts: [mtls(store('required', { IgnoreCertificateExpiry: false })), mtls(store('required'))],
});

const policy = (...Headers: unknown[]) => ({
  CachePolicyConfig: {
    Name: 'own',
    MinTTL: 0,
    DefaultTTL: 1,
    MaxTTL: 60,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: false, CookiesConfig: { CookieBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'whitelist', Headers },
    },
  },
});
ruleTest('cache-policy-certificate-headers [DTD-258]', {
  in: 'AWS::CloudFront::CachePolicy',
  at: 'CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers[0]',
  rejects: ['CloudFront-Viewer-Cert-Validity', 'CloudFront-Viewer-Cert-Pem', 'Client-Cert', 'Client-Cert-Chain'].map((name) => policy(name)),
  accepts: [policy('CloudFront-Viewer-Cert-Sha256'), policy({ Ref: 'Unknown' })],
});
