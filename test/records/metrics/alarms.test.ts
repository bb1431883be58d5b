import { Traffic } from '../traffic';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:ops';

/** An alarm on a rate of errors above 1 %, and what a test changes of it. */
function alarm(properties: object = {}) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: '5xx high',
      Namespace: 'AWS/CloudFront',
      MetricName: '5xxErrorRate',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'DistributionId', Value: { Ref: 'Web' } }, { Name: 'Region', Value: 'Global' }],
      ...properties,
    },
  };
}

/** The state at the end of each minute in which so many percent of 100 requests fail; undefined for a minute without requests. */
function states(traffic: Traffic, percentages: readonly (number | undefined)[]): string[] {
  return percentages.map((percentage) => {
    if (percentage !== undefined) {
      traffic.request({}, 100 - percentage);
      traffic.request({ status: 502 }, percentage);
    }
    traffic.clock.advance(60_000);
    return traffic.monitoring.alarms.all[0].state;
  });
}

test('an alarm goes off when the condition was met for as many periods as it says [RPT-095]', () => {
  const traffic = new Traffic({ Web: {}, Alarm: alarm() });
  expect(states(traffic, [2, 2, 0, 2, 2, 2])).toEqual(['OK', 'OK', 'OK', 'OK', 'OK', 'ALARM']);
  expect(traffic.monitoring.alarms.all).toEqual([{ name: '5xx high', state: 'ALARM', since: '2014-10-24T10:06:00Z' }]);
});

test('whoever is to be told of the state OK is told when the alarm is over, and nobody when it goes off [RPT-096]', () => {
  const told: string[] = [];
  const onAlarm = ({ to, topics }: { to: string; topics: readonly string[] }) => void (topics.length > 0 && told.push(`${to} ${topics.join()}`));
  const traffic = new Traffic({ Web: {}, Alarm: alarm({ EvaluationPeriods: 1, OKActions: [TOPIC] }) }, undefined, { onAlarm });
  expect(states(traffic, [0, 2])).toEqual(['OK', 'ALARM']);
  told.length = 0;
  expect(states(traffic, [2, 0, 0])).toEqual(['ALARM', 'OK', 'OK']);
  expect(told).toEqual([`OK ${TOPIC}`]);
  expect(traffic.monitoring.alarms.messages.map(({ from, to, topics }) => [from, to, topics.length])).toEqual([['INSUFFICIENT_DATA', 'OK', 1], ['OK', 'ALARM', 0], ['ALARM', 'OK', 1]]);
});

test('the average over the whole period decides [RPT-099]', () => {
  const traffic = new Traffic({ Web: {}, Alarm: alarm({ Period: 300, EvaluationPeriods: 1 }) });
  expect(states(traffic, [4, 0, 0, 0, 0]).at(-1)).toBe('OK');
  expect(states(traffic, [6, 0, 0, 0, 0])).toEqual(['OK', 'OK', 'OK', 'OK', 'ALARM']);
});

test.each([
  ['missing', ['OK', 'INSUFFICIENT_DATA']], ['notBreaching', ['OK', 'OK']], ['breaching', ['OK', 'ALARM']], ['ignore', ['OK', 'OK']],
])('a period without data counts as %s', (TreatMissingData, expected) => {
  const traffic = new Traffic({ Web: {}, Alarm: alarm({ TreatMissingData, EvaluationPeriods: 1 }) });
  expect(states(traffic, [0, undefined])).toEqual(expected);
});

test.each([
  ['GreaterThanThreshold', [1, 2], ['OK', 'ALARM']], ['GreaterThanOrEqualToThreshold', [0, 1], ['OK', 'ALARM']],
  ['LessThanThreshold', [1, 0], ['OK', 'ALARM']], ['LessThanOrEqualToThreshold', [2, 1], ['OK', 'ALARM']],
])('%s is compared with the threshold of 1', (ComparisonOperator, percentages, expected) => {
  expect(states(new Traffic({ Web: {}, Alarm: alarm({ ComparisonOperator, EvaluationPeriods: 1 }) }), percentages)).toEqual(expected);
});

test('two of three periods do where the alarm says so, and the metric may be one of a list', () => {
  const Metrics = [{ Id: 'm', MetricStat: { Stat: 'Average', Period: 60, Metric: { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Dimensions: [{ Name: 'DistributionId', Value: { Ref: 'Web' } }] } } }];
  const traffic = new Traffic({ Web: {}, Alarm: alarm({ MetricName: undefined, Namespace: undefined, Metrics, DatapointsToAlarm: 2 }) });
  expect(states(traffic, [2, 0, 2])).toEqual(['OK', 'OK', 'ALARM']);
});

test('alarms on other things are left alone, and those that are gone are watched no longer', () => {
  const others = { A: alarm({ Namespace: 'AWS/EC2' }), B: alarm({ Dimensions: [{ Name: 'DistributionId', Value: 'EDFDVBD6EXAMPLE' }] }), C: alarm({ ComparisonOperator: 'GreaterThanUpperThreshold' }) };
  const traffic = new Traffic({ Web: {}, ...others, Alarm: alarm() });
  expect(traffic.monitoring.alarms.all).toHaveLength(1);
  traffic.deploy({ Web: {} });
  traffic.clock.advance(3_600_000);
  expect(traffic.monitoring.alarms.all).toEqual([]);
});
