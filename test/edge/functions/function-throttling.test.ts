import { edgeWithFunctions, functionOf } from './edge-with-functions';

const MINUTES = 60;
const REPAIRED = 'function handler(event) { return event.request; }';
const FAILING = 'function handler(event) { if (event.request.uri === "/well") return event.request; throw new Error("broken"); }';

/** An edge whose function fails, but for one path. */
function edgeThrottling(failures?: number) {
  const edge = edgeWithFunctions({ request: FAILING });
  edge.edge.functionThrottling.fault = failures === undefined ? undefined : { failures, duration: 10 * MINUTES * 1000 };
  const get = async (path: string) => {
    const { status, record } = await edge.get(path);
    return `${status} ${record.detailedResultType}`;
  };
  return { edge, get, repair: () => edge.deploy({ resources: { viewerrequest: functionOf('viewer-request', REPAIRED) } }) };
}

test('a function that fails again and again is throttled for ten minutes, also once it is repaired [FUN-183]', async () => {
  const { edge, get, repair } = edgeThrottling(3);
  for (let i = 0; i < 3; i++) expect(await get('/a')).toBe('503 FunctionExecutionError');
  expect(await get('/a')).toBe('503 FunctionThrottledError');
  repair();
  edge.advance(10 * MINUTES - 1);
  expect(await get('/a')).toBe('503 FunctionThrottledError');
  edge.advance(1);
  expect(await get('/a')).toBe('200 Miss');
});

test('failures count in a row', async () => {
  const { get } = edgeThrottling(2);
  for (const path of ['/a', '/well', '/a']) await get(path);
  expect(await get('/well')).toBe('200 Hit');
});

test('nothing is throttled unless that is asked for, nor after it was taken back [FUN-183]', async () => {
  const { edge, get, repair } = edgeThrottling();
  for (let i = 0; i < 20; i++) expect(await get('/a')).toBe('503 FunctionExecutionError');
  edge.edge.functionThrottling.fault = { failures: 1, duration: 1000 };
  await get('/a');
  expect(await get('/a')).toBe('503 FunctionThrottledError');
  edge.edge.functionThrottling.fault = undefined;
  repair();
  expect(await get('/b')).toBe('200 Miss');
});
