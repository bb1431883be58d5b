import { Part } from './location';
import { isKnown, Value } from './unknown';

/** The additional metrics of a distribution: `AWS::CloudFront::MonitoringSubscription`. */
export interface MonitoringSubscription extends Part {
  readonly distributionId: Value<string> | undefined;
  /** `Enabled` or `Disabled`. */
  readonly realtimeMetrics: Value<string> | undefined;
}

/** The ids of the distributions that have additional metrics. */
export function withAdditionalMetrics(subscriptions: readonly MonitoringSubscription[]): ReadonlySet<string> {
  return new Set(subscriptions.filter(({ realtimeMetrics }) => realtimeMetrics === 'Enabled').map(({ distributionId }) => distributionId).filter(isKnown));
}
