import { COUNTRIES } from '../../../src/config';
import { FunctionOriginResponse, NetworkTable } from '../../../src/edge';
import { Json, ok, ScenarioEdge, status } from '../scenario';

const TABLE = new NetworkTable([['192.0.2.0/24', 'MC'], ['198.51.100.0/24', 'LI'], ['203.0.113.0/24', 'US']]);
const MONACO = { ip: '192.0.2.10' };
const LIECHTENSTEIN = { ip: '198.51.100.9' };
const UNITED_STATES = { ip: '203.0.113.5' };

const restriction = (RestrictionType: string, Locations?: readonly string[]): Json => ({ Restrictions: { GeoRestriction: { RestrictionType, Locations } } });

function edgeWith(config: Json, origin: (path: string) => FunctionOriginResponse = () => ok('body'), edgeLocations?: readonly string[]): ScenarioEdge {
  return new ScenarioEdge({ origin: ({ path }) => origin(path), config, run: { countryOf: (ip) => TABLE.countryOf(ip), edgeLocations } });
}

test.each<[string, Json, readonly number[]]>([
  ['without restriction everybody is served [GEO-015]', {}, [200, 200, 200]],
  ['with the type none everybody is served [GEO-015]', restriction('none'), [200, 200, 200]],
  ['an allow list serves its countries alone [GEO-016]', restriction('whitelist', ['LI']), [403, 200, 403]],
  ['a deny list serves all others [GEO-017]', restriction('blacklist', ['MC']), [403, 200, 200]],
])('%s', async (_title, config, expected) => {
  const edge = edgeWith(config);
  const statuses = [];
  for (const viewer of [MONACO, LIECHTENSTEIN, UNITED_STATES]) statuses.push((await edge.get('/a', viewer)).status);
  expect(statuses).toEqual(expected);
});

test('a deny list of all countries but one serves whom an allow list of that one serves [GEO-018]', async () => {
  const [allow, deny] = [edgeWith(restriction('whitelist', ['LI'])), edgeWith(restriction('blacklist', COUNTRIES.filter((country) => country !== 'LI')))];
  for (const country of COUNTRIES) expect((await allow.get('/a', { country })).status).toBe((await deny.get('/a', { country })).status);
});

test('a viewer in Monaco is refused by the edge location in Milan, which does not ask the origin [GEO-019] [GEO-025]', async () => {
  const edge = edgeWith(restriction('whitelist', ['LI']), undefined, ['MXP1', 'LAX1']);
  const refused = await edge.get('/film.mp4', MONACO);
  expect([refused.status, refused.header('x-amz-cf-pop'), refused.record.originRequests, edge.asked]).toEqual([403, 'MXP1', [], []]);
});

test('the country is that of the address that connects, which a table of the user\'s has [GEO-021] [GEO-023]', async () => {
  const edge = edgeWith(restriction('whitelist', ['LI']));
  const refused = await edge.get('/a', { ...MONACO, headers: { 'X-Forwarded-For': LIECHTENSTEIN.ip } });
  expect([refused.status, refused.record.decisions.find(({ step }) => step === 'geo-restriction')?.because]).toEqual([403, { country: 'MC', list: 'whitelist' }]);
});

test('the restriction is for all behaviors, and for what is cached, too [GEO-024]', async () => {
  const behavior = (PathPattern: string) => ({ PathPattern, TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } });
  const edge = edgeWith({ ...restriction('blacklist', ['MC']), CacheBehaviors: [behavior('/a/*'), behavior('/b/*')] });
  expect((await edge.get('/a/1', LIECHTENSTEIN)).status).toBe(200);
  for (const url of ['/a/1', '/b/1', '/c']) expect((await edge.get(url, MONACO)).status).toBe(403);
});

test('a refusal may have a page of the same distribution [GEO-027]', async () => {
  const page = { CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/geo.html', ResponseCode: 403 }] };
  const edge = edgeWith({ ...restriction('blacklist', ['MC']), ...page }, (path) => (path === '/geo.html' ? ok('not in your country') : status(404)));
  const refused = await edge.get('/film.mp4', MONACO);
  expect([refused.status, refused.text]).toEqual([403, 'not in your country']);
});

test('a refusal is for those who are not allowed: others get the object at once [GEO-029]', async () => {
  const edge = edgeWith(restriction('blacklist', ['MC']));
  expect((await edge.get('/a', MONACO)).status).toBe(403);
  edge.advance(1);
  expect(await edge.get('/a', LIECHTENSTEIN)).toMatchObject({ status: 200, text: 'body' });
});

test('a restriction comes and goes by deployment [GEO-013]', async () => {
  const edge = edgeWith({});
  const get = async () => (await edge.get('/a', MONACO)).status;
  const before = await get();
  edge.deploy({ config: restriction('blacklist', ['MC']) });
  const during = await get();
  edge.deploy({ config: {} });
  expect([before, during, await get()]).toEqual([200, 403, 200]);
});

test.each<['current' | '2014-10-21', Json, number]>([
  ['current', {}, 10],
  ['2014-10-21', {}, 300],
  ['current', { ErrorCachingMinTTL: 60 }, 60],
])('in the edition %s with %j the answer to the blocked is kept for %i s [GEO-028]', async (edition, ttl, seconds) => {
  const edge = new ScenarioEdge({
    origin: () => ok('not in your country', { 'cache-control': 'max-age=0' }),
    config: { ...restriction('blacklist', ['MC']), CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/geo.html', ResponseCode: 403, ...ttl }] },
    edition,
    run: { countryOf: (ip) => TABLE.countryOf(ip) },
  });
  await edge.get('/film.mp4', MONACO);
  edge.advance(seconds - 1);
  await edge.get('/film.mp4', MONACO);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/geo.html']);
  edge.advance(1);
  await edge.get('/film.mp4', MONACO);
  expect(edge.asked).toHaveLength(2);
});
