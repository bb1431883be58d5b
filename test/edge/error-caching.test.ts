import { ok, Scenario, ScenarioEdge, status } from './scenario';
import { OriginFailure } from '../../src/edge';

type Edition = NonNullable<Scenario['edition']>;

const CODES = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
const DEFAULT_SECONDS: { readonly [edition in Edition]: number } = { 'current': 10, '2014-10-21': 300 };
const errorResponse = (ErrorCode: number, ErrorCachingMinTTL: number) => ({ CustomErrorResponses: [{ ErrorCode, ErrorCachingMinTTL }] });

/** Seconds for which an error is cached: 0 when every request reaches the origin. */
async function cachedFor(code: number, headers: { readonly [name: string]: string }, scenario: Partial<Scenario> = {}): Promise<number> {
  const edge = new ScenarioEdge({ origin: [status(code, headers)], ...scenario });
  const first = await edge.get('/a');
  expect([first.status, first.text]).toEqual([code, `status ${code}`]);
  let seconds = 0;
  for (const next of [1, 5, 9, 10, 11, 29, 30, 31, 59, 60, 61, 299, 300, 301]) {
    edge.advance(next - seconds);
    seconds = next;
    await edge.get('/a');
    if (edge.asked.length > 1) return seconds === 1 ? 0 : seconds;
  }
  throw new Error('it is cached for longer than this test looks');
}

test('without a custom error page the origin\'s error reaches the viewer as it is [ERR-001]', async () => {
  const edge = new ScenarioEdge({ origin: [status(404, { 'content-type': 'text/plain' }, 'Not Found: The requested URL /myfilename.html was not found on this server.')] });
  const answer = await edge.get('/myfilename.html');
  expect([answer.status, answer.text, answer.header('content-type')])
    .toEqual([404, 'Not Found: The requested URL /myfilename.html was not found on this server.', 'text/plain']);
});

describe.each<[Edition, number[], number[]]>([
  ['current', [404, 414, 500, 501, 502, 503, 504], [400, 403, 405, 412, 415]],
  ['2014-10-21', CODES, []],
])('in the edition %s', (edition, always, byHeader) => {
  const seconds = DEFAULT_SECONDS[edition];

  test.each(always)(
    'an error %i is cached for the error caching minimum TTL [ERR-017] [ERR-043] [ERR-048] [ERR-050] [ERR-051] [ERR-052] [ERR-053] [ERR-054] [ERR-055] [WEB-228] [DST-161]',
    async (code) => {
      expect(await cachedFor(code, {}, { edition })).toBe(seconds);
      expect(await cachedFor(code, {}, { edition, config: errorResponse(code, 30) })).toBe(code === 412 || code === 415 ? seconds : 30);
    });

  if (byHeader.length > 0) {
    test.each(byHeader)('an error %i is cached only with max-age or s-maxage of the origin [ERR-043] [ERR-044] [ERR-046] [ERR-047] [ERR-049]', async (code) => {
      expect(await cachedFor(code, {}, { edition })).toBe(0);
      expect(await cachedFor(code, { expires: 'Thu, 01 Jan 2026 00:00:00 GMT' }, { edition })).toBe(0);
      expect(await cachedFor(code, { 'cache-control': 'max-age=5' }, { edition })).toBe(seconds);
      expect(await cachedFor(code, { 'cache-control': 's-maxage=60' }, { edition })).toBe(60);
    });
  }

  test.each([401, 402, 406, 410, 416, 429, 505, 599])('an error %i is never cached [ERR-044]', async (code) => {
    expect(await cachedFor(code, { 'cache-control': 'max-age=60' }, { edition })).toBe(0);
  });
});

test('in the guide of 2014 the errors 400, 403 and 405 are cached like the others, and 412 and 415 never [ERR-044] [ERR-046] [ERR-047] [ERR-049]', async () => {
  for (const code of [400, 403, 405]) {
    expect(await cachedFor(code, {}, { edition: '2014-10-21' })).toBe(300);
    expect(await cachedFor(code, {}, { edition: '2014-10-21', config: errorResponse(code, 10) })).toBe(10);
  }
  for (const code of [412, 415]) expect(await cachedFor(code, { 'cache-control': 'max-age=60' }, { edition: '2014-10-21' })).toBe(0);
});

test('a cached error answers until its time is over, even if the origin has the object by then [ERR-021] [ERR-037] [WEB-227]', async () => {
  const edge = new ScenarioEdge({ origin: [status(404), ok('there now')], config: errorResponse(404, 60) });
  await edge.get('/a');
  edge.advance(30);
  expect((await edge.get('/a')).status).toBe(404);
  edge.advance(31);
  const answer = await edge.get('/a');
  expect([answer.status, answer.text]).toEqual([200, 'there now']);
});

