import { policies } from './policies';
import { ok, ScenarioEdge, status } from './scenario';
import { FunctionOriginResponse } from '../../src/edge';

const timing = (SamplingRate: number, Enabled = true) => policies({ response: { ServerTimingHeadersConfig: { Enabled, SamplingRate } } });
const edgeWith = (SamplingRate: number, origin: readonly FunctionOriginResponse[] = [ok('body')], Enabled = true) => new ScenarioEdge({ origin, ...timing(SamplingRate, Enabled) });
const metricsOf = (header: string | undefined) => header?.split(',').map((metric) => metric.split(';')[0]);

test.each([[0, 0], [0.5, 1], [25, 50], [100, 200]])('at a rate of %d %% so many of 200 answers have Server-Timing: %d [POL-149]', async (rate, expected) => {
  const edge = edgeWith(rate);
  const answers = [];
  for (let i = 0; i < 200; i++) answers.push((await edge.get('/a')).header('server-timing'));
  expect(answers.filter((header) => header !== undefined)).toHaveLength(expected);
});

test('a viewer gets it by Pragma at any rate, unless it is off [POL-150]', async () => {
  const asking = { headers: { Pragma: 'server-timing' } };
  expect((await edgeWith(0).get('/a', asking)).header('server-timing')).toBeDefined();
  expect((await edgeWith(0, undefined, false).get('/a', asking)).header('server-timing')).toBeUndefined();
});

test('the metrics of a miss, a hit and a confirmed copy, with the time that the origin took [POL-151] [POL-152]', async () => {
  const fresh = { 'cache-control': 'max-age=10', 'etag': '"1"' };
  const answers = [ok('v1', fresh), status(304, fresh, '')];
  const edge = new ScenarioEdge({
    origin: () => {
      edge.clock.advance(177);
      return answers.shift()!;
    },
    ...timing(100),
  });
  const miss = await edge.get('/a');
  const rid = miss.header('x-amz-cf-id')!;
  expect(miss.header('server-timing')).toBe(
    `cdn-upstream-layer;desc="EDGE",cdn-upstream-dns;dur=0,cdn-upstream-connect;dur=0,cdn-upstream-fbl;dur=177,cdn-cache-miss,cdn-pop;desc="IAD89-P1",cdn-rid;desc="${rid}",cdn-downstream-fbl;dur=177`,
  );
  const hit = await edge.get('/a');
  expect(hit.header('server-timing')).toBe(`cdn-cache-hit,cdn-pop;desc="IAD89-P1",cdn-rid;desc="${hit.header('x-amz-cf-id')}",cdn-hit-layer;desc="EDGE",cdn-downstream-fbl;dur=0`);
  edge.advance(10);
  expect(metricsOf((await edge.get('/a')).header('server-timing'))).toEqual([
    'cdn-upstream-dns', 'cdn-upstream-connect', 'cdn-upstream-fbl', 'cdn-cache-refresh', 'cdn-pop', 'cdn-rid', 'cdn-downstream-fbl',
  ]);
});

test('the origin\'s own metrics are for those who are answered by it [POL-153]', async () => {
  const edge = edgeWith(100, [ok('body', { 'Server-Timing': 'db;dur=5' })]);
  const [miss, hit] = [await edge.get('/a'), await edge.get('/a')];
  expect(miss.headers.filter((text) => text.toLowerCase() === 'server-timing')).toHaveLength(1);
  expect(metricsOf(miss.header('server-timing'))).toEqual(expect.arrayContaining(['db', 'cdn-cache-miss']));
  expect(metricsOf(hit.header('server-timing'))).not.toContain('db');
});
