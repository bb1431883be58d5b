import { FunctionOriginRequest, FunctionOriginResponse, OriginFailure } from '../../../src/edge';
import { shieldRegions } from '../../../src/edge/origin/origin-shield';
import { policies } from '../policies';
import { Json, ok, Scenario, ScenarioEdge, status, turn } from '../scenario';

const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const shield = (OriginShieldRegion: string): Json => ({ OriginShield: { Enabled: true, OriginShieldRegion } });

/** Edge locations in Frankfurt and Los Angeles with a shield in Ireland. */
function shieldedEdge(origin: Scenario['origin'], rest: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({
    origin,
    config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', ...custom, ...shield('eu-west-1') }] },
    run: { edgeLocations: ['FRA2', 'LAX1'] },
    ...rest,
  });
}

const GERMANY = { country: 'DE' };
const AMERICA = { country: 'US' };

test('the misses of two edge locations are one request to the origin [OTD-087]', async () => {
  const edge = shieldedEdge(() => ok('body', { 'cache-control': 'max-age=60' }));
  const first = await edge.get('/a', GERMANY);
  edge.advance(5);
  const second = await edge.get('/a', AMERICA);
  expect(edge.asked).toHaveLength(1);
  expect([first, second].map(({ text, header }) => [text, header('x-amz-cf-pop')?.slice(0, 3), header('x-cache'), header('age')])).toEqual([
    ['body', 'FRA', 'Miss from cloudfront', undefined], ['body', 'LAX', 'Hit from cloudfront', '5'],
  ]);
  expect(second.record.detailedResultType).toBe('OriginShieldHit');
  const told = [first, second].map(({ record }) => record.decisions.find(({ step }) => step === 'origin-shield'));
  expect(told.map((decision) => [decision?.decided, decision?.because, decision?.setting])).toEqual(['asked', 'hit'].map((decided) => [decided, { region: 'eu-west-1' }, 'DistributionConfig.Origins[0].OriginShield']));
  expect((await edge.get('/a', AMERICA)).record.detailedResultType).toBe('Hit');
});

test.each([
  ['eu-west-1', 'OriginShieldHit'],
  ['us-west-2', 'Hit'],
])('a hit in a shield in %s is logged as %s for an edge location whose regional edge cache is in us-west-2 [OTD-088]', async (region, expected) => {
  const edge = shieldedEdge(() => ok('body', { 'cache-control': 'max-age=60' }), {
    config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', ...custom, ...shield(region) }] },
  });
  await edge.get('/a', GERMANY);
  const { record, header } = await edge.get('/a', AMERICA);
  expect([record.edgeLocation.slice(0, 3), header('x-cache'), record.resultType, record.detailedResultType]).toEqual(['LAX', 'Hit from cloudfront', 'Hit', expected]);
});

test('the age of an object at the shield counts, with the time that it had been in other caches before', async () => {
  const edge = shieldedEdge(() => ok('body', { 'cache-control': 'max-age=60', 'age': '20' }));
  await edge.get('/a', GERMANY);
  edge.advance(5);
  expect((await edge.get('/a', AMERICA)).header('age')).toBe('25');
  edge.advance(10);
  expect((await edge.get('/a', AMERICA)).header('age')).toBe('35');
  edge.advance(26);
  expect(await edge.xCache('/a', AMERICA)).toBe('Miss');
});

test('what the shield compresses nothing of is compressed at the edge location', async () => {
  const edge = shieldedEdge(() => ok('a'.repeat(2000), { 'cache-control': 'max-age=60', 'content-type': 'text/css', 'content-length': '2000' }), { behavior: { Compress: true } });
  await edge.get('/a', { ...GERMANY, headers: { 'Accept-Encoding': 'gzip' } });
  const plain = await edge.get('/a', AMERICA);
  expect([plain.text.length, plain.header('content-encoding'), plain.header('etag')]).toEqual([2000, undefined, undefined]);
});

test('what two edge locations ask at the same time is asked once [OTD-087]', async () => {
  const edge = shieldedEdge(async () => ok('body'));
  expect((await Promise.all([edge.get('/a', GERMANY), edge.get('/a', AMERICA)])).map(({ text }) => text)).toEqual(['body', 'body']);
  expect(edge.asked).toHaveLength(1);
});

test('an expired copy is confirmed through the shield, and an invalidation reaches it, too', async () => {
  const fresh = { 'cache-control': 'max-age=10', 'etag': '"1"' };
  const edge = shieldedEdge([ok('v1', fresh), status(304, fresh, ''), ok('v2', fresh)]);
  await edge.get('/a', GERMANY);
  edge.advance(10);
  expect(await edge.xCache('/a', GERMANY)).toBe('RefreshHit');
  edge.edge.invalidate(edge.id, ['/a']);
  expect((await edge.get('/a', GERMANY)).text).toBe('v2');
  expect(edge.asked).toHaveLength(3);
});

test.each([[{}], [{ etag: '"1"' }]])('an expired copy in the place of a failing origin is a hit also where the shield has it, with %j [DTD-067]', async (validators) => {
  const edge = shieldedEdge([ok('body', { 'cache-control': 'max-age=10', ...validators }), status(503)]);
  await edge.get('/a', GERMANY);
  edge.advance(11);
  const stale = await edge.get('/a', GERMANY);
  expect([stale.text, stale.header('x-cache'), stale.header('age')]).toEqual(['body', 'Hit from cloudfront', '11']);
});