test.each<[string, { readonly [name: string]: string }, number]>([
  ['max-age=300', { 'cache-control': 'max-age=300' }, 300],
  ['max-age=10', { 'cache-control': 'max-age=10' }, 60],
  ['s-maxage=300', { 'cache-control': 's-maxage=300' }, 300],
  ['s-maxage=10', { 'cache-control': 's-maxage=10' }, 60],
  ['Expires in 300 s', { expires: 'Wed, 01 Jan 2025 00:05:00 GMT' }, 300],
  ['Expires in 10 s', { expires: 'Wed, 01 Jan 2025 00:00:10 GMT' }, 60],
])('an error with %s is cached for the greater of that and the error caching minimum TTL [ERR-022]', async (_title, headers, seconds) => {
  expect(await cachedFor(404, headers, { config: errorResponse(404, 60) })).toBe(seconds);
});

test('what the error asks for counts up to the maximum TTL [ERR-022]', async () => {
  expect(await cachedFor(404, { 'cache-control': 'max-age=9999' }, { behavior: { MinTTL: 0, DefaultTTL: 30, MaxTTL: 30 }, config: errorResponse(404, 5) })).toBe(30);
});

test('no-store, no-cache and private keep 404, 414 and 501 out of the cache, and no other error [ERR-023] [ERR-048] [ERR-050] [ERR-052]', async () => {
  for (const directives of ['no-store', 'no-cache', 'private', 'no-store, private']) {
    for (const code of [404, 414, 501]) expect(await cachedFor(code, { 'cache-control': directives }, { config: errorResponse(code, 60) })).toBe(0);
    for (const code of [500, 502, 503, 504]) expect(await cachedFor(code, { 'cache-control': directives }, { config: errorResponse(code, 60) })).toBe(60);
    expect(await cachedFor(404, { 'cache-control': directives }, { config: errorResponse(404, 60), edition: '2014-10-21' })).toBe(60);
  }
  expect(await cachedFor(404, { 'cache-control': 'must-revalidate' }, { config: errorResponse(404, 60) })).toBe(60);
});

test('the minimum TTL of the behavior is not for errors [ERR-024]', async () => {
  expect(await cachedFor(404, {}, { behavior: { MinTTL: 3600 }, config: errorResponse(404, 10) })).toBe(10);
});

test('an invalidation of the object\'s path removes its cached error, one of the page does not [ERR-025] [INV-040]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => (path === '/4xx-errors/404.html' ? ok('sorry') : status(404)),
    config: { CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/4xx-errors/404.html', ResponseCode: 404, ErrorCachingMinTTL: 60 }] },
  });
  for (const path of ['/a.html', '/b.html']) await edge.get(path);
  edge.asked.length = 0;
  edge.edge.invalidate(edge.id, ['/4xx-errors/404.html']);
  await edge.get('/a.html');
  expect(edge.asked.map(({ path }) => path)).toEqual(['/4xx-errors/404.html']);
  edge.edge.invalidate(edge.id, ['/a.html']);
  for (const path of ['/a.html', '/b.html']) await edge.get(path);
  expect(edge.asked.map(({ path }) => path)).toEqual(['/4xx-errors/404.html', '/a.html']);
});

test('each edge location caches the errors that it got itself [ERR-042]', async () => {
  const edge = new ScenarioEdge({ origin: [status(404)], run: { edgeLocations: ['FRA2', 'LAX1'] } });
  const [germany, america] = [{ country: 'DE' }, { country: 'US' }];
  await edge.get('/a', germany);
  edge.advance(9);
  expect([(await edge.get('/a', germany)).status, edge.asked.length]).toEqual([404, 1]);
  expect([(await edge.get('/a', america)).status, edge.asked.length]).toEqual([404, 2]);
});

