import { distribution, ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const logging = (Logging: object) => ({ Logging });
const LOGS = 'logs.s3.amazonaws.com';
const cases = { in: 'distribution' } as const;
const S3 = { Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} };
const CUSTOM = { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const streaming = (Logging: object) => ({
  Rtmp: {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: {
      StreamingDistributionConfig: {
        Comment: '', Enabled: true, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false }, Logging,
      },
      Tags: [{ Key: 'a', Value: 'b' }],
    },
  },
});

ruleTest('log-bucket-missing [WEB-196] [WEB-199] [LOG-004]', {
  ...cases, at: 'Logging.Bucket', rejects: [logging({ Prefix: 'a/' })], accepts: [{}, logging({ Bucket: LOGS }), logging({ Bucket: LOGS, Prefix: 'a/' })], message: /Prefix is given without Bucket/,
});
ruleTest('log-bucket-missing [LOG-004]', {
  in: 'resources',
  at: 'Rtmp.StreamingDistributionConfig.Logging.Bucket',
  rejects: [streaming({ Enabled: true, Bucket: '', Prefix: '' })],
  accepts: [streaming({ Enabled: false, Bucket: '', Prefix: '' }), streaming({ Enabled: true, Bucket: LOGS, Prefix: 'rtmp/' })],
});
ruleTest('log-bucket-name [WEB-196] [LOG-005]', {
  ...cases,
  at: 'Logging.Bucket',
  rejects: ['mylogs', 's3://mylogs', 's3://mylogs.s3.amazonaws.com', 'logs.example.com'].map((Bucket) => logging({ Bucket })),
  accepts: [LOGS, 'logs.s3.eu-west-1.amazonaws.com', 'my.logs.s3.amazonaws.com'].map((Bucket) => logging({ Bucket })),
  message: /BUCKET\.s3\.amazonaws\.com/,
});
ruleTest('log-prefix-slash [WEB-201]', { ...cases, at: 'Logging.Prefix', rejects: [logging({ Bucket: LOGS, Prefix: 'a' })], accepts: [logging({ Bucket: LOGS, Prefix: 'a/' })] });
ruleTest('log-cookies-of-buckets [WEB-205] [DST-094]', {
  ...cases,
  at: 'Logging.IncludeCookies',
  rejects: [{ Origins: [S3], ...logging({ Bucket: LOGS, IncludeCookies: true }) }],
  accepts: [{ Origins: [S3], ...logging({ Bucket: LOGS }) }, { Origins: [S3, CUSTOM], ...logging({ Bucket: LOGS, IncludeCookies: true }) }],
});
ruleTest('log-bucket-holds-content [LOG-006]', {
  ...cases,
  at: 'Logging.Bucket',
  rejects: [{ Origins: [S3], ...logging({ Bucket: 'site.s3.amazonaws.com' }) }, { Origins: [S3], ...logging({ Bucket: 'site.s3.eu-west-1.amazonaws.com' }) }],
  accepts: [{ Origins: [S3], ...logging({ Bucket: 'site-logs.s3.amazonaws.com' }) }],
  message: /make a bucket for logs/,
});

const two = (one: object, other: object) => ({ Other: distribution(logging(other)).Site, Site: distribution(logging(one)).Site });
ruleTest('log-prefix-shared [LOG-008]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Logging.Prefix',
  rejects: [two({ Bucket: LOGS, Prefix: 'a/' }, { Bucket: 'logs.s3.us-east-1.amazonaws.com', Prefix: 'a/' }), two({ Bucket: LOGS }, { Bucket: LOGS })],
  accepts: [two({ Bucket: LOGS, Prefix: 'web/' }, { Bucket: LOGS, Prefix: 'rtmp/' }), two({ Bucket: LOGS }, { Bucket: 'others.s3.amazonaws.com' })],
  message: /Other logs to the same place/,
});
ruleTest('log-prefix-shared', {
  in: 'resources',
  at: 'Rtmp.StreamingDistributionConfig.Logging.Prefix',
  rejects: [{ ...distribution(logging({ Bucket: LOGS, Prefix: 'a/' })), ...streaming({ Enabled: true, Bucket: LOGS, Prefix: 'a/' }) }],
  accepts: [{ ...distribution(logging({ Bucket: LOGS, Prefix: 'a/' })), ...streaming({ Enabled: false, Bucket: LOGS, Prefix: 'a/' }) }],
});
test('one bucket may hold the logs of several distributions [LOG-007]', () => {
  const resources = two({ Bucket: LOGS, Prefix: 'web/' }, { Bucket: LOGS, Prefix: 'shop/' });
  expect(checkTemplates([{ name: 'Stack', template: { Resources: resources } }]).filter(({ location }) => location.path.includes('Logging'))).toEqual([]);
});

