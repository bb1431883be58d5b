import fc from 'fast-check';
import { matchesWildcards } from '../../src/config';

test('wildcards match what the same regular expression does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '.'), maxLength: 12 });
  fc.assert(fc.property(text, text, (pattern, path) => {
    const oracle = new RegExp(`^${pattern.replace(/[.*?/]/g, (sign) => (sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `\\${sign}`))}$`);
    return matchesWildcards(pattern, path) === oracle.test(path);
  }));
});
