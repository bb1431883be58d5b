import { Part, ResourceReference } from './location';
import { BucketReference } from './origin';
import { Value } from './unknown';

/** What logs come from (standard logging v2): `AWS::Logs::DeliverySource`. */
export interface LogDeliverySource extends Part {
  /** Its name: as stated, or the one that CloudFormation gives it locally. */
  readonly name: string;
  readonly resourceArn: Value<string> | undefined;
  /** `ACCESS_LOGS`, or `CONNECTION_LOGS` of viewer mTLS. */
  readonly logType: Value<string> | undefined;
  /** The distribution of the application whose logs they are. */
  readonly distribution: ResourceReference | undefined;
  /** The region of its stack. */
  readonly region: Value<string>;
}

/** Where logs go: `AWS::Logs::DeliveryDestination`. */
export interface LogDeliveryDestination extends Part {
  readonly arn: string;
  /** Of a log group, of a bucket (a key prefix may follow), or of a Firehose stream. */
  readonly resourceArn: Value<string> | undefined;
  /** `json`, `plain`, `w3c`, `raw` or `parquet`. */
  readonly outputFormat: Value<string> | undefined;
  /** The bucket of the application that it is. */
  readonly bucket: BucketReference | undefined;
}

/** Logs of a source on their way to a destination: `AWS::Logs::Delivery`. */
export interface LogDelivery extends Part {
  /** The source, when the application defines it. */
  readonly source: LogDeliverySource | undefined;
  /** The destination, when the application defines it. */
  readonly destination: LogDeliveryDestination | undefined;
  /** Empty for the fields that CloudFront chooses. */
  readonly recordFields: Value<readonly Value<string>[]>;
  /** The path of log files in a bucket, with variables such as `{yyyy}`. */
  readonly suffixPath: Value<string> | undefined;
  /** Whether the variables of the path are written as Hive wants them, such as `year=2026`. */
  readonly hivePaths: Value<boolean>;
  /** What stands between values. @default - a tab */
  readonly fieldDelimiter: Value<string> | undefined;
}
