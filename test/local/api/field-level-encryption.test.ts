import * as sdk from '@aws-sdk/client-cloudfront';
import { apiOf, web } from './api-client';
import { collected, FunctionOrigin } from '../../../src/edge';
import { decryptedMessage } from '../../edge/field-level-encryption/decrypted-message';
import { rsa } from '../../edge/signing/keys';

const FORM = 'application/x-www-form-urlencoded';
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const { publicKey, privateKey } = rsa(2048);
const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: expect.objectContaining({ httpStatusCode }) });

const profileConfig = (PublicKeyId: string, ...patterns: string[]): sdk.FieldLevelEncryptionProfileConfig => ({
  Name: 'cards',
  CallerReference: 'cards',
  Comment: '',
  EncryptionEntities: { Quantity: 1, Items: [{ PublicKeyId, ProviderId: 'DEMO', FieldPatterns: { Quantity: patterns.length, Items: patterns } }] },
});
const encryptionConfig = (ProfileId: string, Comment = ''): sdk.FieldLevelEncryptionConfig => ({
  CallerReference: 'one',
  Comment,
  ContentTypeProfileConfig: { ForwardWhenContentTypeIsUnknown: true, ContentTypeProfiles: { Quantity: 1, Items: [{ Format: 'URLEncoded', ContentType: FORM, ProfileId }] } },
  QueryArgProfileConfig: { ForwardWhenQueryArgProfileIsUnknown: false, QueryArgProfiles: { Quantity: 1, Items: [{ QueryArg: 'cards', ProfileId }] } },
});

test('key, profile and configuration are created, used by a distribution, changed, and deleted when they are no longer in use', async () => {
  const bodies: string[] = [];
  const origin = new FunctionOrigin(async ({ body }) => {
    bodies.push(Buffer.from(await collected(body)).toString());
    return 'thanks';
  });
  const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false }, AllowedMethods: ALL };
  const { client, edge, templates } = apiOf({ Site: web({ DefaultCacheBehavior: behavior }) }, { origins: () => origin });

  const { PublicKey } = await client.send(new sdk.CreatePublicKeyCommand({ PublicKeyConfig: { CallerReference: 'key', Name: 'KEY', EncodedKey: publicKey } }));
  const creation = new sdk.CreateFieldLevelEncryptionProfileCommand({ FieldLevelEncryptionProfileConfig: profileConfig(PublicKey!.Id!, 'cvv') });
  const { FieldLevelEncryptionProfile: profile, ETag: profileTag } = await client.send(creation);
  const configuring = new sdk.CreateFieldLevelEncryptionConfigCommand({ FieldLevelEncryptionConfig: encryptionConfig(profile!.Id!) });
  const { FieldLevelEncryption: created, Location } = await client.send(configuring);
  const Id = created!.Id!;
  expect([Location, created!.FieldLevelEncryptionConfig]).toEqual([`http://127.0.0.1/2020-05-31/field-level-encryption/${Id}`, encryptionConfig(profile!.Id!)]);

  const [{ id, domainName }] = templates.newest.application.distributions;
  const { DistributionConfig, ETag: IfMatch } = await client.send(new sdk.GetDistributionConfigCommand({ Id: id }));
  const encrypting = { ...DistributionConfig!, DefaultCacheBehavior: { ...DistributionConfig!.DefaultCacheBehavior!, FieldLevelEncryptionId: Id } };
  await client.send(new sdk.UpdateDistributionCommand({ Id: id, IfMatch, DistributionConfig: encrypting }));
  const post = async (body: string) => {
    const headers = ['Host', domainName, 'Content-Type', FORM];
    await edge.handle({ method: 'POST', url: '/', headers, protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', body: Buffer.from(body) });
    return new URLSearchParams(bodies.at(-1));
  };
  const read = (value: string | null) => decryptedMessage(Buffer.from(value!, 'base64'), privateKey);
  expect(read((await post('cvv=123')).get('cvv'))).toEqual({ plain: Buffer.from('123'), providerId: 'DEMO', keyName: 'KEY' });

  const { ETag: changed } = await client.send(new sdk.UpdateFieldLevelEncryptionProfileCommand({
    Id: profile!.Id, IfMatch: profileTag, FieldLevelEncryptionProfileConfig: profileConfig(PublicKey!.Id!, 'card*'),
  }));
  const fields = await post('cvv=123&cardNumber=4111');
  expect([fields.get('cvv'), read(fields.get('cardNumber')).plain.toString()]).toEqual(['123', '4111']);

  await expect(client.send(new sdk.DeleteFieldLevelEncryptionProfileCommand({ Id: profile!.Id, IfMatch: changed }))).rejects.toMatchObject(refused('FieldLevelEncryptionProfileInUse', 409));
  const { ETag: tag } = await client.send(new sdk.GetFieldLevelEncryptionCommand({ Id }));
  await expect(client.send(new sdk.DeleteFieldLevelEncryptionConfigCommand({ Id, IfMatch: tag }))).rejects.toMatchObject(refused('FieldLevelEncryptionConfigInUse', 409));
  const { ETag: detaching } = await client.send(new sdk.GetDistributionConfigCommand({ Id: id }));
  await client.send(new sdk.UpdateDistributionCommand({ Id: id, IfMatch: detaching, DistributionConfig }));
  await client.send(new sdk.DeleteFieldLevelEncryptionConfigCommand({ Id, IfMatch: tag }));
  await client.send(new sdk.DeleteFieldLevelEncryptionProfileCommand({ Id: profile!.Id, IfMatch: changed }));
  await expect(client.send(new sdk.GetFieldLevelEncryptionConfigCommand({ Id }))).rejects.toMatchObject(refused('NoSuchFieldLevelEncryptionConfig', 404));
});

test('configurations and profiles are listed, and an update leaves nothing of what was there before', async () => {
  const { client } = apiOf();
  const { FieldLevelEncryptionProfile: profile } = await client.send(new sdk.CreateFieldLevelEncryptionProfileCommand({ FieldLevelEncryptionProfileConfig: profileConfig('K1', 'cvv') }));
  const { FieldLevelEncryption, ETag } = await client.send(new sdk.CreateFieldLevelEncryptionConfigCommand({ FieldLevelEncryptionConfig: encryptionConfig(profile!.Id!, 'first') }));
  const { QueryArgProfileConfig: _argument, ...without } = encryptionConfig(profile!.Id!);
  await client.send(new sdk.UpdateFieldLevelEncryptionConfigCommand({ Id: FieldLevelEncryption!.Id, IfMatch: ETag, FieldLevelEncryptionConfig: without }));
  expect((await client.send(new sdk.ListFieldLevelEncryptionConfigsCommand({}))).FieldLevelEncryptionList!.Items).toEqual([
    { Id: FieldLevelEncryption!.Id, LastModifiedTime: expect.any(Date), Comment: '', ContentTypeProfileConfig: without.ContentTypeProfileConfig },
  ]);
  expect((await client.send(new sdk.ListFieldLevelEncryptionProfilesCommand({}))).FieldLevelEncryptionProfileList!.Items).toEqual([
    { Id: profile!.Id, LastModifiedTime: expect.any(Date), Name: 'cards', Comment: '', EncryptionEntities: profileConfig('K1', 'cvv').EncryptionEntities },
  ]);
  await expect(client.send(new sdk.CreateFieldLevelEncryptionProfileCommand({ FieldLevelEncryptionProfileConfig: { ...profileConfig('K1', 'x'), CallerReference: 'other' } })))
    .rejects.toMatchObject(refused('FieldLevelEncryptionProfileAlreadyExists', 409));
});
