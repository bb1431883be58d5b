import { ruleTest } from './rule-test';

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const NO_ENCODING = ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'];

const behavior = (CachePolicyId: unknown, Compress: unknown) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId, Compress });
ruleTest('compression-without-encoding [POL-034]', {
  in: 'behavior',
  at: 'Compress',
  rejects: NO_ENCODING.map((id) => behavior(id, true)),
  accepts: [behavior(CACHING_OPTIMIZED, true), behavior(NO_ENCODING[0], false), { Compress: true }, behavior({ Ref: 'Unknown' }, true)],
});
const site = (origin: object, CachePolicyId: unknown, Compress: unknown) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.eu-central-1.amazonaws.com', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId, Compress },
});
const BUCKET = { S3OriginConfig: {} };
const CUSTOM = { DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
ruleTest('encoding-without-compression [POL-059]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.Compress',
  rejects: [site(BUCKET, CACHING_OPTIMIZED, false)],
  accepts: [site(BUCKET, CACHING_OPTIMIZED, true), site(BUCKET, NO_ENCODING[0], false), site(CUSTOM, CACHING_OPTIMIZED, false)],
});
