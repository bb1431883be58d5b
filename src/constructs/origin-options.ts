import { Duration } from 'aws-cdk-lib';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';

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
   * How long CloudFront waits for the whole response. Whole seconds, at least the read timeout.
   * @default - CloudFront's: no limit
   */
  readonly responseCompletionTimeout?: Duration;

  /**
   * The region whose cache all edge locations ask before the origin.
   * @default - no Origin Shield
   */
  readonly originShieldRegion?: string;
}

/** The CloudFormation value of what every origin may have. Headers are in the order of their names: a map has none that all languages keep. */
export function renderOriginOptions(options: OriginOptions, assignedId: string): Omit<CfnDistribution.OriginProperty, 'domainName'> {
  const { originId, originPath, customHeaders, connectionAttempts, connectionTimeout, responseCompletionTimeout, originShieldRegion } = options;
  return {
    id: originId ?? assignedId,
    originPath,
    originCustomHeaders: customHeaders && Object.keys(customHeaders).sort().map((headerName) => ({ headerName, headerValue: customHeaders[headerName] })),
    connectionAttempts,
    connectionTimeout: connectionTimeout?.toSeconds(),
    responseCompletionTimeout: responseCompletionTimeout?.toSeconds(),
    originShield: originShieldRegion === undefined ? undefined : { enabled: true, originShieldRegion },
  };
}
