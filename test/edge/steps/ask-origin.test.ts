import { OriginFailure } from '../../../src/edge';
import { FunctionOriginResponse } from '../../../src/edge/origin/function-origin';
import { held, ok, ScenarioEdge, status, turn } from '../scenario';

const three = (edge: ScenarioEdge, headers: (i: number) => { readonly [name: string]: string } = () => ({})) => (
  [0, 1, 2].map((i) => edge.xCache('/a', { headers: headers(i) }))
);

test('simultaneous requests for one object wait for the first one\'s answer: one Miss, the others Hit [DTD-051]', async () => {
  const { edge, answer } = held();
  const requests = Array.from({ length: 10 }, () => edge.xCache('/a'));
  await turn();
  answer(ok('body', { 'cache-control': 'max-age=10' }));
  expect(await Promise.all(requests)).toEqual(['Miss', ...Array(9).fill('Hit')]);
  expect(edge.asked).toHaveLength(1);
});

test.each(['private', 'no-store', 'no-cache', 'max-age=0', 's-maxage=0'])(
  'with a minimum TTL of 0 an answer with %s is not shared: those who wait ask the origin themselves [DTD-054]', async (cacheControl) => {
    const { edge, answer } = held();
    const requests = three(edge);
    await turn();
    expect(edge.asked).toHaveLength(1);
    answer(ok('body', { 'cache-control': cacheControl }));
    await turn();
    expect(edge.asked).toHaveLength(3);
    answer(ok('body', { 'cache-control': cacheControl }));
    expect(await Promise.all(requests)).toEqual(['Miss', 'Miss', 'Miss']);
  });

test('who did not get a share of the answer learns why', async () => {
  const { edge, answer } = held();
  const requests = [edge.get('/a'), edge.get('/a')];
  await turn();
  answer(ok('body', { 'cache-control': 'private' }));
  await turn();
  answer(ok('body', { 'cache-control': 'private' }));
  const [first, second] = (await Promise.all(requests)).map(({ record }) => record.decisions.filter(({ step }) => step === 'collapse'));
  expect([first, second]).toEqual([[], [expect.objectContaining({ decided: 'not shared' })]]);
});

test('an answer to the first viewer\'s condition is for that viewer alone; those without one share the next [DTD-051]', async () => {
  const { edge, answer } = held();
  const conditions = [{ 'If-None-Match': '"1"' }, {}, { 'If-None-Match': '"1"' }, {}, {}] as { [name: string]: string }[];
  const requests = conditions.map((headers) => edge.get('/a', { headers }));
  await turn();
  answer(status(304, { etag: '"1"' }, ''));
  await turn();
  expect(edge.asked.map(({ headers }) => headers.get('if-none-match'))).toEqual(['"1"', null, '"1"']);
  answer(ok('body', { etag: '"1"' }));
  expect((await Promise.all(requests)).map((received) => `${received.status} ${received.header('x-cache')}`.split(' from')[0])).toEqual(['304 Miss', '200 Miss', '304 Miss', '200 Hit', '200 Hit']);
  expect(edge.asked).toHaveLength(3);
});

test('nobody waits for an object that is expired while it still arrives, and what comes last of the two is not kept', async () => {
  const ends: (() => void)[] = [];
  let version = 0;
  async function* body(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
    await new Promise<void>((resolve) => ends.push(resolve));
  }
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'cache-control': 'max-age=10' }, body: body(`v${++version}`) }) });
  const requests = [edge.get('/a')];
  for (const seconds of [9, 2]) {
    await turn();
    edge.advance(seconds);
    requests.push(edge.get('/a'));
  }
  await turn();
  ends.reverse().forEach((end) => end());
  expect((await Promise.all(requests)).map(({ text, headers }) => [text, headers.includes('Hit from cloudfront')])).toEqual([['v1', false], ['v1', true], ['v2', false]]);
  expect((await edge.get('/a')).text).toBe('v2');
});

test('where the asking itself breaks, whoever comes later is not kept waiting', async () => {
  let broken = true;
  const edge = new ScenarioEdge({
    origin: () => {
      if (broken) throw new TypeError('a mistake in a test');
      return ok('body');
    },
  });
  await expect(edge.get('/a')).rejects.toThrow('a mistake in a test');
  broken = false;
  expect((await edge.get('/a')).text).toBe('body');
});

test.each(['no-cache', 'no-store', 'private'])('with a minimum TTL above 0 an answer with %s is shared [DTD-056]', async (cacheControl) => {
  const { edge, answer } = held({ behavior: { MinTTL: 1 } });
  const requests = three(edge);
  await turn();
  answer(ok('body', { 'cache-control': cacheControl }));
  expect(await Promise.all(requests)).toEqual(['Miss', 'Hit', 'Hit']);
  expect(edge.asked).toHaveLength(1);
});

