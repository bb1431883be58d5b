import { distribution, ruleTest } from './rule-test';

const BUCKET = 'arn:aws:s3:::logs';
const ARN = { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Site}' };

interface Parts {
  readonly site?: object;
  readonly source?: object;
  readonly destination?: object;
  readonly delivery?: object;
}

/** A distribution with the parts of its log delivery, each as the row wants it. */
const logs = ({ site = {}, source = {}, destination = {}, delivery = {} }: Parts, more: object = {}) => ({
  ...distribution({ ...site }),
  Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'source', LogType: 'ACCESS_LOGS', ResourceArn: ARN, ...source } },
  Target: { Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'target', DestinationResourceArn: BUCKET, ...destination } },
  Delivery: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: { Ref: 'Source' }, DeliveryDestinationArn: { 'Fn::GetAtt': ['Target', 'Arn'] }, ...delivery } },
  ...more,
});
const ofAnotherService = (source: object) => logs({ source: { ResourceArn: 'arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/kb', ...source } });
const cases = { in: 'resources' } as const;

ruleTest('log-source-region [DTD-189]', { ...cases, at: 'Source.', region: 'eu-west-1', rejects: [logs({})], accepts: [ofAnotherService({})] });
ruleTest('log-source-region [DTD-189]', { ...cases, at: 'Source.', region: 'us-east-1', rejects: [], accepts: [logs({})] });
ruleTest('log-source-region', { ...cases, at: 'Source.', rejects: [], accepts: [logs({})] });
ruleTest('log-source-type [DTD-189]', {
  ...cases, at: 'Source.LogType', rejects: [logs({ source: { LogType: 'TRAFFIC_LOGS' } })], accepts: [logs({}), logs({ source: { LogType: 'CONNECTION_LOGS' } }), ofAnotherService({ LogType: 'APPLICATION_LOGS' })],
});
ruleTest('log-source-resource [DTD-189]', {
  ...cases,
  at: 'Source.ResourceArn',
  rejects: [logs({ source: { ResourceArn: { Ref: 'Site' } } }), logs({ source: { ResourceArn: 'arn:aws:cloudfront::111122223333:function/a' } })],
  accepts: [logs({}), logs({ source: { ResourceArn: 'arn:aws:cloudfront::111122223333:distribution/E127EXAMPLE51Z' } })],
});
const another = (Properties: object) => logs({}, { ZSource: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'again', ResourceArn: ARN, ...Properties } } });
ruleTest('log-source-repeated [DTD-190]', {
  ...cases,
  at: 'ZSource.ResourceArn',
  rejects: [another({ LogType: 'ACCESS_LOGS' })],
  accepts: [
    another({ LogType: 'CONNECTION_LOGS' }),
    another({ LogType: 'ACCESS_LOGS', ResourceArn: 'arn:aws:cloudfront::111122223333:distribution/E127EXAMPLE51Z' }),
    logs({}, { Delivery2: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: { Ref: 'Source' }, DeliveryDestinationArn: { Ref: 'Unknown' } } } }),
  ],
  message: /Source is a source of the same logs/,
});

const HTTPS = { DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' } };
ruleTest('log-source-connection-logs [DTD-261]', {
  ...cases,
  at: 'Source.LogType',
  rejects: [logs({ source: { LogType: 'CONNECTION_LOGS' } })],
  accepts: [logs({}), logs({ source: { LogType: 'CONNECTION_LOGS' }, site: { ...HTTPS, ViewerMtlsConfig: { TrustStoreConfig: { TrustStoreId: 'ts_1' } } } })],
  message: /the log stays empty/,
});

const target = (DestinationResourceArn: unknown, OutputFormat?: unknown) => (
  logs({ destination: { DestinationResourceArn, ...(OutputFormat === undefined ? {} : { OutputFormat }) } })
);
const LOG_GROUP = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/vendedlogs/site:*';
const stream = (region: string, name = 'logs') => `arn:aws:firehose:${region}:111122223333:deliverystream/${name}`;
ruleTest('log-destination-format [DTD-191]', {
  ...cases,
  at: 'Target.OutputFormat',
  rejects: [target(BUCKET, 'csv'), target(LOG_GROUP, 'parquet'), target(stream('us-east-1'), 'parquet')],
  accepts: [...['json', 'plain', 'w3c', 'raw', 'parquet'].map((format) => target(BUCKET, format)), target(LOG_GROUP, 'json'), target(LOG_GROUP), target({ Ref: 'Unknown' }, 'parquet')],
});
ruleTest('log-destination [DTD-192]', {
  ...cases,
  at: 'Target.DestinationResourceArn',
  rejects: [target(stream('eu-west-1')), target(stream('us-east-1', 'my.logs')), target('arn:aws:s3:::my.logs/prefix'), target('arn:aws:kinesis:us-east-1:111122223333:stream/logs')],
  accepts: [target(BUCKET), target(`${BUCKET}/my.prefix`), target(LOG_GROUP), target(stream('us-east-1', 'my_logs-1'))],
});
const ownStream = { ...target({ 'Fn::GetAtt': ['Stream', 'Arn'] }), Stream: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: {} } };
ruleTest('log-destination [DTD-192]', { ...cases, region: 'eu-west-1', at: 'Target.DestinationResourceArn', rejects: [ownStream], accepts: [] });
ruleTest('log-destination [DTD-192]', { ...cases, region: 'us-east-1', at: 'Target.DestinationResourceArn', rejects: [], accepts: [ownStream] });

