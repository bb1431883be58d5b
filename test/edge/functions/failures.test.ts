import { explain } from '../../../src/edge';
import { ok } from '../scenario';
import { edgeWithFunctions, functionOf } from './edge-with-functions';

const MESSAGE = 'The CloudFront function associated with the CloudFront distribution is invalid or doesn\'t have the required permissions.';

test.each<[string, string, number, string, string]>([
  ['an exception', 'function handler() {\n  throw new Error("no");\n}', 503, 'FunctionExecutionError', 'Error: no, in line 2'],
  ['a name that nobody has', 'function handler(event) { return other; }', 503, 'FunctionExecutionError', 'ReferenceError: other is not defined, in line 1'],
  ['a wrong type', 'function handler(event) {\n\n  return event.request.none.value;\n}', 503, 'FunctionExecutionError', 'in line 3'],
  ['a promise that fails', 'async function handler() { throw new TypeError("later"); }', 503, 'FunctionExecutionError', 'TypeError: later, in line 1'],
  ['what has no handler', 'var a = 1;', 503, 'FunctionExecutionError', 'ReferenceError: "handler" is not defined'],
  ['code that does not compile', 'function handler() {\n  return {;\n}', 503, 'FunctionThrottledError', 'SyntaxError: Unexpected token \';\', in line 2'],
  ['a result that is invalid', 'function handler() { return 1; }', 502, 'FunctionValidationError', 'the function returned 1'],
])('%s [FUN-177] [FUN-180] [DTD-214]', async (_title, request, status, type, reason) => {
  const answer = await edgeWithFunctions({ request }).get('/a');
  expect([answer.status, answer.header('x-cache'), answer.record.resultType, answer.record.detailedResultType]).toEqual([status, `${type} from cloudfront`, type, type]);
  expect(explain(answer.record)).toContain(reason);
  expect(answer.record.originRequests).toEqual([]);
});

test('the page says that the function failed, or what it returned [FUN-179]', async () => {
  const pageOf = async (request: string) => (await edgeWithFunctions({ request }).get('/a')).text;
  const failed = await pageOf('function handler() { throw 1; }');
  expect(['<H1>503 ERROR</H1>', '<H2>The request could not be satisfied.</H2>', MESSAGE, 'Request ID: '].filter((part) => !failed.includes(part))).toEqual([]);
  expect(await pageOf('function handler() {}')).toContain('<H1>502 ERROR</H1>');
});

test('a failure after the response takes the place of the answer', async () => {
  const edge = edgeWithFunctions({ origin: () => ok('a', { 'x-own': '1' }), response: 'function handler() { throw new Error("late"); }' });
  const answer = await edge.get('/a');
  expect([answer.status, answer.header('x-cache'), answer.header('x-own'), answer.text.includes(MESSAGE)]).toEqual([503, 'FunctionExecutionError from cloudfront', undefined, true]);
  expect(edge.asked).toHaveLength(1);
});

test('an error page for 503 stands in for a function that fails [FUN-181]', async () => {
  const CustomErrorResponses = [{ ErrorCode: 503, ResponsePagePath: '/sorry.html', ResponseCode: 200 }];
  const edge = edgeWithFunctions({ request: 'function handler() { throw 1; }', origin: ({ url }) => ok(url), config: { CustomErrorResponses } });
  const answer = await edge.get('/a');
  expect([answer.status, answer.text, answer.record.detailedResultType]).toEqual([200, '/sorry.html', 'FunctionExecutionError']);
});

test('a failure is not cached: a function that is repaired works at once [FUN-182]', async () => {
  const edge = edgeWithFunctions({ request: 'function handler() { throw 1; }' });
  expect((await edge.get('/a')).status).toBe(503);
  edge.deploy({ resources: { viewerrequest: functionOf('viewer-request', 'function handler(event) { return event.request; }') } });
  expect((await edge.get('/a')).status).toBe(200);
});

test('what a function logs is in the record and in the explanation, also when it fails [FUN-084]', async () => {
  const { record } = await edgeWithFunctions({ request: 'function handler() { console.log("before"); console.log({ a: 1 }); throw 1; }' }).get('/a');
  expect(record.functions).toEqual([{ name: 'viewer-request', event: 'viewer-request', outcome: 'failed', logs: ['before', '{"a":1}'], computeUtilization: expect.any(Number) }]);
  expect(explain(record)).toContain('  function log          viewer-request: before\n  function log          viewer-request: {"a":1}\n');
});
