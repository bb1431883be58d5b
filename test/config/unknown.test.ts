import { exceeds, isKnown, isNoneOf, knownItems, knownOr, UNKNOWN } from '../../src/config';

test('nothing can be said about an unknown value', () => {
  expect(isKnown(UNKNOWN)).toBe(false);
  expect(exceeds(UNKNOWN, 1)).toBe(false);
  expect(exceeds(1, UNKNOWN)).toBe(false);
  expect(isNoneOf(UNKNOWN, ['a'])).toBe(false);
  expect(knownOr(UNKNOWN, 7)).toBe(7);
  expect(knownItems(['a', UNKNOWN, 'b'])).toEqual(['a', 'b']);
  expect(knownItems(UNKNOWN)).toEqual([]);
});

test('what is known compares as usual', () => {
  expect(exceeds(2, 1)).toBe(true);
  expect(exceeds(1, 1)).toBe(false);
  expect(isNoneOf('c', ['a', 'b'])).toBe(true);
  expect(isNoneOf('a', ['a', 'b'])).toBe(false);
});
