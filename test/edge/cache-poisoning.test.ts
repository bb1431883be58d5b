import { ok, ScenarioEdge, status } from './scenario';

const OPTIONS = ['GET', 'HEAD', 'OPTIONS'];

test('an error that answers one viewer\'s range is not the answer for the object, nor for another range', async () => {
  const edge = new ScenarioEdge({ origin: ({ headers }) => (headers.get('range') === 'bytes=0-9' ? status(404) : ok('0123456789abcdef')) });
  expect((await edge.get('/a', { headers: { Range: 'bytes=0-9' } })).status).toBe(404);
  expect((await edge.get('/a', { headers: { Range: 'bytes=0-9' } })).status).toBe(404);
  expect(edge.asked).toHaveLength(1);
  const whole = await edge.get('/a');
  expect([whole.status, whole.text]).toEqual([200, '0123456789abcdef']);
});

test('what one viewer\'s condition makes fail is not cached', async () => {
  const edge = new ScenarioEdge({
    origin: ({ headers }) => (headers.has('if-match') ? status(412, { 'cache-control': 'max-age=100' }) : ok('body')),
    behavior: { ForwardedValues: { QueryString: false } },
  });
  await edge.get('/a', { headers: { 'If-Match': '"other"' } });
  expect((await edge.get('/a')).status).toBe(200);
});

test('an OPTIONS request with a body is answered by the origin, and not from the cache', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=100' }), behavior: { AllowedMethods: OPTIONS, CachedMethods: OPTIONS } });
  const fat = { method: 'OPTIONS', body: 'x', headers: { 'Content-Length': '1' } };
  expect([await edge.xCache('/a', fat), await edge.xCache('/a', fat), await edge.xCache('/a', { method: 'OPTIONS' })]).toEqual(['Miss', 'Miss', 'Miss']);
});

test.each(['X-Forwarded-Host', 'X-Original-URL', 'X-Rewrite-URL', 'X-HTTP-Method-Override', 'X-Forwarded-Scheme'])('%s is not in the cache key, and never reaches the origin of a cached object by a cache policy', async (name) => {
  const edge = new ScenarioEdge({
    origin: ({ headers }) => ok(headers.get(name) ?? 'clean', { 'cache-control': 'max-age=100' }),
    behavior: { ForwardedValues: undefined, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
  });
  expect((await edge.get('/a', { headers: { [name]: 'evil.example' } })).text).toBe('clean');
  expect((await edge.get('/a')).text).toBe('clean');
});

test('a HEAD that misses does not leave an empty body in the cache', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=100' }) });
  await edge.get('/a', { method: 'HEAD' });
  expect((await edge.get('/a')).text).toBe('body');
});

test('a status that is none is an error of the origin', async () => {
  const edge = new ScenarioEdge({ origin: { ask: () => Promise.resolve({ status: 99, headers: [], body: undefined }) } });
  expect((await edge.get('/a')).status).toBe(502);
});

test('a header that the origin keeps for one viewer is not cached with a confirmation, either [OBJ-058]', async () => {
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: ({ headers }) => {
      const answer = { 'cache-control': 'max-age=10, private="X-User"', 'etag': '"1"', 'x-user': `viewer ${edge.asked.length}` };
      return headers.has('if-none-match') ? status(304, answer, '') : ok('body', answer);
    },
  });
  await edge.get('/a');
  edge.advance(11);
  const answers = [await edge.get('/a'), await edge.get('/a')];
  expect(answers.map((answer) => [answer.header('x-cache'), answer.header('x-user')])).toEqual([['RefreshHit from cloudfront', 'viewer 2'], ['Hit from cloudfront', undefined]]);
});
