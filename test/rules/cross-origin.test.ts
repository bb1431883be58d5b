import { ruleTest } from './rule-test';

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CORS_S3_ORIGIN = '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf';
const SIMPLE_CORS = '60669652-455b-4ae9-85a4-c4c02393f86c';
const CORS_WITH_PREFLIGHT = '5cc3b908-e619-4b99-88e5-2cf7f45965bd';
const OPTIONS = ['GET', 'HEAD', 'OPTIONS'];
const PREFLIGHT = ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'];

const BUCKET = { DomainName: 'site.s3.eu-central-1.amazonaws.com', S3OriginConfig: {} };
const CUSTOM = { DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const site = (origin: object, behavior: object) => ({
  Origins: [{ Id: 'site', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...behavior },
});
const forwarding = (origin: object, Headers: string[], methods: object = { AllowedMethods: OPTIONS, CachedMethods: OPTIONS }) => (
  site(origin, { ForwardedValues: { QueryString: false, Headers }, ...methods })
);
const policies = (rest: object) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId: CACHING_OPTIMIZED, AllowedMethods: OPTIONS, CachedMethods: OPTIONS, ...rest });
const at = { in: 'distribution', at: 'DefaultCacheBehavior.CachedMethods' } as const;

ruleTest('cached-options-headers [OBJ-073] [OBJ-074]', {
  ...at,
  rejects: [forwarding(BUCKET, ['Origin']), forwarding(BUCKET, []), site(BUCKET, policies({}))],
  accepts: [
    forwarding(BUCKET, PREFLIGHT), forwarding(BUCKET, [], { AllowedMethods: OPTIONS, CachedMethods: ['GET', 'HEAD'] }), site(BUCKET, policies({ OriginRequestPolicyId: CORS_S3_ORIGIN })),
    site(BUCKET, policies({ ResponseHeadersPolicyId: CORS_WITH_PREFLIGHT })), site(BUCKET, policies({ OriginRequestPolicyId: { Ref: 'Unknown' } })),
  ],
  message: /does not get .*Access-Control-Request-Method/,
});
ruleTest('cached-options-headers [OBJ-075] [REQ-079]', {
  ...at, rejects: [forwarding(CUSTOM, []), forwarding(CUSTOM, ['Accept'])], accepts: [forwarding(CUSTOM, ['Origin']), forwarding(CUSTOM, ['Origin', 'Accept'])], message: /does not get Origin/,
});

const ownBucket = (behavior: object, CorsConfiguration: unknown = { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] }) => ({
  Files: { Type: 'AWS::S3::Bucket', Properties: { CorsConfiguration } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: { DistributionConfig: { Enabled: true, ...site({ ...BUCKET, DomainName: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] } }, behavior) } },
  },
});
ruleTest('s3-cors-headers [REQ-009] [DST-145] [ORG-074]', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.TargetOriginId',
  rejects: [ownBucket({})],
  accepts: [ownBucket({ ForwardedValues: { QueryString: false, Headers: ['Origin'] } }), ownBucket({}, { Ref: 'AWS::NoValue' }), ownBucket({ ResponseHeadersPolicyId: SIMPLE_CORS })],
});

const allowing = (AllowedMethods: unknown, ResponseHeadersPolicyId: unknown) => ({ AllowedMethods, ResponseHeadersPolicyId });
ruleTest('preflight-not-allowed [POL-140]', {
  in: 'behavior',
  at: 'AllowedMethods',
  rejects: [allowing(['GET', 'HEAD'], CORS_WITH_PREFLIGHT), allowing({ Ref: 'AWS::NoValue' }, CORS_WITH_PREFLIGHT)],
  accepts: [allowing(OPTIONS, CORS_WITH_PREFLIGHT), allowing(['GET', 'HEAD'], SIMPLE_CORS), allowing(['GET', 'HEAD'], { Ref: 'Unknown' })],
});
/** A site of GET and HEAD whose own policy lets other origins use these methods. */
const allowingOthers = (...Items: unknown[]) => ({
  Policy: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: 'cors',
        CorsConfig: {
          AccessControlAllowCredentials: false,
          AccessControlAllowHeaders: { Items: ['*'] },
          AccessControlAllowMethods: { Items },
          AccessControlAllowOrigins: { Items: ['*'] },
          OriginOverride: true,
        },
      },
    },
  },
  Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, ...site(CUSTOM, allowing(['GET', 'HEAD'], { Ref: 'Policy' })) } } },
});
ruleTest('preflight-not-allowed [POL-140]', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.AllowedMethods',
  rejects: [allowingOthers('GET', 'PUT'), allowingOthers('ALL')],
  accepts: [allowingOthers('GET', 'HEAD', 'POST'), allowingOthers('GET', { Ref: 'Unknown' })],
});
