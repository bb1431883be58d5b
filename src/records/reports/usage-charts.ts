import { BILLING_REGION_NAMES, BILLING_REGIONS } from '../../config';
import { Asked, oneOf } from '../asked';
import { timeText } from '../time';
import { BYTE_UNITS, ByteUnit, Charts } from './report';
import { aboutReport, cellsOf, friendlyName, ReportMaker, selection } from './sources';
import { CHART_LIMITS, startOf, steps, timeRange } from './time-range';
import { USAGE_CHARTS, usageOf } from './usage-types';

/** The charts of usage: requests and bytes over time, by the billing region of the edge location [RPT-041 to RPT-052]. */
export const usageCharts: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, CHART_LIMITS);
  const chosen = selection(asked, sources, ['ALL', 'ALL_DELETED']);
  const region = billingRegion(asked);
  const unit = byteUnit(asked);
  const times = [...steps(range, sources.now)];
  /** By time, and by usage type without the code of the region. */
  const usage = new Map(times.map((time) => [time, new Map<string, number>()] as const));
  for (const { time, cell } of cellsOf(chosen, range, sources)) {
    if (region !== 'ALL' && cell.region !== region) continue;
    const sums = usage.get(startOf(range.granularity, time));
    for (const { usageType, value } of usageOf(cell)) {
      const type = usageType.slice(cell.region.length + 1);
      sums?.set(type, (sums.get(type) ?? 0) + value);
    }
  }
  const valueOf = (chart: string, series: string, time: number) => USAGE_CHARTS[chart][series].reduce((sum, type) => sum + (usage.get(time)!.get(type) ?? 0), 0);
  return {
    name: 'Usage',
    about: aboutReport(chosen, range, sources, { Granularity: range.granularity === 'hour' ? 'Hourly' : 'Daily', BillingRegion: region }),
    distributions: chosen.distributions.map(({ id }) => id),
    columns: ['DistributionID', 'FriendlyName', 'BillingRegion', 'TimeBucket', 'HTTP', 'HTTPS', 'HTTPBytes', 'HTTPSBytes', 'BytesIn', 'BytesOut'],
    rows: times.map((time) => [chosen.id, friendlyName(chosen), region, timeText(time), ...COLUMN_SERIES.map(([chart, series]) => valueOf(chart, series, time))]),
    charts: chartsOf(times, unit, valueOf),
  };
};

/** The series of charts that are the last six columns. */
const COLUMN_SERIES: readonly (readonly [chart: string, series: string])[] = [
  ['Number of Requests', 'Number of HTTP Requests'], ['Number of Requests', 'Number of HTTPS Requests'],
  ['Data Transferred by Protocol', 'Data Transferred over HTTP'], ['Data Transferred by Protocol', 'Data Transferred over HTTPS'],
  ['Data Transferred by Destination', 'Data Transferred from CloudFront to Your Origin'], ['Data Transferred by Destination', 'Data Transferred from CloudFront to Your Users'],
];

function chartsOf(times: readonly number[], unit: ByteUnit, valueOf: (chart: string, series: string, time: number) => number): Charts {
  return Object.fromEntries(Object.entries(USAGE_CHARTS).map(([chart, series]) => {
    const divisor = chart.startsWith('Data') ? BYTE_UNITS[unit] : 1;
    const points = (name: string) => times.map((time) => ({ time: timeText(time), value: valueOf(chart, name, time) / divisor }));
    return [chart, Object.fromEntries(Object.keys(series).map((name) => [name, points(name)]))];
  }));
}

/** A code or a name of a billing region. */
function billingRegion({ region = 'ALL' }: Asked): string {
  return BILLING_REGIONS.find((code) => BILLING_REGION_NAMES[code] === region) ?? oneOf('region', region, ['ALL', ...BILLING_REGIONS]);
}

function byteUnit({ unit = 'B' }: Asked): ByteUnit {
  return oneOf('unit', unit, Object.keys(BYTE_UNITS) as ByteUnit[]);
}
