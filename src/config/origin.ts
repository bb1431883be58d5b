import type { OriginKind } from './facts';
import { Part, ResourceReference } from './location';
import { isKnown, Value } from './unknown';

/** Where CloudFront gets objects from. */
export interface Origin extends Part {
  readonly id: Value<string> | undefined;
  readonly domainName: Value<string> | undefined;
  /** Put before the path of every request to this origin; empty for none. */
  readonly path: Value<string>;
  readonly customHeaders: readonly CustomHeader[];
  /** What `S3OriginConfig` says; absent for an origin that is no S3 bucket. */
  readonly s3: S3OriginConfig | undefined;
  /** What `CustomOriginConfig` says. */
  readonly custom: CustomOriginConfig | undefined;
  /** What `VpcOriginConfig` says. */
  readonly vpc: VpcOriginConfig | undefined;
  readonly originAccessControlId: Value<string> | undefined;
  /** The S3 bucket of the application that the domain name refers to, by logical id. */
  readonly bucket: BucketReference | undefined;
  /** The other resource of the application that the domain name is of: a load balancer, a function URL, an API, an instance, a distribution. */
  readonly resource: ResourceReference | undefined;
  readonly connectionAttempts: Value<number>;
  /** Seconds. */
  readonly connectionTimeout: Value<number>;
  /** Seconds that a whole response may take, all attempts together; undefined for no limit. */
  readonly responseCompletionTimeout: Value<number> | undefined;
  readonly originShield: OriginShield | undefined;
  /** What a function says of the origin for one request, which templates cannot say. */
  readonly overrides?: OriginOverrides;
}

export interface OriginOverrides {
  /** The Host that the origin gets. */
  readonly hostHeader?: string;
  /** The name for which the origin is asked to show its certificate. */
  readonly sni?: string;
  /** Names that the origin's certificate may be for. */
  readonly allowedCertificateNames?: readonly string[];
}

/** Which of the two kinds that CloudFront's documentation tells apart an origin is: a bucket by its REST interface, or anything else. */
export function originKind({ s3 }: Origin): OriginKind {
  return s3 === undefined ? 'custom' : 's3';
}

/** Whether an origin is known to be a bucket that is reached through an origin access identity. */
export function hasKnownIdentity({ s3 }: Pick<Origin, 's3'>): boolean {
  return isKnown(s3?.originAccessIdentity) && s3.originAccessIdentity !== '';
}

/** A bucket of the application that something refers to. */
export type BucketReference = ResourceReference;

export interface CustomHeader extends Part {
  readonly name: Value<string> | undefined;
  readonly value: Value<string> | undefined;
}

export interface S3OriginConfig extends Part {
  /** `origin-access-identity/cloudfront/ID`; empty when the bucket is not reached through an identity. */
  readonly originAccessIdentity: Value<string>;
  /** Seconds. */
  readonly readTimeout: Value<number>;
}

export interface CustomOriginConfig extends Part {
  readonly httpPort: Value<number>;
  readonly httpsPort: Value<number>;
  /** `http-only`, `https-only` or `match-viewer`. */
  readonly protocolPolicy: Value<string> | undefined;
  readonly sslProtocols: Value<readonly Value<string>[]>;
  /** Seconds without data after which the origin has failed. */
  readonly readTimeout: Value<number>;
  /** Seconds that an idle connection is kept. */
  readonly keepaliveTimeout: Value<number>;
  /** The certificate that CloudFront shows to an origin that asks for one (`OriginMtlsConfig`). */
  readonly clientCertificateArn: Value<string> | undefined;
}

export interface VpcOriginConfig extends Part {
  readonly vpcOriginId: Value<string> | undefined;
  readonly readTimeout: Value<number>;
  readonly keepaliveTimeout: Value<number>;
}

export interface OriginShield extends Part {
  readonly enabled: Value<boolean>;
  readonly region: Value<string> | undefined;
}

/** Two origins, the second of which is asked when the first fails. */
export interface OriginGroup extends Part {
  readonly id: Value<string> | undefined;
  /** Ids of the primary and of the secondary origin. */
  readonly members: readonly Value<string>[];
  /** Status codes of the primary origin that make CloudFront ask the secondary. */
  readonly failoverStatusCodes: Value<readonly Value<number>[]>;
  readonly selectionCriteria: Value<string> | undefined;
}

