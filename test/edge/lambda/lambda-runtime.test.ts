import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { lambdaFunction } from './functions';
import { LambdaFailure } from '../../../src/edge/lambda/lambda-failure';
import { LambdaRuntime } from '../../../src/edge/lambda/lambda-runtime';
import { FunctionLine } from '../../../src/edge/lambda/sandbox';
import { testWith } from '../../local/clients';

const runtimes: LambdaRuntime[] = [];

function runtimeOf(...code: Parameters<typeof lambdaFunction>): LambdaRuntime {
  const runtime = new LambdaRuntime(lambdaFunction(...code));
  runtimes.push(runtime);
  return runtime;
}

afterEach(() => Promise.all(runtimes.splice(0).map((runtime) => runtime.destroy())));

/** A test for each function; those for Python need one that is installed. */
function testEach(
  cases: readonly (readonly [string, ...Parameters<typeof lambdaFunction>])[], title: string, body: (...code: Parameters<typeof lambdaFunction>) => Promise<void>,
): void {
  for (const [what, ...code] of cases) {
    const isPython = String(code[1]?.Runtime).startsWith('python');
    testWith(isPython ? { python3: 'python3' } : {}, title.replace('%s', what), () => body(...code));
  }
}

async function run(runtime: LambdaRuntime, event: unknown = {}, region = 'us-east-1') {
  const lines: FunctionLine[] = [];
  const result = await runtime.invoke({ event, region, requestId: 'request-1', log: (line) => lines.push(line) });
  return { result, lines };
}

async function failureOf(runtime: LambdaRuntime, event?: unknown): Promise<LambdaFailure> {
  const failure = await run(runtime, event).then(({ result }) => `returned ${JSON.stringify(result)}`, (error) => error);
  expect(failure).toBeInstanceOf(LambdaFailure);
  return failure;
}

