import { generateKeyPairSync, KeyObject } from 'crypto';
import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const inPem = (key: KeyObject, type: 'spki' | 'pkcs8' = 'spki') => String(key.export({ type, format: 'pem' }));
const RSA_PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RSA = inPem(RSA_PAIR.publicKey);
const P256 = inPem(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey);

const key = (EncodedKey: unknown, rest: object = {}) => ({ PublicKeyConfig: { CallerReference: 'one', Name: 'key', EncodedKey, ...rest } });
const group = (Items: unknown, rest: object = {}) => ({ KeyGroupConfig: { Name: 'group', Items, ...rest } });

/** The resources at which a rule speaks. */
const found = (rule: string, Resources: object) => checkTemplates([{ name: 'Stack', template: { Resources } }]).filter((finding) => finding.rule === rule).map(({ location }) => location.logicalId);

ruleTest('public-key-form [OTD-168]', {
  in: 'AWS::CloudFront::PublicKey',
  at: 'PublicKeyConfig.EncodedKey',
  rejects: [RSA.replace(/-----.*-----/g, ''), 'key', '-----BEGIN PUBLIC KEY-----\nkey\n-----END PUBLIC KEY-----'].map((text) => key(text)),
  accepts: [key(RSA), key(P256), key(RSA.trim()), key(RSA.replace(/\n/g, '\n      '))],
  message: /-----BEGIN PUBLIC KEY-----/,
});
ruleTest('public-key-form [OTD-168]', { in: 'AWS::CloudFront::PublicKey', at: 'PublicKeyConfig.EncodedKey', rejects: [key(inPem(RSA_PAIR.privateKey, 'pkcs8'))], accepts: [], message: /private key, which nobody/ });

ruleTest('public-key-kind [OTD-168]', {
  in: 'AWS::CloudFront::PublicKey',
  at: 'PublicKeyConfig.EncodedKey',
  rejects: [
    generateKeyPairSync('rsa', { modulusLength: 1024 }), generateKeyPairSync('rsa', { modulusLength: 4096 }),
    generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
  ].map(({ publicKey }) => key(inPem(publicKey))),
  accepts: [key(RSA), key(P256)],
  message: /RSA of 2048 bits, or ECDSA with the curve P-256/,
});

const encrypting = (EncodedKey: string) => ({
  Key: { Type: 'AWS::CloudFront::PublicKey', Properties: key(EncodedKey) },
  Profile: {
    Type: 'AWS::CloudFront::FieldLevelEncryptionProfile',
    Properties: {
      FieldLevelEncryptionProfileConfig: { CallerReference: 'one', Name: 'p', EncryptionEntities: [{ PublicKeyId: { Ref: 'Key' }, ProviderId: 'p', FieldPatterns: ['card'] }] },
    },
  },
});
ruleTest('public-key-field-level-encryption [OTD-168]', {
  in: 'resources', at: 'Profile.FieldLevelEncryptionProfileConfig.EncryptionEntities', rejects: [encrypting(P256)], accepts: [encrypting(RSA)],
});

describe.each(['CallerReference', 'Name', 'EncodedKey'])('%s', (name) => {
  ruleTest('public-key-required [OTD-169]', { in: 'AWS::CloudFront::PublicKey', at: `PublicKeyConfig.${name}`, rejects: [key(RSA, { [name]: '' })], accepts: [key(RSA)] });
});

ruleTest('public-key-comment [OTD-169]', {
  in: 'AWS::CloudFront::PublicKey',
  at: 'PublicKeyConfig.Comment',
  rejects: [key(RSA, { Comment: 'x'.repeat(129) })],
  accepts: [key(RSA, { Comment: 'x'.repeat(128) })],
});

const keys = (length: number, prefix = 'Key') => Object.fromEntries(Array.from({ length }, (_, i) => [`${prefix}${i}`, { Type: 'AWS::CloudFront::PublicKey', Properties: key(RSA) }]));
test('an account has at most 10 public keys [OTD-171]', () => {
  expect(found('public-key-limit', keys(11))).toEqual(['Key10']);
  expect(found('public-key-limit', keys(10))).toEqual([]);
});

