import { discard, ManualClock, OriginFailure } from '../../../src/edge';
import { CompletionDeadline } from '../../../src/edge/origin/completion-deadline';
import { ScenarioEdge } from '../scenario';

/** A deadline of ten seconds, on a clock that counts who still waits for it. */
function deadline(given?: AbortSignal) {
  const clock = new ManualClock(0);
  const waiting = new Set<object>();
  const counting = {
    now: () => clock.now(),
    after: (milliseconds: number, callback: () => void) => {
      const timer = {};
      waiting.add(timer);
      const cancel = clock.after(milliseconds, () => { waiting.delete(timer); callback(); });
      return () => { waiting.delete(timer); cancel(); };
    },
  };
  return { clock, waiting, limit: new CompletionDeadline(counting, 10, given) };
}

async function* endless(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('first');
  await new Promise(() => {});
}

test('what is awaited is there before the time is over, or fails when it is [OTD-055]', async () => {
  const { clock, limit } = deadline();
  expect(await limit.within(Promise.resolve('answer'))).toBe('answer');
  const late = limit.within(new Promise(() => {}));
  clock.advance(9_999);
  expect([limit.passed, limit.signal.aborted]).toEqual([false, false]);
  clock.advance(1);
  await expect(late).rejects.toEqual(new OriginFailure('response-timed-out', 'the response was not complete after 10 s'));
  expect([limit.passed, limit.signal.aborted]).toEqual([true, true]);
});

test('its signal ends with the one that is given as well, which makes it none that has passed', () => {
  const given = new AbortController();
  const { clock, limit } = deadline(given.signal);
  const { signal } = limit;
  given.abort();
  expect([signal.aborted, limit.passed]).toEqual([true, false]);
  const other = deadline(new AbortController().signal);
  const ended = other.limit.signal;
  other.clock.advance(10_000);
  clock.advance(0);
  expect(ended.aborted).toBe(true);
});

test('a body that is there needs no time; one that arrives breaks off when the time is over [OTD-055]', async () => {
  for (const body of [Buffer.from('body'), undefined]) {
    const { waiting, limit } = deadline();
    expect([limit.bounded(body), waiting.size]).toEqual([body, 0]);
  }
  const { clock, limit } = deadline();
  const chunks = (limit.bounded(endless()) as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  expect(Buffer.from((await chunks.next()).value as Uint8Array).toString()).toBe('first');
  const next = chunks.next();
  clock.advance(10_000);
  await expect(next).rejects.toThrow('not complete after 10 s');
});

test('a body that has come, or that nobody wants any more, ends the waiting', async () => {
  const { waiting, limit } = deadline();
  for await (const chunk of limit.bounded(endless()) as AsyncIterable<Uint8Array>) {
    expect([chunk.length, waiting.size]).toEqual([5, 1]);
    break;
  }
  expect(waiting.size).toBe(0);
});

test('a body that nobody has begun to read is let go of with the waiting', async () => {
  const { waiting, limit } = deadline();
  let isLetGo = false;
  const body = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<Uint8Array>>(() => {}),
      return: () => {
        isLetGo = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  discard(limit.bounded(body));
  expect([isLetGo, waiting.size]).toEqual([true, 0]);
});

test('nothing waits for an origin that has failed', async () => {
  const settings = { config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', ResponseCompletionTimeout: 3_600, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] } };
  const edge = new ScenarioEdge({ origin: () => { throw new OriginFailure('connection-refused', 'refused'); }, ...settings });
  const after = jest.spyOn(edge.clock, 'after');
  expect((await edge.get('/a')).status).toBe(502);
  const [cancel] = after.mock.results.map(({ value }) => value as () => boolean);
  expect(cancel()).toBe(false);
});
