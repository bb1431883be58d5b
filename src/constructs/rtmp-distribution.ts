import { Resource, Tags } from 'aws-cdk-lib';
import { CfnStreamingDistribution, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AccessLogs } from './access-logs';
import { grantObjects, IOriginAccessIdentity } from './origin-access-identity';
import { CloudFrontRules } from '../rules/plugin';

/** What an RTMP distribution streams, and how. */
export interface RtmpDistributionProps {
  /** The bucket that has the media files. */
  readonly bucket: IBucket;

  /**
   * The identity as which CloudFront reads the bucket. It is granted the read.
   * @default - none: the files have to be public
   */
  readonly originAccessIdentity?: IOriginAccessIdentity;

  /**
   * Domain names of one's own.
   * @default - CloudFront's domain name alone
   */
  readonly aliases?: string[];

  /**
   * AWS accounts whose CloudFront key pairs may sign URLs: account ids, or `self`.
   * @default - content is not private
   */
  readonly trustedSigners?: string[];

  /**
   * Where access logs go.
   * @default - nowhere
   */
  readonly accessLogs?: AccessLogs;

  /**
   * Which edge locations stream the content.
   * @default - CloudFront's: all
   */
  readonly priceClass?: PriceClass;

  /**
   * What the distribution is for, at most 128 characters.
   * @default - an empty comment
   */
  readonly comment?: string;

  /**
   * Whether the distribution answers viewers.
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * A CloudFront RTMP distribution, for streaming media out of an S3 bucket.
 *
 * AWS retired RTMP distributions on 31 December 2020: the resource can be written and rehearsed locally, but not deployed.
 */
export class RtmpDistribution extends Resource {
  /** Its id, such as `EGTXBD79H29TRA8`. */
  public readonly distributionId: string;
  /** Its domain name, such as `s5c39gqb8ow64r.cloudfront.net`. */
  public readonly distributionDomainName: string;

  public constructor(scope: Construct, id: string, props: RtmpDistributionProps) {
    super(scope, id);
    CloudFrontRules.enable(this);
    const { bucket, originAccessIdentity: identity, accessLogs } = props;
    if (identity !== undefined) grantObjects(identity, bucket, 's3:GetObject', '*');
    const resource = new CfnStreamingDistribution(this, 'Resource', {
      streamingDistributionConfig: {
        enabled: props.enabled ?? true,
        comment: props.comment ?? '',
        aliases: props.aliases,
        priceClass: props.priceClass,
        s3Origin: {
          domainName: bucket.bucketDomainName,
          originAccessIdentity: identity === undefined ? '' : `origin-access-identity/cloudfront/${identity.originAccessIdentityId}`,
        },
        trustedSigners: { enabled: props.trustedSigners !== undefined, awsAccountNumbers: props.trustedSigners },
        logging: accessLogs && { enabled: true, bucket: accessLogs.bucket.bucketDomainName, prefix: accessLogs.prefix ?? '' },
      },
      tags: [],
    });
    // CloudFormation's schema requires Tags of this resource, and CDK leaves an empty list out.
    Tags.of(resource).add('Name', this.node.path);
    this.distributionId = resource.ref;
    this.distributionDomainName = resource.attrDomainName;
  }
}
