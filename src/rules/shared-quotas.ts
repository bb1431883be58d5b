import { Application, at, CacheBehavior, cacheBehaviorsOf, isKnown, knownItems, LIMITS, Location, Part, Quotas, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';

type Reference = Value<string> | undefined;

/** Something that several distributions may use: what there is of it, by how a distribution refers to it, and the references of a distribution. */
interface Shared {
  readonly all: (application: Application) => readonly (readonly [Location, string])[];
  readonly usedBy: (site: WebDistribution, application: Application) => readonly Reference[];
}

const whole = ({ location }: Part): Location => ({ ...location, path: '' });
const keyOf = ({ location: { template, logicalId } }: Part): string => `${template}/${logicalId}`;
const byId = (parts: readonly (Part & { readonly id: string })[]) => parts.map((part) => [whole(part), part.id] as const);
const ofBehaviors = (references: (behavior: CacheBehavior) => readonly Reference[]) => (site: WebDistribution) => cacheBehaviorsOf(site).flatMap(references);

/** Resources of a type that a distribution names in some property, as far as the template tells. */
function named(type: string, isUsed: (site: WebDistribution) => boolean): Shared {
  return {
    all: ({ resources }) => resources.filter((resource) => resource.type === type).map((resource) => [whole(resource), keyOf(resource)]),
    usedBy: (site, { resources }) => {
      const own = isUsed(site) ? resources.find((resource) => keyOf(resource) === keyOf(site)) : undefined;
      return (own?.dependsOn ?? []).map((logicalId) => `${site.location.template}/${logicalId}`);
    },
  };
}

/** By quota. */
const WITH_QUOTA: readonly (readonly [keyof Quotas, Shared])[] = [
  ['distributionsPerCachePolicy', { all: ({ cachePolicies }) => byId(cachePolicies), usedBy: ofBehaviors(({ cachePolicyId }) => [cachePolicyId]) }],
  ['distributionsPerOriginRequestPolicy', { all: ({ originRequestPolicies }) => byId(originRequestPolicies), usedBy: ofBehaviors(({ originRequestPolicyId }) => [originRequestPolicyId]) }],
  [
    'distributionsPerResponseHeadersPolicy',
    { all: ({ responseHeadersPolicies }) => byId(responseHeadersPolicies), usedBy: ofBehaviors(({ responseHeadersPolicyId }) => [responseHeadersPolicyId]) },
  ],
  [
    'distributionsPerFunction',
    {
      all: ({ functions }) => functions.map((edgeFunction) => [whole(edgeFunction), edgeFunction.arn]),
      usedBy: ofBehaviors(({ functionAssociations }) => functionAssociations.map(({ functionArn }) => functionArn)),
    },
  ],
  ['distributionsPerKeyGroup', { all: ({ keyGroups }) => byId(keyGroups), usedBy: ofBehaviors(({ trustedKeyGroups }) => knownItems(trustedKeyGroups)) }],
  [
    'distributionsPerOriginAccessControl',
    { all: ({ originAccessControls }) => byId(originAccessControls), usedBy: ({ origins }) => origins.map(({ originAccessControlId }) => originAccessControlId) },
  ],
  [
    'distributionsPerConnectionFunction',
    { all: ({ connectionFunctions }) => byId(connectionFunctions), usedBy: ({ stated }) => [below(stated, 'ConnectionFunctionAssociation')?.Id as Reference] },
  ],
  ['distributionsPerWebAcl', named('AWS::WAFv2::WebACL', ({ webAclId }) => webAclId !== undefined)],
];

/** By the number of distributions that AWS does not raise. */
const LIMITED: readonly (readonly [number, Shared])[] = [
  [
    LIMITS.distributionsPerLambdaFunction,
    {
      all: ({ resources }) => resources.filter(({ type }) => type === 'AWS::Lambda::Function').map((resource) => [whole(resource), keyOf(resource)]),
      usedBy: ofBehaviors(({ lambdaAssociations }) => lambdaAssociations.map((association) => association.function && keyOf(association.function))),
    },
  ],
  [LIMITS.distributionsPerTrustStore, named('AWS::CloudFront::TrustStore', ({ stated }) => stated.ViewerMtlsConfig !== undefined)],
  [LIMITS.distributionsPerEncryptionConfig, { all: encryptionConfigs, usedBy: ofBehaviors(({ fieldLevelEncryptionId }) => [fieldLevelEncryptionId]) }],
];

/** Configurations for field-level encryption, where the first behavior names them. */
function encryptionConfigs({ distributions }: Application): (readonly [Location, string])[] {
  const first = new Map<string, Location>();
  for (const behavior of distributions.flatMap(cacheBehaviorsOf)) {
    const id = behavior.fieldLevelEncryptionId;
    if (isKnown(id) && id !== '' && !first.has(id)) first.set(id, at(behavior, 'FieldLevelEncryptionId'));
  }
  return [...first].map(([id, location]) => [location, id]);
}

/** What more distributions use than `limit`, and how many they are. */
function* beyond(app: Application, { all, usedBy }: Shared, limit: number): Iterable<{ readonly where: Location; readonly users: number }> {
  const uses = app.distributions.map((site) => new Set(usedBy(site, app)));
  for (const [where, id] of all(app)) {
    const users = uses.filter((references) => references.has(id)).length;
    if (users > limit) yield { where, users };
  }
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'shared-by-distributions-quota',
    level: 'warning',
    spec: ['POL-029', 'POL-080', 'POL-125', 'FUN-038', 'FUN-127', 'OTD-145', 'OTD-174', 'DTD-116', 'DTD-117', 'DTD-118', 'DTD-120'],
    says: 'the number of distributions that use one policy, function, key group or access control is within the account\'s quotas',
    *check(app, { quotas }) {
      for (const [quota, shared] of WITH_QUOTA) {
        for (const { where, users } of beyond(app, shared, quotas[quota])) {
          yield { at: where, says: `${users} distributions use it; allowed: ${quotas[quota]} unless AWS has raised the quota`, fix: `use another for some, or state the raised quota ${quota}` };
        }
      }
    },
  },
  {
    id: 'shared-by-distributions-limit',
    level: 'error',
    spec: ['DTD-119', 'DTD-120', 'DTD-121'],
    editions: ['current'],
    apiError: 'LimitExceeded',
    says: 'a Lambda@Edge function, a trust store and a configuration for field-level encryption are for a fixed number of distributions',
    *check(app) {
      for (const [limit, shared] of LIMITED) {
        for (const { where, users } of beyond(app, shared, limit)) yield { at: where, says: `${users} distributions use it; allowed: ${limit}`, fix: 'use another for some' };
      }
    },
  },
];

/** Rules about how many distributions use one thing. */
export const sharedQuotaRules: RuleSet = { application };
