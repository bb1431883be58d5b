import { HttpVersion, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { WebAccessLogs } from './access-logs';
import { CacheBehaviorProps, DefaultCacheBehaviorProps } from './cache-behavior';
import { ErrorPage } from './error-page';
import { GeoRestriction } from './geo-restriction';
import { ViewerCertificate } from './viewer-certificate';

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
  readonly aliases?: string[];

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
   * What viewers get in the place of errors.
   * @default - errors as they are
   */
  readonly errorPages?: ErrorPage[];

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
