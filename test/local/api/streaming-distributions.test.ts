import {
  CreateInvalidationCommand, CreateStreamingDistributionCommand, DeleteStreamingDistributionCommand, GetStreamingDistributionCommand, ListStreamingDistributionsCommand,
  StreamingDistributionConfig, UpdateStreamingDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA } from './api-client';
import { Api, refused } from './distribution-client';

const CONFIG: StreamingDistributionConfig = {
  CallerReference: 'media', Comment: '', Enabled: true, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false, Quantity: 0 },
};

const create = ({ client }: Api, changes: Partial<StreamingDistributionConfig> = {}) => (
  client.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig: { ...CONFIG, ...changes } }))
);
const get = ({ client }: Api, Id: string) => client.send(new GetStreamingDistributionCommand({ Id }));
const remove = async (api: Api, Id: string) => api.client.send(new DeleteStreamingDistributionCommand({ Id, IfMatch: (await get(api, Id)).ETag }));

async function change(api: Api, Id: string, changes: Partial<StreamingDistributionConfig>) {
  const { ETag, StreamingDistribution } = await get(api, Id);
  const changed = { ...StreamingDistribution!.StreamingDistributionConfig!, ...changes };
  return api.client.send(new UpdateStreamingDistributionCommand({ Id, IfMatch: ETag, StreamingDistributionConfig: changed }));
}

test('a distribution is in progress until it is deployed, and can be changed and read all the while [RTM-091] [RTM-092]', async () => {
  const api = apiOf({}, { deploymentTime: 15 * 60_000 });
  const id = (await create(api)).StreamingDistribution!.Id!;
  const statusOf = async () => (await get(api, id)).StreamingDistribution!.Status;
  expect(await statusOf()).toBe('InProgress');
  api.clock.advance(15 * 60_000);
  expect(await statusOf()).toBe('Deployed');
  await change(api, id, { Enabled: false });
  expect(await statusOf()).toBe('InProgress');
  api.clock.advance(15 * 60_000);
  expect((await get(api, id)).StreamingDistribution).toMatchObject({ Status: 'Deployed', StreamingDistributionConfig: { Enabled: false } });
});

test('a change may not be read at once [RTM-090]', async () => {
  const api = apiOf({ Media: MEDIA }, { readDelay: 2_000 });
  const { id } = api.templates.newest.application.streamingDistributions[0];
  await change(api, id, { Comment: 'new' });
  const comment = async () => (await get(api, id)).StreamingDistribution!.StreamingDistributionConfig!.Comment;
  expect(await comment()).toBe('');
  api.clock.advance(2_000);
  expect(await comment()).toBe('new');
});

test('the id, the domain name and the time of the last change are what they are [RTM-008] [RTM-093] [RTM-095]', async () => {
  const api = apiOf();
  const before = (await create(api)).StreamingDistribution!;
  expect([before.Id, before.DomainName]).toEqual([expect.stringMatching(/^E[0-9A-Z]+$/), expect.stringMatching(/^s[0-9a-z]+\.cloudfront\.net$/)]);
  api.clock.advance(60_000);
  await change(api, before.Id!, { Comment: 'new' });
  const after = (await get(api, before.Id!)).StreamingDistribution!;
  expect([after.Id, after.DomainName]).toEqual([before.Id, before.DomainName]);
  expect(after.LastModifiedTime!.getTime() - before.LastModifiedTime!.getTime()).toBe(60_000);
  expect(api.answers.at(-1)!.body).toMatch(/<LastModifiedTime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z</);
});

test('only a disabled distribution that is deployed is deleted, and its domain name never comes again [RTM-140] [RTM-096]', async () => {
  const api = apiOf({}, { deploymentTime: 60_000 });
  const names = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const { Id, DomainName } = (await create(api, { CallerReference: String(i) })).StreamingDistribution!;
    names.add(DomainName!);
    api.clock.advance(60_000);
    await expect(remove(api, Id!)).rejects.toMatchObject(refused('StreamingDistributionNotDisabled', 409));
    await change(api, Id!, { Enabled: false });
    await expect(remove(api, Id!)).rejects.toMatchObject(refused('StreamingDistributionNotDisabled', 409));
    api.clock.advance(60_000);
    await remove(api, Id!);
    api.clock.advance(60_000);
  }
  expect(names.size).toBe(3);
  expect((await api.client.send(new ListStreamingDistributionsCommand({}))).StreamingDistributionList!.Quantity).toBe(0);
});

