import fc from 'fast-check';
import { matchesWildcards, pathMatcher } from '../../src/edge/path-pattern';

test.each<[string, string, boolean]>([
  ['images/*.jpg', '/images/a.jpg', true],
  ['/images/*.jpg', '/images/deep/a.jpg', true],
  ['/images/*.jpg', '/images/a.JPG', false],
  ['/a?.jpg', '/ab.jpg', true],
  ['/a?.jpg', '/a.jpg', false],
  ['*.gif', '/any/where.gif', true],
  ['/*', '/', true],
  ['/exact', '/exact', true],
  ['/exact', '/exact/', false],
  ['/api/*', '/api', false],
])('%s and %s', (pattern, path, matches) => expect(pathMatcher(pattern)(path)).toBe(matches));

test('wildcards match what the same regular expression does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '.'), maxLength: 12 });
  fc.assert(fc.property(text, text, (pattern, path) => {
    const oracle = new RegExp(`^${pattern.replace(/[.*?/]/g, (sign) => (sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `\\${sign}`))}$`);
    return matchesWildcards(pattern, path) === oracle.test(path);
  }));
});
