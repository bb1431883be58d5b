import { kilometres } from '../../src/config';

test('a place is nowhere far from itself, and half the equator from its antipode', () => {
  expect(kilometres(50, 8, 50, 8)).toBeCloseTo(0, 3);
  expect(kilometres(0, 0, 0, 180)).toBeCloseTo(20_015, 0);
});

test('Frankfurt to London is some 640 km, whichever way', () => {
  expect(kilometres(50, 8.6, 51.5, -0.5)).toBeCloseTo(kilometres(51.5, -0.5, 50, 8.6), 6);
  expect(Math.round(kilometres(50, 8.6, 51.5, -0.5) / 10)).toBe(66);
});
