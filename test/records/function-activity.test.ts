import { FunctionInvocation } from '../../src/edge';
import { FunctionActivity } from '../../src/records';
import { edgeWithFunctions } from '../edge/functions/edge-with-functions';

const CODE = `function handler(event) {
  var uri = event.request.uri;
  if (uri === '/log') console.log('Example function log output');
  if (uri === '/throw') throw new Error('no');
  return uri === '/invalid' ? undefined : event.request;
}`;

async function after(...urls: readonly string[]): Promise<{ readonly activity: FunctionActivity; readonly id: string; readonly requestIds: readonly string[] }> {
  const edge = edgeWithFunctions({ request: CODE });
  const activity = new FunctionActivity();
  const requestIds = [];
  for (const url of urls) {
    const { record } = await edge.get(url);
    activity.count(record);
    requestIds.push(record.requestId);
  }
  return { activity, id: edge.id, requestIds };
}

test('a function has the metrics of CloudFront: a failing run is an execution error [FUN-088]', async () => {
  const { activity } = await after('/a', '/throw', '/invalid', '/b');
  expect(activity.metrics('viewer-request')).toEqual({
    FunctionInvocations: 4, FunctionValidationErrors: 1, FunctionExecutionErrors: 1, FunctionThrottles: 0, FunctionComputeUtilization: expect.any(Number),
  });
  expect(activity.metrics('other')).toEqual({ FunctionInvocations: 0, FunctionValidationErrors: 0, FunctionExecutionErrors: 0, FunctionThrottles: 0, FunctionComputeUtilization: 0 });
});

test('the compute utilization is an average', () => {
  const activity = new FunctionActivity();
  const invocation = (computeUtilization: number): FunctionInvocation => ({ name: 'f', event: 'viewer-request', outcome: 'throttled', logs: [], computeUtilization });
  activity.count({ functions: [invocation(10), invocation(30)], requestId: 'r', distributionId: 'E1', time: 0 } as never);
  expect(activity.metrics('f')).toMatchObject({ FunctionInvocations: 2, FunctionThrottles: 2, FunctionComputeUtilization: 20 });
});

test('each line of a log begins with the id of the request, between START and END; a run that writes nothing is not there [FUN-085]', async () => {
  const { activity, id, requestIds: [, requestId] } = await after('/a', '/log', '/b');
  expect(activity.log('viewer-request')).toEqual({
    group: '/aws/cloudfront/function/viewer-request',
    stream: '2025/1/1/00000000-0000-4000-8000-000000000000',
    lines: [`${requestId} START DistributionID: ${id}`, `${requestId} Example function log output`, `${requestId} END`],
  });
  expect(activity.log('other')).toEqual({ group: '/aws/cloudfront/function/other', stream: undefined, lines: [] });
});

test('of a long log the last 1,000 lines are kept, and functions of Lambda are not among them', () => {
  const activity = new FunctionActivity();
  const invocation = { name: 'f', event: 'viewer-request' as const, outcome: 'changed' as const, logs: Array.from({ length: 1_500 }, (_, i) => String(i)) };
  activity.count({ functions: [{ ...invocation, computeUtilization: 1 }, { ...invocation, name: 'lambda' }], requestId: 'r', distributionId: 'E1', time: 0 } as never);
  expect([activity.log('f').lines.length, activity.log('f').lines.at(-2), activity.log('lambda').lines]).toEqual([1_000, 'r 1499', []]);
});
