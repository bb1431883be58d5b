import { Duration } from 'aws-cdk-lib';
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

  /**
   * After which time log files are deleted. The bucket has to be one that this app makes.
   * @default - log files stay until somebody deletes them; CloudFront never does
   */
  readonly expiration?: Duration;
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
export function logBucket(scope: Construct, { bucket, prefix, expiration }: AccessLogs): IBucket {
  refuseOfAnotherApp(scope, bucket, 'the log bucket');
  const logs = bucket ?? new Bucket(scope, 'LogBucket', { encryption: BucketEncryption.S3_MANAGED, objectOwnership: ObjectOwnership.OBJECT_WRITER });
  if (expiration === undefined) return logs;
  if (!(logs instanceof Bucket)) throw new Error(`${scope.node.path}: expiration is for a log bucket that this app makes; give ${logs.node.path} a lifecycle rule where it is made.`);
  logs.addLifecycleRule({ prefix, expiration });
  return logs;
}
