import { Duration, Stack } from 'aws-cdk-lib';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { Origins, WebDistribution } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';
import { newStack } from '../constructs/site';

expect.extend(edgeMatchers);

const SEGMENT = Duration.seconds(6);
const PLAYLIST = { 'content-type': 'application/vnd.apple.mpegurl' };

/** A playlist of HLS with its segments. */
function playlist(segments: number, ends: boolean): string {
  const list = Array.from({ length: segments }, (_, i) => `#EXTINF:6,\nsegment${i}.ts`);
  return ['#EXTM3U', '#EXT-X-TARGETDURATION:6', '#EXT-X-MEDIA-SEQUENCE:0', ...list, ...(ends ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
}

/** A player of HLS: it takes each playlist that it is led to, and every segment once. */
class Player {
  public readonly segments = new Map<string, string>();

  public constructor(private readonly edge: EdgeHarness) {}

  public async load(url: string): Promise<void> {
    const response = await this.edge.get(url);
    expect(response).toHaveStatus(200);
    if (!url.endsWith('.m3u8')) {
      this.segments.set(url, response.text());
      return;
    }
    for (const line of response.text().split('\n').filter((text) => text !== '' && !text.startsWith('#'))) {
      const next = url.replace(/[^/]*$/, line);
      if (!this.segments.has(next)) await this.load(next);
    }
  }
}

/** A stack with a live encoder, and a distribution in front of it. */
function liveEvent(): Stack {
  const stack = newStack();
  const encoder = new CfnInstance(stack, 'Encoder', { imageId: 'ami-12345678', instanceType: 'm1.xlarge' });
  new WebDistribution(stack, 'Live', { defaultBehavior: { origin: Origins.custom(encoder.attrPublicDnsName, { originId: 'encoder' }) } });
  return stack;
}

test('a live event: the stack has encoder and distribution, and players follow the growing playlist through the edge [DST-070]', async () => {
  const began = Date.parse('2025-01-01T00:00:00Z');
  const edge: EdgeHarness = await EdgeHarness.fromStack(liveEvent(), {
    start: new Date(began),
    origins: {
      encoder: ({ path }) => {
        if (!path.endsWith('.m3u8')) return { body: path, headers: { 'content-type': 'video/mp2t', 'cache-control': 'max-age=3600' } };
        const done = Math.floor((edge.clock.now() - began) / SEGMENT.toMilliseconds());
        return { body: playlist(done, false), headers: { ...PLAYLIST, 'cache-control': 'max-age=3' } };
      },
    },
  });
  const [early, late] = [new Player(edge), new Player(edge)];
  const heard: number[] = [];
  for (let i = 0; i < 4; i++) {
    await edge.clock.advance(SEGMENT);
    await early.load('/live/event.m3u8');
    heard.push(early.segments.size);
  }
  await late.load('/live/event.m3u8');
  expect([heard, [...late.segments.keys()]]).toEqual([[1, 2, 3, 4], [...early.segments.keys()]]);
  expect(await edge.get('/live/segment0.ts')).toBeCacheHit();
  expect(await edge.get('/live/event.m3u8')).toBeCacheHit();
  await edge.clock.advance(Duration.seconds(4));
  expect(await edge.get('/live/event.m3u8')).toHaveAskedOrigin('encoder');
});

test('on demand: a player is led from the master playlist to every segment, all on the same domain', async () => {
  const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=150000\nlow/index.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=640000\nhigh/index.m3u8\n';
  const files: { [path: string]: string } = { '/film/index.m3u8': master };
  for (const quality of ['low', 'high']) {
    files[`/film/${quality}/index.m3u8`] = playlist(3, true);
    for (let i = 0; i < 3; i++) files[`/film/${quality}/segment${i}.ts`] = `${quality} ${i}`;
  }
  const stack = newStack();
  new WebDistribution(stack, 'Films', { defaultBehavior: { origin: Origins.custom('films.example.com', { originId: 'films' }) } });
  const edge = await EdgeHarness.fromStack(stack, {
    origins: { films: ({ path }) => ({ status: path in files ? 200 : 404, body: files[path] ?? '', headers: path.endsWith('.m3u8') ? PLAYLIST : { 'content-type': 'video/mp2t' } }) },
  });
  const player = new Player(edge);
  await player.load('/film/index.m3u8');
  expect([...player.segments.values()]).toEqual(['low 0', 'low 1', 'low 2', 'high 0', 'high 1', 'high 2']);
  for (const segment of player.segments.keys()) expect(await edge.get(segment)).toBeCacheHit();
});

test('a page of a content management system: its links lead to the distribution, which has the site as its origin and caches what they are of [DST-167]', async () => {
  const stack = newStack();
  new WebDistribution(stack, 'Assets', { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'cms' }) } });
  const page = '<html><body><img src="/wp-content/uploads/a.jpg"/><script src="/wp-includes/b.js"></script><a href="/about">About</a></body></html>';
  const edge: EdgeHarness = await EdgeHarness.fromStack(stack, { origins: { cms: ({ path, headers }) => ({ body: `${path} of ${headers.get('host')}`, headers: { 'cache-control': 'max-age=60' } }) } });
  const { host } = (await edge.get('/')).record;
  const rewritten = page.replace(/(src=")(\/)/g, `$1https://${host}$2`);
  const links = [...rewritten.matchAll(/src="([^"]+)"/g)].map(([, link]) => link);
  expect(links).toEqual([`https://${host}/wp-content/uploads/a.jpg`, `https://${host}/wp-includes/b.js`]);
  for (const link of links) {
    const first = await edge.get(link);
    expect(first).toBeCacheMiss();
    expect(first.text()).toBe(`${new URL(link).pathname} of www.example.com`);
    expect(await edge.get(link)).toBeCacheHit();
  }
});
