import { directoryWith, run, serving, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';
import { framesOf, H264, run as runProgram, testFilm, testWith } from '../local/clients';

/** One bucket, behind a web distribution and an RTMP distribution. */
const FILMS = {
  Films: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'films', AccessControl: 'PublicRead' } },
  Web: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'films', DomainName: 'films.s3.amazonaws.com', S3OriginConfig: {} }],
        DefaultCacheBehavior: { TargetOriginId: 'films', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
  Rtmp: {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'films.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } },
  },
};

const directory = directoryWith({
  'template.json': websiteTemplate(), 'site/image.jpg': 'picture', 'films.json': { Resources: FILMS }, 'films/flowplayer.rtmp-3.2.10.swf': 'plug-in',
});
const served = serving(`${directory}/template.json`, '--bucket', `Bucket=${directory}/site`);

test('the page of a distribution that is deployed shows the object by its domain name [WEB-018]', async () => {
  const { exitCode, output } = await run('test-page', 'image.jpg', '--domain-name', 'd1111111abcdef8.cloudfront.net');
  expect([exitCode, output]).toEqual([0, expect.stringContaining('<p><img src="http://d1111111abcdef8.cloudfront.net/image.jpg" alt="my test image"/></p>')]);
});

test('the page of a distribution that runs here shows the object, which the edge delivers [WEB-018]', async () => {
  const { output } = await run('test-page', 'image.jpg', '--endpoint', served.ready.control, '--distribution', 'Site');
  const answer = await fetch(/src="([^"]+)"/.exec(output)![1]);
  expect([answer.status, answer.headers.get('x-cache'), await answer.text()]).toEqual([200, 'Miss from cloudfront', 'picture']);
});

test('a distribution that does not run there, and wrong usage, are a line each', async () => {
  expect(await run('test-page', 'a', '--endpoint', served.ready.control, '--distribution', 'None')).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/^cloudfront-edge: no web distribution None runs at /) });
  expect(await run('test-page', 'a')).toMatchObject({ exitCode: 2, errors: 'cloudfront-edge: expected either --domain-name or --endpoint\n' });
});

const DOMAINS = ['--domain-name', 'd1234.cloudfront.net', '--rtmp-domain-name', 's5678.cloudfront.net'];

test.each([
  ['jwplayer', ['https://d1234.cloudfront.net/jwplayer.js', 'rtmp://s5678.cloudfront.net/cfx/st/my-vacation.mp4']],
  ['flowplayer', ['http://d1234.cloudfront.net/flowplayer-3.2.12.swf', 'rtmp://s5678.cloudfront.net/cfx/st', 'mp4:my-vacation.mp4']],
  ['flash', ['rtmp://s5678.cloudfront.net/cfx/st/mp4:my-vacation"']],
])('a page for %s has the domain names and the name of the file, and nothing to fill in [MED-086]', async (player, values) => {
  const { exitCode, output } = await run('test-page', 'my-vacation.mp4', '--player', player, ...DOMAINS);
  expect(exitCode).toBe(0);
  for (const value of values) expect(output).toContain(value);
  expect(output).not.toMatch(/[A-Z]+-[A-Z]+-[A-Z]+/);
});

test.each([
  [2, 'expected --rtmp-domain-name with a player of RTMP and --domain-name, and only then', ['a.flv', '--player', 'flash', '--domain-name', 'd1234.cloudfront.net']],
  [2, 'expected --rtmp-domain-name with a player of RTMP and --domain-name, and only then', ['a.flv', ...DOMAINS]],
  [2, 'option \'--player <name>\' argument \'vlc\' is invalid. Allowed choices are jwplayer, flowplayer, flash, swfobject, strobe, silverlight.', ['a.flv', '--player', 'vlc', ...DOMAINS]],
  [2, 'expected --swf only with --player strobe', ['a.jpg', '--swf', 'http://example.com/a.swf', '--domain-name', 'd1234.cloudfront.net']],
  [1, '"a" does not name media for RTMP', ['a', '--player', 'flash', ...DOMAINS]],
])('exit code %d, with one line: %s', async (code, says, args) => {
  const { exitCode, errors } = await run('test-page', ...args);
  expect([exitCode, errors.trim().split('\n').length]).toEqual([code, 1]);
  expect(errors).toContain(says);
});

test('the page of Strobe Media Playback has its file and the manifest of HDS, that of Silverlight the manifest of Smooth Streaming [MED-035]', async () => {
  const manifest = 'hds-live/livepkgr/_definst_/liveevent/livestream.f4m';
  const swf = 'https://myawsbucket.s3.amazonaws.com/LiveStreaming/StrobeMediaPlayback.swf';
  const { output } = await run('test-page', manifest, '--player', 'strobe', '--domain-name', 'd123.cloudfront.net', '--swf', swf);
  expect(output).toContain(`data="${swf}"`);
  expect(output).toContain(`<param name="flashvars" value="src=${encodeURIComponent(`http://d123.cloudfront.net/${manifest}`)}"/>`);
  expect((await run('test-page', manifest, '--player', 'strobe', '--domain-name', 'd123.cloudfront.net')).output).toContain('data="http://d123.cloudfront.net/StrobeMediaPlayback.swf"');
  expect((await run('test-page', 'LiveSmoothStream.isml/manifest', '--player', 'silverlight', '--domain-name', 'd123.cloudfront.net')).output)
    .toContain('mediaurl=http://d123.cloudfront.net/LiveSmoothStream.isml/manifest"');
});

test('a player needs an RTMP distribution that runs there', async () => {
  expect(await run('test-page', 'a.flv', '--player', 'flash', '--endpoint', served.ready.control)).toMatchObject({ exitCode: 1, errors: `cloudfront-edge: no RTMP distribution runs at ${served.ready.control}\n` });
});

testWith({ ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' }, 'the page of Flowplayer loads its plug-in from the web distribution, and its clip plays by RTMP from the same bucket [MED-093]', async () => {
  const bucket = `${directory}/films`;
  await runProgram('ffmpeg', '-v', 'error', ...testFilm(2), ...H264, '-y', `${bucket}/my-vacation.mp4`);
  const films = start('serve', `${directory}/films.json`, '--json', '--bucket', `Films=${bucket}`);
  const { control } = JSON.parse(await films.firstLine) as ReadyEvent;

  const { output } = await run('test-page', 'my-vacation.mp4', '--player', 'flowplayer', '--endpoint', control);
  const [, plugin] = /"url":"([^"]+)"/.exec(output)!;
  expect([plugin.slice(plugin.lastIndexOf('/') + 1), await (await fetch(plugin)).text()]).toEqual(['flowplayer.rtmp-3.2.10.swf', 'plug-in']);
  const [, streamer] = /"netConnectionUrl":"([^"]+)"/.exec(output)!;
  const [, clip] = /class="rtmp" href="([^"]+)"/.exec(output)!;
  expect(clip).toBe('mp4:my-vacation.mp4');
  expect(await framesOf(`${streamer}/${clip}`)).toBe(20);

  films.interrupt();
  expect((await films.ended).exitCode).toBe(0);
});
