import type { FunctionInvocation, RequestRecord } from '../edge';

/** CloudFront's metrics of a function: sums, but for the compute utilization, which is an average [FUN-088]. */
export interface FunctionMetrics {
  readonly FunctionInvocations: number;
  readonly FunctionValidationErrors: number;
  readonly FunctionExecutionErrors: number;
  readonly FunctionThrottles: number;
  readonly FunctionComputeUtilization: number;
}

/** What a function has written: the stream in its log group, and the lines there [FUN-085]. */
export interface FunctionLog {
  /** Of CloudWatch Logs in us-east-1. */
  readonly group: string;
  /** Of the day of the last line; undefined where there is none. */
  readonly stream: string | undefined;
  readonly lines: readonly string[];
}

/** Lines of a log that are kept. */
const LINES_KEPT = 1_000;

interface Activity {
  readonly counts: { -readonly [metric in keyof FunctionMetrics]: number };
  readonly lines: string[];
  /** Of the last line, in milliseconds since the epoch. */
  time: number;
}

/** What CloudFront functions have done: their metrics and their logs, a view of the records of requests. */
export class FunctionActivity {
  private readonly byName = new Map<string, Activity>();

  public count(record: RequestRecord): void {
    for (const invocation of record.functions) {
      // Functions of Lambda have metrics and logs of their own, and no utilization.
      if (invocation.computeUtilization === undefined) continue;
      const activity = this.activityOf(invocation.name);
      const { counts, lines } = activity;
      counts.FunctionInvocations++;
      const metric = METRIC_OF[invocation.outcome];
      if (metric !== undefined) counts[metric]++;
      counts.FunctionComputeUtilization += invocation.computeUtilization;
      lines.push(...linesOf(record, invocation));
      lines.splice(0, lines.length - LINES_KEPT);
      activity.time = record.time;
    }
  }

  public metrics(name: string): FunctionMetrics {
    const { counts } = this.byName.get(name) ?? { counts: NOTHING };
    return { ...counts, FunctionComputeUtilization: counts.FunctionInvocations === 0 ? 0 : counts.FunctionComputeUtilization / counts.FunctionInvocations };
  }

  public log(name: string): FunctionLog {
    const { lines, time } = this.byName.get(name) ?? { lines: [], time: 0 };
    return { group: `/aws/cloudfront/function/${name}`, stream: lines.length === 0 ? undefined : `${dayOf(time)}/${STREAM}`, lines };
  }

  private activityOf(name: string): Activity {
    let activity = this.byName.get(name);
    if (activity === undefined) {
      activity = { counts: { ...NOTHING }, lines: [], time: 0 };
      this.byName.set(name, activity);
    }
    return activity;
  }
}

/** CloudFront has one for each of its servers. */
const STREAM = '00000000-0000-4000-8000-000000000000';

function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
}

const NOTHING: FunctionMetrics = { FunctionInvocations: 0, FunctionValidationErrors: 0, FunctionExecutionErrors: 0, FunctionThrottles: 0, FunctionComputeUtilization: 0 };

const METRIC_OF: { readonly [outcome in FunctionInvocation['outcome']]?: keyof FunctionMetrics } = {
  invalid: 'FunctionValidationErrors', failed: 'FunctionExecutionErrors', throttled: 'FunctionThrottles',
};

/** The lines of a run in the log of its function: none where it wrote none [FUN-085]. */
function linesOf({ requestId, distributionId }: Pick<RequestRecord, 'requestId' | 'distributionId'>, { logs }: Pick<FunctionInvocation, 'logs'>): string[] {
  if (logs.length === 0) return [];
  return [`START DistributionID: ${distributionId ?? ''}`, ...logs, 'END'].map((line) => `${requestId} ${line}`);
}
