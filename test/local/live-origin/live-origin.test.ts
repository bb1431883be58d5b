import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { boxesIn } from '../../../src/edge';
import { LiveOrigin, LiveOriginOptions, LocalEdge } from '../../../src/local';
import { parseLog } from '../../../src/records';
import { directoryWith } from '../../cli/run';
import { framesOf, run, testFilm, testWith } from '../clients';

const FFMPEG = { ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' };
const directory = directoryWith({
  'template.json': {
    Resources: {
      Live: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'server', DomainName: 'ec2-00-11-22-33.us-west-1.compute.amazonaws.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
            DefaultCacheBehavior: { TargetOriginId: 'server', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, MinTTL: 0 },
          },
        },
      },
    },
  },
});

const open: { close(): Promise<unknown> }[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

async function live(options: LiveOriginOptions): Promise<LiveOrigin> {
  const origin = await LiveOrigin.start(options);
  open.push(origin);
  return origin;
}

/** An edge in front of a live origin: where it is reached, and what the origin was asked for. */
async function edgeFor(origin: LiveOrigin): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const counting = createServer((incoming, response) => {
    asked.push(incoming.url!);
    get(`${origin.url}${incoming.url}`, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
  }).listen(0, '127.0.0.1');
  await once(counting, 'listening');
  const edge = await LocalEdge.start({ path: `${directory}/template.json`, origins: { server: `http://127.0.0.1:${(counting.address() as AddressInfo).port}` } });
  open.push(edge, { close: async () => counting.close() });
  return { url: edge.ready.distributions[0].http!, asked };
}

/** A file, once it is there. */
async function published(url: string, isThere: (text: string) => boolean = () => true): Promise<string> {
  let text = '';
  for (let tries = 0; tries < 400; tries++) {
    const answer = await fetch(url);
    text = await answer.text();
    if (answer.ok && isThere(text)) return text;
    await setTimeout(50);
  }
  throw new Error(`${url} does not have what is expected: ${text}`);
}

const isPlayable = (playlist: string) => playlist.includes('.ts\n');
const segmentsOf = (playlist: string) => playlist.split('\n').filter((line) => line.endsWith('.ts'));
const pathsOf = ({ manifests, url }: LiveOrigin) => Object.fromEntries(Object.entries(manifests).map(([format, manifest]) => [format, manifest.slice(url.length)]));

/** Waits until all manifests of a stream lead to media. */
async function allPublished({ manifests: { hls, hds, smooth } }: LiveOrigin): Promise<void> {
  await published(hls!, isPlayable);
  if (hds !== undefined) await published(hds);
  if (smooth !== undefined) await published(smooth, (manifest) => manifest.includes('<c '));
}

/** How many pictures a player shows of what is there of a stream. */
function picturesOf(playlist: string): Promise<number> {
  return framesOf('-rw_timeout', '5000000', '-read_intervals', '%+1', playlist);
}

testWith(FFMPEG, 'two viewers play a live stream through the edge, which asks the media server for each file once [MED-001] [MED-004] [MED-039]', async () => {
  const origin = await live({ server: 'ams', stream: 'livestream' });
  await allPublished(origin);
  const { url, asked } = await edgeFor(origin);
  const playlist = `${url}${pathsOf(origin).hls}`;

  const text = await published(playlist);
  expect(text).toMatch(/^#EXTM3U\n/);
  for (const cache of ['Miss', 'Hit']) {
    for (const segment of segmentsOf(text)) {
      const answer = await fetch(new URL(segment, playlist));
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-cache')]).toEqual([200, 'video/MP2T', `${cache} from cloudfront`]);
      // Transport streams are packets of 188 bytes, each of which begins with the letter G.
      const media = Buffer.from(await answer.arrayBuffer());
      expect([media.length % 188, media[0], media[188]]).toEqual([0, 0x47, 0x47]);
    }
  }
  expect(asked.filter((path) => path.endsWith('.ts'))).toHaveLength(segmentsOf(text).length);
});

/** Publishes some seconds as an encoder does, as soon as it is let: H.264 at 800 kbit/s with a key frame each 4 s, and AAC. */
async function publish({ publishUrl }: Pick<LiveOrigin, 'publishUrl'>, seconds: number): Promise<void> {
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '800k', '-g', '100', '-c:a', 'aac'];
  const target = publishUrl!.startsWith('http') ? ['-f', 'ismv', '-movflags', 'isml+frag_keyframe', '-method', 'POST'] : ['-f', 'flv'];
  await run('ffmpeg', '-v', 'error', ...testFilm(seconds, { rate: 25 }), ...encoding, ...target, publishUrl!);
}

async function publishOnceLet(origin: Pick<LiveOrigin, 'publishUrl'>, seconds: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await publish(origin, seconds);
    } catch (error) {
      if (tries === 100 || !/refused/.test(String(error))) throw error;
    }
  }
}

