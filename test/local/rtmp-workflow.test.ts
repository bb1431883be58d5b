import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Source } from 'aws-cdk-lib/aws-s3-deployment';
import { framesOf, H264, run, testFilm, testWith } from './clients';
import { exchange } from './sockets';
import { RtmpMediaSite, RtmpPlayer } from '../../src';
import { playerPage } from '../../src/config';
import { signedStreamName } from '../../src/edge';
import { LocalEdge, LocalEdgeOptions } from '../../src/local';
import { rsa } from '../edge/signing/keys';
import { PRIVATE_MEDIA } from '../streaming/scenario';
import '../constructs/site';

const CLIENTS = { rtmpdump: 'rtmpdump', ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' };
const FILM = ['-v', 'error', '-y', ...testFilm(2), ...H264];

const directory = mkdtempSync(join(tmpdir(), 'rtmp-workflow-'));
const bucket = join(directory, 'bucket');
const template = join(directory, 'template.json');
const opened: LocalEdge[] = [];
mkdirSync(join(bucket, 'videos'), { recursive: true });
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));
afterAll(() => rmSync(directory, { recursive: true }));

const MEDIA = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'media' } };
const S3 = { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' };

function streaming(config: object = {}) {
  return {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: S3, TrustedSigners: { Enabled: false }, ...config } },
  };
}

const WEB = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'media', DomainName: 'media.s3.amazonaws.com', S3OriginConfig: {} }],
      DefaultCacheBehavior: { TargetOriginId: 'media', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};

async function start(resources: object, options: Partial<LocalEdgeOptions> = {}): Promise<LocalEdge> {
  writeFileSync(template, JSON.stringify({ Resources: resources }));
  const edge = await LocalEdge.start({ path: template, origins: { media: bucket }, ...options });
  opened.push(edge);
  return edge;
}

testWith(CLIENTS, 'a page on a web distribution has the player, whose film comes from an RTMP distribution of the same bucket, and both leave logs [RTM-001] [DST-169] [MED-081] [MED-096]', async () => {
  await run('ffmpeg', ...FILM, join(bucket, 'myvideo.flv'));
  await run('ffmpeg', ...FILM, '-f', 'hls', '-hls_time', '1', '-hls_playlist_type', 'vod', join(bucket, 'myvideo.m3u8'));
  writeFileSync(join(bucket, 'jwplayer.js'), 'the player');
  const edge = await start({
    Media: { ...MEDIA, Properties: { ...MEDIA.Properties, AccessControl: 'PublicRead' } },
    Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mylogs' } },
    Web: WEB,
    Rtmp: streaming({ Logging: { Enabled: true, Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'rtmp/' } }),
  });
  const [{ http, domainName: player }, { rtmp, domainName: media }] = edge.ready.distributions;
  expect([player, media]).toEqual([expect.stringMatching(/^d[0-9a-z]+\.cloudfront\.net$/), expect.stringMatching(/^s[0-9a-z]+\.cloudfront\.net$/)]);

  writeFileSync(join(bucket, 'jwplayer-example.html'), playerPage('JW Player', { player: http!, streamer: rtmp!, objectName: 'myvideo.flv' }));
  const page = await (await fetch(`${http}/jwplayer-example.html`)).text();
  const [, script] = /<script src="([^"]+)"/.exec(page)!;
  expect(await (await fetch(script)).text()).toBe('the player');
  const [, file] = /"file":\s*"([^"]+)"/.exec(page)!;
  expect(file).toBe(`${rtmp}/myvideo.flv`);
  expect(await framesOf(file)).toBe(20);
  expect(await framesOf(`${http}/myvideo.m3u8`)).toBe(20);

  await fetch(`${edge.ready.control}/logs/delivery`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const ask = async (path: string) => (await fetch(`${edge.ready.control}${path}`)).json();
  const { buckets } = await ask('/logs') as { readonly buckets: readonly { readonly name: string; readonly files: readonly { readonly key: string }[] }[] };
  const [{ name, files: [{ key }] }] = buckets;
  expect([name, key]).toEqual(['mylogs', expect.stringMatching(/^rtmp\/E[0-9A-Z]+\./)]);
  const { text } = await ask(`/logs/file?bucket=${name}&key=${encodeURIComponent(key)}`) as { readonly text: string };
  expect(text).toMatch(/\tconnect\t[^]*\tplay\t/);
}, 60_000);

