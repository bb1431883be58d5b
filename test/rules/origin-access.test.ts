import { checkDistribution, distribution, ruleTest, violationsOf } from './rule-test';
import { checkTemplates } from '../../src/rules';

const IDENTITY = 'origin-access-identity/cloudfront/E127EXAMPLE51Z';
const bucket = (rest: object = {}, region = 'eu-west-1') => ({ DomainName: `site.s3.${region}.amazonaws.com`, CustomOriginConfig: { Ref: 'AWS::NoValue' }, S3OriginConfig: {}, ...rest });
const withIdentity = (OriginAccessIdentity: unknown, region?: string) => bucket({ S3OriginConfig: { OriginAccessIdentity } }, region);

ruleTest('origin-access-identity-and-control [OTD-124]', {
  in: 'origin',
  at: 'S3OriginConfig.OriginAccessIdentity',
  rejects: [{ ...withIdentity(IDENTITY), OriginAccessControlId: 'E2' }],
  accepts: [{ ...withIdentity(''), OriginAccessControlId: 'E2' }, withIdentity(IDENTITY)],
});

ruleTest('origin-access-identity-form [WEB-038] [PRV-032]', {
  in: 'origin',
  at: 'S3OriginConfig.OriginAccessIdentity',
  rejects: [withIdentity('E127EXAMPLE51Z'), withIdentity(`origin-access-identity/cloudfront/${'0123456789abcdef'.repeat(4)}`), withIdentity('0123456789abcdef'.repeat(4))],
  accepts: [withIdentity(IDENTITY), bucket({ OriginAccessControlId: 'E2' })],
});

ruleTest('origin-access-identity-legacy [OTD-131]', { in: 'origin', at: 'S3OriginConfig.OriginAccessIdentity', rejects: [withIdentity(IDENTITY)], accepts: [bucket({ OriginAccessControlId: 'E2' }), bucket()] });
ruleTest('origin-access-identity-legacy', { in: 'origin', at: 'S3OriginConfig.OriginAccessIdentity', edition: '2014-10-21', rejects: [], accepts: [withIdentity(IDENTITY)] });

ruleTest('origin-access-identity-region [OTD-132]', {
  in: 'origin',
  at: 'S3OriginConfig.OriginAccessIdentity',
  rejects: ['ap-southeast-4', 'ca-west-1', 'il-central-1'].map((region) => withIdentity(IDENTITY, region)),
  accepts: [withIdentity(IDENTITY, 'eu-west-1'), bucket({ OriginAccessControlId: 'E2' }, 'il-central-1')],
});

const control = (config: object = {}) => ({
  OriginAccessControlConfig: { Name: 'one', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4', ...config },
});
const Control = (type: unknown) => ({ Type: 'AWS::CloudFront::OriginAccessControl', Properties: control({ OriginAccessControlOriginType: type }) });
const custom = (DomainName: string, policy = 'https-only') => ({ DomainName, CustomOriginConfig: { OriginProtocolPolicy: policy } });
const controlled = (origin: object, type: unknown) => ({ ...distribution({ Origins: [{ Id: 'site', ...origin, OriginAccessControlId: { Ref: 'Control' } }] }), Control: Control(type) });
const FUNCTION_URL = 'x.lambda-url.us-east-1.on.aws';
const MEDIA_V2 = 'x1.egress.abc.mediapackagev2.us-west-2.amazonaws.com';
const MEDIA_V1 = 'x.mediapackage.us-west-2.amazonaws.com';
const MEDIA_STORE = 'x.data.mediastore.us-west-2.amazonaws.com';
const S3 = { DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: {} };

ruleTest('origin-access-control-type [OTD-123] [OTD-143]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].OriginAccessControlId',
  rejects: [
    controlled(custom(FUNCTION_URL), 's3'), controlled(custom('www.example.com'), 's3'), controlled(custom('www.example.com'), { Ref: 'Unknown' }), controlled(S3, 'lambda'), controlled(custom(MEDIA_V1), 'mediapackagev2'),
  ],
  accepts: [controlled(custom(FUNCTION_URL), 'lambda'), controlled(S3, 's3'), controlled(custom(MEDIA_V2), 'mediapackagev2'), controlled(custom(MEDIA_STORE), 'mediastore'), controlled(S3, { Ref: 'Unknown' })],
});
ruleTest('s3-website-as-bucket [OTD-123]', {
  in: 'resources', at: 'Site.DistributionConfig.Origins[0].OriginAccessControlId', rejects: [controlled(custom('site.s3-website-us-east-1.amazonaws.com', 'http-only'), 's3')], accepts: [controlled(S3, 's3')],
});

