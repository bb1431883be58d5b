import { ruleTest, violationsOf } from './rule-test';
import { checkTemplates } from '../../src/rules';
import { readTemplates } from '../../src/template';

const alarm = (MetricName: string, rest: object = {}) => ({
  AlarmName: '5xx high',
  Namespace: 'AWS/CloudFront',
  MetricName,
  Dimensions: [{ Name: 'DistributionId', Value: 'E1' }],
  Period: 60,
  EvaluationPeriods: 3,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 1,
  AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
  ...rest,
});
const sum = (rest: object = {}) => alarm('Requests', { Statistic: 'Sum', ...rest });
const rate = (rest: object = {}) => alarm('5xxErrorRate', { Statistic: 'Average', ...rest });
const combined = (MetricName: string, Stat: string) => ({
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 1,
  Threshold: 1,
  Metrics: [
    { Id: 'total', Expression: 'one', ReturnData: true },
    { Id: 'one', ReturnData: false, MetricStat: { Metric: { Namespace: 'AWS/CloudFront', MetricName }, Period: 60, Stat } },
  ],
});
const cases = { in: 'AWS::CloudWatch::Alarm' } as const;

ruleTest('alarm-region [RPT-083]', {
  ...cases, at: 'Namespace', region: 'eu-west-1', rejects: [rate()], accepts: [alarm('Errors', { Namespace: 'AWS/Lambda' })], message: /alarm is in eu-west-1/,
});
ruleTest('alarm-region [RPT-083]', { ...cases, at: 'Metrics', region: 'eu-west-1', rejects: [combined('Requests', 'Sum')], accepts: [] });
ruleTest('alarm-region [RPT-083]', { ...cases, at: '', region: 'us-east-1', rejects: [], accepts: [rate(), combined('Requests', 'Sum')] });
ruleTest('alarm-region', { ...cases, at: '', rejects: [], accepts: [rate()] });

ruleTest('alarm-statistic [RPT-084]', {
  ...cases,
  at: 'Statistic',
  rejects: [rate({ Statistic: 'Sum' }), sum({ Statistic: 'Average' }), alarm('BytesUploaded', { Statistic: 'Maximum' })],
  accepts: [
    ...['Requests', 'BytesDownloaded', 'BytesUploaded'].map((name) => alarm(name, { Statistic: 'Sum' })),
    ...['4xxErrorRate', '5xxErrorRate', 'TotalErrorRate', 'CacheHitRate', '404ErrorRate', 'OriginLatency'].map((name) => alarm(name, { Statistic: 'Average' })),
    alarm('Errors', { Namespace: 'AWS/Lambda', Statistic: 'Maximum' }),
    combined('Requests', 'Sum'),
  ],
  message: /allowed: (Sum|Average) for/,
});
ruleTest('alarm-statistic [RPT-084]', { ...cases, at: 'ExtendedStatistic', rejects: [alarm('Requests', { ExtendedStatistic: 'p90' })], accepts: [alarm('OriginLatency', { ExtendedStatistic: 'p90' })] });
ruleTest('alarm-statistic [RPT-084]', { ...cases, at: 'Metrics[1].MetricStat.Stat', rejects: [combined('4xxErrorRate', 'Sum')], accepts: [combined('4xxErrorRate', 'Average')] });

ruleTest('alarm-threshold [RPT-092]', { ...cases, at: 'Threshold', rejects: [sum({ Threshold: '1,000' }), sum({ Threshold: ' ' })], accepts: [sum({ Threshold: 1000 }), sum({ Threshold: '1000' }), sum({ Threshold: 1.5 })], message: /1000/ });
ruleTest('alarm-threshold-whole [RPT-092]', { ...cases, edition: '2014-10-21', at: 'Threshold', rejects: [sum({ Threshold: 1.5 })], accepts: [sum({ Threshold: 1000 }), sum({ Threshold: 3 })], message: /use 2/i });
test('a threshold that is no number is no fraction, either', () => {
  const where = { ...cases, edition: '2014-10-21' } as const;
  expect(['alarm-threshold', 'alarm-threshold-whole'].map((rule) => violationsOf(rule, sum({ Threshold: '1,000' }), where).length)).toEqual([1, 0]);
});
ruleTest('alarm-threshold-percentage [RPT-093] [RPT-094]', {
  ...cases,
  at: 'Threshold',
  rejects: [rate({ Threshold: 150 }), rate({ Threshold: 100.5 }), rate({ Threshold: -1 })],
  accepts: [
    rate({ Threshold: 0 }), rate({ Threshold: 1 }), rate({ Threshold: 100 }), alarm('BytesDownloaded', { Statistic: 'Sum', Threshold: 1000000000 }), sum({ Threshold: 150 }),
    { ...combined('4xxErrorRate', 'Average'), Threshold: 150 },
  ],
});

test('an alarm has a name, a condition, periods, a topic and a statistic [RPT-091]', () => {
  const sources = [{ name: 'Stack', region: 'us-east-1', template: { Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: rate({ AlarmDescription: 'errors of the origin' }) } } } }];
  expect(checkTemplates(sources)).toEqual([]);
  const [read] = readTemplates(sources).alarms;
  expect([read.comparisonOperator, read.threshold, read.metrics.map(({ name, statistic, isCompared }) => [name, statistic, isCompared])])
    .toEqual(['GreaterThanThreshold', '1', [['5xxErrorRate', 'Average', true]]]);
  expect(read.stated).toMatchObject({ AlarmName: '5xx high', EvaluationPeriods: 3, Period: 60, AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'] });
});
