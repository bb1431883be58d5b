import { ruleTest } from './rule-test';

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const CORS_S3_ORIGIN = '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf';
const HOST_HEADER_ONLY = 'bf0718e1-ba1e-49d1-88b1-f726733018ae';
const UNKNOWN_POLICY = '00000000-0000-0000-0000-000000000000';

const policies = (CachePolicyId: unknown, rest: object = {}) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId, ...rest });
const inBehavior = { in: 'behavior' } as const;

for (const property of ['CachePolicyId', 'OriginRequestPolicyId', 'ResponseHeadersPolicyId']) {
  const of = (id: unknown) => policies(CACHING_OPTIMIZED, { [property]: id });
  ruleTest('policy-id-form [POL-071]', { ...inBehavior, at: property, rejects: [of('CachingOptimized')], accepts: [of(UNKNOWN_POLICY), of({ Ref: 'Unknown' })] });
  ruleTest('policy-not-found [POL-071]', { ...inBehavior, at: property, rejects: [of(UNKNOWN_POLICY)], accepts: [policies(CACHING_OPTIMIZED), of({ Ref: 'Unknown' })] });
}
const GENERAL = [
  CACHING_OPTIMIZED, 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d', CACHING_DISABLED, '08627262-05a9-4f76-9ded-b50ca2e3a84f', '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
];
const AMPLIFY = ['4d1d2f1d-3a71-49ad-9e08-7ea5d843a556', 'a6bad946-36c3-4c33-aa98-362c74a7fb13', '1c6db51a-a33f-469a-8245-dae26771f530', '7e5fad67-ee98-4ad0-b05a-394999eefc1a'];
ruleTest('amplify-policy [POL-069]', { ...inBehavior, at: 'CachePolicyId', rejects: AMPLIFY.map((id) => policies(id)), accepts: GENERAL.map((id) => policies(id)) });

/** A distribution with one origin and one behavior, and resources beside it. */
const site = (origin: object, behavior: object, resources: object = {}) => ({
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true, Origins: [{ Id: 'site', DomainName: 'www.example.com', ...origin }], DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ...behavior },
      },
    },
  },
  ...resources,
});
const BEHAVIOR = 'Site.DistributionConfig.DefaultCacheBehavior';
const CUSTOM = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const BUCKET = { DomainName: 'site.s3.eu-central-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
const REQUEST_POLICY = { OriginRequestPolicyId: { Ref: 'Policy' } };
const requestPolicy = (HeaderBehavior: string, ...Headers: string[]) => ({
  Policy: {
    Type: 'AWS::CloudFront::OriginRequestPolicy',
    Properties: {
      OriginRequestPolicyConfig: {
        Name: 'policy',
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        HeadersConfig: { HeaderBehavior, ...(Headers.length > 0 ? { Headers } : {}) },
      },
    },
  },
});
const cachePolicy = (...Headers: string[]) => ({
  Key: {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: 'policy',
        MinTTL: 0,
        DefaultTTL: 60,
        MaxTTL: 60,
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          EnableAcceptEncodingGzip: false,
          HeadersConfig: { HeaderBehavior: 'whitelist', Headers },
        },
      },
    },
  },
});

const api = (DomainName: string, OriginRequestPolicyId: unknown) => site({ ...CUSTOM, DomainName }, policies(CACHING_DISABLED, { OriginRequestPolicyId }));
const API = 'abc.execute-api.eu-central-1.amazonaws.com';
ruleTest('service-origin-host [POL-009]', {
  in: 'resources',
  at: `${BEHAVIOR}.OriginRequestPolicyId`,
  rejects: [api(API, ALL_VIEWER), api('abc.lambda-url.eu-central-1.on.aws', ALL_VIEWER), api(API, HOST_HEADER_ONLY)],
  accepts: [api(API, ALL_VIEWER_EXCEPT_HOST), api('abc.lambda-url.eu-central-1.on.aws', ALL_VIEWER_EXCEPT_HOST), api('www.example.com', ALL_VIEWER), api(API, { Ref: 'AWS::NoValue' })],
  message: /Managed-AllViewerExceptHostHeader/,
});
const bucket = (OriginRequestPolicyId: unknown) => site(BUCKET, policies(CACHING_OPTIMIZED, { OriginRequestPolicyId }));
ruleTest('s3-viewer-host [POL-025] [POL-098]', {
  in: 'resources',
  at: `${BEHAVIOR}.OriginRequestPolicyId`,
  rejects: [bucket(ALL_VIEWER), bucket(HOST_HEADER_ONLY), site(BUCKET, policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('whitelist', 'host'))],
  accepts: [bucket(CORS_S3_ORIGIN), bucket(ALL_VIEWER_EXCEPT_HOST), bucket({ Ref: 'AWS::NoValue' }), site(CUSTOM, policies(CACHING_OPTIMIZED, { OriginRequestPolicyId: ALL_VIEWER }))],
});
ruleTest('s3-viewer-host [POL-025]', {
  in: 'resources',
  at: `${BEHAVIOR}.CachePolicyId`,
  rejects: [site(BUCKET, policies({ Ref: 'Key' }), cachePolicy('Host'))],
  accepts: [site(BUCKET, policies({ Ref: 'Key' }), cachePolicy('Origin')), site(CUSTOM, policies({ Ref: 'Key' }), cachePolicy('Host'))],
});
const withHeader = (HeaderName: string) => ({ ...CUSTOM, OriginCustomHeaders: [{ HeaderName, HeaderValue: 'a' }] });
ruleTest('origin-header-overwritten [POL-079]', {
  in: 'resources',
  at: `${BEHAVIOR}.OriginRequestPolicyId`,
  rejects: [site(withHeader('X-Env'), policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('whitelist', 'x-env'))],
  accepts: [
    site(withHeader('X-Env'), policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('whitelist', 'X-Other')),
    site(withHeader('X-Env'), policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('allExcept', 'X-Env')),
  ],
  message: /x-env/,
});
ruleTest('accept-encoding-sent-twice [POL-058]', {
  in: 'resources',
  at: `${BEHAVIOR}.OriginRequestPolicyId`,
  rejects: [site(CUSTOM, policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('whitelist', 'Accept-Encoding'))],
  accepts: [site(CUSTOM, policies(CACHING_OPTIMIZED, REQUEST_POLICY), requestPolicy('whitelist', 'Accept')), site(CUSTOM, policies(CACHING_OPTIMIZED, { OriginRequestPolicyId: ALL_VIEWER }))],
});
