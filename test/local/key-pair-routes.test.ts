import { KeyPairs, ManualClock } from '../../src/edge';
import { keyPairRoutes } from '../../src/local/key-pair-routes';

const routes = keyPairRoutes(new KeyPairs(new ManualClock(0)));
const call = async (route: string, body?: unknown, id = '') => routes[route](body, id) as Promise<{ status: number; body: { id: string; privateKey?: string; items?: object[] } }>;

test('a key pair is made, listed, set inactive and deleted; its private key is told once [PRV-076]', async () => {
  const { status, body: { id, privateKey } } = await call('POST /key-pairs', { account: '111122223333' });
  expect([status, privateKey]).toEqual([201, expect.stringContaining('PRIVATE KEY')]);
  expect(await call('GET /key-pairs/*/private-key', {}, id)).toMatchObject({ status: 410, body: { error: expect.stringMatching(/make another key pair/) } });
  expect(await call('POST /key-pairs/*', { active: false }, id)).toMatchObject({ status: 200, body: { status: 'Inactive' } });
  expect((await call('GET /key-pairs')).body.items).toEqual([{ id, account: '111122223333', status: 'Inactive', createdTime: '1970-01-01T00:00:00Z', warnings: [] }]);
  expect(await call('POST /key-pairs/*/deletion', {}, id)).toEqual({ status: 200, body: {} });
  expect((await call('GET /key-pairs')).body.items).toEqual([]);
});

test.each([
  ['POST /key-pairs', { iamUser: 'alice' }, 403],
  ['POST /key-pairs/*', { active: true }, 404],
  ['POST /key-pairs/*', { active: 'no' }, 400],
  ['POST /key-pairs/*', null, 400],
  ['POST /key-pairs/*/deletion', {}, 404],
  ['GET /key-pairs/*/private-key', {}, 404],
])('%s %j is refused with %i', async (route, body, status) => {
  expect(await call(route, body, 'APKANONE')).toMatchObject({ status, body: { error: expect.any(String) } });
});

test('a third one of an account is refused', async () => {
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await call('POST /key-pairs', {})).status);
  expect(statuses).toEqual([201, 201, 409]);
});