testEach([
  ['a callback', 'exports.handler = (event, context, callback) => { callback(null, { got: event.n }); };'],
  ['a late callback', 'exports.handler = (event, context, callback) => { setTimeout(() => callback(null, { got: event.n }), 1); };'],
  ['an async function', 'exports.handler = async (event) => ({ got: event.n });'],
  ['an ES module', { 'index.mjs': 'import { basename } from "path"; export const handler = async (event) => ({ got: basename(`/${event.n}`) * 1 });' }],
  ['a module of a package of that type', { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async (event) => ({ got: event.n });' }],
  ['modules and packages beside it', {
    'src/index.js': 'const own = require("own"); exports.api = { handler: async (event) => require("./part")(own, event) };',
    'src/part.js': 'module.exports = (own, event) => ({ [own.name]: event.n });',
    'node_modules/own/index.js': 'exports.name = "got";',
  }, { Handler: 'src/index.api.handler' }],
  ['Python', 'def handler(event, context):\n    return {"got": event["n"]}', { Runtime: 'python3.13' }],
], 'a function answers by %s [FUN-154]', async (...code) => {
  const runtime = runtimeOf(...code);
  expect([(await run(runtime, { n: 7 })).result, (await run(runtime, { n: 8 })).result]).toEqual([{ got: 7 }, { got: 8 }]);
});

test('an environment is kept for the next invocation, and a second one made for one at the same time', async () => {
  const runtime = runtimeOf('let n = 0; exports.handler = async () => ++n;');
  expect([(await run(runtime)).result, (await run(runtime)).result]).toEqual([1, 2]);
  const both = await Promise.all([run(runtime), run(runtime)]);
  expect(both.map(({ result }) => result)).toEqual([3, 1]);
});

test('more invocations than environments wait for one', async () => {
  const runtime = runtimeOf('exports.handler = async (event) => { await new Promise((resolve) => setTimeout(resolve, 2)); return event; };');
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => run(runtime, i)));
  expect(results.map(({ result }) => result)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('a function sees the variables of Lambda, its Region among them, and none of this machine', async () => {
  const runtime = runtimeOf('exports.handler = async () => [process.env.AWS_REGION, process.env.HOME ?? "none", process.env.AWS_LAMBDA_FUNCTION_NAME, process.cwd() === process.env.LAMBDA_TASK_ROOT];');
  expect((await run(runtime, {}, 'eu-west-1')).result).toEqual(['eu-west-1', 'none', 'us-east-1.TestFunction', true]);
  expect((await run(runtime, {}, 'eu-central-1')).result).toContain('eu-central-1');
});

test('a function is told of its invocation', async () => {
  const runtime = runtimeOf('exports.handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });', { Timeout: 5, MemorySize: 256 });
  const { left, ...context } = (await run(runtime)).result as { readonly left: number };
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(5_000);
  expect(context).toEqual({
    functionName: 'us-east-1.TestFunction',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:TestFunction:1',
    memoryLimitInMB: '256',
    awsRequestId: 'request-1',
    logGroupName: '/aws/lambda/us-east-1.TestFunction',
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
  });
});

testEach([
  ['Node.js', 'exports.handler = async () => { console.log("a %s", { b: 1 }); console.error("bad"); process.stdout.write("raw\\n"); };'],
  ['Python', 'import sys\ndef handler(event, context):\n    print("a { b: 1 }")\n    print("bad", file=sys.stderr)\n    print("raw")', { Runtime: 'python3.13' }],
], 'what a function for %s writes is kept in order', async (...code) => {
  const { lines } = await run(runtimeOf(...code));
  expect(lines.map(({ text }) => text)).toEqual(['a { b: 1 }', 'bad', 'raw']);
});

testEach([
  ['Node.js', 'exports.handler = async (event) => { console.log("x".repeat(300000)); for (let n = 1; n < event; n++) console.log("x"); };'],
  ['Python', 'def handler(event, context):\n    print("x" * 300000)\n    for n in range(1, event): print("x")', { Runtime: 'python3.13' }],
], 'of what a function for %s writes the first lines are kept, in each invocation', async (...code) => {
  const runtime = runtimeOf(...code);
  for (const count of [1_001, 1_000]) {
    const { lines } = await run(runtime, count);
    expect([lines.length, lines[0].text.length, lines[1_000]?.text]).toEqual([count, 262_144, count > 1_000 ? '(further lines are left out)' : undefined]);
  }
});

testEach([
  ['Node.js', 'exports.handler = async () => "x".repeat(6291555);'],
  ['Python', 'def handler(event, context):\n    return "x" * 6291555', { Runtime: 'python3.13' }],
], 'a result of more than 6 MB from %s is an error', async (...code) => {
  expect(await failureOf(runtimeOf(...code))).toMatchObject({ kind: 'LambdaExecutionError', message: expect.stringContaining('the result has 6291557 characters; Lambda takes 6291556 bytes') });
});

test.each<[string, RegExp, ...Parameters<typeof lambdaFunction>]>([
  ['an error', /^TypeError: .*nothing.* at .*index\.js:1/, 'exports.handler = async () => { ({}).nothing(); };'],
  ['an error for the callback', /^Error: mine/, 'exports.handler = (e, c, callback) => callback(new Error("mine"));'],
  ['something else than an error', /^Error: mine/, 'exports.handler = (e, c, callback) => callback("mine");'],
  ['an error while it is loaded', /^Error: early/, 'throw new Error("early");'],
  ['an error that nobody catches', /^Error: late/, 'exports.handler = () => { setTimeout(() => { throw new Error("late"); }, 1); };'],
  ['the end of the process', /^Runtime.ExitError: the function has ended its process with status 3/, 'exports.handler = async () => { process.exit(3); };'],
  ['too much memory', /^Runtime.OutOfMemory: .*MemorySize/, 'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); };', { MemorySize: 16 }],
  ['a missing module', /^Runtime.ImportModuleError: .*gone/, 'require("gone");'],
  ['a mistake in its syntax', /^Runtime.UserCodeSyntaxError/, 'exports.handler = (;'],
  ['a handler that is not exported', /^Runtime.HandlerNotFound: index\.js exports no function main, which the Handler index\.main names/, 'exports.handler = 1;', { Handler: 'index.main' }],
  ['a module that is not there', /^Runtime.ImportModuleError: the code has no module other\.js/, 'exports.handler = 1;', { Handler: 'other.handler' }],
  ['a result that is no JSON', /^TypeError: .*circular/, 'exports.handler = async () => { const a = {}; a.a = a; return a; };'],
])('%s fails the invocation alone [FUN-178]', async (_what, message, ...code) => {
  const runtime = runtimeOf(...code);
  for (let time = 0; time < 2; time++) {
    const { kind, message: said } = await failureOf(runtime);
    expect([kind, said]).toEqual(['LambdaExecutionError', expect.stringMatching(message)]);
  }
});

testEach([
  ['an error', 'def handler(event, context):\n    return event["gone"]', { Runtime: 'python3.13' }],
  ['the end of the process', 'import os\ndef handler(event, context):\n    os._exit(3)', { Runtime: 'python3.13' }],
  ['a number that JSON does not have', 'def handler(event, context):\n    return float("nan")', { Runtime: 'python3.13' }],
], '%s in Python fails the invocation alone [FUN-178]', async (...code) => {
  const runtime = runtimeOf(...code);
  for (let time = 0; time < 2; time++) {
    const { kind, message } = await failureOf(runtime);
    expect([kind, message]).toEqual(['LambdaExecutionError', expect.stringMatching(/^KeyError: 'gone' at handler \(index\.py:2\)|^Runtime.ExitError: .*status 3|^ValueError: .*JSON/)]);
  }
});

testEach([
  ['an endless loop', 'exports.handler = async () => { for (;;); };', { Timeout: 0.1 }],
  ['endless waiting', 'exports.handler = () => { setInterval(() => {}, 1e6); };', { Timeout: 0.1 }],
  ['an endless loop in Python', 'def handler(event, context):\n    while True: pass', { Timeout: 0.3, Runtime: 'python3.13' }],
], '%s ends with the time limit [FUN-178]', async (...code) => {
  expect(await failureOf(runtimeOf(...code))).toMatchObject({ kind: 'LambdaLimitExceeded', message: expect.stringContaining('raise its Timeout') });
});

test('a function whose code is not loaded in time ends with a limit of its own; what it takes for that is not its time [FUN-178]', async () => {
  const endless = new LambdaRuntime(lambdaFunction('for (;;);'), 100);
  const slow = runtimeOf('const end = Date.now() + 150; while (Date.now() < end); exports.handler = async () => "done";', { Timeout: 0.1 });
  runtimes.push(endless);
  expect(await failureOf(endless)).toMatchObject({ kind: 'LambdaLimitExceeded', message: expect.stringContaining('was not loaded after 0.1 s') });
  expect(await run(slow)).toMatchObject({ result: 'done' });
});

test('a function that forgets to answer ends without result', async () => {
  const runtime = runtimeOf('exports.handler = () => {};');
  expect([(await run(runtime)).result, (await run(runtime)).result]).toEqual([undefined, undefined]);
});

test('no package of the project around the code is found, but those that Lambda provides', async () => {
  const [own, provided] = [runtimeOf('require("yaml");'), runtimeOf('exports.handler = async () => typeof require("@aws-sdk/client-cloudfront").CloudFrontClient;')];
  expect((await failureOf(own)).message).toContain('yaml');
  expect((await run(provided)).result).toBe('function');
});

test('nothing is left of a function that is closed: invocations under way may end, or are ended', async () => {
  const where = 'exports.handler = async (event) => { await new Promise((resolve) => setTimeout(resolve, event)); return process.env.LAMBDA_TASK_ROOT; };';
  const runtime = runtimeOf(where);
  const directory = (await run(runtime, 0)).result as string;
  const underWay = run(runtime, 20);
  await runtime.close();
  expect((await underWay).result).toBe(directory);
  await runtime.destroy();
  expect(existsSync(directory)).toBe(false);
  const other = runtimeOf(where);
  await run(other, 0);
  const cut = failureOf(other, 1e6);
  await other.destroy();
  expect((await cut).message).toContain('the edge has been closed');
});

test('code that is not there is an error of the function that says so', async () => {
  const gone = new LambdaRuntime({ ...lambdaFunction({}), codeSource: '/gone' });
  expect((await failureOf(gone)).message).toBe('the code at /gone is not there; synthesise the app again');
});

test('an environment that waits keeps no process from ending', () => {
  const script = `
    require('@swc-node/register');
    const { LambdaRuntime } = require('./src/edge/lambda/lambda-runtime');
    const { lambdaFunction } = require('./test/edge/lambda/functions');
    const runtime = new LambdaRuntime(lambdaFunction('exports.handler = async () => 1;'));
    runtime.invoke({ event: {}, region: 'us-east-1', requestId: 'r', log: () => {} }).then(console.log);`;
  expect(execFileSync(process.execPath, ['-e', script], { timeout: 60_000, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } })).toBe('1\n');
});

testEach([
  ['Node.js', 'const { parentPort } = require("worker_threads"); exports.handler = async () => { parentPort.postMessage(null); parentPort.postMessage("ready"); return 1; };'],
  ['Python', 'import os\ndef handler(event, context):\n    os.write(4, b"ready\\n")\n    return 1', { Runtime: 'python3.13' }],
], 'what a function for %s says on the channel of its environment is left aside', async (...code) => {
  expect((await run(runtimeOf(...code))).result).toBe(1);
});
