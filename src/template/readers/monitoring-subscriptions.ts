import { MonitoringSubscription } from '../../config';
import { PartReader } from '../part-reader';

export function readMonitoringSubscription(resource: PartReader): MonitoringSubscription {
  const config = resource.child('MonitoringSubscription')?.child('RealtimeMetricsSubscriptionConfig');
  return { ...resource.part, distributionId: resource.text('DistributionId'), realtimeMetrics: config?.text('RealtimeMetricsSubscriptionStatus') };
}
