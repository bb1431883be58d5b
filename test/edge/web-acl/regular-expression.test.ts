import fc from 'fast-check';
import { readExpression } from '../../../src/config';
import { expressionMatcher } from '../../../src/edge/web-acl/regular-expression';

const matches = (pattern: string, text: string) => expressionMatcher(readExpression(pattern))(text);

/** Each pattern with texts that it matches, and texts that it does not. */
const CASES: readonly (readonly [pattern: string, matching: readonly string[], others: readonly string[]])[] = [
  ['bad', ['bad', 'a bad one'], ['Bad', 'ba d', '']],
  ['(?i)bad', ['BAD', 'xBaDx'], ['b4d']],
  ['(?i:b)ad', ['Bad', 'bad'], ['BAD']],
  ['x(?i)y(?-i)z', ['xyz', 'xYz'], ['Xyz', 'xyZ']],
  ['^/admin(/|$)', ['/admin', '/admin/x', '/admin\n'], ['/administrator', 'x/admin']],
  ['\\Aab\\z', ['ab'], ['ab\n', 'xab']],
  ['ab\\Z', ['ab', 'ab\n'], ['abc']],
  ['(?m)^b$', ['a\nb\nc'], ['ab']],
  ['a.c', ['abc'], ['a\nc']],
  ['(?s)a.c', ['a\nc'], []],
  ['\\.php\\d*$', ['x.php', 'x.php5'], ['xphp', 'x.php-']],
  ['^[a-f0-9]{3,5}$', ['abc', '12345'], ['ab', '123456', 'xyz']],
  ['^(ab){2,}$', ['abab', 'ababab'], ['ab', 'aba']],
  ['^a{,2}$', ['a{,2}'], ['aa']],
  ['^a{0}b$', ['b'], ['ab']],
  ['^(a|b|cd)+?$', ['abcd', 'cdcd'], ['abc', '']],
  ['^(?:|a)$', ['', 'a'], ['aa']],
  ['\\bcat\\b', ['a cat.', 'cat'], ['concat', 'cats']],
  ['\\Bcat', ['concat'], ['cat']],
  ['^[^]a]$', ['b', '-'], [']', 'a']],
  ['^[]a-]+$', ['a]-'], ['b']],
  ['^[\\w.-]+@[[:alpha:]]+$', ['a.b-c@example'], ['a b@example', 'a@3']],
  ['^[[:^digit:]]$', ['x'], ['4']],
  ['^\\Qa.b*\\E$', ['a.b*'], ['aXb*']],
  ['^\\x41\\x{42}\\t\\011\\cI\\e$', ['AB\t\t\t\x1b'], ['ab\t\t\t\x1b']],
  ['^\\h\\v\\N\\S\\D\\W$', [' \nax- '.replace(' ', ' ')], ['aaaaaa']],
  ['^(?<year>\\d{4})(?P<month>\\d\\d)(?\'day\'\\d\\d)$', ['20250101'], ['2025011']],
  ['a(?#a comment)b', ['ab'], ['a(?#a comment)b']],
  ['^[\\x00-\\x1f]$', ['\x00', '\x1f'], [' ']],
  ['^é$', [Buffer.from('é').toString('latin1')], ['é']],
  ['^(a*)*$', ['', 'aaa'], ['aab']],
];

test.each(CASES)('%s', (pattern, matching, others) => {
  expect(matching.filter((text) => !matches(pattern, text))).toEqual([]);
  expect(others.filter((text) => matches(pattern, text))).toEqual([]);
});

test('it matches what JavaScript\'s own expressions match', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\b', '^', 'a*', 'b+', 'c?', 'a{2}', 'b{1,2}', '(?:a|)+');
  const group = (inner: fc.Arbitrary<string>) => fc.tuple(inner, inner, fc.constantFrom('', '*', '+?', '{0,2}')).map(([one, other, repetition]) => `(${one}|${other})${repetition}`);
  const several = (inner: fc.Arbitrary<string>) => fc.array(inner, { maxLength: 3 }).map((parts) => parts.join(''));
  const pattern = several(fc.oneof(atom, group(several(fc.oneof(atom, group(atom))))));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 8 });
  fc.assert(fc.property(pattern, text, (source, subject) => {
    expect(matches(source, subject)).toBe(new RegExp(source).test(subject));
  }), { numRuns: 1000 });
});

test('no expression takes long, however it is nested', () => {
  const text = `${'a'.repeat(16_384)}!`;
  expect(matches('^(a+)+$', text)).toBe(false);
  expect(matches('^(a|a|aa)*$', text)).toBe(false);
  expect(matches('((((){1000}){1000}){1000}){1000}', text)).toBe(true);
});

test('an expression whose repetitions are too large is refused', () => {
  expect(() => matches('(a{1000}){1000}', '')).toThrow('its repetitions are too large');
});
