import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const cases = { in: 'streamingDistribution' } as const;
const origin = (DomainName: unknown, OriginAccessIdentity: unknown = '') => ({ S3Origin: { DomainName, OriginAccessIdentity } });
const signers = (...AwsAccountNumbers: unknown[]) => ({ TrustedSigners: { Enabled: true, AwsAccountNumbers } });
const logging = (Enabled: unknown, Bucket: unknown, Prefix: unknown = '') => ({ Logging: { Enabled, Bucket, Prefix } });
const LOGS = 'myawslogbucket.s3.amazonaws.com';

ruleTest('rtmp-required [RTM-145]', {
  ...cases,
  at: 'TrustedSigners',
  rejects: [{ TrustedSigners: { Ref: 'AWS::NoValue' } }],
  accepts: [{ ...origin('mybucket.s3.amazonaws.com'), TrustedSigners: { Enabled: false } }, logging(true, LOGS)],
});
test.each([
  ['Comment', { Comment: { Ref: 'AWS::NoValue' } }],
  ['Enabled', { Enabled: { Ref: 'AWS::NoValue' } }],
  ['S3Origin', { S3Origin: { Ref: 'AWS::NoValue' } }],
  ['S3Origin.DomainName', { S3Origin: { OriginAccessIdentity: '' } }],
  ['S3Origin.OriginAccessIdentity', { S3Origin: { DomainName: 'mybucket.s3.amazonaws.com' } }],
  ['TrustedSigners.Enabled', { TrustedSigners: {} }],
  ['Logging.Bucket', { Logging: { Enabled: false, Prefix: '' } }],
  ['Logging.Enabled', { Logging: { Bucket: LOGS, Prefix: '' } }],
  ['Logging.Prefix', { Logging: { Enabled: true, Bucket: LOGS } }],
])('an RTMP distribution states %s [RTM-145]', (path, config) => {
  ruleFinds('rtmp-required', config, [`StreamingDistributionConfig.${path}`]);
});
ruleTest('rtmp-origin-bucket [DST-015] [DST-036] [ORG-044] [RTM-002] [RTM-003] [RTM-054] [RTM-055] [RTM-056] [RTM-057]', {
  ...cases,
  at: 'S3Origin.DomainName',
  rejects: ['www.example.com', 'mybucket.s3-website-us-east-1.amazonaws.com', 'mybucket', 's3.amazonaws.com/mybucket', 's3-external-1.amazonaws.com/mybucket', 'media.example.com'].map((name) => origin(name)),
  accepts: ['myawsbucket.s3.amazonaws.com', 'mybucket.s3-external-1.amazonaws.com', 'mybucket.s3.eu-west-1.amazonaws.com', 'media.example.com.s3.amazonaws.com'].map((name) => origin(name)),
  message: /BUCKET\.s3\.REGION\.amazonaws\.com/,
});
ruleTest('rtmp-bucket-name [RTM-058] [RTM-059] [MED-083]', {
  ...cases,
  at: 'S3Origin.DomainName',
  rejects: ['My_Bucket', 'MyMedia', 'my media', 'My_Videos', 'ab', 'a'.repeat(64)].map((bucket) => origin(`${bucket}.s3.amazonaws.com`)),
  accepts: ['my-bucket', 'my-media', 'my-videos', 'abc', 'a'.repeat(63)].map((bucket) => origin(`${bucket}.s3.amazonaws.com`)),
});
ruleTest('rtmp-signers-missing [RTM-098]', {
  ...cases,
  at: 'TrustedSigners.AwsAccountNumbers',
  rejects: [signers(), { TrustedSigners: { Enabled: 'true' } }],
  accepts: [signers('self'), { TrustedSigners: { Enabled: false } }],
});
ruleTest('rtmp-signer-account [RTM-102] [RTM-103] [RTM-105]', {
  ...cases,
  at: 'TrustedSigners.AwsAccountNumbers[0]',
  rejects: ['12345', '111122223333,444455556666', 'arn:aws:iam::111122223333:user/smithj'].map((account) => signers(account)),
  accepts: [signers('self'), signers('111122223333'), signers('self', '111122223333'), signers('1111-2222-3333')],
});
ruleTest('rtmp-signer-count [RTM-101]', {
  ...cases,
  at: 'TrustedSigners.AwsAccountNumbers',
  rejects: [signers('self', ...[1, 2, 3, 4, 5].map((digit) => String(digit).repeat(12)))],
  accepts: [signers('self', ...[1, 2, 3, 4].map((digit) => String(digit).repeat(12)))],
  message: /6 signers; allowed: 5/,
});
ruleTest('log-bucket-missing [RTM-081]', { ...cases, at: 'Logging.Bucket', rejects: [logging(true, '')], accepts: [logging(true, LOGS)] });
ruleTest('log-bucket-name [RTM-081]', { ...cases, at: 'Logging.Bucket', rejects: [logging(true, 'myawslogbucket')], accepts: [logging(true, LOGS)] });
ruleTest('log-prefix-slash [RTM-082]', {
  ...cases, at: 'Logging.Prefix', rejects: [logging(true, LOGS, 'exampleprefix')], accepts: [logging(true, LOGS, 'exampleprefix/'), logging(true, LOGS)],
});
ruleTest('rtmp-logging-off [RTM-083]', { ...cases, at: 'Logging.Prefix', rejects: [logging(false, '', 'rtmp/')], accepts: [logging(true, LOGS, 'rtmp/'), logging(false, '')] });
ruleTest('rtmp-logging-off [RTM-083]', { ...cases, at: 'Logging.Bucket', rejects: [logging(false, LOGS)], accepts: [logging({ Ref: 'Unknown' }, LOGS)] });
ruleTest('rtmp-log-bucket-origin [RTM-084]', {
  ...cases,
  at: 'Logging.Bucket',
  rejects: [logging(true, 'media.s3.amazonaws.com', 'rtmp/'), { ...origin('media.s3.eu-west-1.amazonaws.com'), ...logging(true, 'media.s3.amazonaws.com') }],
  accepts: [logging(true, LOGS, 'rtmp/')],
});
ruleTest('comment-length [RTM-085]', { ...cases, at: 'Comment', rejects: [{ Comment: 'x'.repeat(129) }], accepts: [{ Comment: 'x'.repeat(128) }, { Comment: '' }] });
ruleTest('price-class [RTM-076]', {
  ...cases, at: 'PriceClass', rejects: [{ PriceClass: 'PriceClass_300' }], accepts: [...['PriceClass_100', 'PriceClass_200', 'PriceClass_All'].map((PriceClass) => ({ PriceClass })), {}],
});
ruleTest('alias-wildcard [RTM-162]', {
  ...cases, at: 'Aliases[0]', rejects: [{ Aliases: ['*media.example.com'] }, { Aliases: ['a.*.example.com'] }], accepts: [{ Aliases: ['*.example.com'] }],
});
ruleTest('alias-syntax [RTM-077]', { ...cases, at: 'Aliases[0]', rejects: [{ Aliases: ['rtmp://media.example.com'] }], accepts: [{ Aliases: ['media.example.com'] }, { Aliases: [] }, {}] });

