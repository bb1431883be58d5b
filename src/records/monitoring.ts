import { Application } from '../config';
import type { CompletedRecord } from '../edge';
import { Asked, oneOf } from './asked';
import { AlarmMessage, Alarms, DistributionMetrics, METRICS_PARAMETERS, metricsReport } from './metrics';
import { AlarmClock } from './metrics/alarms';
import { Report, Reports, REPORTS, ReportsOptions, StreamedBytes } from './reports';

/** What a kind of report is called, what it has, and what can be asked of it. */
export interface ReportKind {
  readonly name: string;
  readonly says: string;
  readonly parameters: readonly string[];
}

/** What monitoring needs to know beside the records. */
export interface MonitoringOptions extends Omit<ReportsOptions, 'now'> {
  readonly clock: AlarmClock;
  /** Gets what alarms tell. @default - it is only kept */
  readonly onAlarm?: (message: AlarmMessage) => void;
}

/** CloudFront's reports, metrics and alarms: views of the records of requests, which are counted as they come and not kept. */
export class Monitoring {
  public readonly metrics: DistributionMetrics;
  public readonly alarms: Alarms;
  private readonly reports: Reports;

  public constructor(private readonly options: MonitoringOptions) {
    const now = () => options.clock.now();
    this.reports = new Reports({ ...options, now });
    this.metrics = new DistributionMetrics(now);
    this.alarms = new Alarms(this.metrics, options.clock, options.onAlarm);
  }

  /** Takes note of what is deployed. */
  public update(application: Application): void {
    this.reports.update(application);
    this.metrics.update(application);
    this.alarms.update(application);
  }

  public count(record: CompletedRecord): void {
    this.reports.count(record);
    this.metrics.count(record);
  }

  public countStreamed(streamed: StreamedBytes): void {
    this.reports.countStreamed(streamed);
  }

  /** The reports that there are. */
  public get kinds(): readonly ReportKind[] {
    return [...Object.entries(REPORTS).map(([name, { says, parameters }]) => ({ name, says, parameters })), METRICS_REPORT];
  }

  /** The web distributions, with the names by which people know them [RPT-048]. */
  public get distributions(): Reports['distributions'] {
    return this.reports.distributions;
  }

  /**
   * Makes a report.
   *
   * @param name  one of `kinds`
   * @param asked such as `distribution`, `start` and `end`
   * @throws UnusableQuery
   */
  public report(name: string, asked: Asked = {}): Report {
    if (oneOf('the report', name, this.kinds.map((kind) => kind.name)) !== METRICS_REPORT.name) return this.reports.report(name, asked);
    const friendlyName = (distribution: string) => this.distributions.find(({ id }) => id === distribution)?.names[0] ?? '';
    return metricsReport(this.metrics, friendlyName, asked, this.options.clock.now());
  }

  /** Watches alarms no longer. */
  public close(): void {
    this.alarms.close();
  }
}

const METRICS_REPORT: ReportKind = { name: 'metrics', says: 'all metrics of a distribution over time', parameters: METRICS_PARAMETERS };
