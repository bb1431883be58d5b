import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { AccessLevel, IOrigin, IOriginAccessControlRef, IOriginAccessIdentity, OriginBindConfig, OriginBindOptions } from 'aws-cdk-lib/aws-cloudfront';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { grantKeyUse, grantOriginAccess } from './bucket-access';
import { refuseCycleOfStacks, refuseForeignIdentity, refuseOfAnotherApp } from './foreign-constructs';
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
   * @default - requests are not signed by origin access control, unless `Origins.s3BucketWithOriginAccessControl` makes one
   */
  readonly originAccessControl?: IOriginAccessControlRef;

  /**
   * What the bucket's policy lets the identity, or this distribution by its origin access control, do with the bucket.
   * With origin access control, the policy of the bucket's KMS key follows: for all distributions of the account, since a key that names one
   * could not be deployed before it.
   * An empty list leaves the policies alone. What is imported has to be given its policy by hand.
   * @default [AccessLevel.READ]
   */
  readonly originAccessLevels?: AccessLevel[];

  /**
   * How long CloudFront waits for an answer, and between its pieces: 1 to 120 seconds without a raised quota.
   * @default - CloudFront's: 30 seconds
   */
  readonly readTimeout?: Duration;
}

const CLOUDFRONT = new ServicePrincipal('cloudfront.amazonaws.com');

/** The objects of an S3 bucket. */
export class S3BucketOrigin implements IOrigin {
  /**
   * @param bucket    the bucket
   * @param options   how it is used
   * @param controlOf what the requests are signed by, for an origin in this scope
   */
  public constructor(
    private readonly bucket: IBucket,
    private readonly options: S3BucketOriginOptions,
    private readonly controlOf: (scope: Construct) => IOriginAccessControlRef | undefined = () => options.originAccessControl,
  ) {}

  public bind(scope: Construct, { originId, distributionId }: OriginBindOptions): OriginBindConfig {
    const { bucket, options: { originAccessIdentity: identity, readTimeout } } = this;
    refuseOfAnotherApp(scope, bucket, 'the bucket');
    refuseForeignIdentity(scope, identity);
    const control = this.controlOf(scope);
    if (this.options.originAccessLevels !== undefined && identity === undefined && control === undefined) {
      throw new Error(`${scope.node.path}: originAccessLevels of the bucket ${bucket.node.path} are for nobody; give originAccessControl, or originAccessIdentity, which get them.`);
    }
    if (identity !== undefined) this.grantIdentity(scope, identity);
    if (control !== undefined && distributionId !== undefined) this.grantDistribution(scope, distributionId);
    return {
      originProperty: {
        ...renderOriginOptions(this.options, originId),
        domainName: bucket.bucketRegionalDomainName,
        originAccessControlId: control?.originAccessControlRef.originAccessControlId,
        s3OriginConfig: {
          originAccessIdentity: identity === undefined ? '' : `origin-access-identity/cloudfront/${identity.originAccessIdentityId}`,
          originReadTimeout: readTimeout?.toSeconds(),
        },
      },
    };
  }

  private get levels(): AccessLevel[] {
    return this.options.originAccessLevels ?? [AccessLevel.READ];
  }

  private grantIdentity(scope: Construct, identity: IOriginAccessIdentity): void {
    if (this.levels.length > 0) refuseCycleOfStacks(scope, this.bucket, identity, 'the origin access identity');
    grantOriginAccess(scope, this.bucket, this.levels, identity.grantPrincipal);
  }

  private grantDistribution(scope: Construct, distributionId: string): void {
    if (this.levels.length > 0) refuseCycleOfStacks(scope, this.bucket, scope, 'the distribution');
    grantOriginAccess(scope, this.bucket, this.levels, CLOUDFRONT, { StringEquals: { 'AWS:SourceArn': distributionArn(scope, distributionId) } });
    grantKeyUse(scope, this.bucket, this.levels, CLOUDFRONT, { ArnLike: { 'AWS:SourceArn': distributionArn(scope, '*') } });
  }
}

function distributionArn(scope: Construct, distributionId: string): string {
  return Stack.of(scope).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: distributionId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
