import { App, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);
process.env.CDK_VALIDATION = 'false';

function app() {
  const scope = new App();
  const site = new Stack(scope, 'Site');
  const bucket = new Bucket(site, 'Pages');
  new Distribution(site, 'Distribution', { defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) }, defaultRootObject: 'index.html' });
  const api = new Stack(scope, 'Api');
  new Distribution(api, 'Distribution', { defaultBehavior: { origin: new HttpOrigin('api.example.com') } });
  return { scope, site, api, bucket };
}

test('a stack of aws-cdk-lib: its bucket is named by its construct, time by a Duration', async () => {
  const { site, bucket } = app();
  const edge = await EdgeHarness.fromStack(site, { origins: new Map([[bucket, { 'index.html': 'home' }]]) });
  expect((await edge.get('/')).text()).toBe('home');
  expect(await edge.get('/')).toBeCacheHit();
  await edge.clock.advance(Duration.hours(25));
  expect(await edge.get('/')).toBeRefreshHit();
});

test('the other stacks of the app are there too, under their own hosts', async () => {
  const { api } = app();
  const edge = await EdgeHarness.fromStack(api, { origins: { 'api.example.com': () => 'api' } });
  expect((await edge.get('/')).text()).toBe('api');
});

test('an app has the distributions of all its stacks', async () => {
  const { scope } = app();
  const edge = await EdgeHarness.fromApp(scope, { origins: { 'api.example.com': () => 'api' } });
  await expect(edge.get('/')).rejects.toThrow(/exactly one distribution, and several can be meant of Distribution\w+ of Site .*, Distribution\w+ of Api/);
});

test('a stack is found under whatever name it is deployed, and has the distributions of its nested stacks', async () => {
  const stage = new Stage(new App(), 'Live');
  const site = new Stack(stage, 'Site', { stackName: 'site' });
  const bucket = new Bucket(site, 'Pages');
  new Distribution(new NestedStack(site, 'Cdn'), 'Distribution', { defaultBehavior: { origin: S3BucketOrigin.withBucketDefaults(bucket) } });
  new Distribution(new Stack(stage, 'Api'), 'Distribution', { defaultBehavior: { origin: new HttpOrigin('api.example.com') } });
  const edge = await EdgeHarness.fromStack(site, { origins: new Map([[bucket, { 'index.html': { body: 'home', acl: 'public-read' } }]]) });
  expect((await edge.get('/index.html')).status).toBe(403);
});
