import { Asked } from '../../../src/records';
import { Traffic } from '../traffic';

function values(traffic: Traffic, name: string, asked?: Asked): number[] {
  return traffic.monitoring.metrics.statistics(name, asked).datapoints.map(({ value }) => value);
}

const SIX = ['Requests', 'BytesDownloaded', 'BytesUploaded', 'TotalErrorRate', '4xxErrorRate', '5xxErrorRate'];
const subscription = (realtime: string) => ({
  Type: 'AWS::CloudFront::MonitoringSubscription',
  Properties: { DistributionId: { Ref: 'Web' }, MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: realtime } } },
});

test('each distribution has six metrics, by its id [RPT-077] [RPT-089]', () => {
  const traffic = new Traffic({ A: {}, B: {} });
  const listed = traffic.monitoring.metrics.list(traffic.id('B'));
  expect(listed.map(({ MetricName }) => MetricName)).toEqual(SIX);
  expect(listed[0]).toEqual({ Namespace: 'AWS/CloudFront', MetricName: 'Requests', Dimensions: [{ Name: 'DistributionId', Value: traffic.id('B') }, { Name: 'Region', Value: 'Global' }] });
  expect(traffic.monitoring.metrics.list()).toHaveLength(12);
  const { metrics } = traffic.monitoring;
  expect(SIX.map((name) => metrics.statistics(name, { distribution: traffic.id('A') })).map(({ unit, statistic }) => [unit, statistic])).toEqual([
    ...[1, 2, 3].map(() => ['None', 'Sum']), ...[1, 2, 3].map(() => ['Percent', 'Average']),
  ]);
});

test('a monitoring subscription turns eight more on [RPT-077]', () => {
  const traffic = new Traffic({ Web: {}, Subscription: subscription('Enabled') });
  const more = ['401ErrorRate', '403ErrorRate', '404ErrorRate', '502ErrorRate', '503ErrorRate', '504ErrorRate', 'OriginLatency', 'CacheHitRate'];
  expect(traffic.monitoring.metrics.list().map(({ MetricName }) => MetricName)).toEqual([...SIX, ...more]);
  traffic.request({ status: 200, result: 'Hit' }, 6);
  traffic.request({ result: 'Miss', firstByteAfter: 100 }, 2);
  traffic.request({ status: 404, result: 'Error', firstByteAfter: 10, forwarded: true });
  traffic.request({ method: 'POST', result: 'Miss', firstByteAfter: 10 });
  expect(['404ErrorRate', '403ErrorRate', 'CacheHitRate'].flatMap((name) => values(traffic, name))).toEqual([10, 0, 75]);
  expect(values(traffic, 'OriginLatency', { statistic: 'p50' })[0]).toBeCloseTo(10, 0);
  expect(values(traffic, 'OriginLatency', { statistic: 'p99' })[0] / 100).toBeCloseTo(1, 1);
  traffic.deploy({ Web: {}, Subscription: subscription('Disabled') });
  expect(() => values(traffic, 'CacheHitRate')).toThrow(`${traffic.id()} has no additional metrics, of which CacheHitRate is one: give it an AWS::CloudFront::MonitoringSubscription`);
});

test('all requests count [RPT-078]', () => {
  const traffic = new Traffic();
  traffic.request({ protocol: 'http' }, 3);
  traffic.request({ method: 'POST' });
  traffic.request({ method: 'DELETE' });
  expect(values(traffic, 'Requests', { period: '60', statistic: 'Sum' })).toEqual([5]);
});

test('bytes are downloaded with GET, HEAD and OPTIONS [RPT-079], and uploaded with POST and PUT [RPT-080]', () => {
  const traffic = new Traffic();
  traffic.request({ bytes: 1000 });
  traffic.request({ method: 'OPTIONS', bytes: 100 });
  traffic.request({ method: 'POST', bytes: 500, uploaded: 300 });
  traffic.request({ method: 'PATCH', bytes: 500, uploaded: 400 });
  expect([values(traffic, 'BytesDownloaded'), values(traffic, 'BytesUploaded')]).toEqual([[1100], [300]]);
});

test('errors are percentages of all requests, of which the total is the sum [RPT-081]', () => {
  const traffic = new Traffic();
  traffic.request({}, 96);
  traffic.request({ status: 404 }, 3);
  traffic.request({ status: 502 });
  expect(['4xxErrorRate', '5xxErrorRate', 'TotalErrorRate'].flatMap((name) => values(traffic, name))).toEqual([3, 1, 4]);
});

