import { createHmac } from 'crypto';
import * as fc from 'fast-check';
import { FunctionRuntime } from '../../../../src/edge/functions/function-runtime';

const KEY = 'a secret';

/** What an expression comes to in a function, where `token` is a Buffer of the bytes in hexadecimal that it is given, and `input` what it is given. */
function evaluator(expression: string): (input: unknown) => any {
  const code = `import cf from 'cloudfront';\nfunction handler({ input }) { const token = Buffer.from(typeof input === 'string' ? input : '', 'hex'); return [${expression}]; }`;
  const runtime = new FunctionRuntime({ name: 'f', code, runtime: 'cloudfront-js-2.0', store: undefined });
  return (input) => {
    const { value, error } = runtime.run({ request: {}, input }, { now: 0, eventType: 'viewer-request' });
    return error === undefined ? (value as unknown[])[0] : error.message;
  };
}

const validated = evaluator(`cf.cwt.validateToken(token, { key: '${KEY}' })`);
const generated = evaluator(`cf.cwt.generateToken(input, { cwtTag: true, coseTag: 'MAC0', key: '${KEY}' }).toString('hex')`);

/** A byte string of CBOR with up to 65,535 bytes. */
function bstr(bytes: Buffer): Buffer {
  const { length } = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** A token as RFC 8152 (6) makes it of headers and claims that are CBOR in hexadecimal. */
function tokenOf(headers: string, claims: string, { tags = 'd1', unprotected = 'a0', key = KEY } = {}): string {
  const [protectedHeaders, payload] = [headers, claims].map((hex) => bstr(Buffer.from(hex, 'hex')));
  const mac = createHmac('sha256', key).update(Buffer.concat([Buffer.from('\x84\x64MAC0', 'latin1'), protectedHeaders, Buffer.from([0x40]), payload])).digest();
  return Buffer.concat([Buffer.from(`${tags}84`, 'hex'), protectedHeaders, Buffer.from(unprotected, 'hex'), payload, bstr(mac)]).toString('hex');
}

const HS256 = 'a10105';
/** {1: "a", 4: 1740000000, "x": [true, null, -1, 1.5]} */
const CLAIMS = 'a3016161041a67b64b00617884f5f620fb3ff8000000000000';

test.each([['d1', 'a token'], ['d83dd1', 'one with the tag of CWT']])('%s: what %s says, with all keys as texts [FUN-110]', (tags) => {
  expect(validated(tokenOf(HS256, CLAIMS, { tags }))).toEqual({ protectedHeaders: { 1: 5 }, unprotectedHeaders: {}, payload: { 1: 'a', 4: 1740000000, x: [true, null, -1, 1.5] } });
});

test('the key may be a Buffer, and bytes become one', () => {
  const keyed = evaluator(`cf.cwt.validateToken(token, { key: Buffer.from('${KEY}') }).unprotectedHeaders[4].toString()`);
  expect(keyed(tokenOf(HS256, CLAIMS, { unprotected: 'a1044c53796d6d6574726963323536' }))).toBe('Symmetric256');
});

test('the token of RFC 8392 (A.4), with HMAC 256/64, is not valid [FUN-110]', () => {
  const token = 'd83dd18443a10104a1044c53796d6d65747269633235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d'
    + '041a5612aeb0051a5610d9f0061a5610d9f007420b7148093101ef6d789200';
  expect(validated(token)).toBe('Error: the token is not valid: its algorithm is 4, not 5 (HS256)');
});

test.each([
  ['is signed with another key', tokenOf(HS256, CLAIMS, { key: 'another' }), 'it is not signed with this key'],
  ['was changed', tokenOf(HS256, CLAIMS).replace('67b64b00', '77b64b00'), 'it is not signed with this key'],
  ['has no tag of COSE', tokenOf(HS256, CLAIMS, { tags: '' }), 'it has not the tag 17 of COSE_Mac0'],
  ['has the tag of COSE_Sign1', tokenOf(HS256, CLAIMS, { tags: 'd83dd2' }), 'it has not the tag 17 of COSE_Mac0'],
  ['has no algorithm', tokenOf('a0', CLAIMS), 'its algorithm is undefined, not 5 (HS256)'],
  ['has a payload that is no map', tokenOf(HS256, '6161'), 'its payload is no map'],
  ['goes on behind its end', `${tokenOf(HS256, CLAIMS)}00`, 'it is no COSE_Mac0'],
  ['is empty', '', 'it ends within a value'],
  ['has a length without end', 'd19f', 'a length cannot be read'],
])('a token that %s is not valid [FUN-110]', (_title, token, reason) => {
  expect(validated(token)).toBe(`Error: the token is not valid: ${reason}`);
});

test.each([[1024, 'payload'], [1025, 'it has 1025 bytes; 1024 are allowed']])('of a token with %i bytes: %s [FUN-110]', (size, expected) => {
  const { length } = Buffer.from(tokenOf(HS256, `a1016159${'0'.repeat(8)}`), 'hex');
  const text = 'x'.repeat(size - length + 1);
  const claims = `a10179${(text.length).toString(16).padStart(4, '0')}${Buffer.from(text).toString('hex')}`;
  const token = tokenOf(HS256, claims);
  expect(Buffer.from(token, 'hex')).toHaveLength(size);
  const told = validated(token);
  expect(typeof told === 'string' ? told : Object.keys(told).at(-1)).toBe(size > 1024 ? `Error: the token is not valid: ${expected}` : expected);
});

test('a token is made as it is validated, whichever way round its arguments are given [FUN-110]', () => {
  const token = { protected: { 1: '5' }, unprotected: {}, payload: { 1: 'a', 4: 1740000000, x: [true, null, -1, 1.5] } };
  expect(generated(token)).toBe(tokenOf(HS256, CLAIMS, { tags: 'd83dd1' }));
  expect(evaluator(`cf.cwt.generateToken({ coseTag: 'MAC0', key: '${KEY}' }, input).toString('hex')`)(token)).toBe(tokenOf(HS256, CLAIMS));
});

test.each([
  ['cf.cwt.validateToken("d1", { key: "k" })', 'TypeError: the token is no Buffer'],
  ['cf.cwt.validateToken(token)', 'TypeError: the context has no key, a string or Buffer'],
  ['cf.cwt.validateToken(token, { key: 1 })', 'TypeError: the context has no key, a string or Buffer'],
  ['cf.cwt.generateToken({ coseTag: "MAC0" }, { payload: {} })', 'TypeError: the context has no key, a string or Buffer'],
  ['cf.cwt.generateToken({ coseTag: "Sign1", key: "k" }, { payload: {} })', 'TypeError: the coseTag is Sign1, not MAC0'],
  ['cf.cwt.generateToken({ coseTag: "MAC0", key: "k" }, {})', 'TypeError: the token has no payload'],
  ['cf.cwt.generateToken({ coseTag: "MAC0", key: "k" }, { protected: { 1: 4 }, payload: {} })', 'TypeError: the algorithm of the protected headers is 4, not 5 (HS256)'],
  ['cf.cwt.generateToken({ coseTag: "MAC0", key: "k" }, { protected: { 1: 5 }, payload: { 1: undefined } })', 'TypeError: a token cannot have a undefined'],
  ['cf.cwt.generateToken({ coseTag: "MAC0", key: "k" }, { protected: { 1: 5 }, payload: { 1: "x".repeat(1024) } })', 'Error: the token would have 1073 bytes; 1024 are allowed'],
])('%s throws %s', (call, message) => {
  expect(evaluator(call)('')).toBe(message);
});

test('what was put into a token comes out of it', () => {
  const roundTrip = evaluator('cf.cwt.validateToken(cf.cwt.generateToken({ protected: { 1: 5 }, payload: input }, { coseTag: \'MAC0\', key: \'k\' }), { key: \'k\' }).payload');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 }, fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 5 }), tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(fc.property(fc.dictionary(fc.oneof(fc.integer().map(String), fc.string({ maxLength: 5 })), value, { maxKeys: 3 }), (payload) => {
    const given = JSON.parse(JSON.stringify(payload));
    const result = roundTrip(given);
    if (typeof result === 'string') return expect(result).toMatch(/1024 are allowed$/);
    expect(result).toEqual(given);
  }), { numRuns: 60 });
});

test('no bytes make it end otherwise than with an answer', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
    expect(validated(`d18443${HS256}${Buffer.from(noise).toString('hex')}`)).toMatch(/^Error: the token is not valid: /);
  }), { numRuns: 100 });
});
