import { Capacity } from '../../src/edge';
import { capacityRoutes } from '../../src/local/capacity-routes';

test('the state is told, and may be another one', () => {
  const edge: { capacity: Capacity } = { capacity: 'available' };
  const routes = capacityRoutes(edge);
  expect(routes['POST /capacity']({ state: 'capacity-exceeded' })).toEqual({ status: 200, body: { state: 'capacity-exceeded' } });
  expect([edge.capacity, routes['GET /capacity']({})]).toEqual(['capacity-exceeded', { status: 200, body: { state: 'capacity-exceeded' } }]);
});

test.each([[undefined], [null], [{}], [{ state: 'full' }], [{ state: ['available'] }]])('%j is refused', (body) => {
  const edge: { capacity: Capacity } = { capacity: 'available' };
  expect(capacityRoutes(edge)['POST /capacity'](body)).toMatchObject({ status: 400 });
  expect(edge.capacity).toBe('available');
});