test('each origin of a group has its own shield [OTD-077]', async () => {
  const origin = (name: string, region: string) => ({ Id: name, DomainName: `${name}.example.com`, ...custom, ...shield(region) });
  const edge = shieldedEdge(({ headers }): FunctionOriginResponse => (headers.get('host')!.startsWith('one') ? status(503) : ok('second')), {
    behavior: { TargetOriginId: 'group' },
    config: {
      Origins: [origin('one', 'eu-west-1'), origin('two', 'us-east-2')],
      OriginGroups: {
        Quantity: 1,
        Items: [{ Id: 'group', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } }, Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] } }],
      },
    },
  });
  const answer = await edge.get('/a', GERMANY);
  expect(answer.text).toBe('second');
  expect(answer.record.decisions.filter(({ step }) => step === 'origin-shield').map(({ because }) => because)).toEqual([{ region: 'eu-west-1' }, { region: 'us-east-2' }]);
});

test('an application has the shields that its origins name, in each Region one, and none for those that are off', () => {
  const origin = (Id: string, OriginShield: object) => ({ Id, DomainName: 'origin.example.com', ...custom, OriginShield });
  const { application } = shieldedEdge([], {
    config: {
      Origins: [
        origin('origin', { Enabled: true, OriginShieldRegion: 'eu-west-1' }), origin('same', { Enabled: true, OriginShieldRegion: 'eu-west-1' }),
        origin('other', { Enabled: true, OriginShieldRegion: 'us-east-2' }), origin('off', { Enabled: false, OriginShieldRegion: 'us-west-2' }),
      ],
    },
  });
  expect([...shieldRegions(application)]).toEqual(['eu-west-1', 'us-east-2']);
});

test('an origin that fails at the shield fails for the viewer', async () => {
  const edge = shieldedEdge(() => { throw new OriginFailure('connection-refused', 'nobody listens'); });
  const answer = await edge.get('/a', GERMANY);
  expect([answer.status, answer.record.detailedResultType]).toEqual([502, 'OriginConnectError']);
});

test('what is not cached passes the shield', async () => {
  const edge = shieldedEdge(() => ok('body'), { behavior: { ForwardedValues: { QueryString: false, Headers: ['*'] } } });
  expect([await edge.xCache('/a', GERMANY), await edge.xCache('/a', AMERICA)]).toEqual(['Miss', 'Miss']);
  expect(edge.asked).toHaveLength(2);
});

test('Server-Timing names the shield', async () => {
  const { behavior, resources } = policies({ response: { ServerTimingHeadersConfig: { Enabled: true, SamplingRate: 100 } } });
  const edge = shieldedEdge(() => ok('body'), { behavior, resources });
  expect((await edge.get('/a', GERMANY)).header('server-timing')).toContain('cdn-upstream-layer;desc="Origin Shield"');
  expect((await edge.get('/a', AMERICA)).header('server-timing')).toContain('cdn-hit-layer;desc="Origin Shield"');
});

test('a viewer that leaves ends no request at the shield for which others wait at the edge location; the last one does', async () => {
  let [answer, aborted] = [() => {}, 0];
  const edge = shieldedEdge({
    ask: ({ signal }) => new Promise((resolve, reject) => {
      signal!.addEventListener('abort', () => { aborted++; reject(new OriginFailure('connection-dropped', 'given up')); });
      answer = () => resolve({ status: 200, headers: ['Cache-Control', 'max-age=100', 'Content-Length', '4'], body: Buffer.from('body') });
    }),
  });
  const leaving: (() => void)[] = [];
  const viewer = (i: number) => ({ ...GERMANY, whenGone: (callback: () => void) => { const before = leaving[i]; leaving[i] = () => { before?.(); callback(); }; } });
  const requests = [edge.get('/a', viewer(0)), edge.get('/a', viewer(1))];
  await turn();
  leaving[0]();
  answer();
  expect((await Promise.all(requests)).map(({ text }) => text)).toEqual(['body', 'body']);
  expect([aborted, await edge.xCache('/a', GERMANY)]).toEqual([0, 'Hit']);
  const alone = edge.get('/b', viewer(2));
  await turn();
  leaving[2]();
  await alone;
  expect(aborted).toBe(1);
});

describe('a range through the shield', () => {
  const TEXT = 'x'.repeat(1000);
  const ranging = ({ headers }: FunctionOriginRequest): FunctionOriginResponse => {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
    if (first === undefined) return ok(TEXT, { 'cache-control': 'max-age=60' });
    const end = last === '' ? 999 : Number(last);
    return { status: 206, headers: { 'cache-control': 'max-age=60', 'content-range': `bytes ${first}-${end}/1000` }, body: TEXT.slice(Number(first), end + 1) };
  };
  const received = async (edge: ScenarioEdge, Range: string, place: object) => {
    const { status: code, text, header } = await edge.get('/a', { headers: { Range }, ...place });
    return [code, text.length, header('content-range')];
  };

  test.each([['bytes=0-', 1000, 'bytes 0-999/1000'], ['bytes=10-19', 10, 'bytes 10-19/1000']])('%s is served as such, whether the shield has nothing, the range or the whole', async (range, length, shown) => {
    const edge = shieldedEdge(ranging);
    const part = [206, length, shown];
    expect([await received(edge, range, GERMANY), await received(edge, range, GERMANY), await received(edge, range, AMERICA)]).toEqual([part, part, part]);
    const whole = shieldedEdge(ranging);
    await whole.get('/a', GERMANY);
    expect([await received(whole, range, AMERICA), await received(whole, range, AMERICA), whole.asked.length]).toEqual([part, part, 1]);
  });

  test('is the whole object where the origin knows no ranges', async () => {
    const edge = shieldedEdge(() => ok(TEXT, { 'cache-control': 'max-age=60' }));
    expect([await received(edge, 'bytes=0-9', GERMANY), await received(edge, 'bytes=0-9', GERMANY)]).toEqual([[200, 1000, undefined], [206, 10, 'bytes 0-9/1000']]);
  });
});
