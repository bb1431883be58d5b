import { isTooDeep, MAXIMUM_DEPTH } from '../../src/template/nesting';

const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inner: unknown, _, i) => (i % 2 === 0 ? [inner] : { inner }), 'text');

test('a value may be nested 400 levels deep', () => {
  expect(MAXIMUM_DEPTH).toBe(400);
  for (const value of ['text', 1, null, undefined, [], {}, nested(1), nested(400), [nested(399), 'text']]) expect(isTooDeep(value)).toBe(false);
  for (const value of [nested(401), ['text', nested(400)], nested(100_000)]) expect(isTooDeep(value)).toBe(true);
});
