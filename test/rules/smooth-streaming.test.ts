import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ruleTest } from './rule-test';
import { cacheBehaviorsOf } from '../../src/config';
import { checkTemplates } from '../../src/rules';
import { readTemplates } from '../../src/template';

const cases = { in: 'distribution' } as const;
const custom = { Id: 'site', DomainName: 'iis.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const bucket = { Id: 'site', DomainName: 'media.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
const behavior = (rest: object = {}) => ({ TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest });

test.each(['Yes', 1, []])('SmoothStreaming is true or false, and not %j [GEO-055]', (SmoothStreaming) => {
  expect(errors({ Origins: [bucket], DefaultCacheBehavior: behavior({ SmoothStreaming }) })).toEqual(['malformed-template DistributionConfig.DefaultCacheBehavior.SmoothStreaming']);
});

test.each([true, false, 'true', 'false'])('SmoothStreaming may be %j [GEO-055]', (SmoothStreaming) => {
  expect(errors({ Origins: [bucket], DefaultCacheBehavior: behavior({ SmoothStreaming }) })).toEqual([]);
});

function errors(config: object): string[] {
  const template = { Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, ...config } } } } };
  return checkTemplates([{ name: 'Stack', template }]).filter(({ level }) => level === 'error').map(({ rule, location }) => `${rule} ${location.path}`);
}

const live = (SmoothStreaming: unknown, origin: object = custom) => ({
  Origins: [origin, { ...bucket, Id: 'files' }],
  DefaultCacheBehavior: behavior({ SmoothStreaming }),
  CacheBehaviors: [behavior({ PathPattern: '/LiveSmoothStream.isml/*' })],
});
ruleTest('smooth-streaming-live [GEO-049] [MED-057]', {
  ...cases,
  at: 'DefaultCacheBehavior.SmoothStreaming',
  rejects: [live(true)],
  accepts: [
    live(false),
    { Origins: [custom], DefaultCacheBehavior: behavior({ SmoothStreaming: true }) },
    { Origins: [bucket], DefaultCacheBehavior: behavior({ SmoothStreaming: true }) },
    { ...live(undefined), DefaultCacheBehavior: behavior({ TargetOriginId: 'files', SmoothStreaming: true }) },
  ],
});

const PRESENTATIONS: readonly [string, object][] = [
  ['a server that streams itself, the switch off', { Origins: [custom], DefaultCacheBehavior: behavior({ SmoothStreaming: false }) }],
  ['a bucket, the switch on', { Origins: [bucket], DefaultCacheBehavior: behavior({ SmoothStreaming: true }) }],
  ['a server with plain files, the switch on', { Origins: [custom], DefaultCacheBehavior: behavior({ SmoothStreaming: true }) }],
];
test.each(PRESENTATIONS)('Smooth Streaming from %s is accepted [GEO-047] [GEO-050]', (_, config) => {
  expect(errors(config)).toEqual([]);
});

test('each behavior has a switch of its own, from the first template on [GEO-048] [GEO-054]', () => {
  const on = behavior({ SmoothStreaming: true });
  expect(switches({ DefaultCacheBehavior: behavior(), CacheBehaviors: [{ ...on, PathPattern: '/video/*' }] })).toEqual([false, true]);
  expect(switches({ DefaultCacheBehavior: on, CacheBehaviors: [{ ...behavior(), PathPattern: '/text/*' }] })).toEqual([true, false]);
});

function switches(config: object): unknown[] {
  const template = { Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: [bucket], ...config } } } } };
  expect(errors({ Origins: [bucket], ...config })).toEqual([]);
  return cacheBehaviorsOf(readTemplates([{ name: 'Stack', template }]).distributions[0]).map(({ smoothStreaming }) => smoothStreaming);
}

const root = mkdtempSync(join(tmpdir(), 'smooth-'));
writeFileSync(join(root, 'clientaccesspolicy.xml'), '<access-policy/>');
afterAll(() => rmSync(root, { recursive: true }));

const deployed = (keyPrefix: string, SmoothStreaming: unknown = true, more: object = {}) => ({
  Media: { Type: 'AWS::S3::Bucket' },
  Deployment: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Media' }, DestinationBucketKeyPrefix: keyPrefix, SourceObjectKeys: ['files.zip'] } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Media', 'RegionalDomainName'] }, S3OriginConfig: { OriginAccessIdentity: '' } }],
        DefaultCacheBehavior: behavior({ SmoothStreaming }),
        ...more,
      },
    },
  },
});
const policyFile = { in: 'resources', at: 'Site.DistributionConfig.DefaultCacheBehavior.SmoothStreaming' } as const;
ruleTest('smooth-streaming-policy-file [GEO-062]', { ...policyFile, assets: { files: root }, rejects: [deployed('elsewhere')], accepts: [deployed(''), deployed('elsewhere', false)] });
ruleTest('smooth-streaming-policy-file [GEO-062]', { ...policyFile, assets: { files: join(root, 'clientaccesspolicy.xml') }, rejects: [], accepts: [deployed('')] });

const signed = (rest: object, ...behaviors: object[]) => ({ Origins: [bucket], DefaultCacheBehavior: behavior(rest), CacheBehaviors: behaviors });
const key = { TrustedKeyGroups: ['0a1b2c3d-0000-4000-8000-000000000000'] };
ruleTest('smooth-streaming-policy-file-signed [GEO-064]', {
  ...cases,
  at: 'DefaultCacheBehavior.TrustedSigners',
  rejects: [signed({ SmoothStreaming: true, TrustedSigners: ['self'] }), signed({ TrustedSigners: ['self'] }, behavior({ PathPattern: '/video/*', SmoothStreaming: true }))],
  accepts: [
    signed({ SmoothStreaming: true, TrustedSigners: ['self'] }, behavior({ PathPattern: '/clientaccesspolicy.xml' })),
    signed({ SmoothStreaming: true, TrustedSigners: ['self'] }, behavior({ PathPattern: { Ref: 'Unknown' } })),
    signed({ SmoothStreaming: true }),
    signed({ TrustedSigners: ['self'] }),
  ],
});
ruleTest('smooth-streaming-policy-file-signed [GEO-064]', { ...cases, at: 'DefaultCacheBehavior.TrustedKeyGroups', rejects: [signed({ SmoothStreaming: true, ...key })], accepts: [] });
