import { Part } from './location';
import { Value } from './unknown';

/** An alarm on a metric: `AWS::CloudWatch::Alarm`. */
export interface Alarm extends Part {
  /** Its name; where it has none, the logical id, with which the name begins that CloudFormation gives it. */
  readonly name: Value<string>;
  /** The region of its stack. */
  readonly region: Value<string>;
  /** The metrics that it looks at: one, or several that are combined by an expression. */
  readonly metrics: readonly AlarmMetric[];
  readonly comparisonOperator: Value<string> | undefined;
  /** As the template writes it. */
  readonly threshold: Value<string> | undefined;
  /** Consecutive periods that are looked at. */
  readonly evaluationPeriods: Value<number>;
  /** How many of them have to meet the condition. @default - all of them */
  readonly datapointsToAlarm: Value<number> | undefined;
  /** What a period without data counts as: `missing`, `ignore`, `breaching` or `notBreaching`. */
  readonly treatMissingData: Value<string>;
  /** Whom it tells that it has got into a state, by ARN; nobody while its actions are off. */
  readonly actions: { readonly [state in AlarmState]: Value<readonly Value<string>[]> };
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A metric of an alarm, and how its data points are summed up. */
export interface AlarmMetric extends Part {
  /** `AWS/CloudFront` for metrics of distributions. */
  readonly namespace: Value<string> | undefined;
  readonly name: Value<string> | undefined;
  /** `Sum`, `Average` and so on, or a percentile such as `p90`. */
  readonly statistic: Value<string> | undefined;
  /** The values of its dimensions by name, such as `DistributionId`. */
  readonly dimensions: { readonly [name: string]: Value<string> | undefined };
  /** Seconds. */
  readonly period: Value<number> | undefined;
  /** Whether the alarm compares this metric itself with its threshold. */
  readonly isCompared: boolean;
}
