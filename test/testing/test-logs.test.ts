import { EdgeHarness } from '../../src/testing';

const TEMPLATE = {
  Resources: {
    Live: {
      Type: 'AWS::CloudFront::RealtimeLogConfig',
      Properties: { Name: 'live', SamplingRate: 100, Fields: ['sc-status'], EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { StreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/live' } }] },
    },
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Logging: { Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'site/' },
          Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, RealtimeLogConfigArn: { Ref: 'Live' } },
        },
      },
    },
  },
};
const ORIGINS = { api: () => ({ headers: { 'cache-control': 'max-age=600' }, body: 'hello' }) };

test('entries are there at once, files when the clock delivers them', async () => {
  const edge = await EdgeHarness.fromTemplate(TEMPLATE, { origins: ORIGINS });
  await edge.get('/a?x=1');
  expect(await edge.logs.files()).toEqual([]);
  await edge.clock.advance(300_000);
  expect(await edge.logs.files()).toEqual([{ bucket: 'mylogs', key: expect.stringMatching(/^site\/E\w+\.2025-01-01-00\.\w+\.gz$/), text: expect.stringMatching(/^#Version: 1\.0\n/) }]);
  await edge.get('/a');
  expect(await edge.logs.entries()).toMatchObject([
    { 'cs-uri-stem': '/a', 'cs-uri-query': 'x=1', 'x-edge-result-type': 'Miss' }, { 'cs-uri-stem': '/a', 'cs-uri-query': undefined, 'x-edge-result-type': 'Hit' },
  ]);
});

test('a stream goes by its ARN, or the end of it', async () => {
  const edge = await EdgeHarness.fromTemplate(TEMPLATE, { origins: ORIGINS });
  await edge.get('/a');
  expect([edge.logs.stream('stream/live'), edge.logs.stream('arn:aws:kinesis:us-east-1:111122223333:stream/live'), edge.logs.stream('none')]).toEqual([['200'], ['200'], []]);
});

test('a template that is deployed changes what is logged', async () => {
  const edge = await EdgeHarness.fromTemplate(TEMPLATE, { origins: ORIGINS });
  await edge.get('/logged');
  const unlogged = structuredClone(TEMPLATE) as any;
  delete unlogged.Resources.Site.Properties.DistributionConfig.Logging;
  delete unlogged.Resources.Site.Properties.DistributionConfig.DefaultCacheBehavior.RealtimeLogConfigArn;
  await edge.deploy(unlogged);
  await edge.get('/unlogged');
  expect((await edge.logs.entries()).map((entry) => entry['cs-uri-stem'])).toEqual(['/logged']);
  expect(edge.logs.stream('stream/live')).toEqual(['200']);
});

test('entries that are lost are in the usage report [LOG-033]', async () => {
  const edge = await EdgeHarness.fromTemplate(TEMPLATE, { origins: ORIGINS, logs: { lostOneIn: 10 } });
  for (let i = 0; i < 10; i++) await edge.get('/a');
  const { rows } = edge.report('usage-report') as { readonly rows: readonly { readonly UsageType: string; readonly UsageValue: number }[] };
  const requests = rows.filter(({ UsageType }) => /Requests-HTTPS/.test(UsageType)).reduce((sum, { UsageValue }) => sum + UsageValue, 0);
  expect([requests, (await edge.logs.entries()).length]).toEqual([10, 9]);
});
