import { ok, Scenario, ScenarioEdge, status } from './scenario';

/** A media server that has these paths; each answers with itself. */
function server(...paths: readonly string[]): Scenario['origin'] {
  return ({ path }) => paths.includes(path) ? ok(path, { 'cache-control': 'max-age=60' }) : status(404);
}

const live = (origin: Scenario['origin'], behavior: object = {}) => new ScenarioEdge({ origin, behavior: { MinTTL: 0, ...behavior } });

test('a client may go on at another bitrate: each fragment is an object of its own [MED-051]', async () => {
  const fragments = ['/Live.isml/QualityLevels(350000)/Fragments(video=0)', '/Live.isml/QualityLevels(700000)/Fragments(video=20000000)', '/Live.isml/QualityLevels(700000)/Fragments(video=0)'];
  const edge = live(server(...fragments));
  for (const fragment of fragments) expect([(await edge.get(fragment)).text, await edge.xCache(fragment)]).toEqual([fragment, 'Hit']);
  expect(edge.asked.map(({ path }) => path)).toEqual(fragments);
});

test('the manifest for Apple\'s players keeps the signs in its path, and is another object than the one for Silverlight [MED-055]', async () => {
  const [apple, smooth] = ['/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8', '/LiveSmoothStream.isml/manifest'];
  const edge = live(server(apple, smooth));
  expect([await edge.xCache(apple), await edge.xCache(smooth), await edge.xCache(apple), await edge.xCache(smooth)]).toEqual(['Miss', 'Miss', 'Hit', 'Hit']);
  expect(edge.asked.map(({ path }) => path)).toEqual([apple, smooth]);
});

test('the page, the player, the manifests and the fragments of a stream come through one distribution [MED-056] [MED-064]', async () => {
  const paths = [
    '/LiveSmoothStreamingPlayer.html', '/SmoothStreamingPlayer.xap', '/LiveSmoothStream.isml/manifest', '/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8',
    '/LiveSmoothStream.isml/QualityLevels(350000)/Fragments(video=0)',
  ];
  const edge = live(server(...paths));
  for (const path of paths) expect(await edge.get(path)).toMatchObject({ status: 200, text: path });
  expect(edge.asked.map(({ path }) => path)).toEqual(paths);
});

test.each(['/ClientAccessPolicy.xml', '/clientaccesspolicy.xml', '/crossdomain.xml'])('%s is the media server\'s own, by its own name [MED-063]', async (policy) => {
  const edge = live(server(policy));
  expect(await edge.get(policy)).toMatchObject({ status: 200, text: policy });
  expect((await edge.get(policy === '/ClientAccessPolicy.xml' ? '/clientaccesspolicy.xml' : policy.toUpperCase())).status).toBe(404);
});

test('the manifest of Wowza and the one of IIS differ by a capital letter, which counts [MED-070]', async () => {
  const edge = live(server('/livecf/myStream/Manifest'));
  expect((await edge.get('/livecf/myStream/Manifest')).status).toBe(200);
  expect((await edge.get('/livecf/myStream/manifest')).status).toBe(404);
  expect(await edge.xCache('/livecf/myStream/Manifest')).toBe('Hit');
  expect(edge.asked.map(({ path }) => path)).toEqual(['/livecf/myStream/Manifest', '/livecf/myStream/manifest']);
});

test('who asks for a stream too early may get the error of that time for as long as errors are cached [MED-075]', async () => {
  const begins = 30;
  const playlist = '/livecf/myStream/playlist.m3u8';
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: () => edge.clock.now() - began < begins * 1_000 ? status(404) : ok('#EXTM3U', { 'cache-control': 'max-age=2' }),
    behavior: { MinTTL: 0 },
    config: { CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 10 }] },
  });
  const began = edge.clock.now();
  edge.advance(25);
  expect((await edge.get(playlist)).status).toBe(404);
  edge.advance(6);
  expect((await edge.get(playlist)).status).toBe(404);
  edge.advance(5);
  expect(await edge.get(playlist)).toMatchObject({ status: 200, text: '#EXTM3U' });
});
