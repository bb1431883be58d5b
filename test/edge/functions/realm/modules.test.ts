import { createHash, createHmac } from 'crypto';
import { parse, stringify } from 'querystring';
import * as fc from 'fast-check';
import { FunctionRuntime } from '../../../../src/edge/functions/function-runtime';

/** Runs an expression, with `input` as it is given and the modules that the runtime has. */
function evaluate(expression: string, input: unknown = null, runtime = 'cloudfront-js-2.0'): unknown {
  const code = `var crypto = require("crypto"), qs = require("querystring");\nfunction handler(event) { var input = event.input; return [${expression}]; }`;
  const { value, error } = new FunctionRuntime({ name: 'f', code, runtime, store: undefined }).run({ request: {}, input }, { now: 0, eventType: 'viewer-request' });
  return error === undefined ? (value as unknown[])[0] : error.message;
}

/** The same for many inputs, with one function. */
function evaluator(expression: string, runtime = 'cloudfront-js-2.0'): (input: unknown) => any {
  const code = `var crypto = require("crypto"), qs = require("querystring");\nfunction handler(event) { var input = event.input; return [${expression}]; }`;
  const edgeFunction = new FunctionRuntime({ name: 'f', code, runtime, store: undefined });
  return (input) => (edgeFunction.run({ request: {}, input }, { now: 0, eventType: 'viewer-request' }).value as unknown[])[0];
}

const ENCODINGS = ['hex', 'base64', 'base64url'] as const;
const RUNTIMES = ['cloudfront-js-1.0', 'cloudfront-js-2.0'];

test.each(RUNTIMES)('hashes and HMACs are those of Node.js in %s [FUN-080]', (runtime) => {
  for (const algorithm of ['md5', 'sha1', 'sha256']) {
    for (const encoding of ENCODINGS) {
      expect(evaluate(`crypto.createHash("${algorithm}").update("é").update("b").digest("${encoding}")`, null, runtime)).toBe(createHash(algorithm).update('éb').digest(encoding));
      expect(evaluate(`crypto.createHmac("${algorithm}", "k").update("d").digest("${encoding}")`, null, runtime)).toBe(createHmac(algorithm, 'k').update('d').digest(encoding));
    }
  }
});

test('of other algorithms and encodings there is none [FUN-080]', () => {
  expect(evaluate('crypto.createHash("sha512")')).toBe('TypeError: not supported algorithm: "sha512"');
  expect(evaluate('crypto.createHash("md5").digest("latin1")')).toBe('TypeError: "latin1" encoding is not supported');
  expect(evaluate('crypto.createHash("md5").update({})')).toBe('TypeError: data is not a string or Buffer-like object');
  expect(evaluate('(function (h) { h.digest(); h.digest(); })(crypto.createHash("md5"))')).toBe('Error: Digest already called');
});

test('a digest without encoding is a Buffer in 2.0, and a text of bytes in 1.0', () => {
  const digest = createHash('md5').update('a').digest();
  expect(evaluate('crypto.createHash("md5").update("a").digest()')).toEqual(digest.toJSON());
  expect(evaluate('crypto.createHash("md5").update("a").digest()', null, RUNTIMES[0])).toBe(digest.toString('latin1'));
  expect(evaluate('crypto.createHmac("md5", Buffer.from("6b", "hex")).update(new Uint8Array([100])).digest("hex")')).toBe(createHmac('md5', 'k').update('d').digest('hex'));
});

test('modules are those of the runtime [FUN-080]', () => {
  expect(evaluate('typeof require("buffer").Buffer.from + typeof require("cloudfront").kvs')).toBe('functionfunction');
  for (const name of ['buffer', 'cloudfront']) expect(evaluate(`require("${name}")`, null, RUNTIMES[0])).toBe(`Error: Cannot find module "${name}"`);
});

