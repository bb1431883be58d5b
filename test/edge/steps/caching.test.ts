import { FunctionOriginResponse, OriginFailure } from '../../../src/edge';
import { Json, ok, ScenarioEdge, status } from '../scenario';

test('a fetched object is a miss, a cached one a hit with its age, a confirmed one a refresh hit [OBJ-131]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=10', 'etag': '"1"' }), status(304, { 'cache-control': 'max-age=10' }, '')] });
  expect(await edge.xCache('/a')).toBe('Miss');
  edge.advance(4);
  const hit = await edge.get('/a');
  expect([hit.header('x-cache'), hit.header('age'), hit.text]).toEqual(['Hit from cloudfront', '4', 'v1']);
  edge.advance(7);
  const refreshed = await edge.get('/a');
  expect([refreshed.header('x-cache'), refreshed.text]).toEqual(['RefreshHit from cloudfront', 'v1']);
  expect(edge.asked).toHaveLength(2);
});

test('the revalidation names the copy by ETag and by date [REQ-005] [REQ-006]', async () => {
  const modified = 'Wed, 01 Jan 2014 00:00:00 GMT';
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1', 'etag': '"abc"', 'last-modified': modified })] });
  await edge.get('/a');
  edge.advance(2);
  await edge.get('/a');
  expect(edge.asked[1].headers.get('if-none-match')).toBe('"abc"');
  expect(edge.asked[1].headers.get('if-modified-since')).toBe(modified);
});

test('a copy with only a date is revalidated by date alone [REQ-075]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1', 'last-modified': 'Wed, 01 Jan 2014 00:00:00 GMT' })] });
  await edge.get('/a');
  edge.advance(2);
  await edge.get('/a');
  expect([edge.asked[1].headers.has('if-none-match'), edge.asked[1].headers.has('if-modified-since')]).toEqual([false, true]);
});

test('an outdated copy is replaced [OBJ-102]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1' }), ok('v2', { 'cache-control': 'max-age=100' })] });
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).text).toBe('v2');
  expect(await edge.xCache('/a')).toBe('Hit');
});

test('a 304 renews the copy with its own Cache-Control [DTD-070]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1', 'etag': '"1"' }), status(304, { 'cache-control': 'max-age=100' }, '')] });
  await edge.get('/a');
  edge.advance(2);
  await edge.get('/a');
  edge.advance(99);
  const hit = await edge.get('/a');
  expect([hit.header('x-cache'), hit.header('cache-control'), hit.header('age')]).toEqual(['Hit from cloudfront', 'max-age=100', '99']);
  edge.advance(1);
  expect(await edge.xCache('/a')).toBe('RefreshHit');
});

/** An edge whose origin has confirmed its first answer, and what the viewer then got. */
async function confirmed(first: { readonly [name: string]: string }, confirmation: { readonly [name: string]: string }, ...later: Parameters<typeof status>[]) {
  const edge = new ScenarioEdge({
    origin: [ok('v1', { 'cache-control': 'max-age=1', 'etag': '"1"', ...first }), status(304, confirmation, ''), ...later.map((answer) => status(...answer))],
    config: { CacheTagConfig: { HeaderName: 'Cache-Tag' } },
  });
  await edge.get('/a');
  edge.advance(2);
  return { edge, answer: await edge.get('/a') };
}

test('a 304 replaces headers of the copy whatever their case, but not its length; others stay [DTD-070]', async () => {
  const { answer: { headers } } = await confirmed({ 'X-Version': '1', 'x-kept': 'a', 'Content-Length': '2' }, { 'x-version': '2', 'X-New': 'b', 'Content-Length': '0' });
  const values = (name: string) => headers.filter((_, i) => i % 2 === 1 && headers[i - 1].toLowerCase() === name);
  expect(['x-version', 'x-kept', 'x-new', 'content-length'].map(values)).toEqual([['2'], ['a'], ['b'], ['2']]);
});

test('a 304 brings how long the copy may stand in for a failing origin, and the age it had in other caches [DTD-065] [DTD-070]', async () => {
  const { edge, answer } = await confirmed({}, { 'cache-control': 'max-age=100, stale-if-error=0', 'age': '40' }, [503]);
  expect([answer.header('age'), answer.record.decisions.find(({ step }) => step === 'freshness')]).toEqual(['40', expect.objectContaining({ decided: 'renewed', because: { ttl: 60, decided: 'max-age', asked: 100 } })]);
  edge.advance(60);
  expect((await edge.get('/a')).status).toBe(503);
});

