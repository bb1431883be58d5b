import { DistributionTenant } from '../../src/config';
import { Edge, FunctionOrigin, ManualClock } from '../../src/edge';
import { headerValue } from '../../src/edge/raw-headers';
import { readTemplates } from '../../src/template';

interface Sites {
  /** Properties of tenants, by logical id; each has the domain `logicalid.example.com`. */
  readonly tenants: { readonly [logicalId: string]: object };
  readonly config?: object;
  readonly group?: object;
}

const PARAMETERS = [
  { Name: 'host', Definition: { StringSchema: { Required: true } } },
  { Name: 'brand', Definition: { StringSchema: { Required: false, DefaultValue: 'basic' } } },
];

function applicationWith({ tenants, config = {}, group = {} }: Sites) {
  const DistributionConfig = {
    Enabled: true,
    ConnectionMode: 'tenant-only',
    TenantConfig: { ParameterDefinitions: PARAMETERS },
    Origins: [{ Id: 'origin', DomainName: '{{host}}.origin.example.com', OriginPath: '/{{brand}}', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
    ...config,
  };
  const sites = Object.entries(tenants).map(([logicalId, properties]) => [logicalId, {
    Type: 'AWS::CloudFront::DistributionTenant',
    Properties: {
      DistributionId: { Ref: 'Shared' },
      ConnectionGroupId: { Ref: 'Group' },
      Name: logicalId.toLowerCase(),
      Domains: [`${logicalId.toLowerCase()}.example.com`],
      Parameters: [{ Name: 'host', Value: 'one' }],
      ...properties,
    },
  }]);
  const template = {
    Resources: {
      Shared: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } },
      Group: { Type: 'AWS::CloudFront::ConnectionGroup', Properties: { Name: 'group', ...group } },
      ...Object.fromEntries(sites),
    },
  };
  return readTemplates([{ name: 'app', template }]);
}

/** An edge whose answers tell what the origin was asked for. */
class MultiTenant {
  public readonly application;
  public readonly edge: Edge;

  public constructor(sites: Sites) {
    this.application = applicationWith(sites);
    this.edge = new Edge({
      application: this.application,
      clock: new ManualClock(Date.UTC(2025, 0, 1)),
      origins: ({ domainName }) => new FunctionOrigin(({ url }) => ({ headers: { 'cache-control': 'max-age=1000' }, body: `${String(domainName)}${url}` })),
    });
  }

  public async get(host: string, { url = '/a', country }: { readonly url?: string; readonly country?: string } = {}) {
    const request = { method: 'GET', url, headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', country } as const;
    const { status, body, headers, record } = await this.edge.handle(request);
    return { status, asked: Buffer.from(body as Uint8Array).toString(), xCache: headerValue(headers, 'x-cache'), record };
  }

  public async status(host: string, country?: string) {
    return (await this.get(host, { country })).status;
  }

  public tenant(logicalId: string): DistributionTenant {
    return this.application.distributionTenants.find(({ location }) => location.logicalId === logicalId)!;
  }
}

test('a tenant answers under its domains; its distribution and its connection group do not under theirs [DTD-242]', async () => {
  const site = new MultiTenant({ tenants: { A: { Domains: ['a.example.com', '*.a.example.com'] }, B: {} } });
  const { distributions: [shared], connectionGroups: [group] } = site.application;
  expect([await site.status('a.example.com'), await site.status('www.a.example.com'), await site.status('B.example.com')]).toEqual([200, 200, 200]);
  expect([await site.status(shared.domainName), await site.status(group.routingEndpoint), await site.status('c.example.com')]).toEqual([403, 403, 403]);
});

test('a distribution with tenants has no alias of its own', async () => {
  const site = new MultiTenant({ tenants: { A: {} }, config: { Aliases: ['a.example.com', 'www.example.com'] } });
  expect([await site.status('a.example.com'), await site.status('www.example.com')]).toEqual([200, 403]);
});

test('the values of a tenant fill domain names and paths of origins; without one the default does [DTD-243]', async () => {
  const site = new MultiTenant({ tenants: { A: { Parameters: [{ Name: 'host', Value: 'one' }, { Name: 'brand', Value: 'x' }] }, B: { Parameters: [{ Name: 'host', Value: 'two' }] } } });
  expect((await site.get('a.example.com')).asked).toBe('one.origin.example.com/x/a');
  expect((await site.get('b.example.com')).asked).toBe('two.origin.example.com/basic/a');
});

test('a tenant that is disabled serves nothing, and neither does one of a disabled distribution or connection group [DTD-245]', async () => {
  const site = new MultiTenant({ tenants: { A: { Enabled: false }, B: { Enabled: true } } });
  expect([await site.status('a.example.com'), await site.status('b.example.com')]).toEqual([403, 200]);
  expect(await new MultiTenant({ tenants: { A: {} }, config: { Enabled: false } }).status('a.example.com')).toBe(403);
  expect(await new MultiTenant({ tenants: { A: {} }, group: { Enabled: false } }).status('a.example.com')).toBe(403);
});

test('tenants with equal paths and origins have caches of their own [DTD-246]', async () => {
  const site = new MultiTenant({ tenants: { A: {}, B: {} } });
  const xCache = async (host: string) => (await site.get(host)).xCache;
  expect([await xCache('a.example.com'), await xCache('a.example.com'), await xCache('b.example.com'), await xCache('b.example.com')])
    .toEqual(['Miss from cloudfront', 'Hit from cloudfront', 'Miss from cloudfront', 'Hit from cloudfront']);
});

test('an invalidation of a tenant leaves the objects of others [DTD-114]', async () => {
  const site = new MultiTenant({ tenants: { A: {}, B: {} } });
  for (const host of ['a.example.com', 'b.example.com']) await site.get(host);
  site.edge.invalidate(site.tenant('A').id, ['/*']);
  expect([(await site.get('a.example.com')).xCache, (await site.get('b.example.com')).xCache]).toEqual(['Miss from cloudfront', 'Hit from cloudfront']);
});

test('the countries of a tenant stand in the place of those of its distribution [DTD-149]', async () => {
  const config = { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['DE'] } } };
  const Customizations = { GeoRestrictions: { RestrictionType: 'whitelist', Locations: ['DE'] } };
  const site = new MultiTenant({ tenants: { A: { Customizations }, B: {} }, config });
  expect([await site.status('a.example.com', 'DE'), await site.status('a.example.com', 'FR')]).toEqual([200, 403]);
  expect([await site.status('b.example.com', 'DE'), await site.status('b.example.com', 'FR')]).toEqual([403, 200]);
});

test('the record names the distribution, its tenant and the setting that decided', async () => {
  const Customizations = { GeoRestrictions: { RestrictionType: 'blacklist', Locations: ['DE'] } };
  const { record } = await new MultiTenant({ tenants: { A: { Customizations } } }).get('a.example.com', { country: 'DE' });
  expect([record.distribution, record.distributionTenant]).toEqual(['Shared', 'A']);
  expect(record.decisions).toContainEqual(expect.objectContaining({ step: 'geo-restriction', decided: 'blocked', setting: 'Customizations.GeoRestrictions' }));
});

test('a tenant of a distribution that viewers reach directly has no effect', async () => {
  const site = new MultiTenant({ tenants: { A: {} }, config: { ConnectionMode: 'direct' } });
  expect([await site.status('a.example.com'), await site.status(site.application.distributions[0].domainName)]).toEqual([403, 200]);
});
