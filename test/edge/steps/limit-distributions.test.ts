import { originClients } from '../../../src/edge';
import { applicationOf, Json, ok, ScenarioEdge } from '../scenario';

const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const distribution = (alias: string, DomainName: string): Json => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Aliases: [alias],
      Origins: [{ Id: 'origin', DomainName, ...custom }],
      DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
});

/** Three distributions, a before b before c before an origin. */
const SCENARIO = {
  config: { Aliases: ['a.example.com'], Origins: [{ Id: 'origin', DomainName: 'b.example.com', ...custom }] },
  resources: { B: distribution('b.example.com', 'c.example.com'), C: distribution('c.example.com', 'origin.example.com') },
};

test('a request passes two distributions, and the third refuses it [OTD-166]', async () => {
  const application = applicationOf(SCENARIO);
  const edge = new ScenarioEdge({ ...SCENARIO, origin: [], run: { origins: originClients({ 'origin.example.com': () => ok('body') }, () => application) } });
  const three = await edge.get('/a', { host: 'a.example.com' });
  expect([three.status, three.record.originRequests.map(({ outcome }) => outcome)]).toEqual([403, [403]]);
  expect(await edge.get('/b', { host: 'b.example.com' })).toMatchObject({ status: 200, text: 'body' });
});

test('a distribution is its own origin never more than twice [OTD-166]', async () => {
  const edge = new ScenarioEdge({
    origin: [],
    config: { Aliases: ['a.example.com'], Origins: [{ Id: 'origin', DomainName: 'a.example.com', ...custom }] },
    run: { origins: originClients({}, () => applicationOf({ config: { Aliases: ['a.example.com'] } })) },
  });
  expect((await edge.get('/a', { host: 'a.example.com', headers: { 'X-A': '1' } })).status).toBe(403);
});

test.each([
  ['', {}],
  [', behind a shield', { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', ...custom, OriginShield: { Enabled: true, OriginShieldRegion: 'us-east-1' } }] }],
])('an origin that asks the edge itself for the object is refused, and does not wait for its own answer%s [OTD-166]', async (_title, config) => {
  const edge: ScenarioEdge = new ScenarioEdge({
    config,
    origin: async ({ headers }) => {
      await Promise.resolve();
      const again = await edge.get('/a', { headers: { Via: headers.get('via')! } });
      return { status: again.status, body: again.text };
    },
  });
  expect((await edge.get('/a')).status).toBe(403);
  expect(edge.asked.length).toBeLessThanOrEqual(2);
});
