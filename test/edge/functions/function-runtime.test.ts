import { FunctionRun, FunctionRuntime, FunctionSource } from '../../../src/edge/functions/function-runtime';

/** Runs code on an event with an empty request. */
function run(code: string, more: Partial<FunctionSource> = {}): FunctionRun {
  return new FunctionRuntime({ name: 'f', code, runtime: 'cloudfront-js-2.0', store: undefined, ...more }).run({ request: {} }, { now: 1_000, eventType: 'viewer-request' });
}

const FIRST = { runtime: 'cloudfront-js-1.0' };
const returns = (expression: string) => `function handler(event) { return ${expression}; }`;
const valueOf = (expression: string, more?: Partial<FunctionSource>) => run(returns(expression), more).value;
const messageOf = (code: string, more?: Partial<FunctionSource>) => run(code, more).error?.message;

test('runtime 1.0 knows neither const and let nor async; 2.0 does [FUN-073]', () => {
  const code = 'const a = 1;\nlet b = 2;\nasync function handler() { return a + b; }';
  expect(run(code)).toMatchObject({ outcome: 'returned', value: 3 });
  expect(run(code, FIRST)).toMatchObject({ outcome: 'uncompiled', error: { message: 'SyntaxError: cloudfront-js-1.0 does not know const, let, async' } });
  expect(valueOf('[1, 2].map(x => `${x}!`).join("") + 2 ** 3 + (function (...all) { return all.length; })(1, 2) + /(?<y>b)/.exec("abc").groups.y', FIRST)).toBe('1!2!82b');
});

test('the module cloudfront can be imported in 2.0, and in 1.0 that is no syntax [FUN-090]', () => {
  const code = 'import cf from "cloudfront";\nfunction handler() { return typeof cf.kvs; }';
  expect(run(code).value).toBe('function');
  expect(run(code, FIRST).outcome).toBe('uncompiled');
  expect(messageOf('function handler() { require("cloudfront"); }', FIRST)).toBe('Error: Cannot find module "cloudfront"');
});

test('code is in strict mode, and has to be whole by itself [FUN-077]', () => {
  expect(messageOf('function handler() { undeclared = 1; }')).toBe('ReferenceError: undeclared is not defined');
  expect(run('with (a) {}').outcome).toBe('uncompiled');
  expect(run('} ; () => {').outcome).toBe('uncompiled');
  expect(run('return 1').outcome).toBe('uncompiled');
});

test.each([
  ['eval("1")', 'EvalError: Code generation from strings disallowed for this context'],
  ['new Function("return 1")', 'EvalError: Code generation from strings disallowed for this context'],
  ['(function () {}).constructor("return 1")', 'EvalError: Code generation from strings disallowed for this context'],
  ['setTimeout(handler, 1)', 'ReferenceError: setTimeout is not defined'],
  ['setImmediate(handler)', 'ReferenceError: setImmediate is not defined'],
  ['clearTimeout(1)', 'ReferenceError: clearTimeout is not defined'],
  ['process.env', 'ReferenceError: process is not defined'],
  ['fetch("https://example.com")', 'ReferenceError: fetch is not defined'],
  ['require("fs")', 'Error: Cannot find module "fs"'],
  ['require("constructor")', 'Error: Cannot find module "constructor"'],
])('%s fails [FUN-078]', (expression, message) => {
  expect([run(returns(expression)).outcome, messageOf(returns(expression))]).toEqual(['failed', message]);
});

test.each(['import("fs")', 'import /* */ ("fs")', 'import.meta', '`${import("fs")}`'])('%s, which would lead out of the realm, is refused', (expression) => {
  expect(run(returns(expression))).toMatchObject({ outcome: 'uncompiled', error: { line: 1 } });
});

test.each([
  'event.constructor.constructor("return process")()',
  'console.log.constructor("return process")()',
  'require("crypto").createHash.constructor("return process")()',
  '(function () { try { require("fs"); } catch (e) { return e.constructor.constructor("return process")(); } })()',
  '(function () { try { (function f() { f(); })(); } catch (e) { return e.constructor.constructor("return process")(); } })()',
  '(function () { try { Error.prepareStackTrace = function (e, s) { return s; }; } catch (e) { return e.constructor.constructor("return process")(); } })()',
  '(function () { try { Error = { prepareStackTrace: function (e, s) { return s; } }; } catch (e) { return e.constructor.constructor("return process")(); } })()',
])('%s does not reach the process', (expression) => {
  expect(messageOf(returns(expression))).toMatch(/^(EvalError: Code generation|TypeError: )/);
});

test('nor does what is thrown where the stack is full', () => {
  const code = `var full;
    function f() { try { atob("YQ"); f(); } catch (error) { full = full || error; } }
    function handler() { f(); try { full.constructor.constructor("return process")(); } catch (error) { console.log(error.name); } }`;
  expect(run(code).logs).toEqual(['EvalError']);
});

test('what a function changes of its own world is for itself', () => {
  const meddles = 'Array.prototype.toJSON = function () { return "changed"; }; function handler() { return [1]; }';
  expect([run(meddles).value, run(returns('[1]')).value, JSON.stringify([1])]).toEqual(['changed', [1], '[1]']);
});

