import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { distribution, ruleTest } from './rule-test';

const root = mkdtempSync(join(tmpdir(), 'pages-'));
const assets: { [hash: string]: string } = {};
afterAll(() => rmSync(root, { recursive: true }));

const RTMP = {
  Rtmp: {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: {
      StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } },
    },
  },
};

/** A page that is deployed beside an RTMP distribution. */
function page(text: string, name = 'index.html', more: object = RTMP) {
  const hash = `asset${Object.keys(assets).length}`;
  assets[hash] = join(root, hash);
  mkdirSync(assets[hash]);
  writeFileSync(join(assets[hash], name), text);
  return {
    Pages: { Type: 'AWS::S3::Bucket' },
    Deployment: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Pages' }, SourceObjectKeys: [`${hash}.zip`] } },
    ...more,
  };
}

const [WEB, STREAMER] = ['d1234.cloudfront.net', 'rtmp://s5678.cloudfront.net/cfx/st'];
const jw = (file: string, host = WEB) => `<script src='https://${host}/jwplayer.js'></script><script>jwplayer('mediaplayer').setup({ file: "${file}", width: "720" });</script>`;
const flash = (name: string) => `<s:Application><fx:Script>var url = new StreamingURLResource("${STREAMER}/${name}");</fx:Script></s:Application>`;
const script = (call: string) => `connection.connect('${STREAMER}'); stream${call};`;
const web = (origin: object) => distribution({ Origins: [{ Id: 'site', ...origin }] });
const cases = { in: 'resources', at: 'Pages.', assets } as const;

ruleTest('rtmp-player-missing [RTM-161]', {
  ...cases,
  at: 'Rtmp.',
  rejects: [RTMP, page('<p>a page without a player</p>'), { ...page('<p>a page without a player</p>'), ...web({ DomainName: { 'Fn::GetAtt': ['Pages', 'DomainName'] }, S3OriginConfig: {} }) }],
  accepts: [
    page(jw(`${STREAMER}/my-vacation.mp4`)), page('', 'Films.swf'), { ...RTMP, ...web({ DomainName: 'player.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }) },
    { ...page(''), Other: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Pages' }, SourceObjectKeys: ['elsewhere.zip'] } } },
  ],
  message: /publishes no player for what is streamed.*publish a page with a player by a web distribution; RtmpMediaSite/,
});

ruleTest('player-and-media-apart [RTM-044] [RTM-147]', {
  ...cases,
  rejects: [page(jw(`${STREAMER}/my-vacation.mp4`, 's5678.cloudfront.net')), page(jw('rtmpte://s5678.cloudfront.net:80/cfx/st/clip.flv', 's5678.cloudfront.net:443'))],
  accepts: [page(jw(`${STREAMER}/my-vacation.mp4`)), page(jw(`${STREAMER}/my-vacation.mp4`, 'd111111abcdef8.cloudfront.net')), page(jw(`${STREAMER}/my-vacation.mp4`, 's5678.cloudfront.net'), 'readme.txt')],
  message: /In index\.html, the player and the media come from s5678\.cloudfront\.net/,
});
ruleTest('player-play-call [RTM-050]', {
  ...cases,
  rejects: [page(script('.play("vid")'), 'player.as'), page(script('.play( \'vid\' )'), 'player.js')],
  accepts: [page(script('.play("vid", 0, -1)'), 'player.as'), page('video.play("vid")'), page(script('.play()')), page(script('.play(name)')), page(script('.play("vid")'), 'player.as', {})],
  message: /play\("vid"\) waits in silence.*Fix: call play\("vid", 0, -1\)/,
});
ruleTest('flash-player-stream-name [MED-089]', {
  ...cases,
  rejects: [page(flash('mp4:my-vacation.mp4'), 'CloudFrontStreaming.mxml'), page(flash('my-vacation.mp4'), 'Main.as')],
  accepts: [page(flash('mp4:my-vacation'), 'CloudFrontStreaming.mxml'), page(flash('mp4:film.f4v'), 'Main.as')],
  message: /Fix: write mp4:my-vacation$/,
});
ruleTest('jw-player-stream-name [MED-099]', {
  ...cases,
  rejects: [page(jw(`${STREAMER}/my-vacation`))],
  accepts: [page(jw(`${STREAMER}/my-vacation.mp4`)), page(jw(`${STREAMER}/clip.flv`)), page(jw(`${STREAMER}/clip.flv?Expires=1`)), page(`file: "${STREAMER}/my-vacation"`)],
  message: /given my-vacation, without an extension.*Fix: write my-vacation\.mp4 or my-vacation\.flv/,
});
