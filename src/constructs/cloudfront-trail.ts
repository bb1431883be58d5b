import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { refuseOfAnotherApp } from './foreign-constructs';

/** Where the records of CloudFront's API go. */
export interface CloudFrontTrailProps {
  /**
   * The bucket of the records. Trails of several accounts may have one.
   * @default - a bucket made for this trail, which encrypts what it has with keys of S3, and is reached by HTTPS alone
   */
  readonly bucket?: IBucket;

  /**
   * What the names of the files begin with.
   * @default - nothing: they begin with `AWSLogs/`
   */
  readonly prefix?: string;

  /**
   * The key of KMS with which CloudTrail encrypts the files.
   * @default - they are encrypted as the bucket says
   */
  readonly encryptionKey?: IKey;

  /**
   * Who is notified when a file has been delivered.
   * @default - nobody
   */
  readonly topic?: ITopic;
}

/**
 * A trail of CloudTrail that records who called CloudFront's API, when and from where: calls of all regions, and of global services, as CloudFront is one.
 * `cloudfront-edge audit` shows the same of a local edge.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html
 */
export class CloudFrontTrail extends Construct {
  /** The trail. */
  public readonly trail: Trail;
  /** The bucket of its records. */
  public readonly bucket: IBucket;

  public constructor(scope: Construct, id: string, props: CloudFrontTrailProps = {}) {
    super(scope, id);
    const { bucket, prefix, encryptionKey, topic } = props;
    refuseOfAnotherApp(this, bucket, 'the bucket of the trail');
    this.bucket = bucket ?? new Bucket(this, 'Bucket', { encryption: BucketEncryption.S3_MANAGED, enforceSSL: true });
    this.trail = new Trail(this, 'Trail', { bucket: this.bucket, s3KeyPrefix: prefix, encryptionKey, snsTopic: topic, includeGlobalServiceEvents: true, isMultiRegionTrail: true });
  }
}