test('what stands outside of the handler begins anew with each run', () => {
  const counting = new FunctionRuntime({ name: 'f', code: 'let runs = 0;\nfunction handler() { return ++runs; }', runtime: 'cloudfront-js-2.0', store: undefined });
  const ran = () => counting.run({ request: {} }, { now: 0, eventType: 'viewer-request' }).value;
  expect([ran(), ran()]).toEqual([1, 1]);
});

test.each([
  ['an endless loop', 'function handler() { while (true); }'],
  ['endless waiting', 'async function handler() { while (true) await 1; }'],
])('%s is cut off, and the next function runs [FUN-087]', (_title, code) => {
  expect(run(code)).toEqual({ outcome: 'failed', error: { message: 'the function did not end within 500 ms' }, logs: [], computeUtilization: 100 });
  expect(run(returns('1')).value).toBe(1);
});

test.each([
  ['a promise that nobody settles', 'function handler() { return new Promise(function () {}); }', 'the promise that the handler returned is never settled'],
  ['endless recursion', 'function f() { return f(); }\nfunction handler() { return f(); }', 'RangeError: Maximum call stack size exceeded'],
  ['what was thrown, if it is no error', 'function handler() { throw { toString: function () { throw 1; } }; }', 'what cannot be shown'],
  ['a result that is no JSON', 'function handler() { const a = {}; a.a = a; return a; }', 'TypeError: Converting circular structure to JSON'],
])('%s is a failure', (_title, code, message) => expect(messageOf(code)).toContain(message));

test('a promise that fails and that nobody waits for is no failure', () => {
  expect(run('async function other() { throw new Error("alone"); }\nfunction handler() { other(); return 1; }').value).toBe(1);
});

test('a run may take 2 MB of memory [FUN-037]', () => {
  expect(messageOf('function handler() { var a = []; for (var i = 0; i < 1000000; i++) a.push(i); return a.length; }')).toMatch(/^the function took about \d+ KB of memory; CloudFront allows 2048$/);
  expect(messageOf('function handler() { return new Uint8Array(3000000).length; }')).toMatch(/of memory/);
  // One piece of memory is much more than all that a thread may take bit by bit.
  expect(messageOf('function handler() { return { body: "x".repeat(1 << 27) }; }')).toMatch(/of memory|did not end/);
  expect(run('function handler() { var a = []; for (var i = 0; i < 10000; i++) a.push(i); return a.length; }').value).toBe(10_000);
});

test('compute utilization is a number from 0 to 100 [FUN-087]', () => {
  const { computeUtilization } = run('function handler() { for (var i = 0; i < 1e7; i++); }');
  expect([computeUtilization > 0, computeUtilization <= 100, Number.isInteger(computeUtilization)]).toEqual([true, true, true]);
});

test('console has log alone, which takes one value [FUN-084]', () => {
  const { logs, value } = run('function handler() { console.log("a", "b"); console.log(1); console.log({ a: [1] }); console.log(undefined); return typeof console.error; }');
  expect([logs, value]).toEqual([['a', '1', '{"a":[1]}', 'undefined'], 'undefined']);
});

test('10 KB of a log are kept [FUN-086]', () => {
  const { logs } = run('function handler() { for (var i = 0; i < 11; i++) console.log("x".repeat(1023) + i % 10); }');
  expect([logs.length, logs.join('').length]).toEqual([10, 10_240]);
  expect(run('function handler() { console.log("x".repeat(11000)); }').logs[0]).toHaveLength(10_240);
});

test('a log is kept of a run that fails', () => expect(run('function handler() { console.log("a"); throw 1; }').logs).toEqual(['a']));

test('random numbers differ from run to run [FUN-083]', () => {
  expect(valueOf('[Math.random(), Math.random()]')).not.toEqual(valueOf('[Math.random(), Math.random()]'));
});

test('a runtime has what the guide lists, and nothing newer [FUN-073] [FUN-075]', () => {
  const kinds = (names: readonly string[], more?: Partial<FunctionSource>) => valueOf(`[${names.map((name) => `typeof ${name}`).join(', ')}]`, more);
  const never = ['Map', 'Set', 'WeakMap', 'Proxy', 'Reflect', 'Intl', 'BigInt', 'WebAssembly', 'SharedArrayBuffer', 'escape', '[].flat', 'Array.from', 'Object.fromEntries', '"".at', '"".matchAll', 'Error.captureStackTrace'];
  expect(kinds(never)).toEqual(never.map(() => 'undefined'));
  const second = ['Symbol', 'DataView', 'Buffer', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', '"".replaceAll', 'Promise.all', 'Promise.any', 'Object.getOwnPropertyDescriptors', 'Uint8Array.from', 'new Uint8Array(1).map'];
  expect(kinds(second)).toEqual(second.map(() => 'function'));
  expect(kinds(second, FIRST)).toEqual(second.map(() => 'undefined'));
  const both = ['Object.entries', '[].includes', '"".padStart', 'Math.hypot', 'Number.isInteger', 'Promise.resolve', 'Uint8Array', 'decodeURIComponent', 'InternalError', 'JSON.parse', 'isNaN'];
  expect(kinds(both, FIRST)).toEqual(both.map(() => 'function'));
});

test('errors have the names of the language', () => {
  expect(valueOf('String(new InternalError("a")) + String(new RangeError("b")) + (new InternalError() instanceof Error)')).toBe('InternalError: aRangeError: btrue');
});
