import { distribution, ruleTest, violationsOf } from './rule-test';
import { checkTemplates } from '../../src/rules';

ruleTest('trusted-signer-account [WEB-150] [WEB-155] [PRV-061] [PRV-062] [PRV-072]', {
  in: 'behavior',
  at: 'TrustedSigners[0]',
  rejects: ['1111-2222-3333', '11112222333', '11112222333a', 'user@example.com', 'arn:aws:iam::111122223333:user/bob'].map((signer) => ({ TrustedSigners: [signer] })),
  accepts: [{ TrustedSigners: ['self'] }, { TrustedSigners: ['444455556666'] }, { TrustedSigners: ['self', '111122223333'] }, { TrustedSigners: [] }],
});

ruleTest('trusted-signer-repeated [WEB-157] [PRV-063]', {
  in: 'behavior',
  at: 'TrustedSigners[1]',
  rejects: [['self', 'self'], ['111122223333', '111122223333']].map((TrustedSigners) => ({ TrustedSigners })),
  accepts: [{ TrustedSigners: ['self'] }, { TrustedSigners: ['111122223333', '444455556666'] }, { TrustedSigners: ['self', '111122223333'] }],
});

const repeated = (TrustedSigners: string[], account?: string) => {
  const Resources = distribution({ CacheBehaviors: [{ PathPattern: 'a/*', TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners }] });
  return checkTemplates([{ name: 'Stack', account, template: { Resources } }]).filter(({ rule }) => rule === 'trusted-signer-repeated').map(({ location }) => location.path);
};
test('an account with and without hyphens is one signer, and so are self and the account of the stack [PRV-063]', () => {
  expect(repeated(['1111-2222-3333', '111122223333'])).toEqual(['DistributionConfig.CacheBehaviors[0].TrustedSigners[1]']);
  expect(repeated(['self', '111122223333'], '111122223333')).toEqual(['DistributionConfig.CacheBehaviors[0].TrustedSigners[1]']);
  expect(repeated(['self', '111122223333'], '444455556666')).toEqual([]);
});

const accounts = (length: number) => ({ TrustedSigners: ['self', ...Array.from({ length: length - 1 }, (_, i) => `11112222333${i}`)] });
ruleTest('trusted-signer-limit [PRV-059]', { in: 'behavior', at: 'TrustedSigners', edition: '2014-10-21', rejects: [accounts(6)], accepts: [accounts(5)], message: /6 signers; allowed: 5/ });
ruleTest('trusted-signer-quota [PRV-059]', { in: 'behavior', at: 'TrustedSigners', rejects: [accounts(6)], accepts: [accounts(5)], message: /trustedSignersPerCacheBehavior/ });

ruleTest('trusted-signer-legacy [OTD-175]', { in: 'behavior', at: 'TrustedSigners', rejects: [{ TrustedSigners: ['self'] }], accepts: [{ TrustedKeyGroups: ['g-1'] }, {}], message: /TrustedKeyGroups/ });

