/**
 * The segments of a target, such as `GET /distributions/E1`, that stand for the `*` of a route, such as `GET /distributions/*`.
 *
 * @returns undefined where the target is another route's
 */
export function matchRoute(route: string, target: string): string[] | undefined {
  const [expected, given] = [route.split('/'), target.split('/')];
  if (expected.length !== given.length || !expected.every((segment, index) => segment === '*' || segment === given[index])) return undefined;
  return given.filter((_segment, index) => expected[index] === '*');
}
