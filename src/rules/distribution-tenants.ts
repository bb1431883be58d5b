import { Application, at, isKnown, Resource, Stated, WebDistribution } from '../config';
import { certifies, namesOf } from './aliases';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { below } from './stated';
import { definitionsOf, isRequired, schemaOf } from './tenants';
import { oneOf, withinQuota } from './values';
import { GLOBAL_ACL } from './web-acls';

const CUSTOMIZATIONS = ['WebAcl', 'Certificate', 'GeoRestrictions'];
const CERTIFICATE_FOR_VIEWERS = /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/.+$/;

function tenantsOf({ resources }: Application): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::DistributionTenant');
}

function each(check: (tenant: Resource, site: WebDistribution | undefined) => Iterable<Violation>): Rule<Subjects['application']>['check'] {
  return function* (application) {
    for (const tenant of tenantsOf(application)) yield* check(tenant, application.distributions.find(({ id }) => id === tenant.stated.DistributionId));
  };
}

/** The domains of a tenant, as far as they are known, with their index. */
function domainsOf({ stated }: Resource): { readonly name: string; readonly index: number }[] {
  const names: readonly unknown[] = Array.isArray(stated.Domains) ? stated.Domains : [];
  return names.flatMap((name, index) => (typeof name === 'string' ? [{ name, index }] : []));
}

function countOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** The names for which a tenant has a certificate; undefined where the application does not tell. */
function certifiedNames(tenant: Resource, site: WebDistribution): string[] | undefined {
  const isOpen = [tenant.stated.ManagedCertificateRequest, tenant.stated.Customizations].some((value) => value !== undefined && !isKnown(value));
  if (isOpen || tenant.stated.ManagedCertificateRequest !== undefined || below(below(tenant.stated, 'Customizations'), 'Certificate') !== undefined) return undefined;
  const certificate = site.viewerCertificate;
  if (certificate === undefined) return site.stated.ViewerCertificate === undefined ? [] : undefined;
  if (certificate.cloudFrontDefaultCertificate === true) return [];
  return certificate.acmCertificate && namesOf(certificate.acmCertificate);
}

