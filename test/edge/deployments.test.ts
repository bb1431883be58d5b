import { applicationOf, ok, ScenarioEdge } from './scenario';

const MINUTE = 60_000;
const HTTPS_ONLY = applicationOf({ behavior: { ViewerProtocolPolicy: 'https-only' } });
const [DE, US] = [{ country: 'DE', protocol: 'http' }, { country: 'US', protocol: 'http' }] as const;

/** A distribution of which only the origin is chosen. */
const NEW = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'media', DomainName: 'media.s3.amazonaws.com', S3OriginConfig: {} }],
      DefaultCacheBehavior: { TargetOriginId: 'media', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};

const deploying = () => new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=36000' }), run: { edgeLocations: ['FRA2', 'LAX1'], deploymentTime: 10 * MINUTE } });

test('each edge location serves by the previous configuration until the new one reaches it [DST-108]', async () => {
  const edge = deploying();
  edge.edge.reload(HTTPS_ONLY);
  expect([(await edge.get('/', DE)).status, (await edge.get('/', US)).status]).toEqual([200, 200]);
  edge.clock.advance(5 * MINUTE);
  expect([(await edge.get('/', DE)).status, (await edge.get('/', US)).status]).toEqual([403, 200]);
  edge.clock.advance(5 * MINUTE);
  expect([(await edge.get('/', DE)).status, (await edge.get('/', US)).status]).toEqual([403, 403]);
});

test('a distribution is InProgress until the last edge location has its change, then Deployed [DST-109]', () => {
  const edge = deploying();
  expect(edge.edge.status(edge.id)).toBe('Deployed');
  edge.edge.reload(HTTPS_ONLY);
  edge.clock.advance(10 * MINUTE - 1);
  expect(edge.edge.status(edge.id)).toBe('InProgress');
  edge.clock.advance(1);
  expect(edge.edge.status(edge.id)).toBe('Deployed');
});

test('a new distribution, made from its origin alone, is InProgress, and Deployed in less than 15 minutes [MED-082]', () => {
  const edge = new ScenarioEdge({ origin: [ok('')], run: { deploymentTime: 10 * MINUTE } });
  const made = applicationOf({ resources: { New: NEW } });
  const { id } = made.distributions.find(({ location }) => location.logicalId === 'New')!;
  edge.edge.reload(made);
  expect([edge.edge.status(id), edge.edge.status(edge.id)]).toEqual(['InProgress', 'Deployed']);
  edge.clock.advance(15 * MINUTE - 1);
  expect(edge.edge.status(id)).toBe('Deployed');
});

test('changes arrive in their order [DST-109]', async () => {
  const edge = deploying();
  edge.edge.reload(HTTPS_ONLY);
  edge.edge.reload(applicationOf({}));
  edge.clock.advance(10 * MINUTE);
  expect([(await edge.get('/', DE)).status, edge.edge.status(edge.id)]).toEqual([403, 'InProgress']);
  edge.clock.advance(10 * MINUTE);
  expect([(await edge.get('/', DE)).status, edge.edge.status(edge.id)]).toEqual([200, 'Deployed']);
});

test('what does not change a distribution leaves it Deployed', () => {
  const edge = deploying();
  edge.edge.reload(applicationOf({}));
  expect(edge.edge.status(edge.id)).toBe('Deployed');
});

test('a new configuration leaves the caches as they are', async () => {
  const edge = deploying();
  await edge.get('/', { country: 'DE' });
  edge.edge.reload(applicationOf({ behavior: { ViewerProtocolPolicy: 'https-only' } }));
  edge.clock.advance(10 * MINUTE);
  expect(await edge.xCache('/', { country: 'DE' })).toBe('Hit');
});

test('nothing arrives at the edge locations of an edge that is closed', async () => {
  const edge = deploying();
  edge.edge.reload(HTTPS_ONLY);
  edge.clock.advance(5 * MINUTE);
  await edge.edge.close();
  edge.clock.advance(5 * MINUTE);
  expect([(await edge.get('/', DE)).status, (await edge.get('/', US)).status]).toEqual([403, 200]);
});
