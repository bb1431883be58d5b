import { compileEncryption } from '../../../src/edge/field-level-encryption/compile-encryption';
import { applicationOf, Json } from '../scenario';
import { ecdsa, rsa } from '../signing/keys';

const key = (EncodedKey: unknown) => ({ Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { Name: 'key', CallerReference: 'key', EncodedKey } } });

/** The recipients of a profile with one key, for these field patterns. */
function compiled(PublicKey: Json, ...FieldPatterns: string[]) {
  const application = applicationOf({
    behavior: { FieldLevelEncryptionId: { Ref: 'Encryption' } },
    resources: {
      Key: PublicKey,
      Profile: {
        Type: 'AWS::CloudFront::FieldLevelEncryptionProfile',
        Properties: { FieldLevelEncryptionProfileConfig: { Name: 'p', CallerReference: 'p', EncryptionEntities: [{ PublicKeyId: { Ref: 'Key' }, ProviderId: 'provider', FieldPatterns }] } },
      },
      Encryption: { Type: 'AWS::CloudFront::FieldLevelEncryptionConfig', Properties: { CallerReference: 'c' } },
    },
  });
  const { profiles } = compileEncryption(application.distributions[0].defaultCacheBehavior, application)!;
  return profiles.get(application.fieldLevelEncryptionProfiles[0].id);
}

const RSA = key(rsa(2048).publicKey);

test.each([
  ['card', 'card', true], ['card', 'cards', false], ['card', 'Card', false], ['card*', 'card', true], ['card*', 'cardNumber', true], ['card*', 'a.card', false], ['card[0].cvv', 'card[0].cvv', true],
])('the pattern %s is for the field %s: %s', (pattern, field, isFor) => {
  expect(compiled(RSA, 'other', pattern)!(field)).toEqual(isFor ? { publicKey: expect.anything(), providerId: 'provider', keyName: 'key' } : undefined);
});

test.each([['a key of ECDSA', key(ecdsa().publicKey)], ['what is no key', key('PEM')], ['a key that only the deployment knows', key({ Ref: 'Unknown' })]])('with %s there is no profile', (_title, unusable) => {
  expect(compiled(unusable, 'card')).toBeUndefined();
});

test('a cache behavior may have none, or one that is not of the application', () => {
  for (const FieldLevelEncryptionId of [undefined, '', 'C1', { Ref: 'Unknown' }]) {
    const application = applicationOf({ behavior: { FieldLevelEncryptionId } });
    expect(compileEncryption(application.distributions[0].defaultCacheBehavior, application)).toBeUndefined();
  }
});
