import { Json, ok, Scenario, ScenarioEdge, status } from './scenario';

const MINUTE = 60;
const origin = (Id: string, DomainName: string) => ({ Id, DomainName, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } });
const distribution = (config: Json = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Origins: [origin('origin', 'origin.example.com')],
      DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      ...config,
    },
  },
});

/** An edge on which changes take ten minutes, and whose origins answer with their names. */
function deploying(scenario: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({ origin: ({ headers }) => ok(headers.get('host')!), ...scenario, run: { deploymentTime: 10 * MINUTE * 1000, ...scenario.run } });
}

const text = async (edge: ScenarioEdge, viewer = {}) => (await edge.get('/a.txt', viewer)).text;

describe('a new distribution', () => {
  const added = { New: distribution({ Aliases: ['new.example.com'] }), Disabled: distribution({ Enabled: false, Aliases: ['disabled.example.com'] }) };
  const idOf = (edge: ScenarioEdge, logicalId: string) => edge.reloaded!.distributions.find(({ location }) => location.logicalId === logicalId)!.id;

  test('is InProgress first, then Deployed, and answers no sooner [WEB-014] [WEB-015] [WEB-017] [DST-096] [DST-097]', async () => {
    const edge = deploying();
    edge.deploy({ resources: added });
    const id = idOf(edge, 'New');
    expect([edge.edge.status(id), (await edge.get('/a', { host: 'new.example.com' })).status]).toEqual(['InProgress', 403]);
    edge.advance(10 * MINUTE - 1);
    expect([edge.edge.status(id), (await edge.get('/a', { host: 'new.example.com' })).status]).toEqual(['InProgress', 403]);
    edge.advance(1);
    expect([edge.edge.status(id), (await edge.get('/a', { host: 'new.example.com' })).status]).toEqual(['Deployed', 200]);
  });

  test('answers only when it is enabled as well [WEB-015] [DST-044] [DST-095]', async () => {
    const edge = deploying();
    edge.deploy({ resources: added });
    edge.advance(10 * MINUTE);
    expect([edge.edge.status(idOf(edge, 'Disabled')), edge.edge.status(idOf(edge, 'New'))]).toEqual(['Deployed', 'Deployed']);
    expect([(await edge.get('/a', { host: 'disabled.example.com' })).status, (await edge.get('/a', { host: 'new.example.com' })).status]).toEqual([403, 200]);
  });

  test('has an id and a domain name of its own, which do not follow from one another [WEB-231] [WEB-235] [DST-052] [DST-053] [DST-056]', async () => {
    const edge = deploying();
    edge.deploy({ resources: added });
    const { distributions } = edge.reloaded!;
    for (const { id, domainName } of distributions) {
      expect(id).toMatch(/^E[A-Z0-9]{6,14}$/);
      expect(domainName).toMatch(/^d[a-z0-9]+\.cloudfront\.net$/);
      expect((await edge.get('/a', { host: `${id.toLowerCase()}.cloudfront.net` })).status).toBe(403);
    }
    expect(new Set(distributions.map(({ id }) => id)).size).toBe(3);
    expect(new Set(distributions.map(({ domainName }) => domainName)).size).toBe(3);
  });
});