/** The parameters that a tenant has values for; undefined where the template does not tell them all. */
function parametersOf({ stated }: Resource): readonly Stated[] | undefined {
  const parameters: unknown = stated.Parameters ?? [];
  return Array.isArray(parameters) && parameters.every((parameter) => isKnown(parameter) && typeof parameter === 'object' && isKnown(parameter?.Name)) ? parameters as Stated[] : undefined;
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'tenant-distribution',
    level: 'error',
    spec: ['DTD-240'],
    editions: ['current'],
    apiError: 'InvalidAssociation',
    says: 'a tenant is of a distribution with the ConnectionMode tenant-only',
    check: each(function* (tenant, site) {
      if (site === undefined || (site.connectionMode !== undefined && site.connectionMode !== 'direct')) return;
      yield { at: at(tenant, 'DistributionId'), says: `viewers connect to ${site.location.logicalId} directly`, fix: 'set its ConnectionMode to tenant-only' };
    }),
  },
  {
    id: 'tenant-domains',
    level: 'error',
    spec: ['DTD-237'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a tenant has one or more domains, in lower case',
    check: each(function* (tenant) {
      const { Domains: domains } = tenant.stated;
      if (domains === undefined || (Array.isArray(domains) && domains.length === 0)) yield { at: at(tenant, 'Domains'), says: 'it has no domains', fix: 'give the names by which viewers reach it' };
      for (const { name, index } of domainsOf(tenant)) {
        if (name !== name.toLowerCase()) yield { at: at(tenant, `Domains[${index}]`), got: name, fix: `write ${name.toLowerCase()}` };
      }
    }),
  },
  {
    id: 'tenant-certificate',
    level: 'error',
    spec: ['DTD-237'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a certificate covers each domain of a tenant: the distribution\'s, the tenant\'s own, or one that CloudFront manages',
    check: each(function* (tenant, site) {
      const names = site && certifiedNames(tenant, site);
      if (names === undefined) return;
      for (const { name, index } of domainsOf(tenant)) {
        if (names.some((certified) => certifies(certified, name))) continue;
        yield { at: at(tenant, `Domains[${index}]`), got: name, says: 'no certificate covers it', fix: 'set ManagedCertificateRequest, or Customizations.Certificate, or add the name to the certificate of the distribution' };
      }
    }),
  },
  {
    id: 'tenant-domains-quota',
    level: 'warning',
    spec: ['DTD-237', 'DTD-121'],
    editions: ['current'],
    says: 'the number of domains of a tenant is within the account\'s quota',
    *check(app, { quotas }) {
      for (const tenant of tenantsOf(app)) yield* withinQuota(tenant, 'Domains', countOf(tenant.stated.Domains), quotas, 'domainsPerTenant');
    },
  },
  {
    id: 'tenant-parameters-quota',
    level: 'warning',
    spec: ['DTD-121'],
    editions: ['current'],
    says: 'the number of parameters of a tenant is within the account\'s quota',
    *check(app, { quotas }) {
      for (const tenant of tenantsOf(app)) yield* withinQuota(tenant, 'Parameters', countOf(tenant.stated.Parameters), quotas, 'parametersPerTenant');
    },
  },
  {
    id: 'tenant-parameter-missing',
    level: 'error',
    spec: ['DTD-238'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a tenant has a value for every parameter that its distribution requires',
    check: each(function* (tenant, site) {
      const given = parametersOf(tenant)?.map(({ Name }) => Name);
      for (const definition of given === undefined || site === undefined ? [] : definitionsOf(site) ?? []) {
        if (!isRequired(schemaOf(definition)) || given?.includes(definition.Name)) continue;
        yield { at: at(tenant, 'Parameters'), says: `the parameter ${definition.Name} has no value`, fix: 'add it' };
      }
    }),
  },
  {
    id: 'tenant-parameter-unused',
    level: 'warning',
    spec: ['DTD-238'],
    editions: ['current'],
    says: 'a tenant has values for parameters that its distribution defines',
    check: each(function* (tenant, site) {
      const defined = site && definitionsOf(site)?.map(({ Name }) => Name);
      for (const [index, { Name: name }] of defined === undefined ? [] : (parametersOf(tenant) ?? []).entries()) {
        if (!defined?.includes(name)) yield { at: at(tenant, `Parameters[${index}].Name`), got: name, fix: `remove it, or define it in TenantConfig of ${site?.location.logicalId}` };
      }
    }),
  },
  {
    id: 'tenant-customization',
    level: 'error',
    spec: ['DTD-239'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a tenant has a web ACL, a certificate and geographic restrictions of its own, and nothing else',
    check: each(function* (tenant) {
      const customizations = below(tenant.stated, 'Customizations');
      for (const [name, value] of Object.entries(customizations ?? {})) {
        if (isKnown(value) && !CUSTOMIZATIONS.includes(name)) yield { at: at(tenant, `Customizations.${name}`), limit: CUSTOMIZATIONS.join(', '), fix: 'set it on the distribution, for all tenants' };
      }
      const { Action: action, Arn: acl } = below(customizations, 'WebAcl') ?? {};
      if (typeof action === 'string') yield* oneOf(tenant, 'Customizations.WebAcl.Action', action, ['override', 'disable']);
      if (typeof acl === 'string' && !GLOBAL_ACL.test(acl)) yield { at: at(tenant, 'Customizations.WebAcl.Arn'), got: acl, fix: 'give the ARN of a WAFv2 web ACL of global scope' };
      if (action === 'override' && acl === undefined) yield { at: at(tenant, 'Customizations.WebAcl.Arn'), says: 'no web ACL is named', fix: 'give its ARN, or use the action disable' };
      const certificate = below(customizations, 'Certificate')?.Arn;
      if (typeof certificate === 'string' && !CERTIFICATE_FOR_VIEWERS.test(certificate)) {
        yield { at: at(tenant, 'Customizations.Certificate.Arn'), got: certificate, limit: 'a certificate of ACM in us-east-1', fix: 'make the certificate there' };
      }
    }),
  },
];

/** Rules about tenants of distributions. */
export const distributionTenantRules: RuleSet = { application };
