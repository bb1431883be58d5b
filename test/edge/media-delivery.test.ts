import { applicationOf, ok, Scenario, ScenarioEdge, START } from './scenario';
import { LIVE_LIFETIMES } from '../../src/config';
import { Edge, FunctionOrigin, ManualClock } from '../../src/edge';

const MOVIE = Buffer.alloc(5_000_000, 'movie ');
const MP4 = { 'content-type': 'video/mp4', 'content-length': String(MOVIE.length) };

const movieEdge = () => new ScenarioEdge({ origin: () => ({ headers: MP4, body: MOVIE }) });

test.each(['http', 'https'] as const)('a film is an ordinary object over %s: type, length and bytes of the origin, then a hit [GEO-068] [GEO-070]', async (protocol) => {
  const edge = movieEdge();
  const film = await edge.get('/video/movie.mp4', { protocol });
  expect([film.status, film.header('content-type'), film.header('content-length'), film.text.length]).toEqual([200, 'video/mp4', '5000000', MOVIE.length]);
  expect(await edge.xCache('/video/movie.mp4', { protocol })).toBe('Hit');
});

test('a film is delivered from its first byte on, while the rest arrives [GEO-068]', async () => {
  let release = () => {};
  const rest = new Promise<void>((resolve) => { release = resolve; });
  const application = applicationOf({});
  const origin = new FunctionOrigin(() => ({
    headers: MP4,
    body: (async function* () {
      yield MOVIE.subarray(0, 1000);
      await rest;
      yield MOVIE.subarray(1000);
    })(),
  }));
  const edge = new Edge({ application, clock: new ManualClock(START), origins: () => origin });
  const { body } = await edge.handle({
    method: 'GET', url: '/movie.mp4', headers: ['Host', application.distributions[0].domainName], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1',
  });
  const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  expect((await chunks.next()).value).toHaveLength(1000);
  release();
  let length = 1000;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) length += next.value.length;
  expect(length).toBe(MOVIE.length);
});

test('a player seeks by Range [GEO-069]', async () => {
  const edge = movieEdge();
  await edge.get('/movie.mp4');
  const part = await edge.get('/movie.mp4', { headers: { Range: 'bytes=1000-1999' } });
  expect([part.status, part.header('content-range'), part.header('content-length'), part.text]).toEqual([
    206, `bytes 1000-1999/${MOVIE.length}`, '1000', MOVIE.toString('latin1', 1000, 2000),
  ]);
});

const HLS: { readonly [path: string]: readonly [type: string, content: string] } = {
  '/hls/master.m3u8': ['application/x-mpegURL', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=400000\n400k.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=1200000\n1200k.m3u8\n'],
  '/hls/400k.m3u8': ['application/vnd.apple.mpegurl', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n400k_00001.ts\n#EXT-X-ENDLIST\n'],
  '/hls/1200k.m3u8': ['application/vnd.apple.mpegurl', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n1200k_00001.ts\n#EXT-X-ENDLIST\n'],
  '/hls/400k_00001.ts': ['video/MP2T', 'segment of the small film'],
  '/hls/1200k_00001.ts': ['video/MP2T', 'segment of the large film'],
};

test('playlists and segments arrive as they are, and lead from one to the next on the same domain [GEO-073] [GEO-074] [GEO-075]', async () => {
  const edge = new ScenarioEdge({ origin: ({ path }) => ok(HLS[path][1], { 'content-type': HLS[path][0] }), config: { Aliases: ['www.example.com'] } });
  const waiting = ['http://www.example.com/hls/master.m3u8'];
  const seen: string[] = [];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const { host, pathname } = new URL(url);
    const answer = await edge.get(pathname, { host, protocol: 'http' });
    expect([answer.header('content-type'), answer.text]).toEqual(HLS[pathname]);
    expect(await edge.xCache(pathname, { host, protocol: 'http' })).toBe('Hit');
    seen.push(pathname);
    const listed = pathname.endsWith('.m3u8') ? answer.text.split('\n').filter((line) => line !== '' && !line.startsWith('#')) : [];
    waiting.push(...listed.map((line) => new URL(line, url).href));
  }
  expect(seen.sort()).toEqual(Object.keys(HLS).sort());
});

/** A media server for live streams, which says how long each kind of file is good for. */
function mediaServer(settings: { readonly [parameter: string]: number } = {}): Scenario['origin'] {
  return ({ path }) => {
    const { seconds, parameter = '' } = LIVE_LIFETIMES.find(({ file }) => path.endsWith(file))!;
    return ok(path, { 'cache-control': `max-age=${settings[parameter] ?? seconds}` });
  };
}

async function expectLifetime(origin: Scenario['origin'], file: string, seconds: number): Promise<void> {
  const edge = new ScenarioEdge({ origin, behavior: { MinTTL: 0 } });
  const path = `/hds-live/livepkgr/_definst_/liveevent/livestream${file}`;
  const results = [await edge.xCache(path)];
  edge.advance(seconds - 1);
  results.push(await edge.xCache(path));
  edge.advance(2);
  results.push(await edge.xCache(path));
  expect(results).toEqual(['Miss', 'Hit', 'Miss']);
  expect(edge.asked).toHaveLength(2);
}

test.each(LIVE_LIFETIMES)('$file of a live stream is good for $seconds s [MED-024]', ({ file, seconds }) => expectLifetime(mediaServer(), file, seconds));

test.each(LIVE_LIFETIMES.filter(({ parameter }) => parameter !== undefined))('$file of a live stream is good for as long as $parameter of the server says [MED-026]', ({ file, parameter = '' }) => (
  expectLifetime(mediaServer({ [parameter]: 120 }), file, 120)
));
