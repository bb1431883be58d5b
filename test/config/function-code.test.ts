import { importsOf, notInFirstRuntime, withoutComments, withoutTexts } from '../../src/config';

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

test.each([
  ['const a = 1;', ['const']], ['let [a] = b;', ['let']], ['async (a) => await b', ['async', 'await']], ['import cf from "cloudfront";', ['import']], ['var letter = "let a"; a.const(b);', []],
])('of %j runtime 1.0 does not know %j', (code, words) => expect(notInFirstRuntime(code)).toEqual(words));