test('there are data for each minute, for 15 days; longer periods are kept longer [RPT-082]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-01T10:00:30Z');
  traffic.request();
  traffic.moveTo('2014-10-01T10:01:30Z');
  traffic.request({}, 2);
  const requests = (period: string) => values(traffic, 'Requests', { start: '2014-10-01', end: '2014-10-01', period });
  expect(traffic.monitoring.metrics.statistics('Requests', { period: '60' }).datapoints).toEqual([{ time: '2014-10-01T10:00:00Z', value: 1 }, { time: '2014-10-01T10:01:00Z', value: 2 }]);
  traffic.moveTo('2014-10-16T10:00:00Z');
  expect(requests('60')).toEqual([1, 2]);
  traffic.moveTo('2014-10-16T10:01:00Z');
  expect([requests('60'), requests('300')]).toEqual([[2], [3]]);
  traffic.moveTo('2014-12-04T00:00:00Z');
  expect([requests('60'), requests('300'), requests('3600')]).toEqual([[], [], [3]]);
  traffic.moveTo('2016-01-01T00:00:00Z');
  expect(requests('86400')).toEqual([]);
});

test('the preset is the statistic that makes sense, 5 minutes [RPT-085] and the last 12 hours [RPT-087]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T10:00:00Z');
  traffic.request({ status: 500 });
  traffic.moveTo('2014-10-24T10:03:00Z');
  traffic.request();
  traffic.moveTo('2014-10-24T22:02:00Z');
  const { metrics } = traffic.monitoring;
  expect(metrics.statistics('5xxErrorRate')).toMatchObject({ statistic: 'Average', period: 300, start: '2014-10-24T10:02:00Z', datapoints: [{ time: '2014-10-24T10:00:00Z', value: 50 }] });
  expect(metrics.statistics('Requests')).toMatchObject({ statistic: 'Sum' });
  expect(() => metrics.statistics('Requests', { statistic: 'Average' })).toThrow('statistic of Requests is "Average", where one of Sum is expected');
  traffic.moveTo('2014-10-24T22:05:01Z');
  expect(values(traffic, 'Requests')).toEqual([]);
  expect([values(traffic, 'Requests', { last: '1 hour' }), values(traffic, 'Requests', { last: '2 weeks' })]).toEqual([[], [2]]);
});

test('a time may be given in another zone than UTC [RPT-088]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T07:00:00Z');
  ['2014-10-24T07:59:59Z', '2014-10-24T08:00:00Z', '2014-10-24T08:59:59Z', '2014-10-24T09:00:00Z'].forEach((time, i) => {
    traffic.moveTo(time);
    traffic.request({}, 10 ** i);
  });
  expect(values(traffic, 'Requests', { start: '2014-10-24T10:00:00+02:00', end: '2014-10-24T11:00:00+02:00', period: '3600' })).toEqual([110]);
  expect(values(traffic, 'Requests', { start: '2014-10-24T08:00:00', end: '2014-10-24T09:00:00Z', period: '3600' })).toEqual([110]);
});

test.each([
  ['Requests', { period: '90' }, 'period is "90", where a number of seconds is expected that is a multiple of 60'],
  ['Requests', { distribution: 'E1' }, 'distribution is "E1"'],
  ['Requests', { colour: 'blue' }, 'the metric Requests has no parameter "colour"'],
  ['Weather', {}, 'there is no metric "Weather"'],
])('%s %j is refused: %s', (name, asked, says) => {
  expect(() => values(new Traffic(), name, asked)).toThrow(says);
});

test('a file has all metrics of a distribution, with the columns of CloudFront', () => {
  const traffic = new Traffic();
  traffic.request({ bytes: 1000 });
  traffic.request({ status: 404, bytes: 100 });
  expect(traffic.csv('metrics', { period: '60', last: '1 hour' })).toEqual([
    'Version,1.0', 'Report,Metrics', `DistributionID,${traffic.id()}`, 'StartDateUTC,2014-10-24T09:00:00Z', 'EndDateUTC,2014-10-24T10:00:00Z', 'GeneratedTimeUTC,2014-10-24T10:00:00Z', 'Granularity,ONE_MINUTE',
    'DistributionID,FriendlyName,TimeBucket,Requests,BytesDownloaded,BytesUploaded,TotalErrorRatePct,4xxErrorRatePct,5xxErrorRatePct',
    `${traffic.id()},myawsbucket.s3.amazonaws.com,2014-10-24T10:00:00Z,2,1100,0,50,50,0`,
  ]);
  expect(() => traffic.csv('metrics', { period: '120' })).toThrow('period is "120", where one of 60, 300, 3600, 86400 seconds is expected');
});
