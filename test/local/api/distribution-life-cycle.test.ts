import {
  CreateStreamingDistributionCommand, DeleteDistributionCommand, DeleteStreamingDistributionCommand, GetStreamingDistributionCommand,
  GetStreamingDistributionConfigCommand, ListStreamingDistributionsCommand, UpdateDistributionWithStagingConfigCommand, UpdateStreamingDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA, web } from './api-client';
import { change, create, get, getConfig, idsOf, refused, remove } from './distribution-client';

test('a staging distribution is promoted by who knows the newest version of both [DTD-142]', async () => {
  const api = apiOf({
    Site: web({ Comment: 'primary', ContinuousDeploymentPolicyId: { Ref: 'Policy' } }),
    Staging: web({ Comment: 'staging', Staging: true }),
    Policy: {
      Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
      Properties: { ContinuousDeploymentPolicyConfig: { Enabled: true, StagingDistributionDnsNames: [{ 'Fn::GetAtt': ['Staging', 'DomainName'] }], Type: 'SingleHeader', SingleHeaderPolicyConfig: { Header: 'aws-cf-cd-x', Value: '1' } } },
    },
  });
  const [Id, StagingDistributionId] = await idsOf(api);
  const [one, other] = [(await get(api, Id)).ETag, (await get(api, StagingDistributionId)).ETag];
  const promote = (IfMatch?: string) => api.client.send(new UpdateDistributionWithStagingConfigCommand({ Id, StagingDistributionId, IfMatch }));
  await expect(promote(one)).rejects.toMatchObject(refused('InvalidIfMatchVersion', 400));
  await expect(promote(`${other}, ${one}`)).rejects.toMatchObject(refused('PreconditionFailed', 412));
  const { Distribution, ETag } = await promote(`${one}, ${other}`);
  expect(Distribution).toMatchObject({ Id, DistributionConfig: { Comment: 'staging', Staging: false, ContinuousDeploymentPolicyId: expect.stringMatching(/-/) } });
  await change(api, StagingDistributionId, { Comment: 'next' });
  expect((await get(api, Id)).Distribution!.DistributionConfig!.Comment).toBe('staging');
  await expect(promote(`${ETag}, ${(await get(api, StagingDistributionId)).ETag}`)).rejects.toMatchObject(refused('IllegalUpdate', 400));
});

describe('deleting', () => {
  test('only what is disabled everywhere is deleted; disabled at once, deployed later [DST-111] [DST-113] [DST-157]', async () => {
    const api = apiOf({ Site: web() }, { deploymentTime: 60_000 });
    const [id] = await idsOf(api);
    await expect(remove(api, id)).rejects.toMatchObject(refused('DistributionNotDisabled', 409));
    const { Distribution } = await change(api, id, { Enabled: false });
    expect(Distribution).toMatchObject({ Status: 'InProgress', DistributionConfig: { Enabled: false } });
    await expect(remove(api, id)).rejects.toMatchObject(refused('DistributionNotDisabled', 409));
    api.clock.advance(60_000);
    expect((await remove(api, id)).$metadata.httpStatusCode).toBe(204);
    await expect(get(api, id)).rejects.toMatchObject(refused('NoSuchDistribution', 404));
    expect(api.templates.newest.application.distributions).toEqual([]);
  });

  test('the order is: wait, disable, wait, delete; the state changes at once, the status later [DST-112]', async () => {
    const api = apiOf({}, { deploymentTime: 60_000 });
    const id = (await create(api)).Distribution!.Id!;
    const seen: string[] = [];
    const look = async () => {
      const { Status, DistributionConfig: { Enabled } = {} } = (await get(api, id)).Distribution!;
      seen.push(`${Enabled ? 'Enabled' : 'Disabled'} ${Status}`);
    };
    const wait = async () => {
      for (await look(); seen.at(-1)!.endsWith('InProgress'); await look()) api.clock.advance(30_000);
    };
    await wait();
    await change(api, id, { Enabled: false });
    await wait();
    await remove(api, id);
    expect(seen).toEqual([
      'Enabled InProgress', 'Enabled InProgress', 'Enabled Deployed', 'Disabled InProgress', 'Disabled InProgress', 'Disabled Deployed',
    ]);
    expect(await idsOf(api)).toEqual([]);
  });

  test('the ETag of the disabled configuration is needed', async () => {
    const api = apiOf();
    const { Distribution: created, ETag } = await create(api);
    await change(api, created!.Id!, { Enabled: false });
    await expect(api.client.send(new DeleteDistributionCommand({ Id: created!.Id, IfMatch: ETag }))).rejects.toMatchObject(refused('PreconditionFailed', 412));
  });
});

