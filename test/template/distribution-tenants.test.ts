import fc from 'fast-check';
import { answeringDistributions, parametersIn, UNKNOWN, withValues } from '../../src/config';
import { HostNames } from '../../src/local/host-names';
import { readTemplates } from '../../src/template';

function read(tenant: object, { domain = '{{bucket}}.s3.amazonaws.com', config = {} }: { readonly domain?: string; readonly config?: object } = {}) {
  const template = {
    Parameters: { Later: { Type: 'String' } },
    Resources: {
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files-of-one' } },
      Shared: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            ConnectionMode: 'tenant-only',
            TenantConfig: {
              ParameterDefinitions: [
                { Name: 'bucket', Definition: { StringSchema: { Required: 'true', Comment: 'whose files' } } },
                { Name: 'theme', Definition: { StringSchema: { Required: false, DefaultValue: 'basic' } } },
              ],
            },
            Origins: [{ Id: 'files', DomainName: domain, OriginPath: '/{{theme}}', S3OriginConfig: {} }],
            DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'https-only' },
            Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['DE'] } },
            ...config,
          },
        },
      },
      Group: { Type: 'AWS::CloudFront::ConnectionGroup', Properties: { Name: 'group', Enabled: 'false' } },
      Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'one.example.com' } },
      One: { Type: 'AWS::CloudFront::DistributionTenant', Properties: { DistributionId: { 'Fn::GetAtt': ['Shared', 'Id'] }, Name: 'one', Domains: ['one.example.com'], ...tenant } },
    },
    Outputs: { Endpoint: { Value: { 'Fn::GetAtt': ['Group', 'RoutingEndpoint'] } } },
  };
  return readTemplates([{ name: 'app', template }]);
}

const BUCKET = { Name: 'bucket', Value: 'files-of-one' };

test('a tenant is read with what it refers to', () => {
  const { distributionTenants: [tenant], connectionGroups: [group], outputs, problems } = read({
    ConnectionGroupId: { Ref: 'Group' }, Parameters: [BUCKET], Customizations: { Certificate: { Arn: { Ref: 'Certificate' } } },
  });
  expect(problems).toEqual([]);
  expect(tenant).toMatchObject({ connectionGroupId: group.id, enabled: true, domains: ['one.example.com'] });
  expect(tenant.distribution?.viewerCertificate?.acmCertificate?.domainName).toBe('one.example.com');
  expect(group.enabled).toBe(false);
  expect(outputs['app.Endpoint'] ?? outputs.Endpoint).toBe(group.routingEndpoint);
  expect(group.routingEndpoint).toMatch(/^d[a-z0-9]{13}\.cloudfront\.net$/);
});

test('a distribution tells the parameters that its tenants fill in', () => {
  const { distributions: [{ tenantParameters }] } = read({});
  expect(tenantParameters.map(({ name, required, defaultValue }) => [name, required, defaultValue])).toEqual([['bucket', true, undefined], ['theme', false, 'basic']]);
});

test('values lead an origin to the bucket that they name', () => {
  const { distributionTenants: [{ distribution }], distributions: [shared] } = read({ Parameters: [BUCKET] });
  expect(distribution!.origins[0]).toMatchObject({ domainName: 'files-of-one.s3.amazonaws.com', path: '/basic', bucket: { logicalId: 'Files' } });
  expect(distribution!.aliases).toEqual(['one.example.com']);
  expect(shared.origins[0]).toMatchObject({ domainName: '{{bucket}}.s3.amazonaws.com', bucket: undefined });
});

test('a value that only the deployment knows makes the domain name unknown; one that is missing stays a placeholder', () => {
  expect(read({ Parameters: [{ Name: 'bucket', Value: { Ref: 'Later' } }] }).distributionTenants[0].distribution!.origins[0].domainName).toBe(UNKNOWN);
  expect(read({}).distributionTenants[0].distribution!.origins[0].domainName).toBe('{{bucket}}.s3.amazonaws.com');
});

test('the geo restriction of a tenant is in the place of its distribution\'s', () => {
  const geo = (tenant: object) => read(tenant).distributionTenants[0].distribution!.geoRestriction;
  expect(geo({})).toMatchObject({ type: 'blacklist', locations: ['DE'] });
  expect(geo({ Customizations: { GeoRestrictions: { RestrictionType: 'whitelist', Locations: ['FR'] } } })).toMatchObject({ type: 'whitelist', locations: ['FR'] });
});

test('a tenant of no distribution with tenants has none', () => {
  expect(read({ DistributionId: 'E123' }).distributionTenants[0].distribution).toBeUndefined();
  expect(read({}, { config: { ConnectionMode: 'direct' } }).distributionTenants[0].distribution).toBeUndefined();
});

test('what of a tenant has no effect on the local edge is told', () => {
  const { treatment } = read({ Parameters: [BUCKET], Customizations: { WebAcl: { Action: 'override', Arn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/other/1' } } });
  const as = (logicalId: string, path: string) => treatment.find(({ location }) => location.logicalId === logicalId && location.path === path)?.as;
  expect([as('One', 'Parameters[0].Value'), as('One', 'Domains'), as('Group', 'Enabled'), as('Shared', 'DistributionConfig.ConnectionMode')]).toEqual(Array(4).fill('emulated'));
  expect([as('One', 'Customizations.WebAcl.Arn'), as('One', 'Name')]).toEqual(['accepted', 'accepted']);
  expect(treatment.filter((each) => each.as === 'refused')).toEqual([]);
});

test('filled texts have no parameter left that has a value, and texts without parameters stay as they are', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('{{a}}', '{{b}}', '{{', '}}', '{{resolve:ssm:x}}'), fc.string())).map((parts) => parts.join(''));
  fc.assert(fc.property(text, fc.stringMatching(/^[a-z0-9$&-]*$/), (template, value) => {
    const filled = withValues(template, new Map([['a', value]])) as string;
    if (!parametersIn(template).includes('a')) expect(filled).toBe(template);
    else expect(filled).toBe(template.split('{{a}}').join(value));
  }));
});

test('on this machine the domain of a tenant has a name, too', () => {
  const distributions = answeringDistributions(read({ Parameters: [BUCKET] }));
  expect(new HostNames(distributions).resolve('one.example.com.localhost:8080')).toBe('one.example.com');
  expect(new HostNames(distributions).resolve('Shared.localhost')).toBe(distributions[0].domainName);
});
