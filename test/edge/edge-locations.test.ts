import { applicationOf, ok, Scenario, ScenarioEdge, status } from './scenario';

const cacheable = () => ok('body', { 'cache-control': 'max-age=3600' });

/** An edge with several locations. */
function locations(edgeLocations: readonly string[], { run, ...scenario }: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({ origin: cacheable, ...scenario, run: { edgeLocations, ...run } });
}

test('every edge location has its own cache: the first request at each is a miss [DST-001] [DST-002] [DST-011] [OBJ-011]', async () => {
  const edge = locations(['FRA2', 'LAX1']);
  expect([await edge.xCache('/a', { country: 'DE' }), await edge.xCache('/a', { country: 'US' })]).toEqual(['Miss', 'Miss']);
  expect(edge.asked).toHaveLength(2);
  expect([await edge.xCache('/a', { country: 'DE' }), await edge.xCache('/a', { country: 'US' })]).toEqual(['Hit', 'Hit']);
  expect(edge.asked).toHaveLength(2);
});

test('an expired copy is replaced at the edge location that asks the origin, and at no other [DST-010]', async () => {
  let version = 0;
  const edge = locations(['FRA2', 'LAX1'], { origin: () => ok(`v${++version}`, { 'cache-control': 'max-age=10', 'etag': `"${version}"` }) });
  expect([(await edge.get('/a', { country: 'DE' })).text, (await edge.get('/a', { country: 'US' })).text]).toEqual(['v1', 'v2']);
  edge.advance(11);
  expect((await edge.get('/a', { country: 'DE' })).text).toBe('v3');
  const again = await edge.get('/a', { country: 'DE' });
  expect([again.text, again.header('x-cache'), edge.asked.length]).toEqual(['v3', 'Hit from cloudfront', 3]);
});

test('a viewer gets the edge location with the lowest latency, not the nearest one [DST-012] [WEB-019] [ERR-100]', async () => {
  const table: { readonly [location: string]: number } = { DFW3: 30, SEA4: 10 };
  const edge = locations(['DFW3', 'SEA4'], { run: { latency: (_request, location) => table[location] } });
  const answer = await edge.get('/', { country: 'US' });
  expect([answer.header('x-amz-cf-pop'), answer.record.edgeLocation]).toEqual(['SEA4', 'SEA4']);
});

test.each([
  ['MC', 'MXP1'], ['JP', 'NRT1'], ['AU', 'SYD1'], ['BR', 'GRU1'], ['CA', 'IAD1'], [undefined, 'IAD1'],
])('without a table of latencies, distance decides: viewers of %s are served by %s [WEB-019] [DST-140]', async (country, location) => {
  const edge = locations(['IAD1', 'MXP1', 'NRT1', 'SYD1', 'GRU1'], { config: { PriceClass: 'PriceClass_All' } });
  expect((await edge.get('/', { country })).header('x-amz-cf-pop')).toBe(location);
});

test.each([
  ['PriceClass_100', 'AU', 'TLV1'], ['PriceClass_100', 'JP', 'LAX1'], ['PriceClass_100', 'IL', 'TLV1'],
  ['PriceClass_200', 'JP', 'NRT1'], ['PriceClass_200', 'AU', 'NRT1'], ['PriceClass_All', 'AU', 'SYD1'], ['PriceClass_All', 'JP', 'NRT1'],
])('with %s viewers of %s are served by %s [DST-140] [DST-141] [WEB-161]', async (PriceClass, country, location) => {
  const edge = locations(['TLV1', 'LAX1', 'NRT1', 'SYD1'], { config: { PriceClass } });
  const answer = await edge.get('/', { country });
  expect([answer.status, answer.header('x-amz-cf-pop')]).toEqual([200, location]);
});

test('the guide of 2014 has no edge locations in the Middle East in Price Class 200 [DST-141]', async () => {
  const config = { PriceClass: 'PriceClass_200' };
  const popOf = async (edition: Scenario['edition']) => (await locations(['FRA1', 'DXB1'], { config, edition }).get('/', { country: 'AE' })).header('x-amz-cf-pop');
  expect([await popOf('current'), await popOf('2014-10-21')]).toEqual(['DXB1', 'FRA1']);
});

test('viewers are served from outside the price class when it has no edge location [DST-141]', async () => {
  const edge = locations(['SYD1', 'NRT1'], { config: { PriceClass: 'PriceClass_100' } });
  expect((await edge.get('/', { country: 'US' })).status).toBe(200);
});

test('a new price class holds as soon as it is deployed [DST-143]', async () => {
  const edge = locations(['LAX1', 'SYD1'], { config: { PriceClass: 'PriceClass_All' } });
  expect((await edge.get('/', { country: 'AU' })).header('x-amz-cf-pop')).toBe('SYD1');
  edge.edge.reload(applicationOf({ config: { PriceClass: 'PriceClass_100' } }));
  expect((await edge.get('/', { country: 'AU' })).header('x-amz-cf-pop')).toBe('LAX1');
});

test('a new distribution has its configuration everywhere and content nowhere [DST-013]', async () => {
  const edge = locations(['FRA2', 'LAX1']);
  expect([edge.edge.status(edge.id), edge.asked.length]).toEqual(['Deployed', 0]);
});

test('whether viewers may have content depends on their country, not on the edge location\'s [GEO-020]', async () => {
  const only = (country: string) => locations(['MXP1', 'LAX1'], { config: { Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: [country] } } } });
  const [italy, monaco] = [await only('IT').get('/', { country: 'MC' }), await only('MC').get('/', { country: 'MC' })];
  expect([italy.status, italy.header('x-amz-cf-pop')]).toEqual([403, 'MXP1']);
  expect([monaco.status, monaco.header('x-amz-cf-pop')]).toEqual([200, 'MXP1']);
});

test('an invalidation removes objects at all edge locations', async () => {
  const edge = locations(['FRA2', 'LAX1']);
  for (const country of ['DE', 'US']) await edge.get('/a', { country });
  edge.edge.invalidate(edge.id, ['/a']);
  for (const country of ['DE', 'US']) expect(await edge.xCache('/a', { country })).toBe('Miss');
});

test('the explanation names the edge location where there are several', async () => {
  const { record } = await locations(['FRA2', 'LAX1']).get('/', { country: 'DE' });
  expect(record.decisions[0]).toEqual({ step: 'edge-location', decided: 'nearest', because: { location: 'FRA2' } });
  expect((await locations(['FRA2']).get('/')).record.decisions[0].step).not.toBe('edge-location');
});

test('an error is cached at the edge location that met it', async () => {
  const edge = locations(['FRA2', 'LAX1'], { origin: [status(500), ok('body')] });
  expect([(await edge.get('/', { country: 'DE' })).status, (await edge.get('/', { country: 'US' })).status, (await edge.get('/', { country: 'DE' })).status]).toEqual([500, 200, 500]);
});
