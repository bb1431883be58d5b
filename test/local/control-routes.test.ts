import { controlRoutes } from '../../src/local/control-routes';
import { ReadyEvent } from '../../src/local/ready-event';

const READY = { distributions: [{ id: 'EWEB', kind: 'web' }, { id: 'ERTMP', kind: 'rtmp' }] } as unknown as ReadyEvent;
const edge = { invalidate: jest.fn(() => ({ id: 'I1' })) };
const promoteDistribution = jest.fn(async () => true);
const routes = controlRoutes(edge as never, () => ({ distributions: [] }) as never, () => READY, promoteDistribution, {} as never);
const invalidate = routes['POST /distributions/*/invalidations'];

test('the distributions are listed as in the ready line', () => {
  expect(routes['GET /distributions'](undefined)).toEqual({ status: 200, body: READY });
});

test('an invalidation is created at the distribution named', () => {
  expect(invalidate({ paths: ['/a', '/b*'] }, 'EWEB')).toEqual({ status: 201, body: { id: 'I1' } });
  expect(edge.invalidate).toHaveBeenCalledWith('EWEB', ['/a', '/b*'], undefined);
});

test('an RTMP distribution accepts no invalidation [INV-005]', () => {
  expect(invalidate({ paths: ['/media.flv'] }, 'ERTMP')).toMatchObject({ status: 404 });
  expect(invalidate({ paths: ['/media.flv'] }, 'EWEB')).toMatchObject({ status: 201 });
});

test.each([[null], [{}], [{ paths: [] }], [{ paths: '/a' }], [{ paths: ['a'] }], [{ paths: [1] }]])('%j is refused', (body) => {
  expect(invalidate(body, 'EWEB')).toMatchObject({ status: 400 });
  expect(edge.invalidate).not.toHaveBeenCalled();
});

test('the state of the edge can be changed', () => {
  expect(routes['POST /capacity']({ state: 'capacity-exceeded' })).toMatchObject({ status: 200 });
  expect(edge).toMatchObject({ capacity: 'capacity-exceeded' });
});

test('a staging distribution is promoted, where there is one [DTD-142]', async () => {
  const promote = routes['POST /distributions/*/promotion'];
  expect([await promote({}, 'EWEB'), await promote({}, 'ERTMP')]).toMatchObject([{ status: 200 }, { status: 404 }]);
  expect(promoteDistribution).toHaveBeenCalledWith('EWEB');
  promoteDistribution.mockResolvedValueOnce(false);
  expect(await promote({}, 'EWEB')).toMatchObject({ status: 409 });
});