describe('with an expired copy', () => {
  const PAGE = { ResponsePagePath: '/sorry.html', ResponseCode: 200 };

  /** The answer to a request for an object, new or expired, whose origin fails, and the one to a request some seconds later. */
  async function answers(code: number, inCache: boolean, page: boolean, after: number) {
    let broken = !inCache;
    const edge = new ScenarioEdge({
      origin: ({ path }) => {
        if (path === '/sorry.html') return ok('sorry');
        return broken ? status(code) : ok('v1', { 'cache-control': 'max-age=10' });
      },
      config: { CustomErrorResponses: [{ ErrorCode: code, ErrorCachingMinTTL: 60, ...(page ? PAGE : {}) }] },
    });
    if (inCache) await edge.get('/a');
    broken = true;
    edge.advance(11);
    const first = await edge.get('/a');
    const asked = edge.asked.length;
    edge.advance(after);
    const second = await edge.get('/a');
    return { first: `${first.status} ${first.text}`, second: `${second.status} ${second.text}`, askedAgain: edge.asked.length > asked };
  }

  test.each([
    [404, false, true, '200 sorry'],
    [503, false, true, '200 sorry'],
    [503, true, true, '200 v1'],
    [503, true, false, '200 v1'],
    [404, false, false, '404 status 404'],
    [404, true, false, '404 status 404'],
    [503, false, false, '503 status 503'],
    [404, true, true, '200 sorry'],
  ])(
    'for %i, with the object in the cache: %s, with a page: %s, the answer is %s, for the error caching minimum TTL [ERR-031] [ERR-038] [ERR-039] [ERR-041] [ERR-045]',
    async (code, inCache, page, expected) => {
      expect(await answers(code, inCache, page, 59)).toEqual({ first: expected, second: expected, askedAgain: false });
      expect(await answers(code, inCache, page, 61)).toEqual({ first: expected, second: expected, askedAgain: true });
    });

  test.each([500, 501, 502, 503, 504])('every error %i of the server gives way to the copy [ERR-051] [ERR-052] [ERR-053] [ERR-054] [ERR-055]', async (code) => {
    expect((await answers(code, true, false, 1)).first).toBe('200 v1');
  });

  test.each([['connection-refused', 502, 20], ['tls', 502, 20], ['response-timed-out', 504, 40]] as const)(
    'an origin that fails with %s is asked again when a %i is not cached any more, after %i s [ERR-038] [DTD-063]', async (kind, _status, seconds) => {
      let broken = false;
      const edge = new ScenarioEdge({
        origin: () => {
          if (broken) throw new OriginFailure(kind, 'no answer');
          return ok('v1', { 'cache-control': 'max-age=10' });
        },
        config: { CustomErrorResponses: [{ ErrorCode: 502, ErrorCachingMinTTL: 20 }, { ErrorCode: 504, ErrorCachingMinTTL: 40 }] },
        behavior: { AllowedMethods: ['GET', 'HEAD'] },
      });
      await edge.get('/a');
      broken = true;
      edge.advance(11);
      const { text, record } = await edge.get('/a');
      expect([text, record.decisions.find(({ step }) => step === 'origin')]).toEqual(['v1', expect.objectContaining({ decided: 'failed, stale copy served', because: { askedAgainIn: seconds } })]);
      const asked = edge.asked.length;
      edge.advance(seconds - 1);
      await edge.get('/a');
      expect(edge.asked).toHaveLength(asked);
      edge.advance(1);
      await edge.get('/a');
      expect(edge.asked.length).toBeGreaterThan(asked);
    });

  test('a copy that is an error itself stands in for nothing [ERR-038]', async () => {
    const edge = new ScenarioEdge({ origin: [status(404), status(503)] });
    await edge.get('/a');
    edge.advance(11);
    expect((await edge.get('/a')).status).toBe(503);
  });

  test('the error itself is the answer once the copy has left the cache [ERR-040]', async () => {
    let broken = false;
    const edge = new ScenarioEdge({
      origin: ({ path }) => (broken && path === '/a' ? status(503) : ok(path, { 'cache-control': 'max-age=10' })),
      config: errorResponse(503, 60),
      run: { cacheSize: 2000 },
    });
    await edge.get('/a');
    broken = true;
    edge.advance(11);
    expect((await edge.get('/a')).status).toBe(200);
    for (const path of ['/b', '/c', '/d', '/e']) await edge.get(path);
    edge.advance(61);
    expect((await edge.get('/a')).status).toBe(503);
  });

  test('the copy stands in only until the maximum TTL after it was fetched [ERR-038]', async () => {
    const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=10' }), status(503)], behavior: { MinTTL: 0, DefaultTTL: 10, MaxTTL: 100 } });
    await edge.get('/a');
    edge.advance(99);
    expect((await edge.get('/a')).text).toBe('v1');
    edge.advance(11);
    expect((await edge.get('/a')).status).toBe(503);
  });
});

test('an origin that does not answer in time is an error 504, with its page where there is one [ERR-006]', async () => {
  let asked = 0;
  const silent = {
    ask: ({ url }: { url: string }) => {
      if (url === '/504.html') return Promise.resolve({ status: 200, headers: [], body: Buffer.from('too slow') });
      asked++;
      return Promise.reject(new OriginFailure('response-timed-out', 'no answer'));
    },
  };
  const plain = await new ScenarioEdge({ origin: silent }).get('/a');
  expect([plain.status, asked]).toEqual([504, 3]);
  const config = { CustomErrorResponses: [{ ErrorCode: 504, ResponsePagePath: '/504.html', ResponseCode: 504 }] };
  const page = await new ScenarioEdge({ origin: silent, config }).get('/a');
  expect([page.status, page.text]).toEqual([504, 'too slow']);
});

test('only GET and HEAD are tried again after a response timeout [OTD-053] [OTD-054]', async () => {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
  const counts: number[] = [];
  for (const method of methods) {
    let asked = 0;
    const origin = {
      ask: () => {
        asked++;
        return Promise.reject(new OriginFailure('response-timed-out', 'no answer'));
      },
    };
    await new ScenarioEdge({ origin, behavior: { AllowedMethods: methods } }).get('/a', { method });
    counts.push(asked);
  }
  expect(counts).toEqual([3, 3, 1, 1, 1, 1, 1]);
});
