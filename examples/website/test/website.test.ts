import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebsiteStack } from '../website-stack';
import { edgeMatchers, EdgeHarness } from 'cdk-cloudfront-edge/testing';

expect.extend(edgeMatchers);

function website(): WebsiteStack {
  return new WebsiteStack(new App(), 'Website');
}

let stack: WebsiteStack;
let calls: string[];
let edge: EdgeHarness;

beforeEach(async () => {
  stack = website();
  calls = [];
  edge = await EdgeHarness.fromStack(stack, {
    origins: {
      api: ({ url }) => {
        calls.push(url);
        return { headers: { 'cache-control': 'max-age=10' }, body: '{"ok":true}' };
      },
    },
  });
});

test('the template is what was reviewed', () => {
  const { Resources } = Template.fromStack(stack).toJSON();
  const distribution = Object.values(Resources).filter((resource: any) => resource.Type.startsWith('AWS::CloudFront::'));
  expect(distribution).toMatchSnapshot();
});

test('CloudFront takes the configuration', () => {
  expect(edge.findings.filter(({ level }) => level === 'error')).toEqual([]);
});

test('the root of the site is the index page, and the second viewer gets it from the cache', async () => {
  expect((await edge.get('/')).text()).toContain('Served by the local edge');
  expect(await edge.get('/')).toBeCacheHit();
});

test('after an hour the page is fetched again', async () => {
  await edge.get('/index.html');
  await edge.clock.advance(Duration.minutes(61));
  expect(await edge.get('/index.html')).not.toBeCacheHit();
});

test('a missing page shows the error page', async () => {
  const response = await edge.get('/nowhere');
  expect(response.status).toBe(404);
  expect(response.text()).toContain('There is no such page');
});

test('the API is cached for each query string apart', async () => {
  await edge.get('/api/time?zone=utc');
  expect(await edge.get('/api/time?zone=utc')).toBeCacheHit();
  expect(await edge.get('/api/time?zone=cet')).toBeCacheMiss();
  expect(calls).toEqual(['/api/time?zone=utc', '/api/time?zone=cet']);
});

test('an invalidation brings the next viewer a new copy', async () => {
  await edge.get('/style.css');
  await edge.invalidate('/*');
  expect(await edge.get('/style.css')).toBeCacheMiss();
});

test('viewers in Antarctica are blocked', async () => {
  expect((await edge.get('/', { from: 'AQ' })).status).toBe(403);
  expect((await edge.get('/', { from: 'DE' })).status).toBe(200);
});
