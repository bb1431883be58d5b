import { matchRoute } from '../../src/local/route';

test.each([
  ['GET /a', 'GET /a', []],
  ['GET /a/*', 'GET /a/b', ['b']],
  ['GET /a/*/c/*', 'GET /a/b/c/d', ['b', 'd']],
  ['GET /a', 'POST /a', undefined],
  ['GET /a/*', 'GET /a', undefined],
  ['GET /a/*', 'GET /a/b/c', undefined],
])('the route %s has of %s the segments %j', (route, target, segments) => {
  expect(matchRoute(route, target)).toEqual(segments);
});
