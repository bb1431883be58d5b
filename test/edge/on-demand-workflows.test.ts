import { ok, ScenarioEdge } from './scenario';
import { settled } from '../streaming/player';
import { film, StreamingScenario } from '../streaming/scenario';

const HOUR = 3_600;

/** The distribution of the tutorials, with the guide's defaults. */
function defaults(origin: ConstructorParameters<typeof ScenarioEdge>[0]['origin']): ScenarioEdge {
  return new ScenarioEdge({ origin, behavior: { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } } } });
}

test('a distribution with default values delivers players by HTTP and HTTPS for a day, whatever viewers send with their requests [MED-104]', async () => {
  const edge = defaults(({ path }) => ok(path));
  const seen = [];
  for (const protocol of ['http', 'https'] as const) {
    for (const query of ['', '?x=1', '?x=2']) {
      const { status, header } = await edge.get(`/jwplayer.js${query}`, { protocol, headers: { 'Cookie': `visitor=${query}`, 'X-Own': query, 'Accept-Language': `de;${query}` } });
      seen.push([status, header('x-cache')]);
    }
  }
  expect(seen).toEqual([[200, 'Miss from cloudfront'], ...Array.from({ length: 5 }, () => [200, 'Hit from cloudfront'])]);
  const [{ path, query, headers }] = edge.asked;
  expect([path, String(query), headers.get('cookie'), headers.get('accept-language')]).toEqual(['/jwplayer.js', '', null, null]);
  edge.advance(24 * HOUR - 1);
  expect(await edge.xCache('/jwplayer.js')).toBe('Hit');
  edge.advance(2);
  expect(await edge.xCache('/jwplayer.js')).not.toBe('Hit');
  expect(edge.asked).toHaveLength(2);
});

test('a page that is replaced is the old one for a day, or until it is invalidated; a film that is replaced needs a new name [MED-105]', async () => {
  let version = 'old';
  const web = defaults(() => ok(version));
  const objects: { [key: string]: Buffer } = { 'film.flv': film(1, 'old') };
  const rtmp = new StreamingScenario({ bucket: { ask: ({ url }) => Promise.resolve({ status: 200, headers: ['Content-Length', String(objects[url.slice(1)].length)], body: objects[url.slice(1)] }) } });
  const pictures = async (name: string) => {
    const player = rtmp.player();
    await player.play(name, 0);
    await settled();
    return player.payloads('video')[0].slice(1, 4);
  };
  const page = async () => [(await web.get('/jwplayer-example.html')).text, await web.xCache('/jwplayer-example.html')];
  expect([await page(), await pictures('film')]).toEqual([['old', 'Hit'], 'old']);

  version = 'new';
  Object.assign(objects, { 'film.flv': film(1, 'new'), 'film-2.flv': film(1, 'new') });
  web.advance(2 * HOUR);
  rtmp.clock.advance(2 * HOUR * 1_000);
  expect([await page(), await pictures('film')]).toEqual([['old', 'Hit'], 'old']);
  web.edge.invalidate(web.id, ['/jwplayer-example.html']);
  expect([await page(), await pictures('film'), await pictures('film-2')]).toEqual([['new', 'Hit'], 'old', 'new']);
  rtmp.clock.advance(23 * HOUR * 1_000);
  expect(await pictures('film')).toBe('new');
});