test('query strings are read as Node.js reads them [FUN-081]', () => {
  expect(evaluate('qs.parse("name=value&abc=xyz&abc=123")')).toEqual({ name: 'value', abc: ['xyz', '123'] });
  expect(evaluate('qs.parse("a:1;b:2", ";", ":")')).toEqual({ a: '1', b: '2' });
  expect(evaluate('Object.keys(qs.parse(input)).length', Array.from({ length: 1_001 }, (_, i) => `a${i}`).join('&'))).toBe(1_000);
  expect(evaluate('Object.keys(qs.parse(input, "&", "=", { maxKeys: 0 })).length', Array.from({ length: 1_001 }, (_, i) => `a${i}`).join('&'))).toBe(1_001);
  expect(evaluate('qs.parse("a=%ff%20b+c&%zz")')).toEqual({ 'a': '\ufffd b c', '%zz': '' });
  expect(evaluate('qs.parse("a=x", "&", "=", { decodeURIComponent: function (t) { return t + "!"; } })')).toEqual({ 'a!': 'x!' });
  const read = evaluator('qs.decode(input)');
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '=', '&', '%41', '%c3%a9', '%', '+', '_') }), (text) => expect(read(text)).toEqual({ ...parse(text) })), { numRuns: 200 });
});

test('query strings are written as Node.js writes them [FUN-081]', () => {
  expect(evaluate('qs.stringify({ name: "value", abc: ["xyz", "123"], anotherName: "" })')).toBe('name=value&abc=xyz&abc=123&anotherName=');
  expect(evaluate('qs.stringify({ a: 1, b: true, c: null, d: {} }, ";", ":")')).toBe(stringify({ a: 1, b: true, c: null, d: {} } as any, ';', ':'));
  expect(evaluate('qs.stringify({ a: "b" }, "&", "=", { encodeURIComponent: function (t) { return "<" + t + ">"; } })')).toBe('<a>=<b>');
  const write = evaluator('qs.encode(input)');
  const values = fc.dictionary(fc.stringMatching(/^[a-c é&=]{1,3}$/), fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.integer(), fc.boolean()));
  fc.assert(fc.property(values, (object) => expect(write(object)).toBe(stringify(object as any))), { numRuns: 200 });
});

test('escape and unescape are encodeURIComponent and back [FUN-080]', () => {
  expect(evaluate('qs.unescape(qs.escape("a b/é?")) + qs.escape("a b")')).toBe('a b/é?a%20b');
});

test('texts of bytes of runtime 1.0 [FUN-082]', () => {
  const values = evaluate(`[String.bytesFrom("aGk=", "base64"), String.bytesFrom("aGk", "base64url"), String.bytesFrom("6869", "hex"), String.bytesFrom([104, 361]), "é".toUTF8().length,
    "Ã©".fromUTF8(), "ÿ".fromUTF8(), "é".toBytes(), "€".toBytes(), "é".fromBytes(), "abc".toUTF8(1, 2)]`, null, RUNTIMES[0]);
  expect(values).toEqual(['hi', 'hi', 'hi', 'hi', 2, 'é', null, 'é', null, 'é', 'b']);
  expect(evaluate('String.bytesFrom("a", "utf8")', null, RUNTIMES[0])).toBe('TypeError: "utf8" encoding is not supported');
  expect(evaluate('typeof "".toUTF8')).toBe('undefined');
});

test('TextEncoder, TextDecoder, atob and btoa [FUN-075]', () => {
  expect(evaluate('new TextDecoder().decode(new TextEncoder().encode("é€"))')).toBe('é€');
  expect(evaluate('new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255]))')).toBe('TypeError: The encoded data was not valid');
  expect(evaluate('(function (target) { return [new TextEncoder().encodeInto("aé😀", target), target[0]]; })(new Uint8Array(5))')).toEqual([{ read: 2, written: 3 }, 97]);
  expect(evaluate('[atob("aGk="), atob(" a G k "), btoa("hi"), btoa("\\xff")]')).toEqual(['hi', 'hi', 'aGk=', '/w==']);
  expect([evaluate('atob("a")'), evaluate('btoa("€")')]).toEqual(['RangeError: the string to be decoded is not correctly encoded', 'RangeError: invalid character (>= U+00FF)']);
});
