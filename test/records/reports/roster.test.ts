import { Traffic } from '../traffic';

const RTMP = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'b.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } },
};

test('distributions are told by id and alternate domain names, or where they have none by the domain names of their origins [RPT-048]', () => {
  const traffic = new Traffic({ A: { Aliases: ['www.example.com', 'img.example.com'] }, B: {}, RTMP });
  expect(traffic.monitoring.distributions).toEqual([{ id: traffic.id('A'), names: ['www.example.com', 'img.example.com'] }, { id: traffic.id('B'), names: ['myawsbucket.s3.amazonaws.com'] }]);
});

test('of RTMP distributions usage tells the bytes alone [RPT-036] [RPT-038] [RTM-154] [RTM-155]', () => {
  const traffic = new Traffic({ RTMP });
  traffic.monitoring.countStreamed({ time: traffic.clock.now(), distributionId: traffic.id('RTMP'), edgeLocation: 'SEA4', bytes: 429_824_092 });
  expect(traffic.report('usage-report').rows).toEqual([expect.objectContaining({ Operation: '', UsageType: 'US-FMS-Out-Bytes', Resource: traffic.id('RTMP'), UsageValue: 429_824_092 })]);
  expect(traffic.report('billing').rows).toMatchObject([{ 'UsageType': 'US-DataTransfer-Out-Bytes', 'Usage Quantity': 429_824_092 / 2 ** 30 }]);
});

test('requests to a tenant are requests to its distribution', () => {
  const tenant = { Type: 'AWS::CloudFront::DistributionTenant', Properties: { Name: 'tenant', DistributionId: { Ref: 'Web' }, Domains: ['a.example.com'] } };
  const traffic = new Traffic({ Web: { ConnectionMode: 'tenant-only' }, Tenant: tenant });
  traffic.request({ of: 'Tenant' });
  traffic.request();
  expect(traffic.report('usage').rows.at(-1)).toMatchObject({ HTTPS: 2 });
  expect(traffic.monitoring.metrics.statistics('Requests').datapoints).toMatchObject([{ value: 2 }]);
});

test('requests to a tenant that has gone to another distribution are requests to that one', () => {
  const tenant = (of: string) => ({ Type: 'AWS::CloudFront::DistributionTenant', Properties: { Name: 'tenant', DistributionId: { Ref: of }, Domains: ['a.example.com'] } });
  const sites = { A: { ConnectionMode: 'tenant-only' }, B: { ConnectionMode: 'tenant-only' } };
  const traffic = new Traffic({ ...sites, Tenant: tenant('A') });
  traffic.request({ of: 'Tenant' });
  traffic.deploy({ ...sites, Tenant: tenant('B') });
  traffic.request({ of: 'Tenant' });
  const requests = (name: string) => traffic.report('usage', { distribution: traffic.id(name) }).rows.at(-1)!.HTTPS;
  expect([requests('A'), requests('B')]).toEqual([1, 1]);
});

test('what was deleted is forgotten with the time that reports go back', () => {
  const traffic = new Traffic({ A: {}, B: {} }, '2014-01-01T00:00:00Z');
  traffic.request({ of: 'B' });
  traffic.deploy({ A: {} });
  traffic.moveTo('2014-05-01T00:00:00Z');
  traffic.deploy({ A: {} });
  expect(traffic.report('usage', { distribution: 'ALL_DELETED' }).distributions).toEqual([]);
  expect(traffic.usage({ last: '92 days' })).toEqual({});
});
