import { Traffic } from '../traffic';

type Series = readonly { readonly time: string; readonly value: number }[];

/** The sum of the points of each series of a chart. */
function sums(report: any, chart: string): { readonly [series: string]: number } {
  return Object.fromEntries(Object.entries<Series>(report.charts[chart]).map(([series, points]) => [series, points.reduce((sum, { value }) => sum + value, 0)]));
}

function busy(): Traffic {
  const traffic = new Traffic();
  const http = { protocol: 'http' } as const;
  traffic.request({ ...http, ttl: 3600, bytes: 25 }, 4);
  traffic.request({ ...http, ttl: 60, bytes: 25 }, 2);
  traffic.request({ ...http, method: 'POST', url: '/', forwarded: true, uploaded: 81, bytes: 10 });
  traffic.request({ ttl: 3600, bytes: 0 }, 3);
  return traffic;
}

test('requests are charted by protocol [RPT-050]', () => {
  expect(sums(busy().report('usage', { granularity: 'hour' }), 'Number of Requests')).toEqual({ 'Number of HTTP Requests': 7, 'Number of HTTPS Requests': 3 });
});

test('bytes are charted by protocol, to viewers and to origins [RPT-051], and by destination [RPT-052]', () => {
  const report = busy().report('usage', { granularity: 'hour' });
  expect(sums(report, 'Data Transferred by Protocol')).toEqual({ 'Data Transferred over HTTP': 260, 'Data Transferred over HTTPS': 0 });
  expect(sums(report, 'Data Transferred by Destination')).toEqual({ 'Data Transferred from CloudFront to Your Users': 160, 'Data Transferred from CloudFront to Your Origin': 100 });
});

test('a file has the columns of CloudFront, with what it is of before them', () => {
  const traffic = busy();
  expect(traffic.csv('usage', { start: '2014-10-24', end: '2014-10-24' })).toEqual([
    'Version,1.0', 'Report,Usage', 'DistributionID,ALL', 'StartDateUTC,2014-10-24T00:00:00Z', 'EndDateUTC,2014-10-25T00:00:00Z', 'GeneratedTimeUTC,2014-10-24T10:00:00Z', 'Granularity,Daily',
    'BillingRegion,ALL', 'DistributionID,FriendlyName,BillingRegion,TimeBucket,HTTP,HTTPS,HTTPBytes,HTTPSBytes,BytesIn,BytesOut', 'ALL,,ALL,2014-10-24T00:00:00Z,7,3,260,0,100,160',
  ]);
});

test('a point of a chart is the sum of what the usage report says [RPT-118]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T10:20:00Z');
  traffic.request({ protocol: 'http', at: 'IAD89-P1', ttl: 3600 }, 7);
  traffic.request({ protocol: 'http', at: 'IAD89-P1', ttl: 60 }, 2);
  expect(traffic.usage({ granularity: 'hour' })).toMatchObject({ 'US-Requests-HTTP-Static': 7, 'US-Requests-HTTP-Dynamic': 2 });
  const { charts } = traffic.report('usage', { distribution: traffic.id(), region: 'United States', granularity: 'hour', start: '2014-10-24' });
  expect(charts['Number of Requests']['Number of HTTP Requests']).toContainEqual({ time: '2014-10-24T10:00:00Z', value: 9 });
});

test('the billing region is that of the edge location, not that of the viewer [RPT-044]', () => {
  const traffic = new Traffic();
  traffic.request({ country: 'BR', at: 'MIA3' });
  const requests = (region: string) => traffic.report('usage', { region }).rows.at(-1).HTTPS;
  expect([requests('US'), requests('South America'), requests('ALL')]).toEqual([1, 0, 1]);
  expect(() => requests('Atlantis')).toThrow('region is "Atlantis", where one of ALL, US, CA, EU, ME, ZA, JP, AP, IN, SA, AU is expected');
});

test('regions outside the price class have no data [RPT-045]', () => {
  const traffic = new Traffic({ Web: { PriceClass: 'PriceClass_200' } });
  traffic.request({ country: 'AU', at: 'SYD1' });
  expect(['AU', 'SA'].map((region) => traffic.report('usage', { region }).rows.at(-1).HTTPS)).toEqual([0, 0]);
});

test('charts are of one distribution, of all that are there, or of all that were deleted in the last 60 days [RPT-046] [RPT-047] [RTM-156]', () => {
  const Rtmp = { Type: 'AWS::CloudFront::StreamingDistribution', Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'b.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } } };
  const traffic = new Traffic({ A: {}, B: {}, C: {}, D: {}, Rtmp }, '2014-08-01T00:00:00Z');
  const [rtmp, a, c] = ['Rtmp', 'A', 'C'].map((name) => traffic.id(name));
  traffic.request({ of: 'D' }, 16);
  traffic.moveTo('2014-08-31T00:00:00Z');
  traffic.deploy({ A: {}, B: {}, C: {}, Rtmp });
  traffic.moveTo('2014-10-01T00:00:00Z');
  for (const [of, times] of [['A', 1], ['B', 2], ['C', 4]] as const) traffic.request({ of }, times);
  traffic.monitoring.countStreamed({ time: traffic.clock.now(), distributionId: rtmp, edgeLocation: 'SEA4', bytes: 429 });
  traffic.deploy({ A: {}, B: {}, C: {} });
  traffic.moveTo('2014-10-21T00:00:00Z');
  traffic.deploy({ A: {}, B: {} });
  traffic.moveTo('2014-10-31T00:00:00Z');
  const requests = (distribution: string) => sums(traffic.report('usage', { distribution, start: '2014-09-01' }), 'Number of Requests')['Number of HTTPS Requests'];
  expect([requests(a), requests('ALL'), requests('ALL_DELETED')]).toEqual([1, 3, 4]);
  expect(traffic.report('usage', { distribution: 'ALL_DELETED' }).distributions).toEqual([c, rtmp]);
  expect(() => requests(rtmp)).toThrow(`distribution is "${rtmp}", where the id of a web distribution or ALL or ALL_DELETED is expected`);
});

test('bytes are charted in the unit that is asked for [RPT-049]', () => {
  const traffic = new Traffic();
  traffic.request({ bytes: 5_000_000 });
  const bytes = (unit: string) => sums(traffic.report('usage', { unit }), 'Data Transferred by Protocol')['Data Transferred over HTTPS'];
  expect([bytes('KB'), bytes('MB'), bytes('GB')]).toEqual([5_000_000 / 1024, 5_000_000 / 1024 ** 2, 5_000_000 / 1024 ** 3]);
  expect(sums(traffic.report('usage', { unit: 'KB' }), 'Number of Requests')['Number of HTTPS Requests']).toBe(1);
  expect(() => bytes('TB')).toThrow('unit is "TB"');
});