testWith(CLIENTS, 'a site of media has a page whose player plays the film by the name that the page has for it [RTM-146] [RTM-161]', async () => {
  const [media, player] = ['media', 'player'].map((name) => join(directory, name));
  for (const each of [media, player]) mkdirSync(each);
  await run('ffmpeg', ...FILM, join(media, 'my-vacation.mp4'));
  writeFileSync(join(player, 'jwplayer.js'), 'the player');
  const app = new App({ outdir: join(directory, 'cdk.out') });
  const stack = new Stack(app, 'Site', { env: { region: 'us-east-1', account: '123456789012' } });
  new RtmpMediaSite(stack, 'Films', { media: Source.asset(media), player: RtmpPlayer.JW_PLAYER, playerFiles: Source.asset(player), objectName: 'my-vacation.mp4' });
  const edge = await LocalEdge.start({ path: app.synth().directory });
  opened.push(edge);
  const [{ http, domainName }, { rtmp, domainName: streamer }] = edge.ready.distributions;
  const [output] = Object.values(edge.ready.outputs);
  expect(output).toBe(`https://${domainName}/player.html`);
  const page = await (await fetch(`${http}${new URL(String(output)).pathname}`)).text();
  const [, script] = /<script src="([^"]+)"/.exec(page)!;
  expect(await (await fetch(new URL(script, `${http}/player.html`))).text()).toBe('the player');
  const [, file] = /"file":"([^"]+)"/.exec(page)!;
  expect(file).toBe(`rtmp://${streamer}/cfx/st/my-vacation.mp4`);
  // The name of the distribution leads to CloudFront; here its port is named, and the connect string says the rest.
  const film = join(directory, 'site.flv');
  await run('rtmpdump', '-q', '-r', rtmp!, '-t', `rtmp://${streamer}/cfx/st`, '-a', 'cfx/st', '-y', 'mp4:my-vacation.mp4', '-o', film).catch(() => {});
  expect(await framesOf(film)).toBe(20);
}, 60_000);

testWith(CLIENTS, 'a private film is nowhere but in its stream: not in the bucket, and in the stream with a signature, which a page has [RTM-127] [SIG-096]', async () => {
  const { publicKey, privateKey } = rsa();
  await run('ffmpeg', ...FILM, join(bucket, 'videos', 'a.flv'));
  const edge = await start({
    ...PRIVATE_MEDIA,
    Web: WEB,
    Rtmp: streaming({
      S3Origin: { ...S3, OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } },
      TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self'] },
    }),
  }, { keyPairs: [{ account: 'self', id: 'APKAOWN', publicKey }] });
  const [{ http }, { rtmp }] = edge.ready.distributions;
  const direct = await exchange(Number(new URL(http!).port), 'GET /videos/a.flv HTTP/1.1\r\nHost: media.s3.amazonaws.com\r\nConnection: close\r\n\r\n');
  expect(direct).toMatch(/^HTTP\/1\.1 403 /);
  const signer = { keyPairId: 'APKAOWN', privateKey };
  const film = join(directory, 'film.flv');
  const dump = (stream: string) => run('rtmpdump', '-q', '-r', rtmp!, '-a', 'cfx/st', '-y', stream, '-o', film);
  await expect(dump('videos/a')).rejects.toThrow();
  const signed = signedStreamName('videos/a', { dateLessThan: 2_145_916_800 }, signer);
  const [, file] = /'file', "([^"]+)"/.exec(playerPage('SWFObject', { player: http!, streamer: rtmp!, objectName: signed }))!;
  expect(file).toMatch(/^videos\/a%3FExpires%3D\d+%26Signature%3D[^&=?]+%26Key-Pair-Id%3DAPKAOWN$/);
  for (const stream of [signed, file]) {
    rmSync(film, { force: true });
    await dump(stream).catch(() => {});
    expect(await framesOf(film)).toBe(20);
  }
}, 60_000);
