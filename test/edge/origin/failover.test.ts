import { FailureKind, FunctionOriginResponse, OriginFailure } from '../../../src/edge';
import { ok, Scenario, ScenarioEdge, status } from '../scenario';

type Answer = FunctionOriginResponse | FailureKind;

/** An edge with an origin group, whose origins answer in turn, the last answer for ever. */
function groupEdge(criteria: readonly number[], primary: readonly Answer[], secondary: readonly Answer[], { behavior, config }: Pick<Scenario, 'behavior' | 'config'> = {}): ScenarioEdge {
  const answers: { readonly [host: string]: Answer[] } = { 'primary.example.com': [...primary], 'secondary.example.com': [...secondary] };
  const custom = { OriginProtocolPolicy: 'https-only' };
  return new ScenarioEdge({
    origin: ({ headers }) => {
      const list = answers[headers.get('host')!];
      const answer = list.length > 1 ? list.shift()! : list[0];
      if (typeof answer === 'string') throw new OriginFailure(answer as FailureKind, answer);
      return answer;
    },
    behavior: { TargetOriginId: 'group', ...behavior },
    config: {
      Origins: [
        { Id: 'one', DomainName: 'primary.example.com', CustomOriginConfig: custom, ConnectionAttempts: 1 },
        {
          Id: 'two',
          DomainName: 'secondary.example.com',
          CustomOriginConfig: custom,
          ConnectionAttempts: 1,
          OriginPath: '/s',
          OriginCustomHeaders: [{ HeaderName: 'X-S', HeaderValue: 'second' }],
        },
      ],
      OriginGroups: {
        Quantity: 1,
        Items: [{
          Id: 'group',
          FailoverCriteria: { StatusCodes: { Quantity: criteria.length, Items: criteria } },
          Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] },
        }],
      },
      ...config,
    },
  });
}

const hosts = ({ asked }: ScenarioEdge) => asked.map(({ headers }) => headers.get('host')!.split('.')[0]);

test('a hit asks no origin, a miss the primary [OTD-067]', async () => {
  const edge = groupEdge([500], [ok('1')], [ok('2')]);
  expect([await edge.xCache('/a'), await edge.xCache('/a'), hosts(edge)]).toEqual(['Miss', 'Hit', ['primary']]);
});

test('every miss begins with the primary again [OTD-068]', async () => {
  const edge = groupEdge([503], [status(503)], [ok('2')]);
  expect([(await edge.get('/a')).text, (await edge.get('/b')).text, hosts(edge)]).toEqual(['2', '2', ['primary', 'secondary', 'primary', 'secondary']]);
});

test('the secondary gets the same request, with its own path, headers and Host [OTD-069]', async () => {
  const edge = groupEdge([404], [status(404)], [ok('2')], { behavior: { ForwardedValues: { QueryString: true } } });
  await edge.get('/a?x=1', { method: 'HEAD', headers: { 'X-V': 'viewer' } });
  const [one, two] = edge.asked.map(({ method, url, headers }) => ({ method, url, host: headers.get('host'), own: headers.get('x-s'), viewer: headers.get('x-v') }));
  expect(two).toEqual({ ...one, url: '/s/a?x=1', host: 'secondary.example.com', own: 'second' });
  expect([one.url, one.own, one.viewer]).toEqual(['/a?x=1', null, 'viewer']);
});

test.each([200, 301, 404, 502])('%i of the primary, which is not in the criteria, goes to the viewer [OTD-070]', async (code) => {
  const edge = groupEdge([500], [status(code)], [ok('2')]);
  expect([(await edge.get('/a')).status, hosts(edge)]).toEqual([code, ['primary']]);
});

test.each<[FailureKind, number, number]>([
  ['connection-refused', 503, 500],
  ['connection-timed-out', 503, 504],
  ['name-not-found', 503, 502],
])('%s fails over with %i in the criteria, and not with %i [OTD-071]', async (kind, code, other) => {
  expect((await groupEdge([code], [kind], [ok('2')]).get('/a')).text).toBe('2');
  expect((await groupEdge([other], [kind], [ok('2')]).get('/a')).status).toBeGreaterThanOrEqual(502);
});

test('no answer in time fails over with 504 in the criteria [OTD-072]', async () => {
  expect((await groupEdge([504], ['response-timed-out'], [ok('2')]).get('/a')).text).toBe('2');
  expect((await groupEdge([503], ['response-timed-out'], [ok('2')]).get('/a')).status).toBe(504);
});

describe('methods that fail over', () => {
  const all = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

  test.each<[string, readonly string[], number]>([
    ['GET', ['GET', 'HEAD'], 200],
    ['HEAD', ['GET', 'HEAD'], 200],
    ['POST', ['GET', 'HEAD'], 500],
    ['OPTIONS', ['GET', 'HEAD'], 500],
    ['OPTIONS', ['GET', 'HEAD', 'OPTIONS'], 200],
  ])('%s with %j cached: %i [OTD-073]', async (method, CachedMethods, expected) => {
    const edge = groupEdge([500], [status(500)], [ok('2')], { behavior: { AllowedMethods: all, CachedMethods } });
    expect((await edge.get('/a', { method })).status).toBe(expected);
  });
});

