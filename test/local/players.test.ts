import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { framesOf, H264, run, testFilm, testWith } from './clients';
import { LocalEdge } from '../../src/local';

const FFMPEG = { ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' };
const CURL = { curl: 'curl' };
const FILM = ['-v', 'error', ...testFilm(6)];

const directory = mkdtempSync(join(tmpdir(), 'players-'));
const template = join(directory, 'template.json');
const bucket = join(directory, 'bucket');
const opened: LocalEdge[] = [];
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));
afterAll(() => rmSync(directory, { recursive: true }));

mkdirSync(join(bucket, 'video'), { recursive: true });
mkdirSync(join(bucket, 'hls'), { recursive: true });

/** A plain distribution in front of the bucket; tells its URL. */
async function start(behavior: object = {}): Promise<string> {
  writeFileSync(template, JSON.stringify({
    Resources: {
      Films: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } },
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'films', DomainName: { 'Fn::GetAtt': ['Films', 'RegionalDomainName'] }, S3OriginConfig: {} }],
            DefaultCacheBehavior: { TargetOriginId: 'films', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...behavior },
          },
        },
      },
    },
  }));
  const edge = await LocalEdge.start({ path: template, origins: { Films: bucket } });
  opened.push(edge);
  return edge.ready.distributions[0].http!;
}

testWith({ ...FFMPEG, ...CURL }, 'a film is downloaded, played and sought while it is downloaded [GEO-066] [GEO-068] [GEO-069]', async () => {
  await run('ffmpeg', ...FILM, ...H264, '-movflags', '+faststart', '-y', join(bucket, 'video', 'movie.mp4'));
  const url = `${await start()}/video/movie.mp4`;
  expect((await run('curl', '-sS', url)).equals(readFileSync(join(bucket, 'video', 'movie.mp4')))).toBe(true);
  expect(await framesOf(url)).toBe(60);
  const frame = await run('ffmpeg', '-v', 'error', '-ss', '4', '-i', url, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  expect(frame).toHaveLength(160 * 90);
  const head = (await run('curl', '-sS', '-o', '/dev/null', '-D', '-', '-r', '1000-1999', url)).toString();
  expect(head).toMatch(/^HTTP\/1\.1 206 [^]*^content-type: video\/mp4\r$/im);
  expect(head).toMatch(/^x-cache: Hit from cloudfront\r$/im);
});

testWith(FFMPEG, 'a film in HLS with two renditions is played from its master playlist [GEO-071] [GEO-076]', async () => {
  await run('ffmpeg', ...FILM, '-filter_complex', '[0:v]split=2[a][b];[b]scale=320:180[c]', '-map', '[a]', '-map', '[c]', '-map', '1:a', '-map', '1:a',
    '-c:v', 'libx264', '-g', '20', '-c:a', 'aac', '-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod', '-master_pl_name', 'master.m3u8',
    '-var_stream_map', 'v:0,a:0 v:1,a:1', '-hls_segment_filename', join(bucket, 'hls', '%v_%05d.ts'), '-y', join(bucket, 'hls', '%v.m3u8'));
  const master = `${await start()}/hls/master.m3u8`;
  const widths = (await run('ffprobe', '-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=width', '-of', 'csv=p=0', master)).toString();
  expect([...new Set(widths.match(/\d+/g))].sort()).toEqual(['160', '320']);
  expect(await framesOf(master)).toBe(60);
  expect(await framesOf('-f', 'hls', master.replace('master', '1'))).toBe(60);
});

testWith({ ...FFMPEG, ...CURL }, 'fragments of a Smooth Streaming file of ffmpeg are those that it wrote [GEO-059]', async () => {
  const file = join(bucket, 'video', 'film.ismv');
  await run('ffmpeg', ...FILM, '-c:v', 'libx264', '-g', '20', '-c:a', 'aac', '-movflags', '+frag_keyframe', '-f', 'ismv', '-y', file);
  const stream = (kind: string, trackId: number) => `<${kind} src="film.ismv" systemBitrate="1000"><param name="trackID" value="${trackId}"/></${kind}>`;
  writeFileSync(join(bucket, 'video', 'film.ism'), `<smil><head/><body><switch>${stream('video', 1)}${stream('audio', 2)}</switch></body></smil>`);
  const url = `${await start({ SmoothStreaming: true })}/video/film.ism/QualityLevels(1000)/Fragments`;
  const whole = readFileSync(file);
  for (const seconds of [0, 2, 4]) {
    const fragment = await run('curl', '-sS', '-f', `${url}(video=${seconds * 10_000_000})`);
    expect([fragment.toString('latin1', 4, 8), whole.includes(fragment)]).toEqual(['moof', true]);
  }
});