testWith(FFMPEG, 'what an encoder publishes to Wowza is played in all of its formats at once [MED-018] [MED-066] [MED-072]', async () => {
  const origin = await live({ server: 'wowza', stream: 'myStream', ingestPort: 0 });
  expect(origin.publishUrl).toMatch(/^rtmp:\/\/127\.0\.0\.1:\d+\/livecf\/myStream$/);
  await publishOnceLet({ publishUrl: origin.publishUrl!.replace('//', '//wowza:secret@') }, 9);
  await allPublished(origin);
  const { url } = await edgeFor(origin);
  const { hls, hds, smooth } = pathsOf(origin);
  expect([hls, hds, smooth]).toEqual(['/livecf/myStream/playlist.m3u8', '/livecf/myStream/manifest.f4m', '/livecf/myStream/Manifest']);

  expect(await picturesOf(`${url}${hls}`)).toBeGreaterThan(20);
  expect(await typeAndBoxes(`${url}/livecf/myStream/stream0Seg1-Frag1`)).toEqual(['video/f4f', 'mdat']);
  expect(await published(`${url}${hds}`)).toContain('<bootstrapInfo profile="named" url="stream0.abst"');
  expect(await typeAndBoxes(`${url}/livecf/myStream/stream0.abst`)).toEqual(['binary/octet-stream', 'abst']);
  const manifest = await published(`${url}${smooth}`);
  expect(manifest).toContain('Url="QualityLevels({bitrate})/Fragments(audio={start time})"');
  expect(await typeAndBoxes(`${url}/livecf/myStream/QualityLevels(64000)/Fragments(audio=0)`)).toEqual(['video/mp4', 'moof', 'mdat']);
});