const streaming = (config: object = {}) => ({
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', ...origin('mybucket.s3.amazonaws.com'), TrustedSigners: { Enabled: false }, ...config } },
});
const web = (config: object = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      DefaultRootObject: 'index.html',
      Origins: [{ Id: 'site', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      ...config,
    },
  },
});
const certificate = { ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } };

ruleTest('alias-taken [RTM-078]', {
  in: 'resources',
  at: 'Streaming.StreamingDistributionConfig.Aliases[0]',
  rejects: [{ Web: web({ Aliases: ['www.example.com'], ...certificate }), Streaming: streaming({ Aliases: ['www.example.com'] }) }],
  accepts: [{ Web: web({ Aliases: ['www.example.com'], ...certificate }), Streaming: streaming({ Aliases: ['media.example.com'] }) }],
  message: /from Web of Stack/,
});

ruleTest('rtmp-path-on-web-distribution [RTM-010]', {
  in: 'behavior', at: 'PathPattern', rejects: [{ PathPattern: '/cfx/st/*' }, { PathPattern: 'cfx/st' }], accepts: [{ PathPattern: '*.flv' }, { PathPattern: '*.swf' }], message: /RTMP distribution/,
});
ruleTest('rtmp-path-on-web-distribution [RTM-010]', { in: 'origin', at: 'OriginPath', rejects: [{ OriginPath: '/cfx/st' }], accepts: [{ OriginPath: '/media' }] });

test('an RTMP distribution has one identity, since it has one origin; a web distribution has one for each origin [RTM-069]', () => {
  expect(rulesSaid({ Rtmp: streaming(origin('mybucket.s3.amazonaws.com', ['origin-access-identity/cloudfront/E1', 'origin-access-identity/cloudfront/E2'])) })).toContain('malformed-template');
  expect(rulesSaid({ Rtmp: streaming(origin('mybucket.s3.amazonaws.com', 'origin-access-identity/cloudfront/E1')) }, '2014-10-21')).toEqual(['rtmp-player-missing']);
  const two = ['E1', 'E2'].map((id) => ({ Id: id, DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: `origin-access-identity/cloudfront/${id}` } }));
  const first = { DefaultCacheBehavior: { TargetOriginId: 'E1', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } } };
  expect(rulesSaid({ Web: web({ Origins: two, ...first }) })).toEqual([]);
});

test('that AWS retired RTMP is said once for each RTMP distribution, and not for the edition that still had it', () => {
  const retired = (rule: string) => rule === 'rtmp-retired';
  expect(rulesSaid({ One: streaming(), Other: streaming() }).filter(retired)).toHaveLength(2);
  expect(rulesSaid({ One: streaming() }, '2014-10-21').filter(retired)).toEqual([]);
});

test('one bucket may be the origin of a web distribution and of several RTMP distributions [RTM-004] [RTM-066]', () => {
  expect(rulesSaid({ Web: web(), One: streaming(), Other: streaming() }, '2014-10-21')).toEqual([]);
});

test('the player may come from any origin of a web distribution; only the media are tied to a bucket [RTM-005]', () => {
  const player = web({ Origins: [{ Id: 'site', DomainName: 'player.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] });
  expect(rulesSaid({ Player: player, Media: streaming() }, '2014-10-21')).toEqual([]);
  expect(rulesSaid({ Player: player, Media: streaming(origin('player.example.com')) }, '2014-10-21')).toEqual(['rtmp-origin-bucket']);
});

function rulesSaid(resources: object, edition?: '2014-10-21'): string[] {
  const findings = checkTemplates([{ name: 'Stack', template: { Resources: resources } }], { edition });
  return findings.filter(({ rule, level }) => level === 'error' || rule.startsWith('rtmp-')).map(({ rule }) => rule);
}

function ruleFinds(id: string, config: object, paths: string[]): void {
  const findings = checkTemplates([{ name: 'Stack', template: { Resources: { Site: streaming(config) } } }]).filter(({ rule }) => rule === id);
  expect(findings.map(({ location }) => location.path)).toEqual(paths);
}