test('what the secondary answers is cached, or goes to the viewer as it is [OTD-074]', async () => {
  const cached = groupEdge([500], [status(500)], [ok('2', { 'cache-control': 'max-age=60' })]);
  expect([await cached.xCache('/a'), await cached.xCache('/a')]).toEqual(['Miss', 'Hit']);
  expect((await groupEdge([500, 404], [status(500)], [status(404)]).get('/a')).status).toBe(404);
});

test('error pages are for what is not in the criteria, and for the secondary\'s errors [OTD-075]', async () => {
  const config = {
    CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/page', ResponseCode: 404 }, { ErrorCode: 500, ResponsePagePath: '/page', ResponseCode: 500 }],
  };
  const outside = await groupEdge([500], [status(404), ok('page of the primary')], [ok('2')], { config }).get('/a');
  const both = await groupEdge([500], [status(500), status(500)], [status(500), ok('page of the secondary')], { config }).get('/a');
  const recovered = await groupEdge([500], [status(500)], [ok('2')], { config }).get('/a');
  expect([outside, both, recovered].map((answer) => [answer.status, answer.text])).toEqual([[404, 'page of the primary'], [500, 'page of the secondary'], [200, '2']]);
});

test('a range that the primary cannot satisfy is asked of the secondary, with 416 in the criteria [OTD-078]', async () => {
  const part = { status: 206, headers: { 'Content-Range': 'bytes 900-903/904', 'Content-Length': '4' }, body: 'tail' };
  const edge = groupEdge([416], [status(416, { 'Content-Range': 'bytes */800' })], [part]);
  const answer = await edge.get('/a', { headers: { Range: 'bytes=900-' } });
  expect([answer.status, answer.text, edge.asked.map(({ headers }) => headers.get('range'))]).toEqual([206, 'tail', ['bytes=900-', 'bytes=900-']]);
});

test('a 304 of the primary confirms the copy [OTD-079]', async () => {
  const edge = groupEdge([500], [ok('1', { 'cache-control': 'max-age=1', 'etag': '"1"' }), status(304, {}, '')], [ok('2')]);
  await edge.get('/a');
  edge.advance(2);
  expect([await edge.xCache('/a'), hosts(edge)]).toEqual(['RefreshHit', ['primary', 'primary']]);
});

test('the secondary is asked before an expired copy stands in [OTD-080]', async () => {
  const edge = groupEdge([503], [ok('old', { 'cache-control': 'max-age=1' }), status(503)], [ok('new')]);
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).text).toBe('new');
});

test('the primary alone is asked while it answers with none of the criteria [ORG-062] [ORG-064]', async () => {
  const well = groupEdge([503], [ok('primary')], [ok('secondary')]);
  expect([(await well.get('/a')).text, hosts(well)]).toEqual(['primary', ['primary']]);
  const missing = groupEdge([503], [status(404)], [ok('secondary')]);
  expect([(await missing.get('/a')).status, hosts(missing)]).toEqual([404, ['primary']]);
});

test('a status of the criteria sends the request to the secondary, whose answer the viewer gets [ORG-063]', async () => {
  const edge = groupEdge([503], [status(503)], [ok('secondary')]);
  const answer = await edge.get('/a');
  expect([answer.status, answer.text, hosts(edge)]).toEqual([200, 'secondary', ['primary', 'secondary']]);
});

test('the next miss tries the primary first, though the last one failed over [ORG-065]', async () => {
  const edge = groupEdge([503], [status(503), ok('primary')], [ok('secondary')]);
  expect([(await edge.get('/a')).text, (await edge.get('/b')).text, hosts(edge)]).toEqual(['secondary', 'primary', ['primary', 'secondary', 'primary']]);
});

test.each<[FailureKind, number, number]>([['connection-refused', 503, 502], ['connection-timed-out', 503, 504], ['response-timed-out', 504, 503]])(
  'a primary with %s fails over only with %i in the criteria [ORG-066]', async (kind, criterion, other) => {
    expect((await groupEdge([criterion], [kind], [ok('secondary')]).get('/a')).text).toBe('secondary');
    const without = groupEdge([other], [kind], [ok('secondary')]);
    expect([(await without.get('/a')).status >= 500, hosts(without).includes('secondary')]).toEqual([true, false]);
  });

test('HEAD fails over, OPTIONS where it is cached, and POST reaches neither origin [ORG-067]', async () => {
  const methods = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] };
  expect((await groupEdge([503], [status(503)], [ok('secondary')], { behavior: methods }).get('/a', { method: 'HEAD' })).status).toBe(200);
  expect((await groupEdge([503], [status(503)], [ok('secondary')], { behavior: methods }).get('/a', { method: 'OPTIONS' })).status).toBe(503);
  const cached = { ...methods, CachedMethods: ['GET', 'HEAD', 'OPTIONS'] };
  expect((await groupEdge([503], [status(503)], [ok('secondary')], { behavior: cached }).get('/a', { method: 'OPTIONS' })).status).toBe(200);
  const edge = groupEdge([503], [status(503)], [ok('secondary')], { behavior: methods });
  expect([(await edge.get('/a', { method: 'POST' })).status, hosts(edge)]).toEqual([403, []]);
});
