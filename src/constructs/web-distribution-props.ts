import { ErrorResponse, HttpVersion, IAnycastIpListRef, IConnectionFunctionRef, IContinuousDeploymentPolicyRef, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { WebAccessLogs } from './access-logs';
import { CacheBehaviorProps, DefaultCacheBehaviorProps } from './cache-behavior';
import { GeoRestriction } from './geo-restriction';
import { ViewerCertificate } from './viewer-certificate';
import { ViewerMtls } from './viewer-mtls';

/** What a web distribution serves, and how. */
export interface WebDistributionProps {
  /** How requests are treated whose path no other behavior matches. */
  readonly defaultBehavior: DefaultCacheBehaviorProps;

  /**
   * Behaviors for paths, in the order in which they are tried: the first that matches wins.
   * @default - the default behavior takes all requests
   */
  readonly behaviors?: CacheBehaviorProps[];

  /**
   * Domain names of one's own, such as `www.example.com` or `*.example.com`. They need a certificate that covers them.
   * @default - CloudFront's domain name alone
   */
  readonly domainNames?: string[];

  /**
   * The certificate that viewers see.
   * @default - CloudFront's, for its own domain name
   */
  readonly certificate?: ViewerCertificate;

  /**
   * The object that is served for the root of the distribution, such as `index.html`.
   * @default - none
   */
  readonly defaultRootObject?: string;

  /**
   * What viewers get in the place of errors, and how long errors are cached. A page without a status of its own comes with the error's.
   * @default - errors as they are, cached for 10 seconds
   */
  readonly errorResponses?: ErrorResponse[];

  /**
   * Which viewers may have the content, by country.
   * @default - viewers in all countries
   */
  readonly geoRestriction?: GeoRestriction;

  /**
   * Which edge locations serve the content.
   * @default - CloudFront's: all
   */
  readonly priceClass?: PriceClass;

  /**
   * What the distribution is for, at most 128 characters.
   * @default - none
   */
  readonly comment?: string;

  /**
   * Where access logs go, and what is in them.
   * @default - nothing is logged
   */
  readonly accessLogs?: WebAccessLogs;

  /**
   * Whether the distribution answers viewers.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The highest version of HTTP that viewers may use.
   * @default HttpVersion.HTTP2
   */
  readonly httpVersion?: HttpVersion;

  /**
   * Whether viewers may use IPv6.
   * @default true
   */
  readonly enableIpv6?: boolean;

  /**
   * The ARN of a web ACL of AWS WAF, of global scope.
   * @default - none
   */
  readonly webAclId?: string;

  /**
   * Whether viewers have to show certificates.
   * @default - they do not
   */
  readonly viewerMtls?: ViewerMtls;

  /**
   * The function that decides on each connection with a certificate of the viewer. Goes with `viewerMtls` alone.
   * @default - none
   */
  readonly connectionFunction?: IConnectionFunctionRef;

  /**
   * The response header in which origins name the tags of an object, by which it can be invalidated, such as `Cache-Tag`.
   * @default - objects have no tags
   */
  readonly cacheTagHeader?: string;

  /**
   * The static addresses from which the distribution is served.
   * @default - CloudFront's changing addresses
   */
  readonly anycastIpList?: IAnycastIpListRef;

  /**
   * Whether this is a staging distribution, which gets a part of another's traffic by a continuous deployment policy.
   * @default false
   */
  readonly staging?: boolean;

  /**
   * The policy that sends a part of the traffic to a staging distribution.
   * @default - all traffic stays here
   */
  readonly continuousDeploymentPolicy?: IContinuousDeploymentPolicyRef;

  /**
   * Whether the distribution publishes the additional metrics of CloudWatch, at extra cost: cache hit rate, origin latency, and error rates by status.
   * @default false
   */
  readonly publishAdditionalMetrics?: boolean;
}

/** A web distribution that exists already. */
export interface WebDistributionAttributes {
  /** Its id, such as `EDFDVBD632BHDS5`. */
  readonly distributionId: string;
  /** Its domain name, such as `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
}
