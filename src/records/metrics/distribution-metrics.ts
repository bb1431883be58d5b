import { Application, distributionIds, withAdditionalMetrics } from '../../config';
import type { CompletedRecord } from '../../edge';
import { Asked, oneOf, requireParameters, UnusableQuery } from '../asked';
import { HOUR, timeText } from '../time';
import { TimeBounds, timeBounds } from '../time-bounds';
import { MetricSeries } from './metric-series';
import { Metric, METRICS } from './metrics';

/** A metric as CloudWatch lists it. */
export interface ListedMetric {
  readonly Namespace: 'AWS/CloudFront';
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

/** A metric over time. */
export interface MetricStatistics {
  readonly metric: string;
  readonly distribution: string;
  readonly statistic: string;
  readonly unit: Metric['unit'];
  /** The first and the last moment that was asked for: ISO 8601 in UTC. */
  readonly start: string;
  readonly end: string;
  /** Seconds. */
  readonly period: number;
  /** Periods with data, each with the time at which it begins: ISO 8601 in UTC. */
  readonly datapoints: readonly { readonly time: string; readonly value: number }[];
}

/** The periods of a range, in milliseconds since the epoch, and how their data are summed up. */
export interface Periods extends TimeBounds {
  /** Milliseconds. */
  readonly period: number;
  /** `Sum`, `Average`, or a percentile such as `p90`. */
  readonly statistic: string;
}

/** What graphs show where nothing else is chosen [RPT-085, RPT-087]. */
const PRESET = { period: '300', range: 12 * HOUR };

/** CloudFront's metrics in CloudWatch: what was asked of each distribution, by minutes. */
export class DistributionMetrics {
  private readonly series = new Map<string, MetricSeries>();
  private distributions: readonly string[] = [];
  /** Ids of distributions by those of their tenants. */
  private tenants: ReadonlyMap<string, string> = new Map();
  private subscribed: ReadonlySet<string> = new Set();

  /** @param now milliseconds since the epoch */
  public constructor(private readonly now: () => number) {}

  /** Takes note of which distributions there are, and which of them have additional metrics. */
  public update({ distributions, distributionTenants, monitoringSubscriptions }: Application): void {
    this.distributions = distributions.map(({ id }) => id);
    this.tenants = distributionIds(distributionTenants);
    this.subscribed = withAdditionalMetrics(monitoringSubscriptions);
  }

  public count(record: CompletedRecord): void {
    const { distributionId } = record;
    if (distributionId === undefined) return;
    (this.series.get(distributionId) ?? this.seriesOf(distributionId)).count(record);
  }

  /** The metrics of one distribution, or of all [RPT-077, RPT-089]. */
  public list(distribution?: string): readonly ListedMetric[] {
    const ids = distribution === undefined ? this.distributions : [this.requireDistribution(distribution)];
    return ids.flatMap((id) => this.metricsOf(id).map(({ name }) => ({
      Namespace: 'AWS/CloudFront' as const, MetricName: name, Dimensions: [{ Name: 'DistributionId', Value: id }, { Name: 'Region', Value: 'Global' }],
    })));
  }

  /**
   * A metric over time.
   *
   * @param asked the `distribution`, where there are several; as far as the presets do not do, `start`, `end` or `last`, `period` in seconds and `statistic`
   * @throws UnusableQuery
   */
  public statistics(name: string, asked: Asked = {}): MetricStatistics {
    requireParameters(`the metric ${name}`, asked, ['distribution', 'start', 'end', 'last', 'period', 'statistic']);
    const distribution = this.requireDistribution(asked.distribution);
    const metric = this.require(name, distribution);
    const statistic = statisticOf(metric, asked.statistic);
    const seconds = periodOf(asked.period ?? PRESET.period);
    const now = this.now();
    const { start, end } = timeBounds(asked, now, { start: now - PRESET.range, end: now + 1 });
    const period = seconds * 1000;
    const values = this.values(metric.name, distribution, { start: Math.floor(start / period) * period, end, period, statistic });
    const datapoints = [...values].map(([time, value]) => ({ time: timeText(time), value }));
    return { metric: name, distribution, statistic, unit: metric.unit, start: timeText(start), end: timeText(end), period: seconds, datapoints };
  }

  /** The values of the periods of a range that have data, by the beginning of each, in milliseconds since the epoch. */
  public values(name: string, distribution: string, { start, end, period, statistic }: Periods): Map<number, number> {
    const metric = METRICS.find((candidate) => candidate.name === name);
    const tallies = this.series.get(distribution)?.between(start, end, period, this.now()) ?? [];
    const values = [...tallies].map(([time, tally]) => [time, metric?.value(tally, Number(statistic.slice(1)))] as const);
    return new Map(values.filter((entry): entry is readonly [number, number] => entry[1] !== undefined));
  }

  private seriesOf(distributionId: string): MetricSeries {
    const id = this.tenants.get(distributionId) ?? distributionId;
    const series = this.series.get(id) ?? new MetricSeries();
    this.series.set(id, series);
    return series;
  }

  private metricsOf(id: string): readonly Metric[] {
    return METRICS.filter(({ isAdditional }) => !isAdditional || this.subscribed.has(id));
  }

  private requireDistribution(id: string | undefined): string {
    if (id === undefined && this.distributions.length === 1) return this.distributions[0];
    if (id === undefined) throw new UnusableQuery(`distribution is missing; there are ${this.distributions.join(', ') || 'none'}`);
    return oneOf('distribution', id, this.distributions);
  }

  private require(name: string, distribution: string): Metric {
    const metric = this.metricsOf(distribution).find((candidate) => candidate.name === name);
    if (metric !== undefined) return metric;
    if (METRICS.some((candidate) => candidate.name === name)) throw new UnusableQuery(`${distribution} has no additional metrics, of which ${name} is one: give it an AWS::CloudFront::MonitoringSubscription`);
    throw new UnusableQuery(`there is no metric "${name}"; ${distribution} has ${this.metricsOf(distribution).map((candidate) => candidate.name).join(', ')}`);
  }
}

/** The one statistic that makes sense of a metric, unless another is asked for. */
function statisticOf({ name, statistic }: Metric, asked: string | undefined): string {
  if (statistic !== 'Percentile') return asked === undefined ? statistic : oneOf(`statistic of ${name}`, asked, [statistic]);
  const wanted = asked ?? 'p90';
  if (!/^p\d{1,2}(\.\d+)?$|^p100$/.test(wanted)) throw new UnusableQuery(`statistic of ${name} is "${wanted}", where a percentile such as p90 is expected`);
  return wanted;
}

function periodOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds === 0 || seconds % 60 !== 0) throw new UnusableQuery(`period is "${text}", where a number of seconds is expected that is a multiple of 60`);
  return seconds;
}