const owned = (Properties: object) => ({
  ...distribution(logging({ Bucket: { 'Fn::GetAtt': ['Logs', 'RegionalDomainName'] } })), Logs: { Type: 'AWS::S3::Bucket', Properties },
});
const ownership = (ObjectOwnership: unknown) => owned({ OwnershipControls: { Rules: [{ ObjectOwnership }] } });
const bucket = { in: 'resources', at: 'Site.DistributionConfig.Logging.Bucket' } as const;
ruleTest('log-bucket-acls-disabled [LOG-012] [DTD-183]', {
  ...bucket,
  rejects: [ownership('BucketOwnerEnforced')],
  accepts: [ownership('BucketOwnerPreferred'), ownership('ObjectWriter'), ownership({ Ref: 'Unknown' }), owned({ OwnershipControls: { Ref: 'Unknown' } })],
  message: /set its ObjectOwnership to BucketOwnerPreferred/,
});
ruleTest('log-bucket-acls-disabled', { ...bucket, edition: '2014-10-21', rejects: [], accepts: [ownership('BucketOwnerEnforced')] });
ruleTest('log-bucket-acls-default [LOG-012] [DTD-183]', { ...bucket, rejects: [owned({})], accepts: [ownership('ObjectWriter'), owned({ OwnershipControls: { Ref: 'Unknown' } })], message: /April 2023/ });

ruleTest('log-bucket-region [DTD-186]', { ...bucket, region: 'af-south-1', rejects: [ownership('ObjectWriter')], accepts: [] });
ruleTest('log-bucket-region [DTD-186]', { ...bucket, region: 'us-west-2', rejects: [distribution(logging({ Bucket: 'logs.s3.me-south-1.amazonaws.com' }))], accepts: [ownership('ObjectWriter')] });
ruleTest('log-bucket-region', { ...bucket, rejects: [], accepts: [ownership('ObjectWriter')] });
ruleTest('log-bucket-region-opt-in [DTD-186]', { ...bucket, region: 'eu-central-2', rejects: [ownership('ObjectWriter')], accepts: [] });
ruleTest('log-bucket-region-opt-in [DTD-186]', { ...bucket, region: 'us-west-2', rejects: [], accepts: [ownership('ObjectWriter')] });

describe('a log bucket of another account [LOG-011]', () => {
  const logs = (statements: object[]) => ({
    Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs', OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } } },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Statement: statements } } },
  });
  const grant = (account: string, Action: unknown) => ({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource: 'arn:aws:s3:::logs' });
  const found = (owner: string | undefined, statements: object[]) => checkTemplates([
    { name: 'Site', account: '111122223333', template: { Resources: distribution(logging({ Bucket: LOGS })) } },
    { name: 'Logs', account: owner, template: { Resources: logs(statements) } },
  ]).filter(({ rule }) => rule === 'log-bucket-account').map(({ level, message }) => `${level}: ${message}`);

  test('lets the account of the distribution change its ACL', () => {
    expect(found('222222222222', [])).toEqual(['error: The bucket is of account 222222222222.']);
    expect(found('222222222222', [grant('333333333333', 's3:PutBucketAcl')])).toHaveLength(1);
    expect(found('222222222222', [grant('111122223333', ['s3:GetBucketAcl', 's3:GetObject'])])).toHaveLength(1);
    expect(found('222222222222', [grant('111122223333', ['s3:GetBucketAcl', 's3:PutBucketAcl'])])).toEqual([]);
    for (const action of ['*', 's3:*', 'S3:put*', 's3:putbucketacl']) expect(found('222222222222', [grant('111122223333', action)])).toEqual([]);
    for (const action of ['s3:PutBucketAclOfOthers', 's3:*Object']) expect(found('222222222222', [grant('111122223333', action)])).toHaveLength(1);
    expect(found('222222222222', [{ ...grant('111122223333', 's3:PutBucketAcl'), Effect: 'Deny' }])).toHaveLength(1);
  });

  test('is no other when the accounts are the same or unknown', () => {
    expect(found('111122223333', [])).toEqual([]);
    expect(found(undefined, [])).toEqual([]);
  });
});
