import { OriginFailure } from '../../../src/edge';
import { held, ok, ScenarioEdge, turn } from '../scenario';

describe('a viewer that goes away', () => {
  const viewer = () => {
    const leave: (() => void)[] = [];
    return { whenGone: (callback: () => void) => void leave.push(callback), goes: () => leave.forEach((callback) => callback()) };
  };

  test('leaves nothing in the cache when nobody else waits [DTD-058]', async () => {
    const { edge, answer } = held();
    const only = viewer();
    const request = edge.get('/a', { whenGone: only.whenGone });
    await turn();
    only.goes();
    answer(ok('body', { 'cache-control': 'max-age=100' }));
    await request;
    const next = edge.xCache('/a');
    await turn();
    answer(ok('body', { 'cache-control': 'max-age=100' }));
    expect(await next).toBe('Miss');
  });

  test('does not spoil the answer of the others [DTD-058]', async () => {
    const { edge, answer } = held();
    const [first, second] = [viewer(), viewer()];
    const requests = [edge.get('/a', { whenGone: first.whenGone }), edge.get('/a', { whenGone: second.whenGone })];
    await turn();
    first.goes();
    answer(ok('body', { 'cache-control': 'max-age=100' }));
    expect((await Promise.all(requests)).map(({ text }) => text)).toEqual(['body', 'body']);
    expect(await edge.xCache('/a')).toBe('Hit');
  });

  test('after the whole object has arrived changes nothing', async () => {
    const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': 'max-age=100' })] });
    const only = viewer();
    await edge.get('/a', { whenGone: only.whenGone });
    only.goes();
    expect(await edge.xCache('/a')).toBe('Hit');
  });

  test('with all bytes that were announced, before the origin has ended, changes nothing', async () => {
    let end = () => {};
    async function* body() {
      yield Buffer.from('whole');
      await new Promise<void>((resolve) => { end = resolve; });
    }
    const edge = new ScenarioEdge({ origin: () => ({ headers: { 'cache-control': 'max-age=100', 'content-length': '5' }, body: body() }) });
    const { record: { host } } = await new ScenarioEdge({ origin: [ok('')] }).get('/');
    const only = viewer();
    const request = { method: 'GET', url: '/a', headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', whenGone: only.whenGone } as const;
    const answer = await edge.edge.handle(request);
    await (answer.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().next();
    only.goes();
    end();
    await turn();
    expect(await edge.xCache('/a')).toBe('Hit');
  });

  test('ends the request to the origin', async () => {
    const only = viewer();
    let aborted = false;
    const edge = new ScenarioEdge({
      origin: { ask: ({ signal }) => new Promise((_resolve, reject) => signal!.addEventListener('abort', () => { aborted = true; reject(new OriginFailure('connection-dropped', 'given up')); })) },
    });
    const request = edge.get('/a', { whenGone: only.whenGone });
    await turn();
    only.goes();
    await request;
    expect(aborted).toBe(true);
  });
});

describe('an origin of which viewers have not waited for the answer', () => {
  /** An origin that answers at once, or not before its request is given up. */
  const patient = (cacheControl: string, isSlow: () => boolean) => new ScenarioEdge({
    origin: {
      ask: async ({ signal }) => {
        if (isSlow()) await new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(new OriginFailure('connection-dropped', 'given up'))));
        return { status: 200, headers: ['Cache-Control', cacheControl, 'Content-Length', '4'], body: Buffer.from('body') };
      },
    },
  });

  test('is asked by the next one, also where there is an expired copy', async () => {
    let isSlow = false;
    let leave = () => {};
    const edge = patient('max-age=10', () => isSlow);
    await edge.get('/a');
    edge.advance(11);
    isSlow = true;
    const left = edge.get('/a', { whenGone: (callback) => { leave = callback; } });
    await turn();
    leave();
    await left;
    isSlow = false;
    expect(await edge.xCache('/a')).toBe('Miss');
  });

  test('is not taken for one that fails, where each viewer waits for an answer of its own', async () => {
    let calls = 0;
    let leave = () => {};
    const edge = patient('no-store, stale-if-error=0', () => ++calls === 2);
    const requests = [edge.get('/a'), edge.get('/a', { whenGone: (callback) => { leave = callback; } })];
    await turn();
    leave();
    await Promise.all(requests);
    const next = await edge.get('/a');
    expect([calls, next.status, next.text]).toEqual([3, 200, 'body']);
  });
});

test('viewers of an answer that is not cached end their own requests to the origin when they leave, also while its body is on its way', async () => {
  const leave: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const edge = new ScenarioEdge({
    origin: {
      ask: async ({ signal }) => {
        signals.push(signal!);
        await turn();
        return { status: 200, headers: ['Cache-Control', 'no-store, stale-if-error=0', 'Content-Length', '5'], body: Buffer.from('first') };
      },
    },
  });
  await Promise.all([0, 1].map((i) => edge.get('/a', { whenGone: (callback) => { const before = leave[i]; leave[i] = () => { before?.(); callback(); }; } })));
  const aborted = () => signals.map((signal) => signal.aborted);
  expect(aborted()).toEqual([false, false]);
  leave[0]();
  expect(aborted()).toEqual([true, false]);
  leave[1]();
  expect(aborted()).toEqual([true, true]);
});

test('what was invalidated on its way is not cached, also where each viewer waits for an answer of its own', async () => {
  const { edge, answer } = held();
  const requests = [edge.get('/a'), edge.get('/a')];
  await turn();
  answer(ok('private', { 'cache-control': 'private' }));
  await turn();
  edge.edge.invalidate(edge.id, ['/a']);
  answer(ok('old', { 'cache-control': 'max-age=100' }));
  expect((await Promise.all(requests)).map(({ text }) => text)).toEqual(['private', 'old']);
  const next = edge.get('/a');
  await turn();
  answer(ok('new', { 'cache-control': 'max-age=100' }));
  expect((await next).text).toBe('new');
});