test('cookies that are forwarded without being in the cache key do not prevent sharing [DTD-055]', async () => {
  const policies = { ForwardedValues: undefined, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' };
  const { edge, answer } = held({ behavior: policies });
  const requests = three(edge, (i) => ({ Cookie: `a=${i}` }));
  await turn();
  answer(ok('body', { 'cache-control': 'max-age=10' }));
  expect(await Promise.all(requests)).toEqual(['Miss', 'Hit', 'Hit']);
  expect([edge.asked.length, edge.asked[0].headers.get('cookie')]).toEqual([1, 'a=0']);
});

test('one revalidation of an expired object is enough for all who ask [DTD-057]', async () => {
  const { edge, answer } = held();
  const first = edge.get('/a');
  await turn();
  answer(ok('body', { 'cache-control': 'max-age=10', 'etag': '"1"' }));
  await first;
  edge.advance(11);
  const requests = Array.from({ length: 5 }, () => edge.get('/a'));
  await turn();
  answer(status(304, {}, ''));
  expect((await Promise.all(requests)).map(({ text }) => text)).toEqual(Array(5).fill('body'));
  expect(edge.asked).toHaveLength(2);
  expect(edge.asked[1].headers.get('if-none-match')).toBe('"1"');
});

test('an expired object is revalidated by its ETag and its date, whichever there are [DTD-069]', async () => {
  const date = 'Wed, 01 Jan 2014 00:00:00 GMT';
  for (const validators of [{ 'etag': '"1"', 'last-modified': date }, { etag: '"1"' }, { 'last-modified': date }] as { [name: string]: string }[]) {
    const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': 'max-age=1', ...validators }), status(304, {}, '')] });
    await edge.get('/a');
    edge.advance(2);
    expect(await edge.xCache('/a')).toBe('RefreshHit');
    const { headers } = edge.asked[1];
    expect([headers.get('if-none-match'), headers.get('if-modified-since')]).toEqual([validators.etag ?? null, validators['last-modified'] ?? null]);
  }
});

describe('stale copies', () => {
  const stale = (directives: string, ...then: FunctionOriginResponse[]) => [ok('v1', { 'cache-control': directives }), ...then];

  test.each([500, 502, 503, 504, 599])('stale-if-error serves the copy for its seconds when the origin answers %s [DTD-060]', async (code) => {
    const edge = new ScenarioEdge({ origin: stale('max-age=1, stale-if-error=60', status(code)) });
    await edge.get('/a');
    edge.advance(2);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text]).toEqual([200, 'v1']);
    edge.advance(60);
    expect((await edge.get('/a')).status).toBe(code);
  });

  test('stale-if-error serves the copy when the origin cannot be reached [DTD-060]', async () => {
    let reachable = true;
    const edge = new ScenarioEdge({
      origin: () => {
        if (!reachable) throw new OriginFailure('connection-refused', 'no one there');
        return ok('v1', { 'cache-control': 'max-age=1, stale-if-error=60' });
      },
    });
    await edge.get('/a');
    reachable = false;
    edge.advance(2);
    expect((await edge.get('/a')).text).toBe('v1');
  });

  test('stale-if-error ends at the maximum TTL [DTD-061]', async () => {
    const edge = new ScenarioEdge({ origin: stale('max-age=1, stale-if-error=600', status(503)), behavior: { MinTTL: 0, DefaultTTL: 1, MaxTTL: 5 } });
    await edge.get('/a');
    edge.advance(4);
    expect((await edge.get('/a')).status).toBe(200);
    edge.advance(20);
    expect((await edge.get('/a')).status).toBe(503);
    const late = new ScenarioEdge({ origin: stale('max-age=1, stale-if-error=600', status(503)), behavior: { MinTTL: 0, DefaultTTL: 1, MaxTTL: 5 } });
    await late.get('/a');
    late.advance(5);
    expect((await late.get('/a')).status).toBe(503);
  });

  test('stale-while-revalidate ends at the maximum TTL [DTD-061]', async () => {
    const edge = new ScenarioEdge({ origin: stale('max-age=1, stale-while-revalidate=600', ok('v2')), behavior: { MinTTL: 0, DefaultTTL: 1, MaxTTL: 5 } });
    await edge.get('/a');
    edge.advance(6);
    expect((await edge.get('/a')).text).toBe('v2');
  });

  test('a usable copy comes before the error page, which is for when there is none [DTD-062]', async () => {
    const page = { ErrorCode: 503, ResponseCode: 503, ResponsePagePath: '/sorry.html' };
    const edge: ScenarioEdge = new ScenarioEdge({
      origin: ({ path }) => {
        if (path === '/sorry.html') return ok('sorry');
        return edge.asked.length === 1 ? ok('v1', { 'cache-control': 'max-age=1, stale-if-error=60' }) : status(503);
      },
      config: { CustomErrorResponses: [page] },
    });
    await edge.get('/a');
    edge.advance(2);
    expect((await edge.get('/a')).text).toBe('v1');
    edge.advance(61);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text]).toEqual([503, 'sorry']);
  });

  test('stale-while-revalidate comes first, stale-if-error while the revalidation fails [DTD-066]', async () => {
    const edge = new ScenarioEdge({ origin: stale('max-age=1, stale-while-revalidate=2, stale-if-error=60', status(503)) });
    await edge.get('/a');
    edge.advance(10);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text]).toEqual([200, 'v1']);
  });
});

test('with Vary: * and a minimum TTL of 0 every request reaches the origin, without conditions [DTD-073]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': 'max-age=100', 'etag': '"1"', 'vary': '*' })] });
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Miss']);
  expect(edge.asked[1].headers.get('if-none-match')).toBeNull();
});

test('with Vary: * and a minimum TTL above 0 the object is served from the cache [DTD-073]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': 'max-age=100', 'vary': '*' })], behavior: { MinTTL: 1 } });
  expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual(['Miss', 'Hit']);
});

test('an origin function of a test that throws while a copy is refreshed in the background ends nothing', async () => {
  let calls = 0;
  const edge = new ScenarioEdge({
    origin: () => {
      if (++calls > 1) throw new Error('a defect of the test');
      return ok('v1', { 'cache-control': 'max-age=10, stale-while-revalidate=60' });
    },
  });
  const rejected = jest.fn();
  process.on('unhandledRejection', rejected);
  await edge.get('/a');
  edge.advance(11);
  expect((await edge.get('/a')).text).toBe('v1');
  await turn();
  process.off('unhandledRejection', rejected);
  expect([calls, rejected.mock.calls]).toEqual([2, []]);
});
