import { ArnFormat, Stack } from 'aws-cdk-lib';
import { AccessLevel, IOrigin, IOriginAccessControlRef, IOriginAccessIdentity, OriginBindConfig, OriginBindOptions } from 'aws-cdk-lib/aws-cloudfront';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { grantOriginAccess } from './bucket-access';
import { refuseForeignIdentity, refuseOfAnotherApp } from './foreign-constructs';
import { OriginOptions, renderOriginOptions } from './origin-options';

/** How an S3 bucket is used as origin. */
export interface S3BucketOriginOptions extends OriginOptions {
  /**
   * The identity as which CloudFront reads the bucket. Several origins may share one.
   * @default - none: the objects have to be public, or no one can read them
   */
  readonly originAccessIdentity?: IOriginAccessIdentity;

  /**
   * How CloudFront signs its requests to the bucket: what AWS recommends instead of an identity.
   * @default - requests are not signed by origin access control
   */
  readonly originAccessControl?: IOriginAccessControlRef;

  /**
   * What the bucket's policy lets the identity, or this distribution by its origin access control, do with the bucket.
   * An empty list leaves the policy alone. A bucket that is imported has to be given its policy by hand.
   * @default [AccessLevel.READ]
   */
  readonly originAccessLevels?: AccessLevel[];
}

const CLOUDFRONT = new ServicePrincipal('cloudfront.amazonaws.com');

/** The objects of an S3 bucket. */
export class S3BucketOrigin implements IOrigin {
  public constructor(private readonly bucket: IBucket, private readonly options: S3BucketOriginOptions) {}

  public bind(scope: Construct, { originId, distributionId }: OriginBindOptions): OriginBindConfig {
    const { bucket, options: { originAccessIdentity: identity, originAccessControl: control, originAccessLevels: levels = [AccessLevel.READ] } } = this;
    refuseOfAnotherApp(scope, bucket, 'the bucket');
    refuseForeignIdentity(scope, identity);
    if (identity !== undefined) grantOriginAccess(scope, bucket, levels, identity.grantPrincipal);
    if (control !== undefined && distributionId !== undefined) grantOriginAccess(scope, bucket, levels, CLOUDFRONT, onlyFor(scope, distributionId));
    return {
      originProperty: {
        ...renderOriginOptions(this.options, originId),
        domainName: bucket.bucketRegionalDomainName,
        originAccessControlId: control?.originAccessControlRef.originAccessControlId,
        s3OriginConfig: { originAccessIdentity: identity === undefined ? '' : `origin-access-identity/cloudfront/${identity.originAccessIdentityId}` },
      },
    };
  }
}

/** The condition under which one distribution alone is let in. */
function onlyFor(scope: Construct, distributionId: string): object {
  const distributionArn = Stack.of(scope).formatArn({
    service: 'cloudfront', region: '', resource: 'distribution', resourceName: distributionId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return { StringEquals: { 'AWS:SourceArn': distributionArn } };
}
