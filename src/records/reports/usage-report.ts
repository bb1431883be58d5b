import { Asked, oneOf } from '../asked';
import { DAY, timeText } from '../time';
import { METHODS } from './activity';
import { ReportMaker, Sources } from './sources';
import { nextAfter, RangeLimits, startOf, TimeRange, timeRange } from './time-range';
import { usageOf } from './usage-types';

/** A line of the usage report. */
export interface UsageLine {
  /** The method; empty for what is no request. */
  readonly operation: string;
  readonly usageType: string;
  /** The id of the distribution, or of the certificate. */
  readonly resource: string;
  /** When its hour, day or month begins, in milliseconds since the epoch. */
  readonly start: number;
  /** Requests, bytes, paths or months. */
  readonly value: number;
}

const LIMITS: RangeLimits = { granularities: ['hour', 'day', 'month'], days: 92, daysByHour: 92 };

/** The usage report of AWS: what was used of CloudFront, by hour, day or month [RPT-013 to RPT-019]. */
export const usageReport: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, LIMITS);
  const accepted = filterOf(asked);
  return {
    name: 'UsageReport',
    about: {},
    columns: ['Service', 'Operation', 'UsageType', 'Resource', 'StartTime', 'EndTime', 'UsageValue'],
    rows: usageLines(range, sources).filter(accepted).map(({ operation, usageType, resource, start, value }) => [
      'AmazonCloudFront', operation, usageType, resource, timeText(start), timeText(nextAfter(range.granularity, start)), value,
    ]),
  };
};

/** What was used in a time by all distributions, the deleted ones as well. */
export function usageLines(range: TimeRange, sources: Sources): UsageLine[] {
  const lines = new Map<string, UsageLine>();
  for (const line of [...requests(range, sources), ...invalidations(range, sources), ...certificates(range, sources)]) {
    const start = startOf(range.granularity, line.start);
    const key = [start, line.usageType, line.operation, line.resource].join('\n');
    lines.set(key, { ...line, start, value: (lines.get(key)?.value ?? 0) + line.value });
  }
  const sorted: (keyof UsageLine)[] = ['start', 'resource', 'usageType', 'operation'];
  return [...lines.values()].sort((a, b) => sorted.map((name) => (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0)).find((order) => order !== 0) ?? 0);
}

function* requests({ start, end }: TimeRange, { roster, activities }: Sources): Generator<UsageLine> {
  for (const { id } of roster.all) {
    for (const { time, cell } of activities.get(id)?.between(start, end) ?? []) {
      for (const { usageType, value } of usageOf(cell)) yield { operation: cell.method ?? '', usageType, resource: id, start: time, value };
    }
  }
}

function* invalidations({ start, end }: TimeRange, { roster, invalidations: of }: Sources): Generator<UsageLine> {
  for (const { id } of roster.all) {
    for (const { time, paths } of of(id)) if (time >= start && time < end) yield { operation: '', usageType: 'Invalidations', resource: id, start: time, value: paths };
  }
}

/** The months in which certificates were used: of each day the part in which it was, as a part of the month [RPT-009]. */
function* certificates({ start, end }: TimeRange, { roster, now }: Sources): Generator<UsageLine> {
  for (const { certificate, start: from, end: to = now } of roster.certificateUses) {
    for (let day = startOf('day', Math.max(start, from)); day < Math.min(end, to); day += DAY) {
      const used = Math.min(day + DAY, to, end) - Math.max(day, from, start);
      const month = startOf('month', day);
      yield { operation: '', usageType: 'SSL-Cert-Custom', resource: certificate, start: day, value: used / (nextAfter('month', month) - month) };
    }
  }
}

/** `operation` is a method, or `ALL`; `usageTypes` are names with commas between them. */
function filterOf({ operation = 'ALL', usageTypes }: Asked): (line: UsageLine) => boolean {
  const method = oneOf('operation', operation, ['ALL', ...METHODS]);
  const types = usageTypes?.split(',');
  return (line) => (method === 'ALL' || line.operation === method) && (types === undefined || types.includes(line.usageType));
}
