import { Application, CacheBehavior, cacheBehaviorsOf, knownItems, Location, Part, Quotas, Value, WebDistribution } from '../config';
import { accountKey } from './accounts';
import { below } from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';

/** Things of which an account has a number, by their quota. */
const COUNTED: readonly (readonly [keyof Quotas, string, (application: Application) => readonly Part[]])[] = [
  ['distributionsPerAccount', 'distributions', ({ distributions, streamingDistributions }) => [...distributions, ...streamingDistributions]],
  ['cachePoliciesPerAccount', 'cache policies', ({ cachePolicies }) => cachePolicies],
  ['originRequestPoliciesPerAccount', 'origin request policies', ({ originRequestPolicies }) => originRequestPolicies],
  ['responseHeadersPoliciesPerAccount', 'response headers policies', ({ responseHeadersPolicies }) => responseHeadersPolicies],
  ['functionsPerAccount', 'functions', ({ functions }) => functions],
  ['connectionFunctionsPerAccount', 'connection functions', ({ connectionFunctions }) => connectionFunctions],
  ['keyValueStoresPerAccount', 'key value stores', ({ keyValueStores }) => keyValueStores],
  ['keyGroupsPerAccount', 'key groups', ({ keyGroups }) => keyGroups],
  ['originAccessIdentitiesPerAccount', 'origin access identities', ({ originAccessIdentities }) => originAccessIdentities],
  ['originAccessControlsPerAccount', 'origin access controls', ({ originAccessControls }) => originAccessControls],
  ['vpcOriginsPerAccount', 'VPC origins', ({ resources }) => resources.filter(({ type }) => type === 'AWS::CloudFront::VpcOrigin')],
];

type Reference = Value<string> | undefined;

const ofBehaviors = (references: (behavior: CacheBehavior) => readonly Reference[]) => (site: WebDistribution) => cacheBehaviorsOf(site).flatMap(references);

type Shared = readonly [keyof Quotas, (application: Application) => readonly (readonly [Part, string])[], (site: WebDistribution) => readonly Reference[]];

/** Things that a number of distributions may share, with the references of a distribution to them. */
const SHARED: readonly Shared[] = [
  ['distributionsPerCachePolicy', ({ cachePolicies }) => cachePolicies.map((policy) => [policy, policy.id]), ofBehaviors(({ cachePolicyId }) => [cachePolicyId])],
  [
    'distributionsPerOriginRequestPolicy', ({ originRequestPolicies }) => originRequestPolicies.map((policy) => [policy, policy.id]),
    ofBehaviors(({ originRequestPolicyId }) => [originRequestPolicyId]),
  ],
  [
    'distributionsPerResponseHeadersPolicy', ({ responseHeadersPolicies }) => responseHeadersPolicies.map((policy) => [policy, policy.id]),
    ofBehaviors(({ responseHeadersPolicyId }) => [responseHeadersPolicyId]),
  ],
  [
    'distributionsPerFunction', ({ functions }) => functions.map((edgeFunction) => [edgeFunction, edgeFunction.arn]),
    ofBehaviors(({ functionAssociations }) => functionAssociations.map(({ functionArn }) => functionArn)),
  ],
  [
    'distributionsPerKeyGroup', ({ keyGroups }) => keyGroups.map((group) => [group, group.id]),
    ofBehaviors(({ trustedKeyGroups }) => knownItems(trustedKeyGroups)),
  ],
  [
    'distributionsPerOriginAccessControl', ({ originAccessControls }) => originAccessControls.map((control) => [control, control.id]),
    ({ origins }) => origins.map(({ originAccessControlId }) => originAccessControlId),
  ],
  [
    'distributionsPerConnectionFunction', ({ connectionFunctions }) => connectionFunctions.map((connectionFunction) => [connectionFunction, connectionFunction.id]),
    ({ stated }) => [below(stated, 'ConnectionFunctionAssociation')?.Id as Reference],
  ],
];

/** The whole resource that a part is of. */
function resourceOf({ location }: Part): Location {
  return { ...location, path: '' };
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'account-quota',
    level: 'warning',
    spec: ['POL-029', 'POL-080', 'POL-125', 'FUN-038', 'FUN-114', 'FUN-127', 'RTM-141', 'DST-104', 'WEB-013', 'OTD-107', 'OTD-145', 'OTD-174', 'PRV-022'],
    says: 'the number of distributions, policies, functions, key groups and so on is within the account\'s quotas',
    *check(app, { quotas }) {
      for (const [quota, what, listOf] of COUNTED) {
        const counts = new Map<string, number>();
        for (const part of listOf(app)) {
          const account = accountKey(part, app);
          const count = (counts.get(account) ?? 0) + 1;
          counts.set(account, count);
          if (count !== quotas[quota] + 1) continue;
          yield { at: resourceOf(part), says: `the account has more than ${quotas[quota]} ${what} in this app alone`, fix: `share some, or ask AWS for more and state it with the quota ${quota}` };
        }
      }
    },
  },
  {
    id: 'shared-by-distributions-quota',
    level: 'warning',
    spec: ['POL-029', 'POL-080', 'POL-125', 'FUN-038', 'FUN-127', 'OTD-145', 'OTD-174'],
    says: 'the number of distributions that use one policy, function, key group or access control is within the account\'s quotas',
    *check(app, { quotas }) {
      for (const [quota, partsOf, referencesOf] of SHARED) {
        const users = app.distributions.map((site) => new Set(referencesOf(site)));
        for (const [part, id] of partsOf(app)) {
          const got = users.filter((references) => references.has(id)).length;
          if (got > quotas[quota]) yield { at: resourceOf(part), says: `${got} distributions use it; allowed: ${quotas[quota]} unless AWS has raised the quota`, fix: `use another for some, or state the raised quota ${quota}` };
        }
      }
    },
  },
];

/** Rules about numbers that AWS limits by account, as far as one app can tell. */
export const accountQuotaRules: RuleSet = { application };
