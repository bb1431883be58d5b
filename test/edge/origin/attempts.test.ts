import { FailureKind, FunctionOriginResponse, OriginFailure } from '../../../src/edge';
import { MANAGED, policies } from '../policies';
import { Json, ok, ScenarioEdge, Viewer } from '../scenario';

/** An edge whose origin takes some seconds to fail, or to answer. */
function edgeWith(kind: FailureKind | 'answers', seconds: number, settings: Json = {}): ScenarioEdge {
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: (): FunctionOriginResponse => {
      edge.advance(seconds);
      if (kind === 'answers') return ok('body');
      throw new OriginFailure(kind, kind);
    },
    ...policies({ cache: MANAGED.CachingOptimized }, { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] }),
    config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' }, ...settings }] },
  });
  return edge;
}

async function outcome(edge: ScenarioEdge, viewer?: Viewer) {
  const { status, record } = await edge.get('/a', viewer);
  return { status, attempts: record.originRequests.length, seconds: (edge.clock.now() - record.time) / 1000 };
}

test.each<[Json, object]>([
  [{}, { status: 504, attempts: 3, seconds: 30 }],
  [{ ConnectionAttempts: 2 }, { status: 504, attempts: 2, seconds: 20 }],
  [{ ConnectionAttempts: 1 }, { status: 504, attempts: 1, seconds: 10 }],
])('connecting with %j gives %j [OTD-050]', async (settings, expected) => {
  expect(await outcome(edgeWith('connection-timed-out', 10, settings))).toEqual(expected);
});

test.each<[FailureKind, number]>([
  ['connection-refused', 502],
  ['connection-dropped', 502],
  ['tls', 502],
  ['name-not-found', 502],
  ['connection-timed-out', 504],
  ['response-timed-out', 504],
])('%s is answered with %i [OTD-051]', async (kind, status) => {
  expect(await outcome(edgeWith(kind, 0))).toMatchObject({ status });
});

test('a name that cannot be resolved shows in the log as what it is [OTD-039]', async () => {
  const { status, record } = await edgeWith('name-not-found', 0).get('/');
  expect([status, record.detailedResultType]).toEqual([502, 'OriginDnsError']);
});

test.each<[Viewer, number]>([[{ method: 'GET' }, 3], [{ method: 'HEAD' }, 3]])('%j is tried again when the origin does not answer in time [OTD-053]', async (viewer, attempts) => {
  const edge = edgeWith('response-timed-out', 1);
  expect(await outcome(edge, viewer)).toEqual({ status: 504, attempts, seconds: 3 });
  edge.advance(100);
  expect(edge.asked).toHaveLength(attempts);
});

test.each(['DELETE', 'OPTIONS', 'PATCH', 'POST', 'PUT'])('%s is not tried again [OTD-054]', async (method) => {
  expect(await outcome(edgeWith('response-timed-out', 1), { method, ...(method.startsWith('P') ? { body: 'sent' } : {}) })).toEqual({ status: 504, attempts: 1, seconds: 1 });
});

describe('ResponseCompletionTimeout', () => {
  test('ends attempts and all [OTD-055]', async () => {
    expect(await outcome(edgeWith('response-timed-out', 3, { ResponseCompletionTimeout: 5 }))).toEqual({ status: 504, attempts: 2, seconds: 6 });
  });

  test('ends a request that is under way at its time, with the error page of 504 [OTD-055]', async () => {
    const edge = new ScenarioEdge({
      origin: ({ path }) => (path === '/504.html' ? ok('too slow') : new Promise(() => {})),
      config: {
        Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' }, ResponseCompletionTimeout: 5 }],
        CustomErrorResponses: [{ ErrorCode: 504, ResponsePagePath: '/504.html', ResponseCode: 503 }],
      },
    });
    const answer = edge.get('/a');
    await new Promise((resolve) => setImmediate(resolve));
    edge.advance(5);
    expect(await answer).toMatchObject({ status: 503, text: 'too slow' });
  });

  test('cuts a body that drips on, which is not cached; one that ends in time is whole [OTD-055]', async () => {
    const drips = (count: number): FunctionOriginResponse => ({
      body: (async function* () {
        for (let i = 0; i < count; i++) {
          await new Promise((resolve) => setImmediate(resolve));
          edge.advance(1);
          yield Buffer.from('.');
        }
      })(),
    });
    const bodies = [drips(9), drips(4)];
    const edge: ScenarioEdge = new ScenarioEdge({
      origin: () => bodies.shift()!,
      config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' }, ResponseCompletionTimeout: 5 }] },
    });
    await expect(edge.get('/a')).rejects.toMatchObject({ kind: 'response-timed-out' });
    expect(await edge.get('/a')).toMatchObject({ text: '....' });
    expect(await edge.xCache('/a')).toBe('Hit');
  });

  test('leaves answers in time alone', async () => {
    expect(await outcome(edgeWith('answers', 4, { ResponseCompletionTimeout: 5 }))).toEqual({ status: 200, attempts: 1, seconds: 4 });
  });
});

test.each<[string, FunctionOriginResponse]>([
  ['a value in two lines', { headers: { 'x-a': '1\r\nx-evil: 1' } }],
  ['a value that is more than bytes', { headers: { 'x-a': '\u20ac' } }],
  ['a name that is none', { headers: { 'x a': '1' } }],
])('what stands for an origin and answers with %s has no answer that CloudFront could read', async (_title, response) => {
  const answer = await new ScenarioEdge({ origin: () => response }).get('/a');
  expect([answer.status, answer.record.originRequests.map(({ outcome: kind }) => kind)]).toEqual([502, ['malformed-response']]);
  expect(answer.headers.join()).not.toMatch(/evil/);
});
