import { distribution, ruleTest } from './rule-test';

const shield = (OriginShieldRegion: unknown, rest: object = {}) => ({ OriginShield: { Enabled: true, OriginShieldRegion }, ...rest });
const THIRTEEN = [
  'us-east-2', 'us-east-1', 'us-west-2', 'ap-south-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'sa-east-1', 'me-central-1',
];

ruleTest('origin-shield-region [OTD-085]', {
  in: 'origin',
  at: 'OriginShield.OriginShieldRegion',
  rejects: [shield(''), shield({ Ref: 'AWS::NoValue' }), shield('us-west-1'), shield('eu-west-3')],
  accepts: [...THIRTEEN.map((region) => shield(region)), { OriginShield: { Enabled: false } }],
});

const bucketIn = (region: string, shieldRegion: string) => shield(shieldRegion, { DomainName: `site.s3.${region}.amazonaws.com`, CustomOriginConfig: { Ref: 'AWS::NoValue' }, S3OriginConfig: {} });
ruleTest('origin-shield-distance [OTD-086]', {
  in: 'origin',
  at: 'OriginShield.OriginShieldRegion',
  rejects: [bucketIn('eu-west-3', 'us-east-1')],
  accepts: [bucketIn('eu-west-3', 'eu-west-2'), shield('us-east-1')],
  message: /origin is in eu-west-3.*use eu-west-2/,
});
ruleTest('origin-shield-distance [OTD-086]', {
  in: 'origin',
  at: 'OriginShield.OriginShieldRegion',
  rejects: [bucketIn('eu-central-1', 'eu-west-1'), shield('eu-west-1', { DomainName: 'lb-1.eu-central-1.elb.amazonaws.com' })],
  accepts: [bucketIn('eu-central-1', 'eu-central-1'), bucketIn('us-west-1', 'us-west-2'), bucketIn('af-south-1', 'eu-west-1'), bucketIn('ap-east-1', 'ap-southeast-1'),
    bucketIn('ca-central-1', 'us-east-1'), bucketIn('eu-south-1', 'eu-central-1'), bucketIn('eu-north-1', 'eu-west-2'), bucketIn('me-south-1', 'ap-south-1')],
  message: /use eu-central-1/,
});

const ofBucket = (region: string) => ({
  ...distribution({ Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {}, ...shield(region) }] }),
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
});
const IN_RESOURCES = { in: 'resources', at: 'Site.DistributionConfig.Origins[0].OriginShield.OriginShieldRegion' } as const;
ruleTest('origin-shield-distance [OTD-086]', { ...IN_RESOURCES, region: 'eu-west-1', rejects: [ofBucket('us-east-1')], accepts: [ofBucket('eu-west-1')] });
ruleTest('origin-shield-distance', { ...IN_RESOURCES, rejects: [], accepts: [ofBucket('eu-west-1')] });

const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const site = (Enabled: boolean, origin: object) => ({
  HttpVersion: 'http2',
  Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: DISABLED, AllowedMethods: ALL, GrpcConfig: { Enabled } },
});
ruleTest('origin-shield-grpc [OTD-091]', {
  in: 'distribution', at: 'DefaultCacheBehavior.GrpcConfig', rejects: [site(true, shield('us-east-1'))], accepts: [site(false, shield('us-east-1')), site(true, {})],
});

const mtls = (Mode: string, origin: object) => ({ ...site(false, origin), ViewerMtlsConfig: { Mode, TrustStoreConfig: Mode === 'passthrough' ? undefined : { TrustStoreId: 'ts_1' } } });
ruleTest('viewer-mtls-passthrough [OTD-092]', {
  in: 'distribution', at: 'Origins[0].OriginShield.Enabled', rejects: [mtls('passthrough', shield('us-east-1'))], accepts: [mtls('required', shield('us-east-1')), mtls('passthrough', {})],
});
