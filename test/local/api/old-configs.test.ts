import { GetDistributionConfigCommand, GetStreamingDistributionConfigCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA, web } from './api-client';

type Api = ReturnType<typeof apiOf>;

const idsOf = async ({ client }: Api) => (await client.send(new ListDistributionsCommand({}))).DistributionList!.Items!.map(({ Id }) => Id!);
const getConfig = ({ client }: Api, Id: string) => client.send(new GetDistributionConfigCommand({ Id }));

const OLD = '<DistributionConfig><S3Origin><DNSName>mybucket.s3.amazonaws.com</DNSName></S3Origin><CallerReference>old</CallerReference><CNAME>a.example.com</CNAME><CNAME>b.example.com</CNAME><Comment>old</Comment><Enabled>true</Enabled></DistributionConfig>';

async function old() {
  const api = apiOf({}, { edition: '2014-10-21' });
  const { status } = await api.raw('POST', '/2010-11-01/distribution', OLD.replace(/<CNAME>.*<\/CNAME>/, ''), { authorization: 'AWS KEY:c2lnbmF0dXJl' });
  expect(status).toBe(201);
  return { api, id: (await idsOf(api))[0] };
}

test('their resources have the ids that were URLs in those days [RTM-094]', async () => {
  const { api, id } = await old();
  const createdAt = () => api.calls.flatMap(({ location }) => location ?? []).at(-1);
  expect(createdAt()).toBe(`https://cloudfront.amazonaws.com/2010-11-01/distribution/${id}`);
  const media = '<StreamingDistributionConfig><S3Origin><DNSName>media.s3.amazonaws.com</DNSName></S3Origin><CallerReference>media</CallerReference><Comment/><Enabled>true</Enabled></StreamingDistributionConfig>';
  expect((await api.raw('POST', '/2010-11-01/streaming-distribution', media, { authorization: 'AWS KEY:c2lnbmF0dXJl' })).status).toBe(201);
  const [{ id: ofMedia }] = api.templates.newest.application.streamingDistributions;
  expect(createdAt()).toBe(`https://cloudfront.amazonaws.com/2010-11-01/streaming-distribution/${ofMedia}`);
});

test('their addresses and documents name them [DST-158]', async () => {
  const api = apiOf({ Site: web() });
  const { body, status } = await api.raw('GET', '/2014-10-21/distribution');
  expect([status, body]).toEqual([200, expect.stringContaining('<DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2014-10-21/">')]);
  const created = await api.raw('POST', '/2014-10-21/distribution', (await api.raw('GET', `/2014-10-21/distribution/${(await idsOf(api))[0]}/config`)).body.replace(/cloudformation-\w+/, 'own'));
  expect(created.headers.Location).toMatch(/\/2014-10-21\/distribution\/E/);
});

test('what they created is read in the new format [DST-155]', async () => {
  const { api, id } = await old();
  const { body } = await api.raw('GET', `/2014-10-21/distribution/${id}`);
  expect(body).toMatch(/<Aliases><Quantity>0<\/Quantity><\/Aliases>.*<Origins><Quantity>1<\/Quantity>.*mybucket\.s3\.amazonaws\.com/);
});

test('what they created is updated by newer ones, and then no longer by them [DST-154] [DST-156]', async () => {
  const { api, id } = await old();
  const put = async (version: string, body: string, authorization?: string) => {
    const { ETag: ifMatch } = await getConfig(api, id);
    return api.raw('PUT', `/${version}/distribution/${id}/config`, body, { ifMatch, ...(authorization && { authorization }) });
  };
  const plain = OLD.replace(/<CNAME>.*<\/CNAME>/, '');
  expect((await put('2010-11-01', plain.replace('>old</Comment>', '>older</Comment>'))).status).toBe(200);
  const { body } = await api.raw('GET', `/2012-05-05/distribution/${id}/config`);
  expect(body).toContain('<Comment>older</Comment>');
  expect((await put('2012-05-05', body.replace('>older<', '>new<'))).status).toBe(200);
  expect(await put('2010-11-01', plain)).toMatchObject({ status: 400, body: expect.stringContaining('<Code>IllegalUpdate</Code>') });
  expect((await getConfig(api, id)).DistributionConfig!.Comment).toBe('new');
});

test('what they created is deleted by newer ones, once it is disabled [DST-157]', async () => {
  const { api, id } = await old();
  const remove2014 = async () => api.raw('DELETE', `/2014-10-21/distribution/${id}`, '', { ifMatch: (await getConfig(api, id)).ETag });
  expect(await remove2014()).toMatchObject({ status: 409, body: expect.stringContaining('DistributionNotDisabled') });
  const { body } = await api.raw('GET', `/2014-10-21/distribution/${id}/config`);
  await api.raw('PUT', `/2014-10-21/distribution/${id}/config`, body.replace('<Enabled>true</Enabled><ViewerC', '<Enabled>false</Enabled><ViewerC'), { ifMatch: (await getConfig(api, id)).ETag });
  expect((await remove2014()).status).toBe(204);
});

test('access logs of RTMP distributions came with 2010-05-01 [RTM-153] [LOG-035]', async () => {
  const api = apiOf({ Media: MEDIA });
  const { id } = api.templates.newest.application.streamingDistributions[0];
  const put = async (version: string) => {
    const { ETag: ifMatch, StreamingDistributionConfig } = await api.client.send(new GetStreamingDistributionConfigCommand({ Id: id }));
    const body = `<StreamingDistributionConfig><Origin>media.s3.amazonaws.com</Origin><CallerReference>${StreamingDistributionConfig!.CallerReference}</CallerReference><Comment></Comment><Enabled>true</Enabled><Logging><Bucket>mylogs.s3.amazonaws.com</Bucket><Prefix>media/</Prefix></Logging></StreamingDistributionConfig>`;
    return api.raw('PUT', `/${version}/streaming-distribution/${id}/config`, body, { ifMatch });
  };
  for (const version of ['2009-12-01', '2010-04-01']) expect(await put(version)).toMatchObject({ status: 400, body: expect.stringMatching(/InvalidArgument.*2010-05-01/) });
  expect((await put('2010-05-01')).status).toBe(200);
  expect(api.templates.newest.application.streamingDistributions[0].logging).toMatchObject({ enabled: true, bucket: 'mylogs.s3.amazonaws.com', prefix: 'media/' });
});

test('access logs of web distributions came with 2009-04-02 [LOG-035]', async () => {
  const { api, id } = await old();
  const logged = OLD.replace(/<CNAME>.*<\/CNAME>/, '').replace('</DistributionConfig>', '<Logging><Bucket>mylogs.s3.amazonaws.com</Bucket><Prefix>web/</Prefix></Logging></DistributionConfig>');
  const put = async (version: string) => api.raw('PUT', `/${version}/distribution/${id}/config`, logged, { ifMatch: (await getConfig(api, id)).ETag, authorization: 'AWS KEY:c2lnbmF0dXJl' });
  expect(await put('2009-04-01')).toMatchObject({ status: 400, body: expect.stringMatching(/InvalidArgument.*2009-04-02/) });
  expect((await put('2009-04-02')).status).toBe(200);
  expect(api.templates.newest.application.distributions[0].logging).toMatchObject({ bucket: 'mylogs.s3.amazonaws.com', prefix: 'web/' });
});
