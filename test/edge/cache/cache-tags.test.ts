import { FunctionOriginRequest, InvalidationRefused } from '../../../src/edge';
import { Json, ok, ScenarioEdge } from '../scenario';

const TAGGED = (HeaderName = 'Cache-Tag') => ({ CacheTagConfig: { HeaderName } });

/** An edge that has cached a path for each list of tags that the origin gives it. */
async function caching(tags: { readonly [path: string]: string }, config: Json = TAGGED(), behavior: Json = {}): Promise<ScenarioEdge> {
  const edge = new ScenarioEdge({ origin: ({ path }: FunctionOriginRequest) => ok(path, { 'cache-tag': tags[path] ?? '' }), config, behavior });
  for (const path of Object.keys(tags)) await edge.get(path);
  return edge;
}

const invalidate = (edge: ScenarioEdge, ...items: string[]) => edge.edge.invalidate(edge.id, items);

test('the tags of the header are those of the object, without the blanks around them [DTD-109]', async () => {
  for (const tag of ['#a:1', '#b:2']) {
    const edge = await caching({ '/a': ' a:1 ,  b:2', '/other': 'c:3' });
    invalidate(edge, tag);
    expect([await edge.xCache('/a'), await edge.xCache('/other')]).toEqual(['Miss', 'Hit']);
  }
});

test('without a header for tags the distribution has none [DTD-109]', async () => {
  const edge = await caching({ '/a': 'a:1' }, {});
  invalidate(edge, '#a:1');
  expect(await edge.xCache('/a')).toBe('Hit');
});

test.each([
  ['#product:one', 'Product:ONE', 'Miss'],
  [`#${'x'.repeat(256)}`, 'x'.repeat(256), 'Miss'],
  ['#t50', Array.from({ length: 51 }, (_, i) => `t${i + 1}`).join(), 'Miss'],
  ['#t51', Array.from({ length: 51 }, (_, i) => `t${i + 1}`).join(), 'Hit'],
  ['#café', 'café', undefined],
  [`#${'x'.repeat(257)}`, 'x'.repeat(257), undefined],
  ['#a,b', 'a,b', undefined],
  ['#', '', undefined],
])('case does not count, length, characters and number do: %.20s [DTD-110]', async (item, tags, expected) => {
  const edge = await caching({ '/a': tags });
  if (expected === undefined) {
    expect(() => invalidate(edge, item)).toThrow(InvalidationRefused);
    return;
  }
  invalidate(edge, item);
  expect(await edge.xCache('/a')).toBe(expected);
});

test('tags and paths go together in one invalidation; an asterisk of a tag stands for itself [DTD-111]', async () => {
  const edge = await caching({ '/p': 'product:1', '/images/a': '', '/x': 'ab', '/y': 'a*' });
  expect(invalidate(edge, '#product:1', '/images/*', '#a*').paths).toEqual(['#product:1', '/images/*', '#a*']);
  const found = [];
  for (const path of ['/p', '/images/a', '/x', '/y']) found.push(await edge.xCache(path));
  expect(found).toEqual(['Miss', 'Miss', 'Hit', 'Miss']);
});

test('a path is no tag, whatever it is called: objects with a tag of that name stay [DTD-111]', async () => {
  const edge = await caching({ '/p': 'one', '/q': 'p' });
  invalidate(edge, '/p');
  expect([await edge.xCache('/p'), await edge.xCache('/q')]).toEqual(['Miss', 'Hit']);
});

test('every variant of every object with the tag goes, and what is cached after stays [DTD-112]', async () => {
  const edge = await caching({ '/a': 'b', '/c': 'b,d' }, TAGGED(), { ForwardedValues: { QueryString: false, Cookies: { Forward: 'all' } } });
  const visits: [string, { headers: { Cookie: string } }][] = ['/a', '/c'].flatMap((path) => ['x=1', 'x=2'].map((Cookie): [string, { headers: { Cookie: string } }] => [path, { headers: { Cookie } }]));
  for (const visit of visits) await edge.get(...visit);
  invalidate(edge, '#b');
  for (const visit of visits) expect([await edge.xCache(...visit), await edge.xCache(...visit)]).toEqual(['Miss', 'Hit']);
});

test('tags that were read from another header do not count any more [DTD-113]', async () => {
  const edge = await caching({ '/a': 'a' });
  edge.deploy({ config: TAGGED('X-Tags') });
  invalidate(edge, '#a');
  expect(await edge.xCache('/a')).toBe('Hit');
});

test('an object that is on its way when its tag is invalidated is not cached', async () => {
  let go: () => void = () => undefined;
  const edge = new ScenarioEdge({
    origin: async () => {
      await new Promise<void>((resolve) => { go = resolve; });
      return ok('old', { 'cache-tag': 'a' });
    },
    config: TAGGED(),
  });
  const first = edge.get('/a');
  await new Promise((resolve) => setImmediate(resolve));
  invalidate(edge, '#a');
  go();
  await first;
  const second = edge.get('/a');
  await new Promise((resolve) => setImmediate(resolve));
  go();
  expect((await second).header('x-cache')).toBe('Miss from cloudfront');
});