const vpc = (rest: object) => ({ DomainName: 'ip-10-0-0-5.ec2.internal', CustomOriginConfig: { Ref: 'AWS::NoValue' }, VpcOriginConfig: { VpcOriginId: 'vo_1' }, ...rest });
ruleTest('origin-access-control-type [OTD-104]', { in: 'origin', at: 'OriginAccessControlId', rejects: [vpc({ OriginAccessControlId: 'E2' })], accepts: [vpc({}), vpc({ OriginAccessControlId: '' })] });

ruleTest('origin-access-control-https [OTD-125]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].CustomOriginConfig.OriginProtocolPolicy',
  rejects: [controlled(custom(FUNCTION_URL, 'http-only'), 'lambda'), controlled(custom(MEDIA_V2, 'http-only'), 'mediapackagev2')],
  accepts: [controlled(custom(FUNCTION_URL), 'lambda'), controlled(custom(MEDIA_V2), 'mediapackagev2')],
});
ruleTest('origin-access-control-match-viewer [OTD-125] [OTD-144]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].CustomOriginConfig.OriginProtocolPolicy',
  rejects: [controlled(custom(MEDIA_V2, 'match-viewer'), 'mediapackagev2'), controlled(custom(MEDIA_STORE, 'http-only'), 'mediastore')],
  accepts: [controlled(custom(FUNCTION_URL), 'lambda'), controlled(custom(MEDIA_STORE), 'mediastore')],
});

const CONTROL = 'AWS::CloudFront::OriginAccessControl';
const config = (property: string) => `OriginAccessControlConfig.${property}`;
ruleTest('origin-access-control-name [OTD-119]', {
  in: CONTROL, at: config('Name'), rejects: [control({ Name: '' }), control({ Name: 'x'.repeat(65) })], accepts: [control({ Name: 'x'.repeat(64) })],
});
ruleTest('origin-access-control-name-unique [OTD-119]', {
  in: 'resources',
  at: 'Two.OriginAccessControlConfig.Name',
  rejects: [{ One: Control('s3'), Two: Control('lambda') }],
  accepts: [{ One: Control('s3'), Two: { Type: CONTROL, Properties: control({ Name: 'two' }) } }],
});
ruleTest('origin-access-control-origin-type [OTD-120] [OTD-143]', {
  in: CONTROL,
  at: config('OriginAccessControlOriginType'),
  rejects: ['mediapackage', 'alb'].map((OriginAccessControlOriginType) => control({ OriginAccessControlOriginType })),
  accepts: ['s3', 'mediastore', 'mediapackagev2', 'lambda'].map((OriginAccessControlOriginType) => control({ OriginAccessControlOriginType })),
});
ruleTest('origin-access-control-signing-behavior [OTD-121]', {
  in: CONTROL, at: config('SigningBehavior'), rejects: [control({ SigningBehavior: 'sometimes' })], accepts: ['always', 'never', 'no-override'].map((SigningBehavior) => control({ SigningBehavior })),
});
ruleTest('origin-access-control-signing-protocol [OTD-122]', { in: CONTROL, at: config('SigningProtocol'), rejects: [control({ SigningProtocol: 'sigv2' })], accepts: [control()] });

