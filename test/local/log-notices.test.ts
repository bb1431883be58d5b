import { logNotices } from '../../src/local/log-notices';
import { LogStore } from '../../src/records';
import { readTemplates } from '../../src/template';

function notices(resources: object, sources: { readonly [name: string]: string } = {}): string[] {
  const application = readTemplates([{ name: 'template', template: { Resources: resources } }]);
  return logNotices(application, new LogStore(sources, () => application, () => 0));
}

const web = (Logging?: object) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: { Enabled: true, Logging, Origins: [{ Id: 'a', DomainName: 'a.example.com', CustomOriginConfig: {} }], DefaultCacheBehavior: { TargetOriginId: 'a' } } },
});

test('a bucket without a directory keeps its log files in memory, which is told once', () => {
  const Logging = { Bucket: 'mylogs.s3.amazonaws.com' };
  expect(notices({ One: web(Logging), Two: web(Logging) })).toEqual(['the log files for the bucket mylogs are kept in memory; say where they go with --bucket mylogs=DIR']);
  for (const name of ['mylogs', 'mylogs.s3.amazonaws.com']) expect(notices({ One: web(Logging) }, { [name]: __dirname })).toEqual([]);
  expect(notices({ One: web() })).toEqual([]);
});

test('a bucket of the application goes by its logical id, too', () => {
  const resources = { Logs: { Type: 'AWS::S3::Bucket' }, Web: web({ Bucket: { 'Fn::GetAtt': ['Logs', 'RegionalDomainName'] } }) };
  expect(notices(resources)).toEqual([expect.stringMatching(/^the log files for the bucket template-logs-\w+ are kept in memory/)]);
  expect(notices(resources, { Logs: __dirname })).toEqual([]);
});

test('log files in Parquet are JSON here', () => {
  const destination = (OutputFormat: string) => ({ Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'a', DestinationResourceArn: 'arn:aws:s3:::logs', OutputFormat } });
  expect(notices({ Parquet: destination('parquet'), Plain: destination('plain') })).toEqual(['Parquet: log files are written as JSON here, in the place of Parquet']);
});

test('a delivery whose destination is in no template delivers nothing', () => {
  const resources = {
    Web: web(),
    Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'source', LogType: 'ACCESS_LOGS', ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::111122223333:distribution/${Web}' } } },
    Delivery: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: { Ref: 'Source' }, DeliveryDestinationArn: 'arn:aws:logs:us-east-1:111122223333:delivery-destination:other' } },
  };
  expect(notices(resources)).toEqual(['Delivery: nothing is delivered here, since the templates do not tell where to']);
});
