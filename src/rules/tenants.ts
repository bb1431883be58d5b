import { at, CacheBehavior, cacheBehaviorsOf, isKnown, Location, parametersIn, Stated, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { oneOf, repetitions, withinQuota } from './values';

const MODES = ['direct', 'tenant-only'];

/** A setting that distributions with tenants cannot have, and where it is. */
interface Refused {
  readonly at: Location;
  readonly got: unknown;
}

function hasTenants({ connectionMode }: WebDistribution): boolean {
  return connectionMode === 'tenant-only';
}

/** Whether a property says something: neither absent nor empty, off or unknown. */
function says(value: unknown): boolean {
  return isKnown(value) && value !== null && value !== '' && value !== false && value !== 'false' && !(Array.isArray(value) && value.length === 0);
}

function* refusedIn(site: WebDistribution): Iterable<Refused> {
  for (const name of ['Aliases', 'ContinuousDeploymentPolicyId', 'Staging', 'PriceClass']) {
    if (says(site.stated[name])) yield { at: at(site, name), got: site.stated[name] };
  }
  for (const behavior of cacheBehaviorsOf(site)) yield* refusedInBehavior(behavior);
  for (const { s3 } of site.origins) {
    if (s3 !== undefined && says(s3.originAccessIdentity)) yield { at: at(s3, 'OriginAccessIdentity'), got: s3.originAccessIdentity };
  }
  const certificate = site.viewerCertificate;
  if (certificate === undefined) return;
  if (says(certificate.iamCertificateId)) yield { at: at(certificate, 'IamCertificateId'), got: certificate.iamCertificateId };
  if (certificate.sslSupportMethod === 'vip') yield { at: at(certificate, 'SslSupportMethod'), got: 'vip' };
  if (certificate.minimumProtocolVersion === 'SSLv3') yield { at: at(certificate, 'MinimumProtocolVersion'), got: 'SSLv3' };
}

function* refusedInBehavior(behavior: CacheBehavior): Iterable<Refused> {
  for (const name of ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL', 'SmoothStreaming']) {
    if (says(behavior.stated[name])) yield { at: at(behavior, name), got: name === 'ForwardedValues' ? undefined : behavior.stated[name] };
  }
}

/** The parameters that tenants fill in; undefined where the template does not tell them all. */
export function definitionsOf({ stated }: WebDistribution): readonly Stated[] | undefined {
  const definitions = below(stated, 'TenantConfig')?.ParameterDefinitions ?? (stated.TenantConfig === undefined ? [] : undefined);
  return Array.isArray(definitions) && definitions.every((each) => isKnown(each) && typeof each === 'object' && isKnown(each?.Name)) ? definitions as Stated[] : undefined;
}

/** How the value of a parameter is to be. */
export function schemaOf(definition: Stated): Stated | undefined {
  return below(below(definition, 'Definition'), 'StringSchema');
}

export function isRequired(schema: Stated | undefined): boolean {
  return String(schema?.Required).toLowerCase() === 'true';
}

/** Texts in which tenants' parameters can stand, with their places. */
function fieldsOf({ origins }: WebDistribution): { readonly at: Location; readonly text: Value<string> | undefined }[] {
  return origins.flatMap((origin) => [{ at: at(origin, 'DomainName'), text: origin.domainName }, { at: at(origin, 'OriginPath'), text: origin.path }]);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'connection-mode',
    level: 'error',
    spec: ['DTD-233'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'viewers connect to a distribution directly, or to its tenants only',
    check: (site) => oneOf(site, 'ConnectionMode', site.connectionMode, MODES),
  },
  {
    id: 'tenant-config-mode',
    level: 'error',
    spec: ['DTD-233'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'TenantConfig is for distributions with the ConnectionMode tenant-only',
    *check(site) {
      const isDirect = site.connectionMode === undefined || site.connectionMode === 'direct';
      if (isDirect && says(site.stated.TenantConfig)) yield { at: at(site, 'TenantConfig'), fix: 'set ConnectionMode to tenant-only, or remove it' };
    },
  },
  {
    id: 'tenant-setting',
    level: 'error',
    spec: ['DTD-234'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a distribution with tenants cannot have this setting',
    *check(site) {
      if (!hasTenants(site)) return;
      for (const refused of refusedIn(site)) yield { ...refused, fix: 'remove it; names and certificates belong to tenants, caching to policies, access to an origin access control' };
    },
  },
  {
    id: 'tenant-logging',
    level: 'warning',
    spec: ['DTD-185'],
    editions: ['current'],
    says: 'legacy access logs are not for distributions with tenants',
    *check(site) {
      if (hasTenants(site) && site.logging !== undefined) yield { at: at(site, 'Logging'), fix: 'deliver logs by AWS::Logs::DeliverySource' };
    },
  },
  {
    id: 'tenant-parameter-unique',
    level: 'error',
    spec: ['DTD-235'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'each parameter for tenants is defined once',
    *check(site) {
      for (const { item, index } of repetitions((definitionsOf(site) ?? []).map(({ Name }) => Name))) {
        yield { at: at(site, `TenantConfig.ParameterDefinitions[${index}].Name`), got: item, fix: 'keep one of them' };
      }
    },
  },
  {
    id: 'tenant-parameter-default',
    level: 'error',
    spec: ['DTD-235'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a parameter for tenants is required, or has a default value',
    *check(site) {
      for (const [i, { Definition }] of (definitionsOf(site) ?? []).entries()) {
        const schema = schemaOf({ Definition });
        if (schema === undefined || !isKnown(schema.Required ?? false) || isRequired(schema) || schema.DefaultValue !== undefined) continue;
        yield { at: at(site, `TenantConfig.ParameterDefinitions[${i}].Definition.StringSchema.DefaultValue`), says: 'the parameter is optional and has no default value', fix: 'write DefaultValue, or Required: true' };
      }
    },
  },
  {
    id: 'tenant-parameter-quota',
    level: 'warning',
    spec: ['DTD-235', 'DTD-121'],
    editions: ['current'],
    says: 'the number of parameters for tenants is within the account\'s quotas',
    *check(site, { quotas }) {
      yield* withinQuota(site, 'TenantConfig.ParameterDefinitions', definitionsOf(site)?.length ?? 0, quotas, 'parametersPerMultiTenantDistribution');
      for (const field of hasTenants(site) ? fieldsOf(site) : []) {
        const { length } = parametersIn(field.text);
        if (length > quotas.parametersPerField) yield { at: field.at, got: field.text, says: `it has ${length} parameters; allowed: ${quotas.parametersPerField} unless AWS has raised the quota`, fix: 'use fewer, or state the quota parametersPerField' };
      }
    },
  },
  {
    id: 'tenant-parameter-defined',
    level: 'error',
    spec: ['DTD-236'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a parameter in an origin is one that the distribution defines for its tenants',
    *check(site) {
      const names = definitionsOf(site)?.map(({ Name }) => Name);
      if (!hasTenants(site) || names === undefined) return;
      for (const field of fieldsOf(site)) {
        const unknown = parametersIn(field.text).find((name) => !names.includes(name));
        if (unknown !== undefined) yield { at: field.at, got: field.text, says: `the parameter ${unknown} is not defined`, fix: 'add it to TenantConfig.ParameterDefinitions' };
      }
    },
  },
  {
    id: 'tenant-parameter-place',
    level: 'error',
    spec: ['DTD-236'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'parameters for tenants stand in domain names and paths of origins only',
    *check(site) {
      if (!hasTenants(site)) return;
      for (const behavior of site.cacheBehaviors) {
        if (parametersIn(behavior.pathPattern).length > 0) yield { at: at(behavior, 'PathPattern'), got: behavior.pathPattern, fix: 'use wildcards' };
      }
      if (parametersIn(site.defaultRootObject).length > 0) yield { at: at(site, 'DefaultRootObject'), got: site.defaultRootObject, fix: 'use one name for all tenants' };
    },
  },
];

/** Rules about distributions with tenants. */
export const tenantRules: RuleSet = { distribution };
