import { assignedHeaders, importsOf, literalArguments, syntaxErrorOf, withoutComments, withoutTexts } from '../../src/rules/function-code';

test('comments are left out, texts that look like comments are not', () => {
  expect(withoutComments('a /* b */ c // d\ne "/* f */" \'// g\'')).toBe('a   c  \ne "/* f */" \'// g\'');
});

test('texts, templates and regular expressions become empty, divisions stay', () => {
  expect(withoutTexts('x = \'a"b\' + "c\\"d" + `e${f}`; y = /let "x/g.test(z); a = b / c / d;')).toBe('x = \'\' + \'\' + \'\'; y = \'\'.test(z); a = b / c / d;');
});

test.each([
  ['import cf from "cloudfront";', ['cloudfront']],
  ['import a from \'crypto\'\nimport { b } from "querystring";', ['crypto', 'querystring']],
  ['// import cf from "cloudfront";', []],
  ['var text = "import cf";', []],
])('the modules that %j imports are found', (code, modules) => expect(importsOf(code)).toEqual(modules));

test.each(['async function handler() { await f(); }', 'import cf from "cloudfront";\nfunction handler() {}', 'code', ''])('%j is JavaScript', (code) => expect(syntaxErrorOf(code)).toBeUndefined());
test.each(['function {', 'await f();', 'let a; let a;'])('%j is none', (code) => expect(syntaxErrorOf(code)).toEqual(expect.any(String)));

test('code is only read, never run', () => expect(syntaxErrorOf('throw new Error("ran"); while (true) {}')).toBeUndefined());

test('arguments count where they are written as texts', () => {
  expect(literalArguments('cf.pick("a"); cf.pick( \'b\' ); cf.pick(c); // cf.pick("d")', 'pick')).toEqual(['a', 'b']);
});

test.each([
  ['request.headers["Host"] = x', ['host']], ['request.headers.via = x', ['via']], ['headers[\'a\'].value = x', ['a']], ['headers[name] = x', []], ['headers.host == x', []], ['headers.host === x', []],
])('%j sets %j', (code, headers) => expect(assignedHeaders(code)).toEqual(headers));
