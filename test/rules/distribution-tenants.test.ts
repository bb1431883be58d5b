import { ruleTest } from './rule-test';

const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const NO_VALUE = { Ref: 'AWS::NoValue' };
const MANAGED = { ManagedCertificateRequest: { ValidationTokenHost: 'cloudfront' } };
const cases = { in: 'resources' } as const;

/** A tenant of a distribution, and what is special about either. */
const tenant = (rest: object, site: object = {}, more: object = {}) => ({
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        ConnectionMode: 'tenant-only',
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: POLICY },
        ...site,
      },
    },
  },
  Tenant: { Type: 'AWS::CloudFront::DistributionTenant', Properties: { DistributionId: { Ref: 'Site' }, Name: 'tenant', Domains: ['a.example.com'], ...MANAGED, ...rest } },
  ...more,
});

ruleTest('tenant-distribution [DTD-240]', {
  ...cases,
  at: 'Tenant.DistributionId',
  rejects: [tenant({}, { ConnectionMode: 'direct' }), tenant({}, { ConnectionMode: NO_VALUE })],
  accepts: [tenant({}), tenant({}, { ConnectionMode: { Ref: 'Unknown' } })],
});
ruleTest('tenant-domains [DTD-237]', { ...cases, at: 'Tenant.Domains', rejects: [tenant({ Domains: [] }), tenant({ Domains: NO_VALUE })], accepts: [tenant({}), tenant({ Domains: [{ Ref: 'Unknown' }] })] });
ruleTest('tenant-domains [DTD-237]', { ...cases, at: 'Tenant.Domains[0]', rejects: [tenant({ Domains: ['A.example.com'] })], accepts: [tenant({})] });
const domains = (length: number) => tenant({ Domains: Array.from({ length }, (_, i) => `t${i}.example.com`) });
ruleTest('tenant-domains-quota [DTD-237]', { ...cases, at: 'Tenant.Domains', rejects: [domains(101)], accepts: [domains(100)], message: /101 items; allowed: 100.*domainsPerTenant/ });

const certified = (rest: object, ...names: unknown[]) => tenant(
  { ManagedCertificateRequest: NO_VALUE, ...rest },
  { ViewerCertificate: { AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' } },
  { Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'www.example.org', SubjectAlternativeNames: names } } },
);
const CERTIFICATE = (region: string) => ({ Customizations: { Certificate: { Arn: `arn:aws:acm:${region}:111122223333:certificate/1` } } });
ruleTest('tenant-certificate [DTD-237]', {
  ...cases,
  at: 'Tenant.Domains[0]',
  rejects: [certified({}, 'b.example.com'), tenant({ ManagedCertificateRequest: NO_VALUE })],
  accepts: [tenant({}), certified({}, '*.example.com'), certified({}, { Ref: 'Unknown' }), certified(CERTIFICATE('us-east-1')), certified({ Customizations: { Ref: 'Unknown' } })],
});

const parameters = (required: unknown, ...names: unknown[]) => tenant(
  { Parameters: names.map((Name) => ({ Name, Value: 'x' })) },
  { TenantConfig: { ParameterDefinitions: [{ Name: 'brand', Definition: { StringSchema: { Required: required, DefaultValue: required === true ? NO_VALUE : 'y' } } }] } },
);
ruleTest('tenant-parameter-missing [DTD-238]', {
  ...cases, at: 'Tenant.Parameters', rejects: [parameters(true), parameters(true, 'other')], accepts: [parameters(true, 'brand'), parameters(false), parameters(true, { Ref: 'Unknown' })],
});
ruleTest('tenant-parameter-unused [DTD-238]', { ...cases, at: 'Tenant.Parameters[1].Name', rejects: [parameters(true, 'brand', 'unknown')], accepts: [parameters(true, 'brand')] });

const ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/1';
const acl = (WebAcl: object) => tenant({ Customizations: { WebAcl } });
ruleTest('tenant-customization [DTD-239]', {
  ...cases,
  at: 'Tenant.Customizations.WebAcl.Action',
  rejects: [acl({ Action: 'remove' })],
  accepts: [acl({ Action: 'override', Arn: ACL }), acl({ Action: 'disable' })],
});
ruleTest('tenant-customization [DTD-239]', {
  ...cases,
  at: 'Tenant.Customizations.WebAcl.Arn',
  rejects: [acl({ Action: 'override' }), acl({ Action: 'override', Arn: '473e64fd-f30b-4765-81a0-62ad96dd167a' })],
  accepts: [acl({ Action: 'override', Arn: { Ref: 'Unknown' } })],
});
ruleTest('tenant-customization [DTD-239]', { ...cases, at: 'Tenant.Customizations.Certificate.Arn', rejects: [tenant(CERTIFICATE('eu-west-1'))], accepts: [tenant(CERTIFICATE('us-east-1'))] });
const GEO = { GeoRestrictions: { RestrictionType: 'whitelist', Locations: ['US'] } };
ruleTest('tenant-customization [DTD-239]', { ...cases, at: 'Tenant.Customizations.PriceClass', rejects: [tenant({ Customizations: { PriceClass: 'PriceClass_100' } })], accepts: [tenant({ Customizations: GEO })] });
