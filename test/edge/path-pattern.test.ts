import { pathMatcher } from '../../src/edge/path-pattern';

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
