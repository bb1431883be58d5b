import { assignedHeaders, literalArguments, syntaxErrorOf } from '../../src/rules/function-code';

test.each(['async function handler() { await f(); }', 'import cf from "cloudfront";\nfunction handler() {}', 'code', ''])('%j is JavaScript', (code) => expect(syntaxErrorOf(code)).toBeUndefined());
test.each(['function {', 'await f();', 'let a; let a;'])('%j is none', (code) => expect(syntaxErrorOf(code)).toEqual(expect.any(String)));

test('code is only read, never run', () => expect(syntaxErrorOf('throw new Error("ran"); while (true) {}')).toBeUndefined());

test('arguments count where they are written as texts', () => {
  expect(literalArguments('cf.pick("a"); cf.pick( \'b\' ); cf.pick(c); // cf.pick("d")', 'pick')).toEqual(['a', 'b']);
});

test.each([
  ['request.headers["Host"] = x', ['host']], ['request.headers.via = x', ['via']], ['headers[\'a\'].value = x', ['a']], ['headers[name] = x', []], ['headers.host == x', []], ['headers.host === x', []],
])('%j sets %j', (code, headers) => expect(assignedHeaders(code)).toEqual(headers));
