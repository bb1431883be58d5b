import { Asked, requireParameters, UnusableQuery } from '../asked';
import { Report } from '../reports';
import { timeText } from '../time';
import { DistributionMetrics } from './distribution-metrics';

/** How CloudFront's files call the periods of metrics, in seconds. */
const GRANULARITIES: { readonly [period: string]: string | undefined } = { 60: 'ONE_MINUTE', 300: 'FIVE_MINUTES', 3600: 'ONE_HOUR', 86400: 'ONE_DAY' };

/**
 * All metrics of a distribution over time, as CloudFront's console gives them for download.
 *
 * @param now milliseconds since the epoch
 * @throws UnusableQuery
 */
export function metricsReport(metrics: DistributionMetrics, friendlyName: (distribution: string) => string, asked: Asked, now: number): Report {
  requireParameters('the report metrics', asked, METRICS_PARAMETERS);
  const period = asked.period ?? '300';
  const granularity = GRANULARITIES[period];
  if (granularity === undefined) throw new UnusableQuery(`period is "${period}", where one of ${Object.keys(GRANULARITIES).join(', ')} seconds is expected`);
  const [first, ...others] = metrics.list(asked.distribution).map(({ MetricName }) => metrics.statistics(MetricName, { ...asked, period }));
  const all = [first, ...others];
  const times = [...new Set(all.flatMap(({ datapoints }) => datapoints.map(({ time }) => time)))].sort();
  const values = all.map(({ datapoints }) => new Map(datapoints.map(({ time, value }) => [time, value] as const)));
  return {
    name: 'Metrics',
    about: { Version: '1.0', DistributionID: first.distribution, StartDateUTC: first.start, EndDateUTC: first.end, GeneratedTimeUTC: timeText(now), Granularity: granularity },
    columns: ['DistributionID', 'FriendlyName', 'TimeBucket', ...all.map(({ metric, unit }) => (unit === 'Percent' && metric !== 'CacheHitRate' ? `${metric}Pct` : metric))],
    rows: times.map((time) => [first.distribution, friendlyName(first.distribution), time, ...values.map((ofMetric) => ofMetric.get(time) ?? '')]),
  };
}

export const METRICS_PARAMETERS: readonly string[] = ['distribution', 'start', 'end', 'last', 'period'];
