import { ArnFormat, Resource, Stack } from 'aws-cdk-lib';
import { DistributionGrants, DistributionReference, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/** A web distribution, new or existing. */
export interface IWebDistribution extends IDistribution {
  /** What somebody may do with this distribution. What is about all of the account, `CloudFrontGrants` is for. */
  readonly grants: DistributionGrants;

  /** A metric of this distribution, averaged over 5 minutes unless told otherwise. CloudFront's metrics are in us-east-1.
   * @param metricName such as `Requests`, `BytesDownloaded` or `4xxErrorRate`
   * @param options    statistic, period, label and so on */
  metric(metricName: string, options?: MetricOptions): Metric;

  /** The number of viewer requests, of all methods, by HTTP and HTTPS: their sum over 5 minutes. */
  metricRequests(options?: MetricOptions): Metric;

  /** The bytes that viewers downloaded: their sum over 5 minutes. */
  metricBytesDownloaded(options?: MetricOptions): Metric;

  /** The bytes that viewers uploaded by POST and PUT: their sum over 5 minutes. */
  metricBytesUploaded(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 4xx or 5xx. */
  metricTotalErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 4xx. */
  metric4xxErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 5xx. */
  metric5xxErrorRate(options?: MetricOptions): Metric;

  /** The percentage of cacheable requests that were answered from the cache. Needs `publishAdditionalMetrics`. */
  metricCacheHitRate(options?: MetricOptions): Metric;

  /** The milliseconds from a request that goes to the origin to the first byte of the answer. Needs `publishAdditionalMetrics`. */
  metricOriginLatency(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 401. Needs `publishAdditionalMetrics`. */
  metric401ErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 403. Needs `publishAdditionalMetrics`. */
  metric403ErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 404. Needs `publishAdditionalMetrics`. */
  metric404ErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 502. Needs `publishAdditionalMetrics`. */
  metric502ErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 503. Needs `publishAdditionalMetrics`. */
  metric503ErrorRate(options?: MetricOptions): Metric;

  /** The percentage of viewer requests that were answered with 504. Needs `publishAdditionalMetrics`. */
  metric504ErrorRate(options?: MetricOptions): Metric;
}

/** What both new and existing distributions can do. */
export abstract class WebDistributionBase extends Resource implements IWebDistribution {
  public abstract readonly distributionId: string;
  public abstract readonly distributionDomainName: string;
  public readonly grants: DistributionGrants = DistributionGrants.fromDistribution(this);

  public get distributionArn(): string {
    return Stack.of(this).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: this.distributionId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }

  public get distributionRef(): DistributionReference {
    return { distributionId: this.distributionId };
  }

  /** Lets somebody act on this distribution.
   * @param actions such as `cloudfront:GetDistribution` */
  public grant(identity: IGrantable, ...actions: string[]): Grant {
    return this.grants.actions(identity, actions);
  }

  /** Lets somebody invalidate cached objects. */
  public grantCreateInvalidation(identity: IGrantable): Grant {
    return this.grants.createInvalidation(identity);
  }

  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      region: 'us-east-1',
      dimensionsMap: { DistributionId: this.distributionId, Region: 'Global' },
      ...options,
    });
  }

  public metricRequests(options?: MetricOptions): Metric {
    return this.metric('Requests', { statistic: 'sum', ...options });
  }

  public metricBytesDownloaded(options?: MetricOptions): Metric {
    return this.metric('BytesDownloaded', { statistic: 'sum', ...options });
  }

  public metricBytesUploaded(options?: MetricOptions): Metric {
    return this.metric('BytesUploaded', { statistic: 'sum', ...options });
  }

  public metricTotalErrorRate(options?: MetricOptions): Metric {
    return this.metric('TotalErrorRate', options);
  }

  public metric4xxErrorRate(options?: MetricOptions): Metric {
    return this.metric('4xxErrorRate', options);
  }

  public metric5xxErrorRate(options?: MetricOptions): Metric {
    return this.metric('5xxErrorRate', options);
  }

  public metricCacheHitRate(options?: MetricOptions): Metric {
    return this._additionalMetric('CacheHitRate', options);
  }

  public metricOriginLatency(options?: MetricOptions): Metric {
    return this._additionalMetric('OriginLatency', options);
  }

  public metric401ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('401ErrorRate', options);
  }

  public metric403ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('403ErrorRate', options);
  }

  public metric404ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('404ErrorRate', options);
  }

  public metric502ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('502ErrorRate', options);
  }

  public metric503ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('503ErrorRate', options);
  }

  public metric504ErrorRate(options?: MetricOptions): Metric {
    return this._additionalMetric('504ErrorRate', options);
  }

  /** A metric that a distribution publishes only when it is told to.
   * @internal */
  protected _additionalMetric(metricName: string, options?: MetricOptions): Metric {
    return this.metric(metricName, options);
  }
}
