import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { H264, run, testFilm, testWith } from './clients';
import { signedStreamName } from '../../src/edge';
import { LocalEdge, LocalEdgeOptions } from '../../src/local';
import { rsa } from '../edge/signing/keys';
import { streamingTemplate } from '../streaming/scenario';

const RTMPDUMP = { rtmpdump: 'rtmpdump', ffprobe: 'ffmpeg', ffmpeg: 'ffmpeg' };
const FFMPEG = { ffprobe: 'ffmpeg', ffmpeg: 'ffmpeg' };
/** The exit code by which rtmpdump tells that something may be missing. */
const INCOMPLETE = 2;

const directory = mkdtempSync(join(tmpdir(), 'rtmp-players-'));
const bucket = join(directory, 'bucket');
const template = join(directory, 'template.json');
const opened: LocalEdge[] = [];
mkdirSync(join(bucket, 'videos'), { recursive: true });
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));
afterAll(() => rmSync(directory, { recursive: true }));

/** An RTMP distribution in front of the bucket, with what it told. */
async function start(config: object = {}, options: Partial<LocalEdgeOptions> = {}) {
  writeFileSync(template, JSON.stringify(streamingTemplate(config)));

  const notices: string[] = [];
  const edge = await LocalEdge.start({ path: template, origins: { Media: bucket }, onNotice: (line) => notices.push(line), ...options });
  opened.push(edge);
  const [{ rtmp, rtmpt, domainName }] = edge.ready.distributions;
  return { rtmp: new URL(rtmp!).host, rtmpt: new URL(rtmpt!).host, domainName, notices, edge };
}

async function encode(name: string, ...options: string[]): Promise<void> {
  await run('ffmpeg', '-v', 'error', '-y', ...testFilm(2), ...options, join(bucket, name));
}

/** The streams of a file, or of a URL, with the number of their packets. */
async function streamsOf(input: string): Promise<string[]> {
  const output = await run('ffprobe', '-v', 'error', '-count_packets', '-show_entries', 'stream=codec_name,nb_read_packets', '-of', 'csv=p=0', input);
  return output.toString().trim().split('\n').filter((line) => /^(h264|aac|mp3)/.test(line));
}

/** Downloads a stream, and tells what is in it. */
async function dumped(url: string, stream: string, ...options: string[]): Promise<string[]> {
  const file = join(directory, 'dumped.flv');
  rmSync(file, { force: true });
  await run('rtmpdump', '-q', '-r', url, '-a', 'cfx/st', '-y', stream, '-o', file, ...options).catch((error) => {
    // It takes a stream for incomplete whose last frame begins more than a thousandth before its end.
    if (error.code !== INCOMPLETE) throw error;
  });
  return streamsOf(file);
}

testWith(RTMPDUMP, 'rtmpdump plays a film by all variants of RTMP, on both ports [RTM-011] [RTM-012] [RTM-014] [RTM-032]', async () => {
  await encode('videos/mediafile.flv', ...H264);
  const { rtmp, rtmpt } = await start();
  const [video, audio] = await streamsOf(join(bucket, 'videos', 'mediafile.flv'));
  for (const scheme of ['rtmp', 'rtmpt', 'rtmpe', 'rtmpte']) {
    for (const host of scheme.includes('t', 3) ? [rtmpt, rtmp] : [rtmp, rtmpt]) expect(await dumped(`${scheme}://${host}/cfx/st`, 'videos/mediafile')).toEqual([video, audio]);
  }
}, 120_000);

testWith(RTMPDUMP, 'MP4 and MP3 are played with their prefix, with and without extension [RTM-032] [RTM-033] [RTM-037] [SIG-011]', async () => {
  await encode('my-vacation.mp4', ...H264);
  await encode('song.mp3', '-vn');
  const { rtmp } = await start();
  const film = await dumped(`rtmp://${rtmp}/cfx/st`, 'mp4:my-vacation');
  expect(film).toEqual(['h264,20', expect.stringMatching(/^aac,8\d$/)]);
  expect(await dumped(`rtmp://${rtmp}/cfx/st`, 'mp4:my-vacation.mp4')).toEqual(film);
  expect(await dumped(`rtmp://${rtmp}/cfx/st`, 'mp3:song')).toEqual([expect.stringMatching(/^mp3,\d+$/)]);
}, 120_000);

