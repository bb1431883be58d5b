import { IOrigin, OriginBindConfig, OriginBindOptions, OriginSelectionCriteria } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/** When the second origin of a group is asked. */
export interface OriginGroupOptions {
  /**
   * The id by which cache behaviors name the group.
   * @default - `OriginGroup1`, `OriginGroup2` and so on
   */
  readonly originGroupId?: string;

  /**
   * The status codes of the first origin that make CloudFront ask the second.
   * @default [500, 502, 503, 504]
   */
  readonly failoverStatusCodes?: number[];

  /**
   * How CloudFront chooses which origin to ask first.
   * @default - CloudFront's: the first is asked first
   */
  readonly selectionCriteria?: OriginSelectionCriteria;
}

/** Two origins of which the second stands in for the first. A distribution knows it for what it is, so that behaviors can share its members. */
export class OriginGroup implements IOrigin {
  public constructor(public readonly primary: IOrigin, public readonly secondary: IOrigin, public readonly options: OriginGroupOptions) {}

  public bind(scope: Construct, options: OriginBindOptions): OriginBindConfig {
    const { failoverStatusCodes: statusCodes, selectionCriteria } = this.options;
    return { ...this.primary.bind(scope, options), failoverConfig: { failoverOrigin: this.secondary, statusCodes }, selectionCriteria };
  }
}