const behavior = { PathPattern: 'a/*', TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const ofTenants = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' };
const tenants = (signers: object) => ({ ConnectionMode: 'tenant-only', DefaultCacheBehavior: ofTenants, CacheBehaviors: [{ PathPattern: 'a/*', ...ofTenants, ...signers }] });
ruleTest('trusted-signer-tenants [OTD-176] [DTD-234]', {
  in: 'distribution',
  at: 'CacheBehaviors[0].TrustedSigners',
  rejects: [tenants({ TrustedSigners: ['self'] })],
  accepts: [tenants({ TrustedKeyGroups: ['g-1'] }), { CacheBehaviors: [{ ...behavior, TrustedSigners: ['self'] }] }],
});

const groups = (length: number) => ({ TrustedKeyGroups: Array.from({ length }, (_, i) => `g-${i}`) });
ruleTest('key-groups-per-behavior [OTD-174]', { in: 'behavior', at: 'TrustedKeyGroups', rejects: [groups(5)], accepts: [groups(4)], message: /allowed: 4.*keyGroupsPerCacheBehavior/ });

const signedTo = (origin: object, signers: object = { TrustedSigners: ['self'] }) => ({
  Origins: [{ Id: 'site', DomainName: 'www.example.com', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...signers },
});
const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const bucket = (S3OriginConfig: object, rest: object = {}) => ({ DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig, ...rest });
const IDENTITY = { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' };
ruleTest('signed-custom-origin [ORG-045] [PRV-011] [GEO-041]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TrustedSigners',
  rejects: [signedTo(custom)],
  accepts: [
    signedTo(bucket(IDENTITY)), signedTo(custom, {}), signedTo({ VpcOriginConfig: { VpcOriginId: 'vo_1' } }),
    signedTo({ ...custom, OriginCustomHeaders: [{ HeaderName: 'X-Origin-Verify', HeaderValue: { Ref: 'Unknown' } }] }),
    signedTo({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginMtlsConfig: { ClientCertificateArn: { Ref: 'Unknown' } } } }),
    signedTo({ ...custom, DomainName: 'x.lambda-url.us-east-1.on.aws', OriginAccessControlId: 'E1' }),
  ],
  message: /never publish its name/,
});
ruleTest('signed-custom-origin [PRV-011]', {
  in: 'distribution', at: 'DefaultCacheBehavior.TrustedKeyGroups', rejects: [signedTo(custom, { TrustedKeyGroups: ['g-1'] })], accepts: [signedTo(bucket(IDENTITY), { TrustedKeyGroups: ['g-1'] })],
});

ruleTest('signed-open-bucket [PRV-017] [GEO-041]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TrustedSigners',
  rejects: [signedTo(bucket({})), signedTo(bucket({ OriginAccessIdentity: '' }))],
  accepts: [signedTo(bucket(IDENTITY)), signedTo(bucket({}, { OriginAccessControlId: 'E1' })), signedTo(bucket({}), {}), signedTo(bucket({ OriginAccessIdentity: { Ref: 'Unknown' } }))],
  message: /access control/,
});
const rtmp = (OriginAccessIdentity: string, signers: object) => ({ S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity }, TrustedSigners: signers });
ruleTest('rtmp-signed-open-bucket [PRV-017]', {
  in: 'streamingDistribution',
  at: 'TrustedSigners',
  rejects: [rtmp('', { Enabled: true, AwsAccountNumbers: ['self'] })],
  accepts: [rtmp(IDENTITY.OriginAccessIdentity, { Enabled: true, AwsAccountNumbers: ['self'] }), rtmp('', { Enabled: false })],
});

const order = (...patterns: (readonly [string, object])[]) => ({ CacheBehaviors: patterns.map(([PathPattern, rest]) => ({ ...behavior, PathPattern, ...rest })) });
const SIGNED = { TrustedSigners: ['self'] };
ruleTest('signed-paths-taken [PRV-056] [OBJ-006] [WEB-072]', {
  in: 'distribution',
  at: 'CacheBehaviors[0].PathPattern',
  rejects: [
    order(['premium/*', {}], ['premium/new/*', SIGNED]), order(['*.jpg', {}], ['premium/*', SIGNED]), order(['*.jpg', {}], ['premium/*', { TrustedKeyGroups: ['g-1'] }]),
  ],
  accepts: [
    order(['premium/*', SIGNED], ['*.jpg', {}]), order(['free/*', {}], ['premium/*', SIGNED]), order(['premium/free/*', {}], ['premium/*', SIGNED]),
    order(['*.jpg', { TrustedSigners: { Ref: 'Unknown' } }], ['premium/*', SIGNED]), order(['*.jpg', SIGNED], ['premium/*', SIGNED]),
  ],
  message: /premium\/(new\/)?\*, which wants signatures/,
});

test('an RTMP distribution of six signers is refused, of five is not [PRV-060]', () => {
  const signers = (length: number) => rtmp(IDENTITY.OriginAccessIdentity, { Enabled: true, AwsAccountNumbers: accounts(length).TrustedSigners });
  expect(violationsOf('rtmp-signer-count', signers(6), { in: 'streamingDistribution' })).toEqual(['Site.StreamingDistributionConfig.TrustedSigners.AwsAccountNumbers']);
  expect(violationsOf('rtmp-signer-count', signers(5), { in: 'streamingDistribution' })).toEqual([]);
});