const fields = (...RecordFields: unknown[]) => logs({ delivery: { RecordFields } });
ruleTest('log-delivery-fields [DTD-193]', {
  ...cases,
  at: 'Delivery.RecordFields[1]',
  rejects: [fields('date', 'cs-headers'), fields('date', 'cmcd-version')],
  accepts: [
    fields('date', 'timestamp(ms)', 'sc-range-end', 'distribution-tenant-id', 'connection-id', 'origin-fbl', 'origin-lbl', 'asn', 'c-country', 'cache-behavior-path-pattern'),
    logs({ source: { LogType: 'CONNECTION_LOGS' }, site: { ...HTTPS, ViewerMtlsConfig: { TrustStoreConfig: { TrustStoreId: 'ts_1' } } }, delivery: { RecordFields: ['connectionTime'] } }),
  ],
});
const suffix = (S3SuffixPath: string) => logs({ delivery: { S3SuffixPath } });
ruleTest('log-delivery-suffix-path [DTD-197]', {
  ...cases,
  at: 'Delivery.S3SuffixPath',
  rejects: [suffix('{year}/{MM}'), suffix('a/{region}')],
  accepts: [suffix('a/{DistributionId}/{yyyy}/{MM}'), suffix('{distributionid}/{dd}/{HH}/{accountid}'), suffix('plain')],
  message: /replace \{(year|region)\}/,
});
const withCookies = (IncludeCookies: unknown) => logs({ site: { Logging: { Bucket: 'legacy.s3.amazonaws.com', Prefix: 'a/', IncludeCookies } }, delivery: { RecordFields: ['cs(Cookie)'] } });
ruleTest('log-delivery-cookies [DTD-199]', {
  ...cases, at: 'Delivery.RecordFields[0]', rejects: [fields('cs(Cookie)'), withCookies(false)], accepts: [withCookies(true), withCookies({ Ref: 'Unknown' }), fields('cs(Host)')],
});

const policy = (Resource: unknown, ...others: object[]) => ({
  Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject', Resource }, ...others] } },
  },
});
const DEFAULT_PATH = `${BUCKET}/AWSLogs/111122223333/CloudFront/*`;
ruleTest('log-delivery-bucket-policy [DTD-200]', {
  ...cases,
  at: 'Delivery.S3SuffixPath',
  rejects: [
    { ...suffix('myFolderA'), ...policy([DEFAULT_PATH, `${BUCKET}/myFolderB/*`]) },
    { ...suffix('myFolderA'), ...policy(DEFAULT_PATH, { Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 's3:PutObject', Resource: `${BUCKET}/*` }) },
    { ...suffix('myFolderA'), ...policy(DEFAULT_PATH, { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/myFolderA/*` }) },
    { ...suffix('myFolderA'), ...policy(DEFAULT_PATH, { Effect: 'Deny', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject', Resource: `${BUCKET}/myFolderA/*` }) },
    { ...suffix('myFolderA'), ...policy(DEFAULT_PATH) }, { ...suffix('myFolderA/{yyyy}'), ...policy(`${BUCKET}/myFolderB/*`) },
  ],
  accepts: [
    { ...suffix('myFolderA'), ...policy(`${BUCKET}/myFolderA/*`) },
    { ...suffix('{yyyy}/{MM}'), ...policy(DEFAULT_PATH) },
    { ...suffix('myFolderA'), ...policy([DEFAULT_PATH, `${BUCKET}/myFolderA/*`]) },
    { ...suffix('myFolderA'), ...policy(`${BUCKET}/*`) },
    { ...suffix('myFolderA'), ...policy({ 'Fn::Sub': '${Logs.Arn}/AWSLogs/${AWS::AccountId}/CloudFront/*' }) },
    { ...logs({}), ...policy(DEFAULT_PATH) },
  ],
});
const legacy = (Prefix: string, resourceArn: string, S3SuffixPath?: string) => logs({
  site: { Logging: { Bucket: 'logs.s3.amazonaws.com', Prefix } }, destination: { DestinationResourceArn: resourceArn }, delivery: S3SuffixPath === undefined ? {} : { S3SuffixPath },
});
ruleTest('log-delivery-beside-legacy [DTD-201]', {
  ...cases,
  at: 'Delivery.DeliveryDestinationArn',
  rejects: [legacy('', BUCKET), legacy('web/', `${BUCKET}/web`), legacy('web/', BUCKET, 'web')],
  accepts: [legacy('web/', BUCKET), legacy('web/', `${BUCKET}/v2`), legacy('web/', 'arn:aws:s3:::others/web'), logs({})],
});
