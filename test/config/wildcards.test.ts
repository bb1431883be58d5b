import fc from 'fast-check';
import { matchesWildcards } from '../../src/config';

test('wildcards match what the same regular expression does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '.'), maxLength: 12 });
  fc.assert(fc.property(text, text, (pattern, path) => {
    const oracle = new RegExp(`^${pattern.replace(/[.*?/]/g, (sign) => (sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `\\${sign}`))}$`);
    return matchesWildcards(pattern, path) === oracle.test(path);
  }));
});

test('a hostile pattern is compared with a long text without backtracking', () => {
  expect(matchesWildcards(`${'*a'.repeat(1_000)}b`, 'a'.repeat(10_000))).toBe(false);
  expect(matchesWildcards('*?'.repeat(500), 'a'.repeat(500))).toBe(true);
});