test('the keys of all stacks for one account count together, those for different accounts apart [OTD-171]', () => {
  const together = (account: string) => checkTemplates([
    { name: 'One', account: '111122223333', template: { Resources: keys(6) } }, { name: 'Two', account, template: { Resources: keys(5) } },
  ]).filter(({ rule }) => rule === 'public-key-limit').length;
  expect([together('111122223333'), together('444455556666')]).toEqual([1, 0]);
});

ruleTest('key-group-required [OTD-173]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Name', rejects: [group(['K1'], { Name: '' })], accepts: [group(['K1'])] });
ruleTest('key-group-required [OTD-173]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Items', rejects: [group({ Ref: 'AWS::NoValue' })], accepts: [group(['K1'])] });

ruleTest('key-group-empty [OTD-172]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Items', rejects: [group([])], accepts: [group(['K1'])] });

const ids = (length: number) => group(Array.from({ length }, (_, i) => `K${i}`));
ruleTest('key-group-quota [OTD-172]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Items', rejects: [ids(6)], accepts: [ids(5), ids(1)], message: /allowed: 5.*publicKeysPerKeyGroup/ });

ruleTest('key-group-key-repeated [OTD-172]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Items[1]', rejects: [group(['K1', 'K1'])], accepts: [group(['K1', 'K2'])] });

const referring = (Ref: string) => ({
  ...keys(1), Group: { Type: 'AWS::CloudFront::KeyGroup', Properties: group([{ Ref }]) }, Other: { Type: 'AWS::CloudFront::KeyGroup', Properties: group(['K1']) },
});
ruleTest('key-group-key-id [OTD-173]', { in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Items[0]', rejects: [group(['my-key'])], accepts: [group(['K2JCJMDEHXQW5F'])] });
ruleTest('key-group-key-id [OTD-173]', { in: 'resources', at: 'Group.KeyGroupConfig.Items[0]', rejects: [referring('Other')], accepts: [referring('Key0')] });
test('a key group cannot name a key that is not there [OTD-173]', () => {
  const findings = checkTemplates([{ name: 'Stack', template: { Resources: referring('Missing') } }]);
  expect(findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)).toEqual(['malformed-template']);
});

ruleTest('key-group-comment [OTD-173]', {
  in: 'AWS::CloudFront::KeyGroup', at: 'KeyGroupConfig.Comment', rejects: [group(['K1'], { Comment: 'x'.repeat(129) })], accepts: [group(['K1'], { Comment: 'x'.repeat(128) })],
});

/** A key group, and a distribution that trusts some. */
const guarded = (TrustedKeyGroups: unknown, more: object = {}) => ({
  Group: { Type: 'AWS::CloudFront::KeyGroup', Properties: group(['K2JCJMDEHXQW5F']) },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', TrustedKeyGroups },
      },
    },
  },
  ...more,
});
const NO_VALUE = { Ref: 'AWS::NoValue' };
ruleTest('key-group-unused [GEO-039]', {
  in: 'resources',
  at: 'Group.',
  rejects: [guarded(NO_VALUE), guarded(['1ae5b7f2-0000-4000-8000-000000000000'])],
  accepts: [
    guarded([{ Ref: 'Group' }]), guarded({ Ref: 'Unknown' }), guarded([{ Ref: 'Unknown' }]), { Group: guarded(NO_VALUE).Group },
    guarded(NO_VALUE, { Id: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'Group' } } } }),
  ],
  message: /No cache behavior trusts it, so what it is to protect is public/,
});
test('a key group that the stack gives out is used elsewhere [GEO-039]', () => {
  const template = { Resources: guarded(NO_VALUE), Outputs: { Group: { Value: { Ref: 'Group' } } } };
  expect(checkTemplates([{ name: 'Stack', template }]).map(({ rule }) => rule)).not.toContain('key-group-unused');
});