test('a 304 brings the tags by which the copy is invalidated [DTD-112]', async () => {
  const { edge } = await confirmed({ 'cache-tag': 'old' }, { 'cache-tag': 'new', 'cache-control': 'max-age=100' }, [304, {}, '']);
  edge.edge.invalidate(edge.id, ['#old']);
  expect(await edge.xCache('/a')).toBe('Hit');
  edge.edge.invalidate(edge.id, ['#new']);
  expect(await edge.xCache('/a')).toBe('Miss');
});

const CONDITION = { decided: 'the viewer\'s own condition' };

test.each<[string, FunctionOriginResponse, Json, string, object]>([
  ['a status that is never cached', status(418), {}, 'error not cached', { status: 418, ttl: 0 }],
  ['an error', status(404), {}, 'error cached', { status: 404, ttl: 10 }],
  ['a status below 400 that is not cached', status(201), {}, 'not cached', { status: 201 }],
  ['such a status with a lifetime', status(201, { 'cache-control': 'max-age=60' }), {}, 'cached', { ttl: 60, decided: 'max-age', asked: 60 }],
  ['such a status with no-store, below the minimum TTL', status(299, { 'cache-control': 'no-store' }), { MinTTL: 5 }, 'not cached', { status: 299 }],
  ['a part for which nobody asked', status(206, { 'cache-control': 'max-age=60', 'content-range': 'bytes 0-9/10' }, '0123456789'), {}, 'not cached', { status: 206 }],
  ['Vary: *', ok('a', { vary: 'Accept, *' }), {}, 'not cached', { decided: 'Vary: *' }],
  ['Vary: * below the minimum TTL', ok('a', { vary: '*' }), { MinTTL: 5 }, 'cached', { ttl: 86_400, decided: 'DefaultTTL', asked: 86_400 }],
  ['a condition of the viewer', status(412), {}, 'not cached', CONDITION],
  ['no-store', ok('a', { 'cache-control': 'no-store, stale-if-error=0' }), {}, 'not cached', { ttl: 0, decided: 'no-store', asked: 0 }],
])('why it is cached, or is not, is told: %s', async (_title, answer, behavior, decided, because) => {
  const edge = new ScenarioEdge({ origin: () => answer, behavior });
  const { record } = await edge.get('/a', { headers: because === CONDITION ? { 'If-Match': '"y"' } : {} });
  expect(record.decisions.find(({ step }) => step === 'freshness')).toMatchObject({ decided, because });
});

test('concurrent misses of one object make one origin request', async () => {
  const edge = new ScenarioEdge({ origin: async () => ok('body') });
  const answers = await Promise.all(Array.from({ length: 1000 }, () => edge.get('/a')));
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['body']));
  expect(edge.asked).toHaveLength(1);
});

test('different cache keys are not collapsed [DTD-052]', async () => {
  const edge = new ScenarioEdge({ origin: async ({ url }) => ok(url), behavior: { ForwardedValues: { QueryString: true } } });
  await Promise.all([edge.get('/a?1'), edge.get('/a?2')]);
  expect(edge.asked).toHaveLength(2);
});

test('where nothing is cached nothing is collapsed [DTD-053]', async () => {
  const edge = new ScenarioEdge({ origin: async () => ok('body'), behavior: { ForwardedValues: undefined, CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' } });
  await Promise.all([edge.get('/a'), edge.get('/a')]);
  expect(edge.asked).toHaveLength(2);
});

test('stale-while-revalidate serves the old copy and refreshes it once [DTD-059] [DTD-067]', async () => {
  let refresh: () => void = () => undefined;
  const refreshed = new Promise<void>((resolve) => { refresh = resolve; });
  const edge = new ScenarioEdge({
    origin: async () => {
      if (edge.asked.length === 1) return ok('v1', { 'cache-control': 'max-age=10, stale-while-revalidate=60' });
      await refreshed;
      return ok('v2', { 'cache-control': 'max-age=10' });
    },
  });
  await edge.get('/a');
  edge.advance(11);
  for (let i = 0; i < 3; i++) {
    const stale = await edge.get('/a');
    expect([stale.text, stale.header('x-cache')]).toEqual(['v1', 'Hit from cloudfront']);
  }
  refresh();
  await new Promise((resolve) => setImmediate(resolve));
  expect((await edge.get('/a')).text).toBe('v2');
  expect(edge.asked).toHaveLength(2);
});

test('an expired copy is served while the origin fails, for the error caching minimum TTL, then it is asked again [DTD-063]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=10' }), status(503), status(503), ok('v2')] });
  await edge.get('/a');
  edge.advance(11);
  expect((await edge.get('/a')).text).toBe('v1');
  edge.advance(9);
  expect((await edge.get('/a')).text).toBe('v1');
  expect(edge.asked).toHaveLength(2);
  edge.advance(2);
  expect((await edge.get('/a')).text).toBe('v1');
  expect(edge.asked).toHaveLength(3);
});

