export * from './access-logs';
export { CacheBehaviorProps, DefaultCacheBehaviorProps } from './cache-behavior';
export { ErrorPage } from './error-page';
export { CookieForwarding, Forwarding } from './forwarding';
export * from './geo-restriction';
export {
  IOriginAccessIdentity, OriginAccessIdentity, OriginAccessIdentityAttributes, OriginAccessIdentityProps,
} from './origin-access-identity';
export { CustomOriginOptions, OriginGroupOptions, OriginOptions, Origins, S3BucketOriginOptions } from './origins';
export * from './rtmp-distribution';
export * from './viewer-certificate';
export { WebDistribution, WebDistributionAttributes, WebDistributionProps } from './web-distribution';
