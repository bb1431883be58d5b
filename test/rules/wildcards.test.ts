import { assert, property, array, constantFrom } from 'fast-check';
import { covers, overlap } from '../../src/rules/wildcards';

/** The slow, plain meaning of a pattern. */
function matches(pattern: string, path: string): boolean {
  if (pattern === '') return path === '';
  if (pattern[0] === '*') return matches(pattern.slice(1), path) || (path !== '' && matches(pattern, path.slice(1)));
  return path !== '' && (pattern[0] === '?' || pattern[0] === path[0]) && matches(pattern.slice(1), path.slice(1));
}

const patterns = array(constantFrom('a', 'b', '*', '?'), { maxLength: 7 }).map((letters) => letters.join(''));
const paths = array(constantFrom('a', 'b', 'c'), { maxLength: 9 }).map((letters) => letters.join(''));

test('a pattern that covers another matches every path that the other matches', () => {
  const holds = (wider: string, narrower: string, path: string) => !covers(wider, narrower) || !matches(narrower, path) || matches(wider, path);
  assert(property(patterns, patterns, paths, holds), { numRuns: 3000 });
});

test('a pattern covers a path without wildcards exactly when it matches it', () => {
  assert(property(patterns, paths, (pattern, path) => covers(pattern, path) === matches(pattern, path)), { numRuns: 2000 });
});

test.each([
  ['*', 'a*b', true], ['/a', 'a', true], ['a*', '*', false], ['?*', '*?', true], ['*a*', 'bab', true], ['a?', 'a*', false], ['a*b', 'ab', true],
])('%s covers %s: %s', (wider, narrower, expected) => expect(covers(wider, narrower)).toBe(expected));

test('two patterns that match one path overlap, whichever comes first', () => {
  const holds = (one: string, other: string, path: string) => !matches(one, path) || !matches(other, path) || (overlap(one, other) && overlap(other, one));
  assert(property(patterns, patterns, paths, holds), { numRuns: 3000 });
});

test('a pattern overlaps a path without wildcards exactly when it matches it', () => {
  assert(property(patterns, paths, (pattern, path) => overlap(pattern, path) === matches(pattern, path)), { numRuns: 2000 });
});

test.each([
  ['*.jpg', 'secure/*', true], ['/secure/*', 'secure/a', true], ['*.jpg', '*.png', false], ['a?', 'a', false], ['*a', 'b*', true], ['', '', true],
])('%s and %s overlap: %s', (one, other, expected) => expect(overlap(one, other)).toBe(expected));

test('hostile patterns of the greatest length are compared without backtracking', () => {
  const steps = '*a'.repeat(127);
  expect(covers(`${steps}b`, 'a'.repeat(255))).toBe(false);
  expect(overlap(`${steps}b`, `${steps}c`)).toBe(false);
});

test('however patterns are made, comparing long ones takes no longer than the product of their lengths', () => {
  const long = array(constantFrom('a', '*', '?', '*a', '?*'), { minLength: 120, maxLength: 127 }).map((parts) => parts.join(''));
  assert(property(long, long, (one, other) => (covers(one, other) ? overlap(one, other) : true)), { numRuns: 200 });
});
