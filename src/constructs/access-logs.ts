import { Bucket, BucketEncryption, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { refuseOfAnotherApp } from './foreign-constructs';

/** Where a distribution's access logs go. */
export interface AccessLogs {
  /**
   * The bucket. CloudFront writes by ACL, so its object ownership must let ACLs be.
   * @default - a bucket made for the logs of this distribution, which has ACLs enabled
   */
  readonly bucket?: IBucket;

  /**
   * What the names of log files begin with, such as `site/`.
   * @default - nothing
   */
  readonly prefix?: string;
}

/** Where a web distribution's access logs go, and what is in them. */
export interface WebAccessLogs extends AccessLogs {
  /**
   * Whether cookies are logged.
   * @default false
   */
  readonly includeCookies?: boolean;
}

/** The bucket of the logs: the one given, or one made for them. */
export function logBucket(scope: Construct, { bucket }: AccessLogs): IBucket {
  refuseOfAnotherApp(scope, bucket, 'the log bucket');
  return bucket ?? new Bucket(scope, 'LogBucket', { encryption: BucketEncryption.S3_MANAGED, objectOwnership: ObjectOwnership.OBJECT_WRITER });
}
