import { Edge, FunctionOrigin, ManualClock } from '../../src/edge';
import { headerValue } from '../../src/edge/raw-headers';
import { readTemplates } from '../../src/template';

const behavior = (TargetOriginId: string) => ({ TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Cookies: { Forward: 'all' } } });
const origin = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } });

function distribution(name: string, config: object) {
  return { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: [origin(name)], DefaultCacheBehavior: behavior(name), ...config } } };
}

function applicationWith(TrafficConfig: object, Enabled = true) {
  const template = {
    Resources: {
      Primary: distribution('primary', { ContinuousDeploymentPolicyId: { Ref: 'Policy' } }),
      Staging: distribution('staging', { Staging: true }),
      Policy: {
        Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
        Properties: { ContinuousDeploymentPolicyConfig: { Enabled, StagingDistributionDnsNames: [{ 'Fn::GetAtt': ['Staging', 'DomainName'] }], TrafficConfig } },
      },
    },
  };
  return readTemplates([{ name: 'app', template }]);
}

const header = { Type: 'SingleHeader', SingleHeaderConfig: { Header: 'aws-cf-cd-x', Value: '1' } };
const weight = (Weight: number, SessionStickinessConfig?: object) => ({ Type: 'SingleWeight', SingleWeightConfig: { Weight, SessionStickinessConfig } });
const STICKY = weight(0.15, { IdleTTL: 300, MaximumTTL: 600 });

/** An edge whose answers tell which of the two distributions made them. */
class ContinuousDeployment {
  public readonly clock = new ManualClock(Date.UTC(2025, 0, 1));
  public readonly cookiesAtOrigin: (string | null)[] = [];
  public readonly edge: Edge;
  private readonly hosts: { readonly [name: string]: string };

  public constructor(traffic: object, options: { readonly bypassStaging?: boolean } = {}) {
    const application = applicationWith(traffic);
    this.hosts = Object.fromEntries(application.distributions.map(({ location, domainName }) => [location.logicalId, domainName]));
    this.edge = new Edge({
      application,
      clock: this.clock,
      origins: ({ id }) => new FunctionOrigin(({ headers }) => {
        this.cookiesAtOrigin.push(headers.get('cookie'));
        return { headers: { 'cache-control': 'max-age=1000' }, body: String(id) };
      }),
      ...options,
    });
  }

  public async get(headers: readonly string[] = [], { host = 'Primary', url = '/' } = {}) {
    const answer = await this.edge.handle({ method: 'GET', url, headers: ['Host', this.hosts[host], ...headers], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
    const cookie = headerValue(answer.headers, 'set-cookie')?.split(';')[0];
    return { status: answer.status, by: Buffer.from(answer.body as Uint8Array).toString(), cookie, xCache: headerValue(answer.headers, 'x-cache'), record: answer.record };
  }
}

test('exactly the header and value of the policy lead to the staging distribution [DTD-136]', async () => {
  const site = new ContinuousDeployment(header);
  const by = async (...headers: string[]) => (await site.get(headers)).by;
  expect([await by('aws-cf-cd-x', '1'), await by('AWS-CF-CD-X', '1')]).toEqual(['staging', 'staging']);
  expect([await by(), await by('aws-cf-cd-x', '2'), await by('aws-cf-cd-y', '1')]).toEqual(['primary', 'primary', 'primary']);
});

test('the weight is the share of requests that the staging distribution gets [DTD-137]', async () => {
  const site = new ContinuousDeployment(weight(0.15));
  let staged = 0;
  for (let i = 0; i < 10_000; i++) if ((await site.get()).by === 'staging') staged++;
  expect(staged).toBe(1_500);
});

test('with stickiness a cookie keeps a viewer on its side while it is used, until the session has lasted its maximum [DTD-137]', async () => {
  const site = new ContinuousDeployment(STICKY);
  let first = await site.get();
  while (first.by === 'primary') first = await site.get();
  let cookie = first.cookie!;
  for (let seconds = 0; seconds < 600; seconds += 200) {
    const next = await site.get(['Cookie', `a=b; ${cookie}`]);
    expect(next.by).toBe('staging');
    cookie = next.cookie!;
    site.clock.advance(200_000);
  }
  site.clock.advance(1_000);
  expect((await site.get(['Cookie', cookie])).by).toBe('primary');
});

test('a session that is idle for too long is over [DTD-137]', async () => {
  const site = new ContinuousDeployment(STICKY);
  let first = await site.get();
  while (first.by === 'primary') first = await site.get();
  site.clock.advance(300_001);
  expect((await site.get(['Cookie', first.cookie!])).by).toBe('primary');
});

test('the origin never sees the session\'s cookie', async () => {
  const site = new ContinuousDeployment(STICKY);
  const { cookie } = await site.get();
  await site.get(['Cookie', `a=b; ${cookie}`], { url: '/other' });
  expect(site.cookiesAtOrigin).toEqual([null, 'a=b']);
});

test('a policy that was disabled and enabled again has forgotten its sessions [DTD-138]', async () => {
  const site = new ContinuousDeployment(STICKY);
  let first = await site.get();
  while (first.by === 'primary') first = await site.get();
  site.edge.reload(applicationWith(STICKY));
  expect((await site.get(['Cookie', first.cookie!])).by).toBe('staging');
  site.edge.reload(applicationWith(STICKY, false));
  site.edge.reload(applicationWith(STICKY));
  expect((await site.get(['Cookie', first.cookie!])).by).toBe('primary');
});

test('another stickiness forgets the sessions, too [DTD-138]', async () => {
  const site = new ContinuousDeployment(STICKY);
  let first = await site.get();
  while (first.by === 'primary') first = await site.get();
  site.edge.reload(applicationWith(weight(0.15, { IdleTTL: 300, MaximumTTL: 900 })));
  expect((await site.get(['Cookie', first.cookie!])).by).toBe('primary');
});

test('primary and staging distribution have caches of their own [DTD-139]', async () => {
  const site = new ContinuousDeployment(header);
  await site.get();
  expect([(await site.get()).xCache, (await site.get(['aws-cf-cd-x', '1'])).xCache]).toEqual(['Hit from cloudfront', 'Miss from cloudfront']);
});

test('the name of the staging distribution is refused [DTD-140]', async () => {
  expect((await new ContinuousDeployment(header).get([], { host: 'Staging' })).status).toBe(403);
});

test('the record names both distributions', async () => {
  const { record } = await new ContinuousDeployment(header).get(['aws-cf-cd-x', '1']);
  expect([record.distribution, record.primaryDistribution]).toEqual(['Staging', 'Primary']);
});

test('on request everything goes to the primary distribution [DTD-143]', async () => {
  const site = new ContinuousDeployment(header, { bypassStaging: true });
  expect((await site.get(['aws-cf-cd-x', '1'])).by).toBe('primary');
});