test('objects of an RTMP distribution cannot be invalidated [RTM-137]', async () => {
  const api = apiOf({ Media: MEDIA });
  const { id: DistributionId } = api.templates.newest.application.streamingDistributions[0];
  const invalidation = new CreateInvalidationCommand({ DistributionId, InvalidationBatch: { CallerReference: 'one', Paths: { Quantity: 1, Items: ['/clip.flv'] } } });
  await expect(api.client.send(invalidation)).rejects.toMatchObject(refused('NoSuchDistribution', 404));
});

test('an identity is put on at creation or later, and signers too [RTM-164] [PRV-065]', async () => {
  const api = apiOf({ Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } } });
  const id = (await create(api)).StreamingDistribution!.Id!;
  const OriginAccessIdentity = `origin-access-identity/cloudfront/${api.templates.newest.application.originAccessIdentities[0].id}`;
  await change(api, id, { S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity }, TrustedSigners: { Enabled: true, Quantity: 1, Items: ['self'] } });
  expect((await get(api, id)).StreamingDistribution).toMatchObject({ Id: id, StreamingDistributionConfig: { S3Origin: { OriginAccessIdentity }, TrustedSigners: { Enabled: true, Items: ['self'] } } });
  const other = await create(api, { CallerReference: 'other', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity } });
  expect(other.StreamingDistribution!.StreamingDistributionConfig!.S3Origin!.OriginAccessIdentity).toBe(OriginAccessIdentity);
});

test('the bucket stays what it is: another one takes another distribution [RTM-062]', async () => {
  const api = apiOf();
  const id = (await create(api)).StreamingDistribution!.Id!;
  const other = { DomainName: 'other.s3.amazonaws.com', OriginAccessIdentity: '' };
  const expected = { ...refused('IllegalUpdate', 400), message: expect.stringMatching(/The distribution streams media, .*create another RTMP distribution.*point links or DNS to its domain name, then delete this one/) };
  await expect(change(api, id, { S3Origin: other })).rejects.toMatchObject(expected);
  expect((await get(api, id)).StreamingDistribution!.StreamingDistributionConfig!.S3Origin!.DomainName).toBe('media.s3.amazonaws.com');
  expect((await create(api, { CallerReference: 'other', S3Origin: other })).$metadata.httpStatusCode).toBe(201);
});

test('who signs is told with the key pairs that are active [RTM-097]', async () => {
  const keyPairs = [{ account: '111122223333', id: 'APKA9ONS7QCOWEXAMPLE', publicKey: '' }, { account: '111122223333', id: 'APKAOLDEXAMPLE', publicKey: '', active: false }];
  const api = apiOf({}, { keyPairs });
  const { Id } = (await create(api, { TrustedSigners: { Enabled: true, Quantity: 2, Items: ['111122223333', '444455556666'] } })).StreamingDistribution!;
  expect((await get(api, Id!)).StreamingDistribution!.ActiveTrustedSigners!.Items).toEqual([
    { AwsAccountNumber: '111122223333', KeyPairIds: { Quantity: 1, Items: ['APKA9ONS7QCOWEXAMPLE'] } }, { AwsAccountNumber: '444455556666', KeyPairIds: { Quantity: 0 } },
  ]);
});

test('a Quantity has to be that of the items [RTM-142]', async () => {
  const api = apiOf();
  await expect(create(api, { Aliases: { Quantity: 2, Items: ['media.example.com'] } })).rejects.toMatchObject({ $metadata: expect.objectContaining({ httpStatusCode: 400 }) });
  expect((await create(api, { Aliases: { Quantity: 1, Items: ['media.example.com'] } })).$metadata.httpStatusCode).toBe(201);
});

test('what an old version of the API created is read in the new format, with quantities [RTM-143]', async () => {
  const api = apiOf({}, { edition: '2014-10-21' });
  const old = '<StreamingDistributionConfig><Origin>media.s3.amazonaws.com</Origin><CallerReference>old</CallerReference><CNAME>a.example.com</CNAME><Comment>old</Comment><Enabled>false</Enabled></StreamingDistributionConfig>';
  expect((await api.raw('POST', '/2010-05-01/streaming-distribution', old, { authorization: 'AWS KEY:c2lnbmF0dXJl' })).status).toBe(201);
  const { id } = api.templates.newest.application.streamingDistributions[0];
  const { body } = await api.raw('GET', `/2012-05-05/streaming-distribution/${id}/config`);
  expect(body).toMatch(/<Aliases><Quantity>1<\/Quantity><Items><CNAME>a\.example\.com<\/CNAME><\/Items><\/Aliases>/);
  expect(body).toMatch(/<TrustedSigners><Enabled>false<\/Enabled><Quantity>0<\/Quantity><\/TrustedSigners>/);
});
