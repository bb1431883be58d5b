import { LoggedEdge } from './logged-edge';

/** An edge whose distribution has its logs delivered by standard logging v2. */
function delivering(delivery: object = {}, destination: object = {}, config: object = {}): LoggedEdge {
  const resources = {
    Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'source', LogType: 'ACCESS_LOGS', ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Web}' } } },
    Destination: { Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'destination', DestinationResourceArn: 'arn:aws:s3:::logs-v2', ...destination } },
    Delivery: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: { Ref: 'Source' }, DeliveryDestinationArn: { 'Fn::GetAtt': ['Destination', 'Arn'] }, ...delivery } },
  };
  return new LoggedEdge({ resources, config: { Logging: undefined, ...config } });
}

async function delivered(edge: LoggedEdge, url = '/a?b=c', viewer: Parameters<LoggedEdge['get']>[1] = {}) {
  await edge.get(url, viewer);
  await edge.logs.deliver();
  const [file] = await edge.files('logs-v2');
  return file;
}

test('without a choice the 33 fields are delivered, with country and path pattern [DTD-194]', async () => {
  const { text } = await delivered(delivering(), '/', { country: 'DE' });
  const [fields, entry, end] = text.split('\n');
  expect(fields.split(' ')).toHaveLength(1 + 35);
  expect(fields).toMatch(/^#Fields: date time .* sc-range-end c-country cache-behavior-path-pattern$/);
  expect(entry.split('\t').slice(-2)).toEqual(['DE', '*']);
  expect(end).toBe('');
});

test.each([
  [undefined, undefined, '#Fields: cs-method cs-uri-stem\nGET\t/a\n'],
  ['w3c', undefined, '#Fields: cs-method cs-uri-stem\nGET\t/a\n'],
  ['plain', ',', '#Fields: cs-method cs-uri-stem\nGET,/a\n'],
  ['raw', ' ', 'GET /a\n'],
  ['json', undefined, '{"cs-method":"GET","cs-uri-stem":"/a"}\n'],
])('the format %s with the delimiter %j has the chosen fields in their order [DTD-195] [DTD-196]', async (OutputFormat, FieldDelimiter, text) => {
  expect((await delivered(delivering({ RecordFields: ['cs-method', 'cs-uri-stem'], FieldDelimiter }, { OutputFormat }))).text).toBe(text);
});

test('fields of v2 alone have their values', async () => {
  const RecordFields = ['timestamp(ms)', 'origin-fbl', 'origin-lbl', 'asn', 'c-country', 'cache-behavior-path-pattern', 'distribution-tenant-id', 'connection-id'];
  const edge = delivering({ RecordFields }, { OutputFormat: 'raw' });
  const { text } = await delivered(edge, '/', { country: 'FR' });
  expect(text).toBe(`${edge.clock.now()}\t0.000\t-\t-\tFR\t*\t-\t-\n`);
});

test('log groups and streams get records in JSON, whose values are texts [DTD-195]', async () => {
  const arn = 'arn:aws:logs:us-east-1:111122223333:log-group:site';
  const edge = delivering({ RecordFields: ['date', 'sc-status'] }, { DestinationResourceArn: arn });
  await edge.get('/');
  expect(edge.store.stream(arn)).toEqual(['{"date":"2025-01-01","sc-status":"200"}']);
});

test.each([
  ['no prefix', {}, {}, 'AWSLogs/ACCOUNT/CloudFront/ID'],
  ['a prefix', {}, { DestinationResourceArn: 'arn:aws:s3:::logs-v2/MyLogPrefix' }, 'MyLogPrefix/ID'],
  ['a suffix', { S3SuffixPath: '/a/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}/{accountid}' }, {}, 'AWSLogs/ACCOUNT/CloudFront/a/ID/2025/01/01/00/ACCOUNT/ID'],
  ['a suffix for Hive', { S3SuffixPath: '{yyyy}', S3EnableHiveCompatiblePath: true }, {}, 'AWSLogs/aws-account-id=ACCOUNT/CloudFront/year=2025/ID'],
  ['a long suffix for Hive', { S3SuffixPath: '{DistributionId}/{MM}/{dd}/{HH}/{accountid}', S3EnableHiveCompatiblePath: true }, { DestinationResourceArn: 'arn:aws:s3:::logs-v2/p' },
    'p/DistributionId=ID/month=01/day=01/hour=00/accountid=ACCOUNT/ID'],
])('with %s the path of a file is as it says [DTD-198]', async (_title, delivery, destination, path) => {
  const edge = delivering(delivery, destination);
  const { key } = await delivered(edge);
  const account = String(edge.application.templates[0].account);
  expect(key.replace(/\.2025-01-01-00\.[A-Z0-9]{11}\.gz$/, '').replaceAll(edge.id, 'ID').replaceAll(account, 'ACCOUNT')).toBe(path);
});

test('cookies are in it where the distribution includes them, whatever is chosen', async () => {
  const cookies = async (IncludeCookies: boolean) => (await delivered(
    delivering({ RecordFields: ['cs(Cookie)'] }, { OutputFormat: 'raw' }, { Logging: { IncludeCookies } }), '/', { headers: { Cookie: 'a=1' } },
  )).text;
  expect([await cookies(true), await cookies(false)]).toEqual(['a=1\n', '-\n']);
});

test('a delivery into the folder of the distribution\'s own log has files of its own', async () => {
  const edge = delivering({ RecordFields: ['cs-method'] }, { DestinationResourceArn: 'arn:aws:s3:::mylogs/p', OutputFormat: 'json' }, { Logging: { Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'p' } });
  await edge.get('/');
  await edge.logs.deliver();
  const texts = (await edge.files()).map(({ text }) => text.split('\n')[0]).sort();
  expect(texts).toEqual(['#Version: 1.0', '{"cs-method":"GET"}']);
});
