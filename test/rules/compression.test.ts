import { ruleTest, violationsOf } from './rule-test';

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const NO_ENCODING = ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'];

const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const CORS_S3 = '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf';

const behavior = (CachePolicyId: unknown, Compress: unknown) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId, Compress });
ruleTest('compression-without-encoding [POL-034] [DTD-001]', {
  in: 'behavior',
  at: 'Compress',
  rejects: [...NO_ENCODING.map((id) => behavior(id, true)), { ...behavior(NO_ENCODING[1], true), OriginRequestPolicyId: CORS_S3 }],
  accepts: [
    behavior(CACHING_OPTIMIZED, true), behavior(NO_ENCODING[0], false), { Compress: true }, behavior({ Ref: 'Unknown' }, true),
    // Told what the viewer decodes, the server compresses.
    { ...behavior(NO_ENCODING[1], true), OriginRequestPolicyId: ALL_VIEWER },
  ],
});
const site = (origin: object, CachePolicyId: unknown, Compress: unknown) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.eu-central-1.amazonaws.com', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId, Compress },
});
const BUCKET = { S3OriginConfig: {} };
const sendingAll = (origin: object) => {
  const { Origins, DefaultCacheBehavior } = site(origin, NO_ENCODING[1], true);
  return { Origins, DefaultCacheBehavior: { ...DefaultCacheBehavior, OriginRequestPolicyId: ALL_VIEWER } };
};
const CUSTOM = { DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
ruleTest('compression-without-encoding', { in: 'distribution', at: 'DefaultCacheBehavior.Compress', rejects: [sendingAll(BUCKET)], accepts: [sendingAll(CUSTOM)] });
ruleTest('encoding-without-compression [POL-059]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.Compress',
  rejects: [site(BUCKET, CACHING_OPTIMIZED, false)],
  accepts: [site(BUCKET, CACHING_OPTIMIZED, true), site(BUCKET, NO_ENCODING[0], false), site(CUSTOM, CACHING_OPTIMIZED, false)],
});

test('variants by Brotli alone are variants as well [POL-059]', () => {
  const { Policy, Site } = own(false, true);
  const place = { in: 'resources' } as const;
  const config = { ...Site.Properties.DistributionConfig, ...site(BUCKET, { Ref: 'Policy' }, false) };
  expect(violationsOf('encoding-without-compression', { Policy, Site: { ...Site, Properties: { DistributionConfig: config } } }, place)).toEqual(['Site.DistributionConfig.DefaultCacheBehavior.Compress']);
});

const cases = { in: 'defaultBehavior', at: 'Compress' } as const;
const none = { Ref: 'AWS::NoValue' };
const policy = (CachePolicyId: unknown, Compress: unknown = true) => ({ ForwardedValues: none, CachePolicyId, Compress });
const legacy = (rest: object, Compress: unknown = true) => ({ ForwardedValues: { QueryString: false, ...rest }, Compress });

/** A distribution whose cache policy has these flags, headers and greatest TTL. */
const own = (gzip: boolean, brotli: boolean, Headers: readonly string[] = []) => ({
  Policy: {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: 'own',
        MinTTL: 0,
        DefaultTTL: 1,
        MaxTTL: 60,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingGzip: gzip,
          EnableAcceptEncodingBrotli: brotli,
          CookiesConfig: { CookieBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          HeadersConfig: Headers.length === 0 ? { HeaderBehavior: 'none' } : { HeaderBehavior: 'whitelist', Headers },
        },
      },
    },
  },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: { Ref: 'Policy' }, Compress: true },
      },
    },
  },
});
const ownCases = { in: 'resources', at: 'Site.DistributionConfig.DefaultCacheBehavior.Compress' } as const;

ruleTest('compression-without-encoding [DTD-001]', { ...ownCases, rejects: [own(false, false)], accepts: [own(true, false), own(false, true)] });
const uncached = (MaxTTL: unknown, Compress: unknown = true) => ({ ...legacy({}, Compress), MinTTL: 0, DefaultTTL: 0, MaxTTL });
ruleTest('compression-without-cache [DTD-001]', { ...cases, rejects: [uncached(0)], accepts: [uncached(1), uncached(0, false), uncached({ Ref: 'Unknown' })] });
ruleTest('compression-gzip-only [DTD-002]', { ...cases, rejects: [legacy({})], accepts: [legacy({}, false), policy(CACHING_OPTIMIZED)] });
const twice = { ...legacy({}), TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all' };
ruleTest('compression-gzip-only', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.Compress',
  rejects: [{ DefaultCacheBehavior: twice, CacheBehaviors: ['/a', '/b'].map((PathPattern) => ({ PathPattern, ...twice })) }],
  accepts: [{ DefaultCacheBehavior: { ...twice, Compress: false } }],
  message: /as in 2 other behaviors/,
});
ruleTest('compression-accept-encoding [DTD-003]', { ...cases, rejects: [legacy({ Headers: ['accept-encoding'] }), legacy({ Headers: ['Accept-Encoding'] })], accepts: [legacy({ Headers: ['Accept'] }), legacy({ Headers: ['Accept-Encoding'] }, false)] });
