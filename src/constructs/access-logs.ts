import { IBucket } from 'aws-cdk-lib/aws-s3';

/** Where a distribution's access logs go. */
export interface AccessLogs {
  /** The bucket. CloudFront writes by ACL, so its object ownership must let ACLs be. */
  readonly bucket: IBucket;

  /**
   * What the names of log files begin with.
   * @default - nothing
   */
  readonly prefix?: string;

  /**
   * Whether cookies are logged. Web distributions only.
   * @default false
   */
  readonly includeCookies?: boolean;
}