test('a 4xx during revalidation goes to the viewer [DTD-064]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1' }), status(404)] });
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).status).toBe(404);
});

test('stale-if-error=0 forbids the old copy [DTD-065]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1, stale-if-error=0' }), status(500)] });
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).status).toBe(500);
});

test('must-revalidate does not keep the old copy from standing in [DTD-068]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1, must-revalidate' }), status(500)] });
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).text).toBe('v1');
});

test('a body that breaks off is never cached', async () => {
  let broken = true;
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('part');
    if (broken) throw new OriginFailure('connection-dropped', 'closed early');
  }
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'cache-control': 'max-age=100' }, body: body() }) });
  await expect(edge.get('/a')).rejects.toThrow('closed early');
  broken = false;
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Hit']);
});

test('redirects are cached and passed on, not followed [DTD-097] [REQ-062]', async () => {
  const edge = new ScenarioEdge({ origin: [status(301, { location: 'https://elsewhere.example.com/' })] });
  await edge.get('/a');
  const hit = await edge.get('/a');
  expect([hit.status, hit.header('location'), hit.header('x-cache')]).toEqual([301, 'https://elsewhere.example.com/', 'Hit from cloudfront']);
});

test('GET and HEAD share a copy; other methods are never cached [REQ-012] [REQ-014] [REQ-086] [DTD-083] [DTD-085]', async () => {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior: { AllowedMethods: methods } });
  const head = await edge.get('/a', { method: 'HEAD' });
  expect([head.text, head.header('content-length')]).toEqual(['', '4']);
  expect(await edge.xCache('/a')).toBe('Hit');
  for (const method of ['OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']) {
    expect([await edge.xCache('/b', { method }), await edge.xCache('/b', { method })]).toEqual(['Miss', 'Miss']);
  }
  expect(edge.asked).toHaveLength(11);
});

test('a cached OPTIONS is kept apart from GET [DTD-084] [WEB-106]', async () => {
  const methods = ['GET', 'HEAD', 'OPTIONS'];
  const edge = new ScenarioEdge({ origin: ({ method }) => ok(method), behavior: { AllowedMethods: methods, CachedMethods: methods } });
  expect([(await edge.get('/a', { method: 'OPTIONS' })).text, (await edge.get('/a')).text]).toEqual(['OPTIONS', 'GET']);
  expect(await edge.xCache('/a', { method: 'OPTIONS' })).toBe('Hit');
});

test('where all headers are forwarded nothing is cached [WEB-127]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=100' }), behavior: { ForwardedValues: { QueryString: false, Headers: ['*'] } } });
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Miss']);
});

test('an invalidation removes exactly what its paths mean [INV-026] [INV-028]', async () => {
  const edge = new ScenarioEdge({ origin: ({ url }) => ok(url), behavior: { ForwardedValues: { QueryString: true } } });
  for (const url of ['/a?v=1', '/a?v=2', '/b/c']) await edge.get(url);
  edge.edge.invalidate(edge.id, ['/a']);
  expect(await edge.xCache('/a?v=1')).toBe('Hit');
  edge.edge.invalidate(edge.id, ['/a?v=1', '/b/*']);
  expect([await edge.xCache('/a?v=1'), await edge.xCache('/a?v=2'), await edge.xCache('/b/c')]).toEqual(['Miss', 'Hit', 'Miss']);
});

test('an object that was on its way when it was invalidated is not cached', async () => {
  let answer: (body: string) => void = () => undefined;
  const edge = new ScenarioEdge({ origin: () => new Promise<string>((resolve) => { answer = resolve; }) });
  const first = edge.get('/a');
  await new Promise((resolve) => setImmediate(resolve));
  edge.edge.invalidate(edge.id, ['/*']);
  answer('old');
  expect((await first).text).toBe('old');
  const second = edge.get('/a');
  await new Promise((resolve) => setImmediate(resolve));
  answer('new');
  expect((await second).text).toBe('new');
});

test('a miss says what of the key differed from the copy that is there', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior: { ForwardedValues: { QueryString: false, Headers: ['Accept-Language'] } } });
  await edge.get('/a', { headers: { 'Accept-Language': 'de' } });
  const { record } = await edge.get('/a', { headers: { 'Accept-Language': 'fr' } });
  expect(record.decisions.find(({ step, decided }) => step === 'cache' && decided === 'miss')?.because).toMatchObject({ differs: ['accept-language'] });
});
