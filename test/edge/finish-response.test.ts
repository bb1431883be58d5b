import { ok, Scenario, ScenarioEdge, status } from './scenario';

const CACHED_FOR_TEN = { origin: () => ok('body', { 'cache-control': 'max-age=10' }) };
const CONFIRMED = { origin: [ok('body', { 'cache-control': 'max-age=10', 'etag': '"1"' }), { status: 304 }] };
const ask = (edge: ScenarioEdge) => edge.xCache('/a');

/** Each value of X-Cache, and how it comes about. */
const VALUES: readonly (readonly [value: string, scenario: Scenario, request: (edge: ScenarioEdge) => Promise<string>])[] = [
  ['Miss', CACHED_FOR_TEN, ask],
  ['Hit', CACHED_FOR_TEN, async (edge) => {
    await ask(edge);
    return ask(edge);
  }],
  ['RefreshHit', CONFIRMED, async (edge) => {
    await ask(edge);
    edge.advance(11);
    return ask(edge);
  }],
  ['Error', { origin: () => status(404) }, ask],
  ['Redirect', { ...CACHED_FOR_TEN, behavior: { ViewerProtocolPolicy: 'redirect-to-https' } }, (edge) => edge.xCache('/a', { protocol: 'http' })],
  ['LimitExceeded', { ...CACHED_FOR_TEN, run: { capacity: 'limit-exceeded' } }, ask],
  ['CapacityExceeded', { ...CACHED_FOR_TEN, run: { capacity: 'capacity-exceeded' } }, ask],
];

test.each(VALUES)('X-Cache has "%s from cloudfront" where that is the result', async (value, scenario, request) => {
  expect(await request(new ScenarioEdge(scenario))).toBe(value);
});
