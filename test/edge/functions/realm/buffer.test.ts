import * as fc from 'fast-check';
import { FunctionRuntime } from '../../../../src/edge/functions/function-runtime';

const BYTES = Buffer.from('0102fffe808081c3a900617a', 'hex');

/** What an expression about `b`, a Buffer of some bytes, is to a function, and to Node.js. */
function both(expression: string): readonly [unknown, unknown] {
  const code = `function handler() { var b = Buffer.from("${BYTES.toString('hex')}", "hex"); return [${expression}]; }`;
  const { value, error } = new FunctionRuntime({ name: 'f', code, runtime: 'cloudfront-js-2.0', store: undefined }).run({ request: {} }, { now: 0, eventType: 'viewer-request' });
  // eslint-disable-next-line no-eval
  const own = eval(`(b) => JSON.parse(JSON.stringify([${expression}]))`)(Buffer.from(BYTES));
  return [value ?? error, own];
}

const NUMBERS = ['Int8', 'UInt8', ...['Int16', 'UInt16', 'Int32', 'UInt32', 'Float', 'Double'].flatMap((name) => [`${name}LE`, `${name}BE`])];
const VALUES: { readonly [name: string]: number } = {
  Int8: -5, UInt8: 200, Int16LE: -300, UInt16LE: 65_000, Int16BE: -300, UInt16BE: 65_000, Int32LE: -70_000, Int32BE: -70_000, UInt32LE: 4e9, UInt32BE: 4e9,
};

test.each([
  'b.toString("hex")', 'b.toString("base64")', 'b.toString("base64url", 1, 5)', 'b.toString()', 'b.toString("utf8", 7, 9)', 'b', 'b.length', 'b.slice(1, 3)', 'b.subarray(-2).toString()',
  'Buffer.from("é")', 'Buffer.from("aGk", "base64")', 'Buffer.from([1, 300, -1])', 'Buffer.from(b)', 'Buffer.from(new Uint8Array([1, 2]).buffer, 1)', 'Buffer.from({ type: "Buffer", data: [5] })',
  'Buffer.from(new String("a"))', 'Buffer.alloc(3)', 'Buffer.alloc(5, "ab")', 'Buffer.alloc(3, 7)', 'Buffer.alloc(4, "6162", "hex")', 'Buffer.allocUnsafe(2).length',
  'Buffer.byteLength("é")', 'Buffer.byteLength("aGk=", "base64")', 'Buffer.byteLength(b)', 'Buffer.compare(b, b)', 'Buffer.compare(Buffer.from("a"), Buffer.from("b"))', 'Buffer.compare(Buffer.from("ab"), Buffer.from("a"))',
  'Buffer.concat([b, Buffer.from("a")])', 'Buffer.concat([b, b], 14)', 'Buffer.concat([])', 'Buffer.isBuffer(b)', 'Buffer.isBuffer(new Uint8Array(1))', 'Buffer.isEncoding("hex")', 'Buffer.isEncoding("none")',
  'b.compare(Buffer.from("0102", "hex"), 0, 2, 0, 2)', '[b.copy(Buffer.alloc(3), 1, 2), b.copy(Buffer.alloc(20), 0, 3, 5)]', 'b.equals(Buffer.from(b))', 'b.equals(Buffer.from("a"))',
  'b.fill("xy", 1, 6)', 'b.fill(0)', 'b.fill("ff", "hex")', 'b.includes("az")', 'b.includes(0)', 'b.includes("zz")', 'b.indexOf(128)', 'b.indexOf(128, 5)', 'b.indexOf("é")', 'b.indexOf(Buffer.from("8081", "hex"))', 'b.indexOf(128, -3)',
  'b.lastIndexOf(128)', 'b.lastIndexOf(128, 4)', 'b.lastIndexOf("none")', 'b.swap16()', 'b.swap32()', 'Buffer.from("0102030405060708", "hex").swap64()', 'b.toJSON()',
  '[b.write("é"), b]', '[b.write("abc", 10), b]', '[b.write("abc", 1, 2), b]', '[b.write("6162", 3, "hex"), b]', '[b.write("zz", "utf8"), b]',
  'b.readIntLE(2, 3)', 'b.readIntBE(2, 6)', 'b.readUIntLE(0, 6)', 'b.readUIntBE(2, 3)', '[b.writeIntLE(-5, 1, 3), b]', '[b.writeIntBE(-5, 1, 6), b]', '[b.writeUIntLE(70000, 1, 3), b]', '[b.writeUIntBE(70000, 1, 3), b]',
  '(function () { b[0] = 300; return b[0]; })()', 'b.byteOffset >= 0', 'b.buffer instanceof ArrayBuffer', 'b instanceof Uint8Array',
  ...NUMBERS.map((name) => `b.read${name}(1)`), ...NUMBERS.map((name) => `[b.write${name}(${VALUES[name] ?? 1.5}, 2), b]`),
])('%s is what it is in Node.js [FUN-075] [FUN-080]', (expression) => {
  const [own, expected] = both(expression);
  expect(own).toEqual(expected);
});

test.each([
  ['b.readInt32LE(10)', 'RangeError: index out of range'], ['b.swap64()', 'RangeError: Buffer size must be a multiple of 64-bits'], ['Buffer.from(5)', 'TypeError: first argument is not a string or Buffer-like object'],
  ['b.toString("latin1")', 'TypeError: "latin1" encoding is not supported'],
])('%s: %s', (expression, message) => {
  const code = `function handler() { var b = Buffer.from("${BYTES.toString('hex')}", "hex"); return ${expression}; }`;
  expect(new FunctionRuntime({ name: 'f', code, runtime: 'cloudfront-js-2.0', store: undefined }).run({ request: {} }, { now: 0, eventType: 'viewer-request' }).error!.message).toBe(message);
});

test('bytes survive every encoding', () => {
  const code = 'function handler(e) { return ["hex", "base64", "base64url"].map(function (c) { return Buffer.from(Buffer.from(e.hex, "hex").toString(c), c).toString("hex"); }); }';
  const edgeFunction = new FunctionRuntime({ name: 'f', code, runtime: 'cloudfront-js-2.0', store: undefined });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const hex = Buffer.from(bytes).toString('hex');
    expect(edgeFunction.run({ request: {}, hex }, { now: 0, eventType: 'viewer-request' }).value).toEqual([hex, hex, hex]);
  }), { numRuns: 100 });
});
