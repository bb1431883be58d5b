import { Part } from './location';
import { Value } from './unknown';

/** An alarm on a metric: `AWS::CloudWatch::Alarm`. */
export interface Alarm extends Part {
  /** The region of its stack. */
  readonly region: Value<string>;
  /** The metrics that it looks at: one, or several that are combined by an expression. */
  readonly metrics: readonly AlarmMetric[];
  readonly comparisonOperator: Value<string> | undefined;
  /** As the template writes it. */
  readonly threshold: Value<string> | undefined;
}

/** A metric of an alarm, and how its data points are summed up. */
export interface AlarmMetric extends Part {
  /** `AWS/CloudFront` for metrics of distributions. */
  readonly namespace: Value<string> | undefined;
  readonly name: Value<string> | undefined;
  /** `Sum`, `Average` and so on, or a percentile such as `p90`. */
  readonly statistic: Value<string> | undefined;
  /** Whether the alarm compares this metric itself with its threshold. */
  readonly isCompared: boolean;
}