const OAI = 'AWS::CloudFront::CloudFrontOriginAccessIdentity';
const identity = (CloudFrontOriginAccessIdentityConfig: object) => ({ CloudFrontOriginAccessIdentityConfig });
ruleTest('origin-access-identity-comment [PRV-025] [WEB-040]', {
  in: OAI,
  at: 'CloudFrontOriginAccessIdentityConfig.Comment',
  rejects: [identity({ Comment: { Ref: 'AWS::NoValue' } })],
  accepts: [identity({ Comment: 'access-identity-mybucket' }), identity({ Comment: 'identity for photos' }), identity({ Comment: '' })],
});
const Identity = { Type: OAI, Properties: identity({ Comment: '' }) };
ruleTest('origin-access-identity-several [PRV-024]', {
  in: 'resources', at: 'Two.', rejects: [{ One: Identity, Two: Identity }], accepts: [{ One: Identity }], message: /use One for all origins/,
});

const ownIdentity = (name: string, identityId: string) => ({
  Id: name, DomainName: `${name}.s3.us-east-1.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: identityId }]] } },
});
test('one identity for three buckets is enough; two more are found [WEB-039]', () => {
  const rules = (Origins: object[], ...names: string[]) => checkDistribution({ Origins }, Object.fromEntries(names.map((name) => [name, Identity])))
    .filter(({ rule }) => rule === 'origin-access-identity-several').map(({ level, location }) => `${level} ${location.logicalId}`);
  expect(rules([ownIdentity('site', 'One'), ownIdentity('b', 'Two'), ownIdentity('c', 'Three')], 'One', 'Two', 'Three')).toEqual(['warning Three', 'warning Two']);
  expect(rules([ownIdentity('site', 'One'), ownIdentity('b', 'One'), ownIdentity('c', 'One')], 'One')).toEqual([]);
});

const rtmp = (identityId: string) => ({
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: {
    Tags: [],
    StreamingDistributionConfig: {
      Enabled: true,
      Comment: '',
      TrustedSigners: { Enabled: false },
      S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: identityId }]] } },
    },
  },
});
ruleTest('origin-access-identity-several [RTM-070]', {
  in: 'resources',
  at: 'Two.',
  rejects: [{ One: Identity, Two: Identity, Audio: rtmp('One'), Video: rtmp('Two') }],
  accepts: [{ One: Identity, Audio: rtmp('One'), Video: rtmp('One') }],
});

test('an identity of another account is refused [WEB-042]', () => {
  const Origins = [{ Id: 'site', DomainName: 'site.s3.us-east-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { 'Fn::ImportValue': 'identity' }]] } } }];
  const Outputs = { Identity: { Value: { Ref: 'Identity' }, Export: { Name: 'identity' } } };
  const found = (own: string | undefined, other: string) => checkTemplates([
    { name: 'Site', account: own, template: { Resources: distribution({ Origins }) } },
    { name: 'Access', account: other, template: { Resources: { Identity }, Outputs } },
  ]).filter(({ rule }) => rule === 'origin-access-identity-account').map(({ level, location }) => `${level} ${location.path}`);
  expect(found('444455556666', '111122223333')).toEqual(['error DistributionConfig.Origins[0].S3OriginConfig.OriginAccessIdentity']);
  expect(found('111122223333', '111122223333')).toEqual([]);
  expect(found(undefined, '111122223333')).toEqual([]);
});

const SIGNED = { DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners: ['self'] } };
test.each([
  ['an access identity alone', { Origins: [ownIdentity('site', 'One')] }],
  ['trusted signers alone', SIGNED],
  ['both', { ...SIGNED, Origins: [ownIdentity('site', 'One')] }],
])('a distribution may have %s [DST-050]', (_title, settings) => {
  expect(checkDistribution(settings, { One: Identity }).filter(({ level }) => level === 'error')).toEqual([]);
});

test('an RTMP distribution has one origin with one identity, not a list [PRV-026]', () => {
  const one = { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: IDENTITY };
  expect(violationsOf('malformed-template', { S3Origin: [one, one] }, { in: 'streamingDistribution' })).toEqual(['Site.StreamingDistributionConfig.S3Origin']);
  expect(violationsOf('malformed-template', { S3Origin: one }, { in: 'streamingDistribution' })).toEqual([]);
});
