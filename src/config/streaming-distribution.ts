import { Part } from './location';
import { BucketReference } from './origin';
import { isKnown, Value } from './unknown';
import { Logging, WebDistribution } from './web-distribution';

/** A distribution of either kind. */
export type AnyDistribution = WebDistribution | StreamingDistribution;

/** An RTMP distribution: `AWS::CloudFront::StreamingDistribution`. */
export interface StreamingDistribution extends Part {
  /** The id that the local edge gives it. */
  readonly id: string;
  /** The domain name that the local edge gives it, such as `s1a2b3c4d5e6f7.cloudfront.net`. */
  readonly domainName: string;
  readonly enabled: Value<boolean>;
  readonly comment: Value<string>;
  readonly aliases: Value<readonly Value<string>[]>;
  readonly priceClass: Value<string>;
  /** The bucket's domain name. */
  readonly s3DomainName: Value<string> | undefined;
  readonly bucket: BucketReference | undefined;
  readonly originAccessIdentity: Value<string>;
  /** Account numbers of 12 digits, written with or without hyphens, or `self`. */
  readonly trustedSigners: Value<readonly Value<string>[]>;
  readonly logging: Logging | undefined;
}

/** The domain names of a distribution's origins, as far as they are known. */
export function originDomainNames(distribution: AnyDistribution): string[] {
  const names = 'origins' in distribution ? distribution.origins.map(({ domainName }) => domainName) : [distribution.s3DomainName];
  return names.filter(isKnown);
}
