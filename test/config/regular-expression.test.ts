import { readExpression, UnreadableExpression } from '../../src/config';

test.each([
  ['a(?=b)', 'lookaround'],
  ['a(?!b)', 'lookaround'],
  ['(?<=a)b', 'lookaround'],
  ['(?<!a)b', 'lookaround'],
  ['(a)\\1', 'a back reference'],
  ['(?<n>a)\\k<n>', 'a back reference'],
  ['(?P<n>a)(?P=n)', 'a back reference'],
  ['(?>a)', 'an atomic group'],
  ['a++', 'a possessive repetition'],
  ['a{2}+', 'a possessive repetition'],
  ['(?(1)a|b)', 'a condition'],
  ['(?R)', 'recursion'],
  ['(*FAIL)', 'a backtracking verb'],
  ['\\C', '\\C is not'],
  ['\\p{L}', '\\p is not'],
  ['(?x)a', 'is not one that is known'],
  ['[[:nothing:]]', 'is not one that is known'],
  ['(a', 'not closed'],
  ['[a', 'not closed'],
  ['a)', 'was not opened'],
  ['a\\', 'ends with a backslash'],
  ['*a', 'nothing to repeat'],
  ['[b-a]', 'runs backwards'],
  ['a{3,2}', 'counts too far'],
  ['a{1001}', 'counts too far'],
  ['\\x{100}', 'is no byte'],
  ['('.repeat(101) + ')'.repeat(101), 'deep'],
])('%s cannot be read: %s', (pattern, what) => {
  expect(() => readExpression(pattern)).toThrow(UnreadableExpression);
  expect(() => readExpression(pattern)).toThrow(what);
});

test('512 characters are read, and 513 are not', () => {
  expect(readExpression('a'.repeat(512))).toMatchObject({ kind: 'sequence' });
  expect(() => readExpression('a'.repeat(513))).toThrow('513 characters');
});
