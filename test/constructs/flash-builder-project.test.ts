import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment } from 'aws-cdk-lib/aws-s3-deployment';
import { newSite, newStack } from './site';
import { FlashBuilderProject, Origins } from '../../src';
import { EdgeHarness } from '../../src/testing';
import { directoryWith } from '../cli/run';

const project = directoryWith({ 'CloudFrontStreaming/bin-release/CloudFrontStreaming.html': 'the page', 'CloudFrontStreaming/bin-release/history/history.js': 'history', 'CloudFrontStreaming/src/CloudFrontStreaming.mxml': 'source' });

test('the release build is deployed without its history, and nothing else of the project [MED-091]', async () => {
  const stack = newStack();
  const bucket = new Bucket(stack, 'Media');
  new BucketDeployment(stack, 'Deployment', { destinationBucket: bucket, sources: [FlashBuilderProject.release(`${project}/CloudFrontStreaming`)] });
  newSite(stack, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket) } });
  const edge = await EdgeHarness.fromStack(stack);
  expect((await edge.get('/CloudFrontStreaming.html')).text()).toBe('the page');
  for (const path of ['/history/history.js', '/bin-release/CloudFrontStreaming.html', '/src/CloudFrontStreaming.mxml']) expect((await edge.get(path)).status).toBe(403);
});

test('a project without a release build is refused', () => {
  expect(() => FlashBuilderProject.release(project)).toThrow(`${project} has no bin-release; export a release build of the project in Flash Builder.`);
});
