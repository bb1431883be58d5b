import { App, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { framesOf, H264, run, testFilm, testWith } from './clients';
import { FlashBuilderProject, Origins, RtmpDistribution, WebDistribution } from '../../src';
import { playerPage } from '../../src/config';
import { LocalEdge } from '../../src/local';
import { directoryWith } from '../cli/run';
import '../constructs/site';

const PAGE = '<html><body><object data="CloudFrontStreaming.swf" type="application/x-shockwave-flash"></object></body></html>';
const directory = directoryWith({
  'CloudFrontStreaming/bin-release/CloudFrontStreaming.html': PAGE,
  'CloudFrontStreaming/bin-release/CloudFrontStreaming.swf': 'the player',
  'CloudFrontStreaming/bin-release/history/history.js': 'history',
  'media/.keep': '',
});

/** The guide's app for Flash Builder: one public bucket with the release build of a project and a film, and two distributions of it. */
function synthesise(): string {
  const app = new App({ outdir: `${directory}/cdk.out` });
  const stack = new Stack(app, 'Films', { env: { region: 'us-east-1', account: '123456789012' } });
  const bucket = new Bucket(stack, 'Media', { publicReadAccess: true, blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY });
  const sources = [FlashBuilderProject.release(`${directory}/CloudFrontStreaming`), Source.asset(`${directory}/media`)];
  new BucketDeployment(stack, 'Deployment', { destinationBucket: bucket, sources });
  new WebDistribution(stack, 'Web', { defaultBehavior: { origin: Origins.s3Bucket(bucket) } });
  new RtmpDistribution(stack, 'Rtmp', { bucket });
  return app.synth().directory;
}

testWith({ ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' }, 'the page of a project of Flash Builder has its player, and the film of the project\'s source plays [MED-087]', async () => {
  await run('ffmpeg', '-v', 'error', '-y', ...testFilm(2), ...H264, `${directory}/media/my-vacation.mp4`);
  const edge = await LocalEdge.start({ path: synthesise() });
  try {
    const [{ http }, { rtmp }] = edge.ready.distributions;
    const page = await (await fetch(`${http}/CloudFrontStreaming.html`)).text();
    expect(page).toBe(PAGE);
    expect(await (await fetch(`${http}/${/data="(.*?)"/.exec(page)![1]}`)).text()).toBe('the player');
    const source = playerPage('Flash Player', { player: http!, streamer: rtmp!, objectName: 'my-vacation.mp4' });
    const [, film] = /StreamingURLResource\("(.*?)"\)/.exec(source)!;
    expect(film).toBe(`${rtmp}/mp4:my-vacation`);
    expect(await framesOf(film)).toBe(20);
  } finally {
    await edge.close();
  }
});