describe('RTMP distributions', () => {
  const streaming = { CallerReference: 'media', Comment: '', Enabled: true, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false, Quantity: 0 } };

  test('have the same six operations, and an address of their own [DST-055] [DST-103] [DST-111] [DST-113]', async () => {
    const { client, clock } = apiOf({}, { deploymentTime: 60_000 });
    const { StreamingDistribution, Location, ETag } = await client.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig: streaming }));
    const { Id, Status, DomainName } = StreamingDistribution!;
    expect({ Status, DomainName, Location }).toEqual({ Status: 'InProgress', DomainName: expect.stringMatching(/^s.*\.cloudfront\.net$/), Location: `http://127.0.0.1/2020-05-31/streaming-distribution/${Id}` });
    const { StreamingDistributionList } = await client.send(new ListStreamingDistributionsCommand({}));
    expect(StreamingDistributionList).toMatchObject({ Quantity: 1, Items: [{ Id, S3Origin: streaming.S3Origin }] });
    expect((await client.send(new GetStreamingDistributionConfigCommand({ Id }))).StreamingDistributionConfig).toMatchObject(streaming);
    await expect(client.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig: streaming }))).rejects.toMatchObject(refused('StreamingDistributionAlreadyExists', 409));
    clock.advance(60_000);
    await expect(client.send(new DeleteStreamingDistributionCommand({ Id, IfMatch: ETag }))).rejects.toMatchObject(refused('StreamingDistributionNotDisabled', 409));
    const update = new UpdateStreamingDistributionCommand({ Id, IfMatch: ETag, StreamingDistributionConfig: { ...streaming, Enabled: false } });
    const { ETag: disabled } = await client.send(update);
    await expect(client.send(new DeleteStreamingDistributionCommand({ Id, IfMatch: disabled }))).rejects.toMatchObject(refused('StreamingDistributionNotDisabled', 409));
    clock.advance(60_000);
    expect((await client.send(new GetStreamingDistributionCommand({ Id }))).StreamingDistribution!.Status).toBe('Deployed');
    await client.send(new DeleteStreamingDistributionCommand({ Id, IfMatch: disabled }));
    await expect(client.send(new GetStreamingDistributionCommand({ Id }))).rejects.toMatchObject(refused('NoSuchStreamingDistribution', 404));
  });

  test('are called so, and have the older name in the API [DST-164]', async () => {
    const { raw } = apiOf();
    expect((await raw('GET', '/2020-05-31/streaming-distribution/E1')).body).toMatch(/<Code>NoSuchStreamingDistribution<\/Code><Message>there is no RTMP distribution E1</);
    expect((await raw('GET', '/2020-05-31/distribution/E1')).body).toMatch(/<Code>NoSuchDistribution<\/Code><Message>there is no web distribution E1</);
    expect((await raw('GET', '/2020-05-31/streaming-distribution')).body).toMatch(/<StreamingDistributionList /);
  });

  test('are not web distributions, nor the reverse: each operation finds its own kind only [DST-114] [WEB-020]', async () => {
    const api = apiOf({ Site: web(), Media: MEDIA });
    const [webId] = await idsOf(api);
    const { id } = api.templates.newest.application.streamingDistributions[0];
    await expect(api.client.send(new DeleteDistributionCommand({ Id: id, IfMatch: 'E1' }))).rejects.toMatchObject(refused('NoSuchDistribution', 404));
    await expect(api.client.send(new UpdateStreamingDistributionCommand({ Id: webId, IfMatch: 'E1', StreamingDistributionConfig: streaming }))).rejects.toMatchObject(refused('NoSuchStreamingDistribution', 404));
    const body = api.answers.at(-1)!.body;
    expect(body).toMatch(/<Code>NoSuchStreamingDistribution<\/Code>/);
    const { ETag } = await getConfig(api, webId);
    expect(await api.raw('PUT', `/2020-05-31/distribution/${webId}/config`, '<StreamingDistributionConfig/>', { ifMatch: ETag }))
      .toMatchObject({ status: 400, body: expect.stringMatching(/MalformedXML.*DistributionConfig is expected/) });
  });
});
