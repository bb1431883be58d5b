import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { ruleTest } from './rule-test';

const FLV = Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1');
const MP4 = Buffer.from('\0\0\0\x18ftypmp42', 'latin1');
const MP3 = Buffer.from('ID3\x03\0\0', 'latin1');

const root = mkdtempSync(join(tmpdir(), 'media-'));
const assets: { [hash: string]: string } = {};
afterAll(() => rmSync(root, { recursive: true }));

/** A bucket with files for RTMP. A file that is only named holds text. */
function deployment(files: readonly string[] | { readonly [key: string]: Uint8Array }, properties: object = {}, more: object = {}) {
  const hash = `asset${Object.keys(assets).length}`;
  assets[hash] = join(root, hash);
  mkdirSync(assets[hash]);
  const contents: [string, string | Uint8Array][] = Array.isArray(files) ? files.map((key) => [key, 'text']) : Object.entries(files);
  for (const [key, content] of contents) {
    mkdirSync(dirname(join(assets[hash], key)), { recursive: true });
    writeFileSync(join(assets[hash], key), content);
  }
  return {
    Media: { Type: 'AWS::S3::Bucket' },
    Deployment: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Media' }, SourceObjectKeys: [`${hash}.zip`], ...properties } },
    Rtmp: {
      Type: 'AWS::CloudFront::StreamingDistribution',
      Properties: {
        StreamingDistributionConfig: {
          Enabled: true, Comment: '', S3Origin: { DomainName: { 'Fn::GetAtt': ['Media', 'RegionalDomainName'] }, OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false },
        },
      },
    },
    ...more,
  };
}

const web = {
  Web: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Media', 'RegionalDomainName'] }, S3OriginConfig: { OriginAccessIdentity: '' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
};
const cases = { in: 'resources', at: 'Rtmp.StreamingDistributionConfig.S3Origin.DomainName', assets } as const;

ruleTest('rtmp-key-prefix [RTM-022] [RTM-064]', {
  ...cases,
  rejects: [deployment([], { DestinationBucketKeyPrefix: 'cfx/st' }), deployment([], { DestinationBucketKeyPrefix: 'cfx/st/videos/' })],
  accepts: [deployment([]), deployment([], { DestinationBucketKeyPrefix: 'videos/' }), deployment(['2014/10/clip.txt'], { DestinationBucketKeyPrefix: 'videos/a/b' }), deployment([], { DestinationBucketKeyPrefix: 'cfx/stories' })],
});
ruleTest('rtmp-flv-extension [RTM-027]', {
  ...cases, rejects: [deployment({ clip: FLV }), deployment({ 'clip.video': FLV })], accepts: [deployment({ 'clip.flv': FLV, 'notes': Buffer.from('FLVs') }), deployment({})], message: /name it clip\.flv/,
});
ruleTest('rtmp-media-extension [RTM-029]', {
  ...cases,
  rejects: [deployment({ 'my-vacation': MP4 }), deployment({ 'a/song.mp4': MP3 })],
  accepts: [deployment({ 'my-vacation.mp4': MP4, 'song.mp3': MP3, 'clip.flv': FLV, 'b.F4V': MP4 }), deployment(['readme'])],
  message: /name it my-vacation\.mp4|a\/song\.mp4 holds MP3.*name it a\/song\.mp3/,
});
ruleTest('rtmp-crossdomain [RTM-053]', { ...cases, rejects: [deployment(['crossdomain.xml'])], accepts: [deployment(['crossdomain.xml'], {}, web), deployment(['a/crossdomain.xml'])] });
ruleTest('rtmp-short-lifetime [RTM-131]', {
  ...cases,
  rejects: [deployment([], { SystemMetadata: { 'cache-control': 'max-age=60' } }), deployment([], { SystemMetadata: { 'cache-control': 'public, max-age=3599' } })],
  accepts: [deployment([], { SystemMetadata: { 'cache-control': 'max-age=3600' } }), deployment([])],
});

const FLOWPLAYER = ['flowplayer.controls-3.2.12.swf', 'flowplayer-3.2.11.min.js', 'flowplayer-3.2.12.swf', 'flowplayer.rtmp-3.2.10.swf', 'clip.mp4'];
const JW_PLAYER = ['jwplayer.flash.swf', 'jwplayer.html5.js', 'jwplayer.js', 'clip.mp4'];
ruleTest('rtmp-player-files [MED-094] [MED-097]', {
  ...cases,
  at: 'Media.',
  rejects: [deployment(FLOWPLAYER.filter((file) => !file.includes('.rtmp-'))), deployment(FLOWPLAYER.filter((file) => !file.endsWith('.js'))), deployment(JW_PLAYER.filter((file) => !file.includes('.flash.')))],
  accepts: [deployment(FLOWPLAYER), deployment(JW_PLAYER), deployment(['clip.mp4'])],
  message: /Flowplayer is deployed without flowplayer\.rtmp-VERSION|without flowplayer-VERSION\.min\.js|JW Player is deployed without jwplayer\.flash\.swf/,
});
