import { KeyValueStores, ManualClock } from '../../src/edge';
import { ControlRoutes } from '../../src/local/control-api';
import { functionRoutes } from '../../src/local/function-routes';
import { FunctionStages } from '../../src/local/function-stages';
import { keyValueStoreRoutes } from '../../src/local/key-value-store-routes';
import { FunctionActivity } from '../../src/records';
import { functionOf } from '../edge/functions/edge-with-functions';
import { applicationOf } from '../edge/scenario';

const EVENT = { context: { eventType: 'viewer-request' }, request: { method: 'GET', uri: '/a', headers: {} } };
const ARN = 'arn:aws:cloudfront::123456789012:function/rewrites';

function routes(): ControlRoutes {
  const application = applicationOf({
    resources: {
      Rewrites: functionOf('rewrites', 'function handler(event) { return event.request; }'),
      Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 'store' } },
    },
  });
  const stores = new KeyValueStores(new ManualClock(0));
  stores.load(application);
  return { ...functionRoutes(() => application, stores, new FunctionActivity(), new FunctionStages({} as never)), ...keyValueStoreRoutes(stores) };
}

test('functions are listed, and tested by name, logical id or ARN [FUN-089]', async () => {
  const own = routes();
  expect(await own['GET /functions']({})).toEqual({ status: 200, body: { items: [{ name: 'rewrites', logicalId: 'Rewrites', arn: ARN, runtime: 'cloudfront-js-2.0' }] } });
  for (const name of ['rewrites', 'Rewrites', ARN]) expect(await own['POST /functions/*/test']({ event: EVENT }, name)).toMatchObject({ status: 200, body: { output: { request: EVENT.request } } });
  expect(await own['GET /functions/*/metrics']({}, 'rewrites')).toMatchObject({ status: 200, body: { FunctionInvocations: 0 } });
  expect(await own['GET /functions/*/log']({}, 'Rewrites')).toMatchObject({ status: 200, body: { group: '/aws/cloudfront/function/rewrites', lines: [] } });
  expect(await own['POST /functions/*/test']({ event: EVENT }, 'none')).toEqual({ status: 404, body: { error: 'no function is called none' } });
  expect(await own['POST /functions/*/test']({}, 'rewrites')).toEqual({ status: 400, body: { error: expect.stringContaining('context.eventType') } });
});

test('the data of a store is described, listed, read and changed by its ETag [FUN-121]', async () => {
  const own = routes();
  const described = async () => (await own['GET /key-value-stores/*']({}, 'store')).body as { readonly etag: string; readonly itemCount: number };
  const { etag } = await described();
  expect((await own['GET /key-value-stores']({})).body).toEqual({ items: [await described()] });
  const puts = [{ key: 'a/b', value: '1' }, { key: 'c', value: '2' }];
  expect(await own['POST /key-value-stores/*/keys']({ ifMatch: etag, puts }, 'Store')).toMatchObject({ status: 200, body: { itemCount: 2, totalSizeInBytes: 6 } });
  expect((await own['GET /key-value-stores/*/keys']({}, 'store')).body).toMatchObject({ items: puts });
  expect(await own['GET /key-value-stores/*/keys/*']({}, 'store', 'a/b')).toEqual({ status: 200, body: { key: 'a/b', value: '1' } });
  expect(await own['POST /key-value-stores/*/keys']({ ifMatch: (await described()).etag, deletes: [{ key: 'c' }] }, 'store')).toMatchObject({ body: { itemCount: 1 } });
  expect(await own['POST /key-value-stores/*/keys']({ ifMatch: etag, puts }, 'store')).toMatchObject({ status: 409, body: { error: expect.stringMatching(/^ConflictException: /) } });
});

test.each<[string, unknown, number]>([
  ['none', {}, 404], ['store', {}, 400], ['store', null, 400], ['store', { ifMatch: 'x', puts: [{ key: 1, value: '' }] }, 400], ['store', { ifMatch: 'x', deletes: ['a'] }, 400],
])('a change of %s with %j answers %i', async (name, body, status) => expect(await routes()['POST /key-value-stores/*/keys'](body, name)).toMatchObject({ status }));

test.each([['deletes', 404], ['puts', 400]])('%s of what is not there, or not allowed: %i', async (what, status) => {
  const own = routes();
  const { etag } = (await own['GET /key-value-stores/*']({}, 'store')).body as { readonly etag: string };
  expect(await own['POST /key-value-stores/*/keys']({ ifMatch: etag, [what]: [{ key: 'k'.repeat(600), value: '' }] }, 'store')).toMatchObject({ status });
  expect(await own['GET /key-value-stores/*/keys/*']({}, 'store', 'none')).toMatchObject({ status: 404 });
});