async function typeAndBoxes(url: string): Promise<string[]> {
  const answer = await fetch(url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return [answer.headers.get('content-type')!, ...boxesIn(bytes, 0, bytes.length).map(({ type }) => type)];
}

testWith(FFMPEG, 'what an encoder publishes to Adobe Media Server is played in HLS and HDS [MED-018] [MED-019] [MED-029] [MED-032]', async () => {
  const origin = await live({ server: 'ams', stream: 'livestream?adbe-live-event=liveevent', ingestPort: 0 });
  expect(origin.publishUrl).toMatch(/^rtmp:\/\/127\.0\.0\.1:\d+\/livepkgr\/livestream$/);
  await publishOnceLet(origin, 9);
  await allPublished(origin);
  const { url } = await edgeFor(origin);
  expect(pathsOf(origin)).toEqual({ hls: '/hls-live/livepkgr/_definst_/liveevent/livestream.m3u8', hds: '/hds-live/livepkgr/_definst_/liveevent/livestream.f4m' });
  expect(await picturesOf(`${url}${pathsOf(origin).hls}`)).toBeGreaterThan(20);
  expect(await published(`${url}${pathsOf(origin).hds}`)).toContain('<bootstrapInfo ');
  expect(await typeAndBoxes(`${url}/hds-live/livepkgr/_definst_/liveevent/stream0Seg1-Frag1`)).toEqual(['video/f4f', 'mdat']);
});

testWith(FFMPEG, 'what an encoder pushes to the publishing point of IIS, with the password of its administrator, is played in Smooth Streaming and HLS [MED-018] [MED-050] [MED-058]', async () => {
  const origin = await live({ server: 'iis', stream: 'Encoder1', ingestPort: 0, ingestPassword: 'secret' });
  expect(origin.publishUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/LiveSmoothStream\.isml\/Streams\(Encoder1\)$/);
  const as = (user: string) => ({ publishUrl: origin.publishUrl!.replace('//', `//${user}@`) });
  // Were it taken, the publishing point would not take another.
  await publish(as('Administrator:wrong'), 1).catch(() => {});
  await publish(as('Administrator:secret'), 9);
  await allPublished(origin);
  const { url } = await edgeFor(origin);
  expect(await published(`${url}/LiveSmoothStream.isml/manifest`)).toContain('<SmoothStreamingMedia ');
  expect(await typeAndBoxes(`${url}/LiveSmoothStream.isml/QualityLevels(64000)/Fragments(audio=0)`)).toEqual(['video/mp4', 'moof', 'mdat']);
  expect(await picturesOf(`${url}/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8`)).toBeGreaterThan(20);
});

testWith(FFMPEG, 'in record mode a stream that is published anew replaces the one before; otherwise it is refused [MED-031]', async () => {
  const recording = await live({ server: 'ams', stream: 'livestream?adbe-live-event=second&adbe-record-mode=record', ingestPort: 0 });
  expect(pathsOf(recording).hls).toBe('/hls-live/livepkgr/_definst_/second/livestream.m3u8');
  await publishOnceLet(recording, 9);
  await published(recording.manifests.hls!, (playlist) => segmentsOf(playlist).length > 1);
  await publishOnceLet(recording, 1);
  expect(segmentsOf(await published(recording.manifests.hls!, (playlist) => segmentsOf(playlist).length === 1))).toEqual(['segment0.ts']);

  const plain = await live({ server: 'ams', stream: 'livestream?adbe-live-event=liveevent', ingestPort: 0 });
  await publishOnceLet(plain, 2);
  await published(plain.manifests.hls!, isPlayable);
  await expect(publish(plain, 2)).rejects.toThrow(/refused/);
});

testWith({ ffmpeg: 'ffmpeg' }, 'a file that is no media is told in one line', async () => {
  const origin = await live({ server: 'wowza', stream: 'myStream', sample: __filename });
  expect((await origin.failed).message).toMatch(/^ffmpeg ended: .*live-origin\.test\.ts: Invalid data found/);
});

test('a media server has pages of its own, nothing else, takes nothing, and logs what it was asked [MED-046]', async () => {
  let log = '';
  const { url } = await live({ server: 'iis', stream: 'myStream', log: (lines) => { log += lines; } });
  const status = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status;
  expect(await Promise.all(['/', '/crossdomain.xml', '/clientaccesspolicy.xml', '/ClientAccessPolicy.xml', '/other', '/constructor'].map((path) => status(path)))).toEqual([200, 200, 200, 200, 404, 404]);
  expect(await status('/', 'POST')).toBe(405);
  expect(await (await fetch(`${url}/?a=b c`, { headers: { 'user-agent': 'My Player' } })).text()).toContain('<title>IIS Media Services</title>');
  const { entries } = parseLog(log);
  expect(entries.map((entry) => entry['sc-status']).sort()).toEqual(['200', '200', '200', '200', '200', '404', '404', '405']);
  expect(entries[7]).toMatchObject({ 'c-ip': '127.0.0.1', 'cs-method': 'GET', 'cs-uri-stem': '/', 'cs-uri-query': 'a=b%20c', 'sc-status': '200', 'cs(User-Agent)': 'My Player' });
});
