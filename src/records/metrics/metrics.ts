import { Tally } from './tally';

/** A metric of web distributions in CloudWatch. */
export interface Metric {
  readonly name: string;
  readonly unit: 'None' | 'Percent' | 'Milliseconds';
  /** The one statistic that makes sense of it; `Percentile` for any, such as `p90`. */
  readonly statistic: 'Sum' | 'Average' | 'Percentile';
  /** Whether it is there only with a monitoring subscription. */
  readonly isAdditional: boolean;
  /** Its value over a period with requests; undefined where none of them counts for it. @param percentile of those that have one */
  readonly value: (tally: Tally, percentile: number) => number | undefined;
}

/** Status codes that have a metric of their own. */
const ERROR_CODES = [401, 403, 404, 502, 503, 504] as const;

/** The metrics of a distribution, in the order of CloudFront's files [RPT-077]. */
export const METRICS: readonly Metric[] = [
  sum('Requests', ({ requests }) => requests),
  sum('BytesDownloaded', ({ bytesDownloaded }) => bytesDownloaded),
  sum('BytesUploaded', ({ bytesUploaded }) => bytesUploaded),
  rate('TotalErrorRate', ({ http4xx, http5xx, requests }) => [http4xx + http5xx, requests]),
  rate('4xxErrorRate', ({ http4xx, requests }) => [http4xx, requests]),
  rate('5xxErrorRate', ({ http5xx, requests }) => [http5xx, requests]),
  ...ERROR_CODES.map((code) => additional(rate(`${code}ErrorRate`, ({ codes, requests }) => [codes.get(code) ?? 0, requests]))),
  { name: 'OriginLatency', unit: 'Milliseconds', statistic: 'Percentile', isAdditional: true, value: ({ latency }, percentile) => latency.percentile(percentile) },
  additional(rate('CacheHitRate', ({ hits, cacheable }) => [hits, cacheable])),
];

function sum(name: string, value: (tally: Tally) => number): Metric {
  return { name, unit: 'None', statistic: 'Sum', isAdditional: false, value };
}

/** The share of requests, in percent, by which each request counts the same. */
function rate(name: string, shares: (tally: Tally) => readonly [part: number, whole: number]): Metric {
  return {
    name,
    unit: 'Percent',
    statistic: 'Average',
    isAdditional: false,
    value: (tally) => {
      const [part, whole] = shares(tally);
      return whole === 0 ? undefined : (part / whole) * 100;
    },
  };
}

function additional(metric: Metric): Metric {
  return { ...metric, isAdditional: true };
}
