import { Duration } from 'aws-cdk-lib';
import { CfnDistribution, IOrigin, OriginBindConfig, OriginBindOptions, OriginProtocolPolicy, OriginSslPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { grantObjects, IOriginAccessIdentity } from './origin-access-identity';

/** What every origin may have. */
export interface OriginOptions {
  /**
   * The id by which cache behaviors name the origin, and `--origin` of the local edge.
   * @default - `Origin1`, `Origin2` and so on
   */
  readonly originId?: string;

  /**
   * What is put before the path of every request to the origin, such as `/production`.
   * @default - nothing
   */
  readonly originPath?: string;

  /**
   * Headers that every request to the origin has, by name.
   * @default - none
   */
  readonly customHeaders?: { [name: string]: string };

  /**
   * How often CloudFront tries to connect: 1 to 3.
   * @default - CloudFront's: 3
   */
  readonly connectionAttempts?: number;

  /**
   * How long CloudFront waits for a connection: 1 to 10 seconds.
   * @default - CloudFront's: 10 seconds
   */
  readonly connectionTimeout?: Duration;

  /**
   * The region whose cache all edge locations ask before the origin.
   * @default - no Origin Shield
   */
  readonly originShieldRegion?: string;
}

/** How an S3 bucket is used as origin. */
export interface S3BucketOriginOptions extends OriginOptions {
  /**
   * The identity as which CloudFront reads the bucket.
   * @default - none: the objects have to be public, or no one can read them
   */
  readonly originAccessIdentity?: IOriginAccessIdentity;

  /**
   * Whether the identity is granted the read in the bucket's policy.
   * @default true
   */
  readonly grantRead?: boolean;
}

/** How an HTTP server is used as origin. */
export interface CustomOriginOptions extends OriginOptions {
  /**
   * Whether CloudFront asks by HTTP, by HTTPS, or as the viewer does.
   * @default OriginProtocolPolicy.HTTPS_ONLY
   */
  readonly protocolPolicy?: OriginProtocolPolicy;

  /**
   * The port for HTTP.
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port for HTTPS.
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * The protocols that CloudFront may use for HTTPS.
   * @default [OriginSslPolicy.TLS_V1_2]
   */
  readonly sslProtocols?: OriginSslPolicy[];

  /**
   * How long CloudFront waits for an answer, and between its pieces: 1 to 120 seconds without a raised quota.
   * @default - CloudFront's: 30 seconds
   */
  readonly readTimeout?: Duration;

  /**
   * How long CloudFront keeps an idle connection: 1 to 120 seconds without a raised quota.
   * @default - CloudFront's: 5 seconds
   */
  readonly keepaliveTimeout?: Duration;
}

/** When the second origin of a group is asked. */
export interface OriginGroupOptions {
  /**
   * The status codes of the first origin that make CloudFront ask the second.
   * @default [500, 502, 503, 504]
   */
  readonly failoverStatusCodes?: number[];
}

/** Origins: where CloudFront gets objects from. Any `IOrigin` of aws-cdk-lib can be used beside them. */
export class Origins {
  /** The objects of an S3 bucket. */
  public static s3Bucket(bucket: IBucket, options: S3BucketOriginOptions = {}): IOrigin {
    return new S3BucketOrigin(bucket, options);
  }

  /** The website endpoint of an S3 bucket: a custom origin that CloudFront reaches by HTTP. */
  public static s3Website(bucket: IBucket, options: OriginOptions = {}): IOrigin {
    return new CustomOrigin(bucket.bucketWebsiteDomainName, { ...options, protocolPolicy: OriginProtocolPolicy.HTTP_ONLY });
  }

  /** An HTTP server: a load balancer, an EC2 instance, MediaStore, MediaPackage, an API, or any other host.
   * @param domainName the host name alone, without scheme, port or path */
  public static custom(domainName: string, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(domainName, options);
  }

  /** Two origins, the second of which is asked when the first fails. */
  public static group(primary: IOrigin, secondary: IOrigin, options: OriginGroupOptions = {}): IOrigin {
    return new FailoverOrigin(primary, secondary, options);
  }

  private constructor() {}
}

class S3BucketOrigin implements IOrigin {
  private isGranted = false;

  public constructor(private readonly bucket: IBucket, private readonly options: S3BucketOriginOptions) {}

  public bind(_scope: Construct, { originId }: OriginBindOptions): OriginBindConfig {
    const { originAccessIdentity: identity, grantRead = true } = this.options;
    if (identity !== undefined && grantRead && !this.isGranted) {
      grantObjects(identity, this.bucket, 's3:GetObject', '*');
      this.isGranted = true;
    }
    return {
      originProperty: {
        ...renderOptions(this.options, originId),
        domainName: this.bucket.bucketRegionalDomainName,
        s3OriginConfig: { originAccessIdentity: identity === undefined ? '' : `origin-access-identity/cloudfront/${identity.originAccessIdentityId}` },
      },
    };
  }
}

class CustomOrigin implements IOrigin {
  public constructor(private readonly domainName: string, private readonly options: CustomOriginOptions) {}

  public bind(_scope: Construct, { originId }: OriginBindOptions): OriginBindConfig {
    const { protocolPolicy, httpPort, httpsPort, sslProtocols, readTimeout, keepaliveTimeout } = this.options;
    return {
      originProperty: {
        ...renderOptions(this.options, originId),
        domainName: this.domainName,
        customOriginConfig: {
          originProtocolPolicy: protocolPolicy ?? OriginProtocolPolicy.HTTPS_ONLY,
          httpPort,
          httpsPort,
          originSslProtocols: sslProtocols ?? [OriginSslPolicy.TLS_V1_2],
          originReadTimeout: readTimeout?.toSeconds(),
          originKeepaliveTimeout: keepaliveTimeout?.toSeconds(),
        },
      },
    };
  }
}

class FailoverOrigin implements IOrigin {
  public constructor(private readonly primary: IOrigin, private readonly secondary: IOrigin, private readonly options: OriginGroupOptions) {}

  public bind(scope: Construct, options: OriginBindOptions): OriginBindConfig {
    const { originProperty } = this.primary.bind(scope, options);
    return { originProperty, failoverConfig: { failoverOrigin: this.secondary, statusCodes: this.options.failoverStatusCodes } };
  }
}

function renderOptions(options: OriginOptions, assignedId: string): Omit<CfnDistribution.OriginProperty, 'domainName'> {
  const { originId, originPath, customHeaders, connectionAttempts, connectionTimeout, originShieldRegion } = options;
  return {
    id: originId ?? assignedId,
    originPath,
    originCustomHeaders: customHeaders && Object.entries(customHeaders).map(([headerName, headerValue]) => ({ headerName, headerValue })),
    connectionAttempts,
    connectionTimeout: connectionTimeout?.toSeconds(),
    originShield: originShieldRegion === undefined ? undefined : { enabled: true, originShieldRegion },
  };
}
