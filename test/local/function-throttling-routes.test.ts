import { FunctionThrottling, ManualClock } from '../../src/edge';
import { functionThrottlingRoutes } from '../../src/local/function-throttling-routes';

const functionThrottling = new FunctionThrottling(new ManualClock(0));
const { 'GET /function-throttling': state, 'POST /function-throttling': change } = functionThrottlingRoutes({ functionThrottling });

test('throttling is off, is switched on and off again [FUN-183]', async () => {
  expect(await state(undefined)).toEqual({ status: 200, body: { failures: null } });
  expect(await change({ failures: 3, seconds: 600 })).toEqual({ status: 200, body: { failures: 3, seconds: 600 } });
  expect(functionThrottling.fault).toEqual({ failures: 3, duration: 600_000 });
  expect(await change({ failures: null })).toEqual({ status: 200, body: { failures: null } });
  expect(functionThrottling.fault).toBeUndefined();
});

test.each([[null], [{}], [{ failures: 3 }], [{ failures: 0, seconds: 1 }], [{ failures: 1.5, seconds: 1 }], [{ failures: '3', seconds: 1 }], [{ failures: 3, seconds: -1 }]])('%j is refused', async (body) => {
  expect(await change(body)).toMatchObject({ status: 400, body: { error: expect.stringContaining('{"failures": 3, "seconds": 600}') } });
});