describe('a change', () => {
  test('sets the status back to InProgress while the previous configuration answers, with no third status [WEB-232] [WEB-233] [DST-057]', async () => {
    const edge = deploying();
    const seen = new Set<string>([edge.edge.status(edge.id)]);
    edge.deploy({ behavior: { ViewerProtocolPolicy: 'https-only' } });
    for (let minute = 0; minute < 10; minute++) {
      seen.add(edge.edge.status(edge.id));
      expect((await edge.get('/', { protocol: 'http' })).status).toBe(200);
      edge.advance(MINUTE);
    }
    expect([edge.edge.status(edge.id), (await edge.get('/', { protocol: 'http' })).status]).toEqual(['Deployed', 403]);
    expect([...seen]).toEqual(['Deployed', 'InProgress']);
  });

  test('leaves the id and the domain name as they are [WEB-231] [WEB-236]', () => {
    const edge = deploying();
    const [{ id, domainName }] = edge.application.distributions;
    edge.deploy({ config: { Comment: 'another', PriceClass: 'PriceClass_100' }, behavior: { ViewerProtocolPolicy: 'https-only' } });
    expect(edge.reloaded!.distributions[0]).toMatchObject({ id, domainName });
  });

  test('of the comment alone is deployed like any other, and changes nothing for viewers [WEB-207] [DST-048]', async () => {
    const edge = deploying({ config: { Comment: 'first' } });
    await edge.get('/a.txt');
    edge.deploy({ config: { Comment: 'second' } });
    expect(edge.edge.status(edge.id)).toBe('InProgress');
    edge.advance(10 * MINUTE);
    expect([edge.edge.status(edge.id), await edge.xCache('/a.txt')]).toEqual(['Deployed', 'Hit']);
    const [before, after] = [edge.application, edge.reloaded!].map(({ distributions }) => distributions[0]);
    expect([before.comment, after.comment]).toEqual(['first', 'second']);
    expect({ ...after, comment: before.comment, stated: before.stated }).toEqual(before);
  });

  test('between enabled and disabled can be made any number of times, the last one holds [WEB-210] [WEB-211] [DST-046]', async () => {
    const edge = deploying();
    for (const Enabled of [false, true, false, true]) {
      edge.deploy({ config: { Enabled } });
      edge.advance(10 * MINUTE);
      const answer = await edge.get('/image.jpg');
      expect([answer.status, answer.text.includes('origin.example.com')]).toEqual(Enabled ? [200, true] : [403, false]);
    }
  });

  test('is dated', () => {
    const edge = deploying();
    const created = edge.edge.lastModified(edge.id);
    edge.advance(100);
    edge.deploy({});
    expect(edge.edge.lastModified(edge.id)).toBe(created);
    edge.deploy({ config: { Comment: 'changed' } });
    expect(edge.edge.lastModified(edge.id)).toBe(created + 100_000);
  });
});

describe('another origin', () => {
  const moved = { config: { Origins: [origin('origin', 'new.example.com')] } };

  test('is asked by each edge location from when the change has reached it [WEB-030] [DST-039]', async () => {
    const edge = deploying({ run: { edgeLocations: ['FRA2', 'LAX1'] }, behavior: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } });
    const [germany, america] = [{ country: 'DE' }, { country: 'US' }];
    edge.deploy({ ...moved, behavior: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } });
    edge.advance(5 * MINUTE);
    expect([await text(edge, germany), await text(edge, america)]).toEqual(['new.example.com', 'origin.example.com']);
    edge.advance(5 * MINUTE);
    expect([await text(edge, germany), await text(edge, america)]).toEqual(['new.example.com', 'new.example.com']);
  });

  test('does not empty the cache: what is there is served until it expires [WEB-031]', async () => {
    const edge = deploying({ behavior: { MinTTL: 0, DefaultTTL: 60, MaxTTL: 60 }, run: { deploymentTime: 0 } });
    await edge.get('/a.txt');
    edge.advance(10);
    edge.deploy(moved);
    edge.advance(20);
    const hit = await edge.get('/a.txt');
    expect([hit.text, hit.header('x-cache')]).toEqual(['origin.example.com', 'Hit from cloudfront']);
    edge.advance(31);
    expect(await text(edge)).toBe('new.example.com');
  });

  test('that lacks an object answers for it once the copy has expired [WEB-025]', async () => {
    const edge = new ScenarioEdge({
      origin: ({ headers }) => (headers.get('host') === 'img.example.com' ? ok('picture') : status(404)),
      config: {
        Origins: [origin('origin', 'app.example.com'), origin('img', 'img.example.com')],
        CacheBehaviors: [{ PathPattern: '/images/*', TargetOriginId: 'img', ViewerProtocolPolicy: 'allow-all', MinTTL: 0, DefaultTTL: 60, MaxTTL: 60, ForwardedValues: { QueryString: false } }],
      },
    });
    await edge.get('/images/a.jpg');
    edge.deploy({ config: { Origins: [origin('origin', 'app.example.com')] } });
    expect((await edge.get('/images/a.jpg')).text).toBe('picture');
    edge.advance(61);
    expect((await edge.get('/images/a.jpg')).status).toBe(404);
  });
});

