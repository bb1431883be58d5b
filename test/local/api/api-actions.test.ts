import { exported } from './sdk-schemas';
import { restOperations } from '../../../src/local/api';
import { actionOf } from '../../../src/local/api/api-actions';

/** Method and path of an action as the SDK has them, with `*` for what stands in them. */
function routeOf(action: string): string {
  const [, , , { http: [method, path] }] = exported[`${action}$`] as [number, string, string, { http: [string, string, number] }];
  const [plain, query] = path.replace('/2020-05-31/', '').replace(/\{\w+\}/g, '*').split('?');
  return `${method} ${plain}${query === 'WithTags' ? '?WithTags' : ''}`;
}

test('each operation is an action that the SDK has, with its method and path', () => {
  // The SDK asks for the configuration of a VPC origin with the origin itself.
  const routes = Object.keys(restOperations({} as never)).filter((route) => route !== 'GET vpc-origin/*/config');
  expect(routes.length).toBeGreaterThan(60);
  for (const route of routes) expect(routeOf(actionOf(route, new URLSearchParams()).name)).toBe(route);
  expect(routeOf(actionOf('POST tagging', new URLSearchParams({ Operation: 'Untag' })).name)).toBe('POST tagging');
});

test.each([
  ['POST streaming-distribution', 'CreateStreamingDistribution'], ['GET streaming-distribution/*', 'GetStreamingDistribution'],
  ['GET streaming-distribution/*/config', 'GetStreamingDistributionConfig'], ['PUT streaming-distribution/*/config', 'UpdateStreamingDistribution'],
  ['GET streaming-distribution', 'ListStreamingDistributions'], ['DELETE streaming-distribution/*', 'DeleteStreamingDistribution'],
])('%s is the action %s [RTM-139]', (route, name) => {
  expect(restOperations({} as never)).toHaveProperty([route]);
  expect(actionOf(route, new URLSearchParams()).name).toBe(name);
});

test('the segments of a path have the names that the action has for them', () => {
  expect(actionOf('GET distribution/*/invalidation/*', new URLSearchParams())).toEqual({ name: 'GetInvalidation', parameters: ['DistributionId', 'Id'] });
  expect(actionOf('PUT distribution/*/config', new URLSearchParams())).toEqual({ name: 'UpdateDistribution', parameters: ['Id'] });
});

test('what has no words of its own is called by its path', () => {
  expect(['GET key-value-store', 'POST function/*/publish'].map((route) => actionOf(route, new URLSearchParams()).name)).toEqual(['ListKeyValueStores', 'PublishFunction']);
});
