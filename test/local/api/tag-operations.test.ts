import { GetDistributionCommand, ListDistributionsCommand, ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-cloudfront';
import { apiOf, web } from './api-client';

test('tags are told, added, replaced and removed, and the configuration stays', async () => {
  const site = web({ Comment: 'site' });
  const { client } = apiOf({ Site: { ...site, Properties: { ...site.Properties, Tags: [{ Key: 'team', Value: 'web' }] } } });
  const { Id, ARN: Resource } = (await client.send(new ListDistributionsCommand({}))).DistributionList!.Items![0];
  const tags = async () => (await client.send(new ListTagsForResourceCommand({ Resource }))).Tags!.Items;
  expect(await tags()).toEqual([{ Key: 'team', Value: 'web' }]);
  await client.send(new TagResourceCommand({ Resource, Tags: { Items: [{ Key: 'team', Value: 'shop' }, { Key: 'stage' }] } }));
  expect(await tags()).toEqual([{ Key: 'team', Value: 'shop' }, { Key: 'stage', Value: '' }]);
  await client.send(new UntagResourceCommand({ Resource, TagKeys: { Items: ['team', 'none'] } }));
  expect(await tags()).toEqual([{ Key: 'stage', Value: '' }]);
  expect((await client.send(new GetDistributionCommand({ Id }))).Distribution!.DistributionConfig!.Comment).toBe('site');
});

test.each(['arn:aws:cloudfront::123456789012:distribution/ENONE', 'arn:aws:cloudfront::123456789012:constructor/E1', 'E1'])('%s has no tags', async (Resource) => {
  const { client } = apiOf({ Site: web() });
  await expect(client.send(new ListTagsForResourceCommand({ Resource }))).rejects.toMatchObject({ name: 'NoSuchResource', $metadata: { httpStatusCode: 404 } });
});
