export { type AlarmMessage, Alarms, type AlarmStatus } from './alarms';
export { METRICS_PARAMETERS, metricsReport } from './metrics-report';
export { DistributionMetrics, type ListedMetric, type MetricStatistics } from './distribution-metrics';
