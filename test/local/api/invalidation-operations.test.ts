import { CreateInvalidationCommand, GetDistributionCommand, GetInvalidationCommand, ListInvalidationsCommand } from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA, web } from './api-client';

/** The operations of an edge whose invalidations take 10 seconds, for its distribution. */
function operations(resources = {}) {
  const api = apiOf({ Site: web(), ...resources }, { invalidationTime: 10_000 });
  const { id } = api.templates.newest.application.distributions[0];
  let references = 0;
  return {
    ...api,
    id,
    create: (Items: string[], CallerReference = `${++references}`, Quantity = Items.length, DistributionId = id) => (
      api.client.send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch: { Paths: { Quantity, Items }, CallerReference } }))
    ),
    list: async (page = {}) => (await api.client.send(new ListInvalidationsCommand({ DistributionId: id, ...page }))).InvalidationList!,
    get: async (Id: string) => (await api.client.send(new GetInvalidationCommand({ DistributionId: id, Id }))).Invalidation!,
  };
}

test('an invalidation is created, listed and got [INV-012] [INV-018] [INV-019]', async () => {
  const { id, clock, client, create, list, get } = operations();
  const { Invalidation, Location } = await create(['/images/image2.jpg', '/a&b*'], '20140730');
  const details = { Id: Invalidation!.Id, CreateTime: new Date('2025-01-01T00:00:00Z'), InvalidationBatch: { CallerReference: '20140730', Paths: { Quantity: 2, Items: ['/images/image2.jpg', '/a&b*'] } } };
  expect(Invalidation).toEqual({ ...details, Status: 'InProgress' });
  expect(Location).toBe(`http://127.0.0.1/2020-05-31/distribution/${id}/invalidation/${Invalidation!.Id}`);
  expect((await client.send(new GetDistributionCommand({ Id: id }))).Distribution!.InProgressInvalidationBatches).toBe(1);
  clock.advance(10_000);
  expect(await get(Invalidation!.Id!)).toEqual({ ...details, Status: 'Completed' });
  await create(['/b']);
  await create(['/c']);
  expect((await list()).Items!.map(({ Status }) => Status)).toEqual(['InProgress', 'InProgress', 'Completed']);
});

test('the latest 100 are listed, and all of them page by page [INV-017]', async () => {
  const { create, list } = operations();
  const created: string[] = [];
  for (let i = 0; i < 130; i++) created.unshift((await create([`/${i}`])).Invalidation!.Id!);
  const ids = ({ Items }: Awaited<ReturnType<typeof list>>) => Items!.map(({ Id }) => Id);
  const first = await list();
  expect(first).toMatchObject({ Marker: '', MaxItems: 100, IsTruncated: true, Quantity: 100 });
  expect(ids(first)).toEqual(created.slice(0, 100));
  const second = await list({ Marker: first.NextMarker });
  expect([second.IsTruncated, second.NextMarker, ids(second)]).toEqual([false, undefined, created.slice(100)]);
  expect(ids(await list({ MaxItems: 3, Marker: created[4] }))).toEqual(created.slice(5, 8));
});

test('a repeated caller reference changes nothing, unless the paths are others [INV-020]', async () => {
  const { create, list } = operations();
  const { Invalidation } = await create(['/a'], 'again');
  expect((await create(['/a'], 'again')).Invalidation).toEqual(Invalidation);
  await expect(create(['/b'], 'again')).rejects.toMatchObject({ name: 'InvalidArgument' });
  expect((await list()).Quantity).toBe(1);
});

test.each([
  ['Quantity is not the number of paths', ['/a', '/b'], 3, 'InconsistentQuantities'],
  ['a path does not begin with a slash', ['images/a.jpg'], 1, 'InvalidArgument'],
  ['there is no path', [], 0, 'InvalidArgument'],
  ['a path has more than 4,000 characters', [`/${'a'.repeat(4000)}`], 1, 'InvalidArgument'],
])('nothing is invalidated where %s [DST-153]', async (_case, paths, quantity, name) => {
  const { create, list } = operations();
  await expect(create(paths, 'x', quantity)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  expect((await list()).Quantity).toBe(0);
});

test('an RTMP distribution accepts no invalidation, and neither does one that does not exist [INV-005]', async () => {
  const { create, templates } = operations({ Media: MEDIA });
  const { id } = templates.newest.application.streamingDistributions[0];
  await expect(create(['/media.flv'], 'x', 1, id)).rejects.toMatchObject({ name: 'NoSuchDistribution' });
  await expect(create(['/a'], 'x', 1, 'ENONE')).rejects.toMatchObject({ name: 'NoSuchDistribution', $metadata: { httpStatusCode: 404 } });
});

test('what the command line has invalidated is told, too', async () => {
  const { edge, id, get } = operations();
  const invalidation = edge.invalidate(id, ['/a']);
  expect(await get(invalidation.id)).toMatchObject({ InvalidationBatch: { CallerReference: invalidation.id, Paths: { Items: ['/a'] } } });
  await expect(get('INONE')).rejects.toMatchObject({ name: 'NoSuchInvalidation', $metadata: { httpStatusCode: 404 } });
});
