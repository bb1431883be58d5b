import { Alarm, AlarmMetric, at, isKnown, METRIC_STATISTICS } from '../config';
import { Rule, RuleSet, Violation } from './rule';

const PERCENTAGE = /Rate$/;

/** Metrics of distributions that an alarm looks at. */
function* eachMetric({ metrics }: Alarm, check: (metric: AlarmMetric, name: string) => Iterable<Violation>): Iterable<Violation> {
  for (const metric of metrics) if (metric.namespace === 'AWS/CloudFront') yield* check(metric, isKnown(metric.name) ? metric.name : '');
}

/** The metric that is compared with the threshold, and the threshold as a number; `NaN` where it is none. */
function* eachThreshold(alarm: Alarm, check: (threshold: number, name: string) => Iterable<Violation>): Iterable<Violation> {
  const { threshold } = alarm;
  if (!isKnown(threshold)) return;
  const number = threshold.trim() === '' ? NaN : Number(threshold);
  yield* eachMetric(alarm, function* (metric, name) {
    if (metric.isCompared) yield* check(number, name);
  });
}

const alarm: readonly Rule<Alarm>[] = [
  {
    id: 'alarm-region',
    level: 'error',
    spec: ['RPT-083'],
    says: 'metrics of CloudFront are in us-east-1 alone, and so are alarms on them',
    check: (subject) => eachMetric(subject, function* () {
      if (isKnown(subject.region) && subject.region !== 'us-east-1') {
        yield { at: at(subject, subject.stated.Metrics === undefined ? 'Namespace' : 'Metrics'), says: `the alarm is in ${subject.region}, where CloudFront has no metrics`, fix: 'put it into a stack for us-east-1' };
      }
    }),
  },
  {
    id: 'alarm-statistic',
    level: 'error',
    spec: ['RPT-084'],
    says: 'requests and bytes are summed up, rates are averaged',
    check: (subject) => eachMetric(subject, function* (metric, name) {
      const [wanted, got] = [METRIC_STATISTICS[name], metric.statistic];
      const property = ['Statistic', 'ExtendedStatistic', 'Stat'].find((candidate) => metric.stated[candidate] !== undefined);
      if (wanted !== undefined && isKnown(got) && got !== wanted && property !== undefined) yield { at: at(metric, property), got, limit: `${wanted} for ${name}`, fix: `use ${wanted}` };
    }),
  },
  {
    id: 'alarm-threshold',
    level: 'error',
    spec: ['RPT-092'],
    says: 'a threshold is a number without punctuation',
    check: (subject) => eachThreshold(subject, function* (threshold) {
      if (Number.isNaN(threshold)) yield { at: at(subject, 'Threshold'), got: subject.threshold, fix: 'write one thousand as 1000' };
    }),
  },
  {
    id: 'alarm-threshold-whole',
    level: 'error',
    spec: ['RPT-092'],
    editions: ['2014-10-21'],
    says: 'a threshold is a whole number',
    check: (subject) => eachThreshold(subject, function* (threshold) {
      if (threshold % 1 !== 0 && !Number.isNaN(threshold)) yield { at: at(subject, 'Threshold'), got: subject.threshold, fix: `use ${Math.round(threshold)}` };
    }),
  },
  {
    id: 'alarm-threshold-percentage',
    level: 'error',
    spec: ['RPT-093', 'RPT-094'],
    says: 'the threshold of a rate is a percentage, 0 to 100',
    check: (subject) => eachThreshold(subject, function* (threshold, name) {
      if (PERCENTAGE.test(name) && (threshold < 0 || threshold > 100)) yield { at: at(subject, 'Threshold'), got: subject.threshold, limit: '0 to 100', fix: 'give the rate in percent' };
    }),
  },
];

/** Rules about alarms on the metrics of distributions. */
export const alarmRules: RuleSet = { alarm };
