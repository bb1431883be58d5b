import { ok, Scenario, ScenarioEdge, status, Viewer } from './scenario';
import { FunctionOriginResponse, OriginFailure } from '../../src/edge';

const LASTING = { 'cache-control': 'max-age=10' };
const HTTPS = (ViewerProtocolPolicy: string): Partial<Scenario> => ({ behavior: { ViewerProtocolPolicy } });
const SETTING = 'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy';
/** One of the decisions about a request, for an object that somebody else asked for some seconds before. */
test.each<[string, number, Partial<Scenario>, Viewer, object]>([
  ['a name of nobody', 0, {}, { host: 'nobody.example.com' }, { step: 'distribution', decided: 'not found', because: { host: 'nobody.example.com' } }],
  ['a distribution that is disabled', 0, { config: { Enabled: false } }, {}, { step: 'distribution', decided: 'disabled', setting: 'DistributionConfig.Enabled' }],
  ['too many distributions', 0, {}, { headers: { Via: Array(4).fill('1.1 a.cloudfront.net (cloudFRONT)').join(', ') } }, { step: 'distribution', decided: 'too many', because: { passed: 4, limit: 2 } }],
  ['HTTP where it is sent over', 0, HTTPS('redirect-to-https'), { protocol: 'http' }, { step: 'viewer-protocol', decided: 'redirected', because: { policy: 'redirect-to-https' }, setting: SETTING }],
  ['HTTP where it is refused', 0, HTTPS('https-only'), { protocol: 'http' }, { step: 'viewer-protocol', decided: 'refused', because: { policy: 'https-only' }, setting: SETTING }],
  ['a copy that is fresh', 4.5, {}, {}, { step: 'cache', decided: 'fresh', because: { age: 4, freshFor: 5 } }],
  ['a copy that has expired', 15.5, {}, {}, { step: 'cache', decided: 'expired', because: { seconds: 5 } }],
  ['nothing in the cache', 0, {}, {}, { step: 'cache', decided: 'miss', because: { reason: 'nothing is cached for this path' } }],
  ['an origin that fails', 0, { origin: failing }, {}, { step: 'origin', decided: 'failed', because: { kind: 'connection-dropped', reason: 'closed' } }],
  ['one that fails where nothing is cached', 0, { origin: failing, behavior: { ForwardedValues: { QueryString: false, Headers: ['*'] } } }, {}, { step: 'origin', decided: 'failed', because: { kind: 'connection-dropped', reason: 'closed' } }],
])('%s is told', async (_title, ago, scenario, viewer, expected) => {
  const edge = new ScenarioEdge({ origin: () => ok('a', LASTING), ...scenario });
  if (ago > 0) await edge.get('/a');
  edge.advance(ago);
  const { record } = await edge.get('/a', viewer);
  expect(record.decisions).toContainEqual(expect.objectContaining(expected));
});

test('who shares the answer to another request learns so', async () => {
  let answer: (response: FunctionOriginResponse) => void = () => undefined;
  const edge = new ScenarioEdge({ origin: () => new Promise<FunctionOriginResponse>((resolve) => { answer = resolve; }) });
  const requests = [edge.get('/a'), edge.get('/a')];
  await new Promise((resolve) => setImmediate(resolve));
  answer(status(404));
  const decided = (await Promise.all(requests)).map(({ record }) => record.decisions.filter(({ step }) => step === 'collapse').map(({ decided: what }) => what));
  expect(decided).toEqual([[], ['shared']]);
});

function failing(): never {
  throw new OriginFailure('connection-dropped', 'closed');
}