testWith(FFMPEG, 'ffmpeg plays a film from one URL, plain and tunnelled, of which two parts are application and instance and the rest is the stream [RTM-020] [RTM-031] [MED-090]', async () => {
  await encode('mediafile.flv', ...H264);
  await encode('my-vacation.mp4', ...H264);
  const { rtmp, rtmpt } = await start();
  const streams = await streamsOf(join(bucket, 'mediafile.flv'));
  for (const url of [`rtmp://${rtmp}/cfx/st/mediafile`, `rtmp://${rtmp}/cfx/st/mediafile.flv`, `rtmpt://${rtmpt}/cfx/st/mediafile`]) {
    expect((await streamsOf(url)).sort()).toEqual(streams.sort());
  }
  for (const name of ['my-vacation.mp4', 'mp4:my-vacation']) expect(await streamsOf(`rtmp://${rtmp}/cfx/st/${name}`)).toContain('h264,20');
}, 120_000);

testWith(RTMPDUMP, 'a player can begin in the middle and end before the end', async () => {
  await encode('mediafile.flv', ...H264);
  const { rtmp } = await start();
  const [video] = await dumped(`rtmp://${rtmp}/cfx/st`, 'mediafile', '--start', '1');
  expect(video).toBe('h264,10');
}, 60_000);

testWith(RTMPDUMP, 'a private film is played with a signed name only, and the person who runs the edge is told why', async () => {
  const { publicKey, privateKey } = rsa();
  await encode('mediafile.flv', ...H264);
  const { rtmp, notices } = await start({ TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self'] } }, {
    keyPairs: [{ account: 'self', id: 'APKAOWN', publicKey }],
  });
  const signer = { keyPairId: 'APKAOWN', privateKey };
  expect(await dumped(`rtmp://${rtmp}/cfx/st`, signedStreamName('mediafile', { dateLessThan: 2_145_916_800 }, signer))).toHaveLength(2);
  await expect(dumped(`rtmp://${rtmp}/cfx/st`, 'mediafile')).rejects.toThrow();
  expect(notices.pop()).toBe('play mediafile of Rtmp: NetStream.Play.StreamNotFound: the request names no key: it is not signed');
}, 60_000);

testWith(RTMPDUMP, 'a player comes by the name of the distribution or by an alias, and not by another name [RTM-079]', async () => {
  await encode('mediafile.flv', ...H264);
  const { rtmp, domainName, notices } = await start({ Aliases: ['media.example.com'] });
  for (const host of [domainName, 'media.example.com', 'rtmp.localhost']) {
    expect(await dumped(`rtmp://${rtmp}/cfx/st`, 'mediafile', '-t', `rtmp://${host}/cfx/st`)).toHaveLength(2);
  }
  await expect(dumped(`rtmp://${rtmp}/cfx/st`, 'mediafile', '-t', 'rtmp://s000000.cloudfront.net/cfx/st')).rejects.toThrow();
  expect(notices.pop()).toMatch(/^connect rtmp:\/\/s000000.cloudfront.net\/cfx\/st: NetConnection.Connect.Rejected: DistributionNotFound: no distribution has/);
}, 60_000);

testWith(RTMPDUMP, 'what a player is sent counts as usage of the distribution [RPT-036]', async () => {
  await encode('mediafile.flv', ...H264);
  const { rtmp, edge } = await start();
  await dumped(`rtmp://${rtmp}/cfx/st`, 'mediafile');
  const report = await (await fetch(`${edge.ready.control}/reports/usage-report?last=1%20hours&format=csv`)).text();
  expect(report).toMatch(/US-FMS-Out-Bytes/);
}, 60_000);

test('the ports are those that are given, and what the templates say of URLs at AWS has none [RTM-167]', async () => {
  const { rtmp, rtmpt, edge } = await start();
  await edge.close();
  const [rtmpPort, rtmptPort] = [rtmp, rtmpt].map((host) => Number(host.split(':')[1]));
  const Streamer = { Value: { 'Fn::Join': ['', ['rtmp://', { 'Fn::GetAtt': ['Rtmp', 'DomainName'] }, '/cfx/st']] } };
  writeFileSync(template, JSON.stringify({ ...streamingTemplate(), Outputs: { Streamer } }));
  const again = await LocalEdge.start({ path: template, origins: { Media: bucket }, rtmpPort, rtmptPort });
  opened.push(again);
  const [{ rtmp: url, rtmpt: tunnelled, domainName }] = again.ready.distributions;
  expect([url, tunnelled]).toEqual([`rtmp://${rtmp}/cfx/st`, `rtmpt://${rtmpt}/cfx/st`]);
  expect(again.ready.outputs).toEqual({ Streamer: `rtmp://${domainName}/cfx/st` });
});
