import { CurrentInvocation } from '../../../src/edge/lambda/current-invocation';
import { FunctionLine, Invocation, Outcome } from '../../../src/edge/lambda/sandbox';

const CONTEXT = {
  functionName: 'f', functionVersion: '1', invokedFunctionArn: 'arn', memoryLimitInMB: '128', awsRequestId: 'r', logGroupName: 'g', logStreamName: 's', timeout: 300,
};
const DONE: Outcome = { kind: 'returned', json: '1' };

let overdue: number;
let lines: FunctionLine[];
let current: CurrentInvocation;

beforeEach(() => {
  jest.useFakeTimers();
  overdue = 0;
  lines = [];
  current = new CurrentInvocation(100, () => overdue++);
});
afterEach(() => jest.useRealTimers());

function start(): Promise<Outcome> {
  const invocation: Invocation = { event: {}, context: CONTEXT, log: (line) => lines.push(line) };
  return current.start(invocation);
}

test('what the environment says is that of the invocation: its lines, and how it ends', async () => {
  const outcome = start();
  current.receive({ kind: 'begins' });
  current.receive({ kind: 'line', text: 'a' });
  current.receive({ kind: 'returned', json: '1' });
  expect([await outcome, lines.map(({ text }) => text)]).toEqual([DONE, ['a']]);
  jest.runAllTimers();
  expect(overdue).toBe(0);
});

test('what the code of a function says in its place is left aside', async () => {
  const outcome = start();
  for (const message of [null, undefined, 'ready', 5, {}, { kind: 'timed out' }, { kind: 'toString' }, []]) current.receive(message);
  current.receive({ kind: 'returned', json: '1' });
  expect(await outcome).toEqual(DONE);
});

test.each<[string, boolean, number, Outcome]>([
  ['the code is not loaded', false, 100, { kind: 'not loaded' }],
  ['the function has begun', true, 300, { kind: 'timed out' }],
])('where %s it ends with the time that it has for that', async (_what, begins, limit, expected) => {
  const outcome = start();
  jest.advanceTimersByTime(99);
  if (begins) current.receive({ kind: 'begins' });
  jest.advanceTimersByTime(begins ? limit - 1 : 0);
  expect(overdue).toBe(0);
  jest.advanceTimersByTime(1);
  expect([await outcome, overdue]).toEqual([expected, 1]);
});

test('what comes after the end is of no invocation, and the next one has its own time', async () => {
  const first = start();
  current.settle(DONE);
  current.receive({ kind: 'line', text: 'late' });
  current.receive({ kind: 'begins' });
  current.settle({ kind: 'timed out' });
  jest.runAllTimers();
  expect([await first, lines, overdue]).toEqual([DONE, [], 0]);
  const second = start();
  current.receive({ kind: 'begins' });
  jest.advanceTimersByTime(300);
  expect([await second, overdue]).toEqual([{ kind: 'timed out' }, 1]);
});
