import { ManualClock } from '../../src/edge';
import { ControlAnswer } from '../../src/local/control-api';
import { invalidationRoutes } from '../../src/local/invalidation-routes';
import { ScenarioEdge } from '../edge/scenario';

const INVALIDATIONS = 'distributions/*/invalidations';

/** The operations of an edge whose invalidations take 10 seconds, for its distribution. */
function operations() {
  const { edge, id, clock }: { edge: ScenarioEdge['edge']; id: string; clock: ManualClock } = new ScenarioEdge({ origin: [], run: { invalidationTime: 10_000 } });
  const routes = invalidationRoutes(edge, (candidate) => candidate === id);
  return {
    id,
    clock,
    create: (body: unknown, distribution = id) => routes[`POST /${INVALIDATIONS}`](body, distribution) as ControlAnswer & { body: { id: string } },
    list: (query = {}, distribution = id) => routes[`GET /${INVALIDATIONS}`](query, distribution) as ControlAnswer & { body: { items: { id: string; status: string }[]; nextMarker: string } },
    get: (invalidation: string, distribution = id) => routes[`GET /${INVALIDATIONS}/*`]({}, distribution, invalidation) as ControlAnswer,
    usage: () => routes['GET /invalidation-usage']({}) as ControlAnswer,
  };
}

test('an invalidation is created, listed and got [INV-012] [INV-018]', () => {
  const { id, clock, create, list, get } = operations();
  const { status, body } = create({ paths: ['/a'] });
  expect([status, body]).toEqual([201, { id: expect.any(String), distributionId: id, paths: ['/a'], createTime: '2025-01-01T00:00:00Z', status: 'InProgress' }]);
  expect(list().body).toEqual({ items: [{ id: body.id, createTime: '2025-01-01T00:00:00Z', status: 'InProgress' }], isTruncated: false });
  clock.advance(10_000);
  expect(get(body.id)).toEqual({ status: 200, body: { ...body, status: 'Completed' } });
  expect([get('INONE').status, list({}, 'ENONE').status, create({ paths: ['/a'] }, 'ENONE').status]).toEqual([404, 404, 404]);
});

test('the latest 100 are listed, and all of them page by page [INV-017]', () => {
  const { create, list } = operations();
  const created = Array.from({ length: 130 }, (_, i) => create({ paths: [`/${i}`] }).body.id).reverse();
  const ids = ({ body: { items } }: ReturnType<typeof list>) => items.map(({ id }) => id);
  const first = list();
  expect(ids(first)).toEqual(created.slice(0, 100));
  expect([...ids(first), ...ids(list({ marker: first.body.nextMarker }))]).toEqual(created);
  expect(ids(list({ maxItems: '3', marker: created[4] }))).toEqual(created.slice(5, 8));
  expect(list({ maxItems: 'all' }).status).toBe(400);
});

test('the batch of CloudFront\'s own clients is taken [INV-020]', () => {
  const { create } = operations();
  const batch = { Paths: { Quantity: 2, Items: ['/a', '/b*'] }, CallerReference: '20140730' };
  const { status, body } = create(batch);
  expect([status, body]).toEqual([201, expect.objectContaining({ paths: ['/a', '/b*'] })]);
  expect(create(batch).body).toEqual(body);
  expect(create({ Paths: batch.Paths })).toMatchObject({ status: 400, body: { error: expect.stringMatching(/CallerReference/) } });
  expect(create({ ...batch, Paths: { Quantity: 1, Items: ['/c'] } })).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^InvalidArgument/) } });
});

test('a Quantity that is not the number of paths is refused [DST-153]', () => {
  const { create, list } = operations();
  const batch = (Quantity: number) => ({ Paths: { Quantity, Items: ['/a', '/b'] }, CallerReference: 'now' });
  expect(create(batch(3))).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^InconsistentQuantities/) } });
  expect(list().body.items).toEqual([]);
  expect(create(batch(2)).status).toBe(201);
});

test('the leading slash may not be left out here [INV-033]', () => {
  expect(operations().create({ paths: ['images/image2.jpg'] }).status).toBe(400);
});

test('there is no operation that ends an invalidation, and none that keeps one for later [INV-014] [DTD-107]', () => {
  const { edge } = new ScenarioEdge({ origin: [] });
  expect(Object.keys(invalidationRoutes(edge, () => true)))
    .toEqual(['POST /distributions/*/invalidations', 'GET /distributions/*/invalidations', 'GET /distributions/*/invalidations/*', 'GET /invalidation-usage']);
});

test('the use of the month is told [INV-049]', () => {
  const { create, usage } = operations();
  create({ paths: ['/a', '/b'] });
  expect(usage()).toEqual({ status: 200, body: { month: '2025-01', paths: 2, chargeable: 0 } });
});

test('a path begins with a slash and has at most 4,000 characters; what begins with # is a cache tag [DTD-103] [DTD-111]', () => {
  const { create } = operations();
  for (const path of ['/*', '/a*', `/${'a'.repeat(3999)}`, '#product:1']) expect(create({ paths: [path] }).status).toBe(201);
  expect(create({ paths: ['images/a'] })).toMatchObject({ status: 400, body: { error: expect.stringMatching(/beginning with a slash/) } });
  expect(create({ paths: [`/${'a'.repeat(4000)}`] })).toMatchObject({ status: 400, body: { error: expect.stringMatching(/4001 characters; CloudFront allows 4000/) } });
});