test('what is asked for seldom leaves a full cache before its time [WEB-032]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('x'.repeat(1000)), run: { cacheSize: 5500 } });
  for (const path of ['/a', '/b', '/c']) await edge.get(path);
  expect([await edge.xCache('/b'), await edge.xCache('/c'), await edge.xCache('/a')]).toEqual(['Hit', 'Hit', 'Miss']);
});

describe('host names', () => {
  const aliases = (...Aliases: string[]) => deploying({ config: { Aliases } });
  const statuses = async (edge: ScenarioEdge, ...hosts: string[]) => Promise.all(hosts.map(async (host) => (await edge.get('/images/image.jpg', { host })).status));

  test('an alias leads to the same objects as the domain name, with the same cache entry [WEB-012] [WEB-163] [WEB-209]', async () => {
    const edge = aliases('www.example.com');
    const first = await edge.get('/images/image.jpg', { protocol: 'http' });
    const second = await edge.get('/images/image.jpg', { protocol: 'http', host: 'www.example.com' });
    expect([first.status, second.text, second.header('x-cache')]).toEqual([200, first.text, 'Hit from cloudfront']);
  });

  test('another host leads to no distribution [WEB-164]', async () => {
    expect(await statuses(aliases('www.example.com'), 'blog.example.com')).toEqual([403]);
  });

  test('a wildcard stands for any number of labels, but not for none [DST-119] [DST-120]', async () => {
    expect(await statuses(aliases('*.example.com'), 'www.example.com', 'product-name.example.com', 'marketing.product-name.example.com')).toEqual([200, 200, 200]);
    expect(await statuses(aliases('*.example.com'), 'example.com')).toEqual([403]);
    expect(await statuses(aliases('*.example.com', 'example.com'), 'example.com')).toEqual([200]);
  });

  test('the host name is no part of an object\'s identity [DST-121]', async () => {
    const edge = aliases('*.example.com');
    expect([await edge.xCache('/images/image.jpg', { host: 'www.example.com' }), await edge.xCache('/images/image.jpg', { host: 'product-name.example.com' })]).toEqual(['Miss', 'Hit']);
  });

  test('of an alias and a wildcard that both match, the more specific one decides [DST-123] [DTD-170]', async () => {
    const edge = new ScenarioEdge({
      origin: ({ headers }) => ok(headers.get('host')!),
      config: { Aliases: ['*.example.com'] },
      resources: { B: distribution({ Aliases: ['www.example.com'], Origins: [origin('origin', 'b.example.net')] }) },
    });
    expect([await text(edge, { host: 'www.example.com' }), await text(edge, { host: 'api.example.com' })]).toEqual(['b.example.net', 'origin.example.com']);
  });

  test('identifiers of any length are routed [WEB-238]', async () => {
    const edge = deploying({ config: { Aliases: ['d111111abcdef8.cloudfront.net', 'd1111111abcdef8.cloudfront.net'] } });
    expect(await statuses(edge, 'd111111abcdef8.cloudfront.net', 'd1111111abcdef8.cloudfront.net')).toEqual([200, 200]);
  });
});

describe('viewer protocols', () => {
  test('both may be used where the policy allows all [WEB-093]', async () => {
    const edge = deploying();
    expect([(await edge.get('/a', { protocol: 'http' })).status, (await edge.get('/b', { protocol: 'https' })).status]).toEqual([200, 200]);
  });

  test('HTTPS only refuses HTTP with 403 and no object [WEB-095]', async () => {
    const edge = deploying({ behavior: { ViewerProtocolPolicy: 'https-only' } });
    const refused = await edge.get('/a', { protocol: 'http' });
    expect([refused.status, refused.text.includes('origin.example.com'), edge.asked.length]).toEqual([403, false, 0]);
    expect((await edge.get('/a', { protocol: 'https' })).status).toBe(200);
  });
});
