import { Alarm, AlarmMetric, AlarmState, Application, isKnown, knownItems, knownOr } from '../../config';
import { MINUTE, timeText } from '../time';
import { AlarmCondition, alarmState, COMPARISONS } from './alarm-state';
import { DistributionMetrics } from './distribution-metrics';

/** What alarms take the time from. */
export interface AlarmClock {
  now(): number;
  after(milliseconds: number, callback: () => void): () => void;
}

/** An alarm, and the state in which it is. */
export interface AlarmStatus {
  readonly name: string;
  readonly state: AlarmState;
  /** When it got into that state: ISO 8601 in UTC. */
  readonly since: string;
}

/** What an alarm tells when its state changes. */
export interface AlarmMessage {
  readonly alarm: string;
  readonly time: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  /** Whom it is for, such as the ARN of an SNS topic; empty where nobody is told of this state. */
  readonly topics: readonly string[];
}

interface Watched {
  readonly alarm: Alarm;
  readonly name: string;
  readonly metric: AlarmMetric & { readonly name: string };
  readonly distribution: string;
  /** Milliseconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly condition: AlarmCondition;
}

/** Messages that are kept. */
const MESSAGES_KEPT = 1_000;

/** The alarms of the templates on metrics of distributions: at the end of each minute they are looked at, as CloudWatch does. */
export class Alarms {
  /** What alarms have told, the latest last. */
  public readonly messages: AlarmMessage[] = [];
  private watched: readonly Watched[] = [];
  private readonly states = new Map<string, { readonly state: AlarmState; readonly since: number }>();
  private callOff: (() => void) | undefined;

  /** @param tell gets each message. @default - messages are only kept */
  public constructor(private readonly metrics: DistributionMetrics, private readonly clock: AlarmClock, private readonly tell?: (message: AlarmMessage) => void) {}

  /** Takes note of which alarms there are. */
  public update(application: Application): void {
    this.watched = application.alarms.flatMap((alarm) => watchedAs(alarm, application) ?? []);
    const names = new Set(this.watched.map(({ name }) => name));
    for (const name of this.states.keys()) if (!names.has(name)) this.states.delete(name);
    if (this.watched.length === 0) this.close();
    else if (this.callOff === undefined) this.wait();
  }

  public get all(): readonly AlarmStatus[] {
    return this.watched.map(({ name }) => {
      const { state, since } = this.states.get(name) ?? { state: 'INSUFFICIENT_DATA' as const, since: this.clock.now() };
      return { name, state, since: timeText(since) };
    });
  }

  /** Watches no longer. */
  public close(): void {
    this.callOff?.();
    this.callOff = undefined;
  }

  private wait(): void {
    const now = this.clock.now();
    this.callOff = this.clock.after(MINUTE - (now % MINUTE), () => {
      this.wait();
      for (const watched of this.watched) this.evaluate(watched);
    });
  }

  private evaluate(watched: Watched): void {
    const { name, alarm, metric, distribution, period, evaluationPeriods, condition } = watched;
    const now = this.clock.now();
    const end = Math.floor(now / period) * period;
    const start = end - evaluationPeriods * period;
    const values = this.metrics.values(metric.name, distribution, { start, end, period, statistic: knownOr(metric.statistic, 'Average') });
    const periods = Array.from({ length: evaluationPeriods }, (_, i) => values.get(start + i * period));
    const before = this.states.get(name)?.state ?? 'INSUFFICIENT_DATA';
    const state = alarmState(periods, condition, before);
    if (this.states.has(name) && state === before) return;
    this.states.set(name, { state, since: now });
    if (state !== before) this.send({ alarm: name, time: timeText(now), from: before, to: state, topics: knownItems(alarm.actions[state]) });
  }

  private send(message: AlarmMessage): void {
    this.messages.push(message);
    if (this.messages.length > MESSAGES_KEPT) this.messages.shift();
    this.tell?.(message);
  }
}

/** What of an alarm is watched; nothing where it is not about one metric of a distribution that is here, or where what it says is not known. */
function watchedAs(alarm: Alarm, { distributions }: Application): Watched | undefined {
  const compared = alarm.metrics.filter(({ isCompared }) => isCompared);
  const [metric] = compared;
  if (compared.length !== 1 || metric.namespace !== 'AWS/CloudFront' || !isKnown(metric.name) || !isKnown(metric.period)) return undefined;
  const { comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData, threshold, name } = alarm;
  const distribution = distributions.find(({ id }) => id === metric.dimensions.DistributionId)?.id;
  if (distribution === undefined || !isKnown(evaluationPeriods) || !isKnown(threshold)) return undefined;
  if (!isKnown(comparisonOperator) || COMPARISONS[comparisonOperator] === undefined) return undefined;
  return {
    alarm,
    name: knownOr(name, alarm.location.logicalId),
    metric: { ...metric, name: metric.name },
    distribution,
    period: metric.period * 1000,
    evaluationPeriods,
    condition: {
      comparisonOperator,
      threshold: Number(threshold),
      datapointsToAlarm: knownOr(datapointsToAlarm, evaluationPeriods),
      treatMissingData: knownOr(treatMissingData, 'missing'),
    },
  };
}
