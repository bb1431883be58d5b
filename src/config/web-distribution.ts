import { CacheBehavior } from './cache-behavior';
import { Part } from './location';
import { Origin, OriginGroup } from './origin';
import { Value } from './unknown';
import { ViewerMtls } from './viewer-mtls';

/** A web distribution: `AWS::CloudFront::Distribution`. */
export interface WebDistribution extends Part {
  /** The id that the local edge gives it, the same on every run, such as `E1A2B3C4D5E6F7`. */
  readonly id: string;
  /** The domain name that the local edge gives it, such as `d1a2b3c4d5e6f7.cloudfront.net`. */
  readonly domainName: string;
  readonly enabled: Value<boolean>;
  readonly comment: Value<string>;
  readonly aliases: Value<readonly Value<string>[]>;
  readonly priceClass: Value<string>;
  readonly httpVersion: Value<string>;
  readonly ipv6: Value<boolean>;
  /** Without a leading slash as CloudFront wants it, or as the template has it; empty for none. */
  readonly defaultRootObject: Value<string>;
  readonly origins: readonly Origin[];
  readonly originGroups: readonly OriginGroup[];
  readonly defaultCacheBehavior: CacheBehavior;
  /** In the order in which they are tried. */
  readonly cacheBehaviors: readonly CacheBehavior[];
  readonly customErrorResponses: readonly CustomErrorResponse[];
  readonly geoRestriction: GeoRestriction;
  readonly viewerCertificate: ViewerCertificate | undefined;
  readonly viewerMtls: ViewerMtls | undefined;
  /** The function that decides on connections of viewers. */
  readonly connectionFunctionId: Value<string> | undefined;
  readonly logging: Logging | undefined;
  readonly webAclId: Value<string> | undefined;
  /** `direct`, `tenant-only` or `connection-mode`'s other values, as written. */
  readonly connectionMode: Value<string> | undefined;
  /** What tenants fill in. */
  readonly tenantParameters: readonly TenantParameterDefinition[];
  /** Whether it is reached only by the traffic that a continuous deployment policy sends to it. */
  readonly staging: Value<boolean>;
  readonly continuousDeploymentPolicyId: Value<string> | undefined;
  /** The response header that has the cache tags of an object. */
  readonly cacheTagHeader: Value<string> | undefined;
}

/** A parameter of a distribution, for which its tenants have values. */
export interface TenantParameterDefinition extends Part {
  readonly name: Value<string> | undefined;
  readonly required: Value<boolean>;
  /** The value for tenants that have none. */
  readonly defaultValue: Value<string> | undefined;
}

/** What viewers get in the place of an origin's error. */
export interface CustomErrorResponse extends Part {
  readonly errorCode: Value<number> | undefined;
  /** The path of the page, which a cache behavior leads to an origin. */
  readonly responsePagePath: Value<string> | undefined;
  /** The status that viewers see with the page. */
  readonly responseCode: Value<number> | undefined;
  /** Seconds that the error is cached at least. */
  readonly errorCachingMinTtl: Value<number> | undefined;
}

export interface GeoRestriction extends Part {
  /** `none`, `whitelist` or `blacklist`. */
  readonly type: Value<string>;
  /** Country codes. */
  readonly locations: Value<readonly Value<string>[]>;
}

export interface ViewerCertificate extends Part {
  readonly cloudFrontDefaultCertificate: Value<boolean>;
  readonly acmCertificateArn: Value<string> | undefined;
  /** The ACM certificate, when the application defines it. */
  readonly acmCertificate: AcmCertificate | undefined;
  readonly iamCertificateId: Value<string> | undefined;
  /** `sni-only`, `vip` or `static-ip`. */
  readonly sslSupportMethod: Value<string> | undefined;
  readonly minimumProtocolVersion: Value<string> | undefined;
}

/** A certificate of the application: `AWS::CertificateManager::Certificate`. */
export interface AcmCertificate extends Part {
  readonly domainName: Value<string> | undefined;
  readonly subjectAlternativeNames: Value<readonly Value<string>[]>;
  /** The kind of its key, such as `EC_prime256v1`. @default RSA_2048 */
  readonly keyAlgorithm: Value<string> | undefined;
  /** The region of its stack. */
  readonly region: Value<string>;
}

/** Where access logs go. */
export interface Logging extends Part {
  /** Stated for RTMP distributions; a web distribution writes logs when it has this part at all. */
  readonly enabled: Value<boolean>;
  /** The domain name of the bucket, such as `logs.s3.amazonaws.com`. */
  readonly bucket: Value<string> | undefined;
  readonly prefix: Value<string>;
  readonly includeCookies: Value<boolean>;
}

/** The default cache behavior and all others, in the order in which the template has them. */
export function cacheBehaviorsOf(distribution: WebDistribution): readonly CacheBehavior[] {
  return [distribution.defaultCacheBehavior, ...distribution.cacheBehaviors];
}
