import { at, cacheBehaviorsOf, CacheBehavior, isKnown, knownItems, knownOr, Origin, Selection, Value, WebDistribution } from '../config';
import { isListed } from './header-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { propertyThatSends } from './selections';
import { isBucket, targetOrigin } from './target-origin';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function* each(site: WebDistribution, check: (behavior: CacheBehavior, origin: Origin | undefined) => Iterable<Violation>): Iterable<Violation> {
  for (const behavior of cacheBehaviorsOf(site)) yield* check(behavior, targetOrigin(site, behavior));
}

/** The ids of policies that a behavior names, with what they lead to. */
function policiesOf(behavior: CacheBehavior): readonly (readonly [string, Value<string> | undefined, unknown])[] {
  return [
    ['CachePolicyId', behavior.cachePolicyId, behavior.cachePolicy],
    ['OriginRequestPolicyId', behavior.originRequestPolicyId, behavior.originRequestPolicy],
    ['ResponseHeadersPolicyId', behavior.responseHeadersPolicyId, behavior.responseHeadersPolicy],
  ];
}

function* unfound(site: WebDistribution, looksRight: boolean, fix: string): Iterable<Violation> {
  yield* each(site, function* (behavior) {
    for (const [property, id, policy] of policiesOf(behavior)) {
      if (isKnown(id) && !isKnown(policy) && UUID.test(id) === looksRight) yield { at: at(behavior, property), got: id, fix };
    }
  });
}

/** The names that a selection lists. */
function namesIn(selection: Selection | undefined): string[] {
  return selection?.include === 'listed' ? knownItems(selection.names) : [];
}

/** The headers that the behavior's origin request policy lists. */
function listedHeaders({ originRequestPolicy }: CacheBehavior): string[] {
  return namesIn(knownOr(originRequestPolicy, undefined)?.forwarding.headers);
}

/** Headers of viewers that the policies of a behavior name, and so send to the origin, each once. */
function namedHeaders({ cacheKey, forwarding }: CacheBehavior): Set<string> {
  const [key, sent] = [knownOr(cacheKey, undefined), knownOr(forwarding, undefined)];
  return new Set([...namesIn(key?.headers), ...namesIn(sent?.headers), ...knownItems(sent?.addedHeaders)].map((name) => name.toLowerCase()));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'policy-id-form',
    level: 'error',
    spec: ['POL-071'],
    apiError: 'NoSuchCachePolicy',
    says: 'a behavior names a policy by its id, which is a UUID',
    check: (site) => unfound(site, false, 'give the id of a managed policy, or refer to a policy of the template'),
  },
  {
    id: 'policy-not-found',
    level: 'info',
    spec: ['POL-071'],
    says: 'this policy is neither a managed one nor one of this app, so that nothing that depends on it is checked',
    check: (site) => unfound(site, true, 'make sure that the account has a policy with this id'),
  },
  {
    id: 'amplify-policy',
    level: 'warning',
    spec: ['POL-069'],
    says: 'the managed policies for Amplify are for Amplify Hosting only, and may change with it',
    check: (site) => each(site, function* ({ cachePolicy, ...behavior }) {
      const policy = knownOr(cachePolicy, undefined);
      const name = knownOr(policy?.name, '');
      if (policy?.managed && name.startsWith('Managed-Amplify')) yield { at: at(behavior, 'CachePolicyId'), got: name, fix: 'use a general managed policy, or one of your own' };
    }),
  },
  {
    id: 's3-viewer-host',
    level: 'warning',
    spec: ['POL-025', 'POL-098'],
    says: 'a bucket is chosen by Host, so that the Host of the viewer makes S3 fail',
    check: (site) => each(site, function* (behavior, origin) {
      if (behavior.cachePolicyId === undefined || origin === undefined || !isBucket(origin)) return;
      const property = propertyThatSends(behavior, 'Host');
      if (property !== undefined) yield { at: at(behavior, property), got: behavior.stated[property], fix: 'use Managed-CORS-S3Origin (88a5eaf4-2fd4-4709-b370-b4c650ea3fcf), or none' };
    }),
  },
  {
    id: 'origin-header-overwritten',
    level: 'warning',
    spec: ['POL-079'],
    says: 'a custom header of the origin overwrites the one of the viewer',
    check: (site) => each(site, function* (behavior, origin) {
      const custom = (origin?.customHeaders ?? []).map(({ name }) => name).filter(isKnown);
      const both = listedHeaders(behavior).filter((name) => isListed(name, custom));
      if (both.length > 0) {
        yield { at: at(behavior, 'OriginRequestPolicyId'), says: `the origin's own ${both.join(', ')} overwrites the viewer's, which the origin request policy lists`, fix: 'list it in one of the two places' };
      }
    }),
  },
  {
    id: 'accept-encoding-sent-twice',
    level: 'warning',
    spec: ['POL-058'],
    says: 'where the cache policy has Gzip or Brotli on, the origin gets the normalised Accept-Encoding whatever an origin request policy says',
    check: (site) => each(site, function* (behavior) {
      const key = knownOr(behavior.cacheKey, undefined);
      if ((key?.gzip === true || key?.brotli === true) && isListed('Accept-Encoding', listedHeaders(behavior))) {
        yield { at: at(behavior, 'OriginRequestPolicyId'), got: behavior.originRequestPolicyId, fix: 'remove Accept-Encoding from the origin request policy' };
      }
    }),
  },
  {
    id: 'forwarded-headers-quota',
    level: 'warning',
    spec: ['DTD-117'],
    editions: ['current'],
    says: 'the number of headers that the policies of a behavior send to the origin is within the account\'s quota',
    check: (site, { quotas }) => each(site, function* (behavior) {
      const [got, limit] = [namedHeaders(behavior).size, quotas.forwardedHeadersPerCacheBehavior];
      if (behavior.cachePolicyId === undefined || got <= limit) return;
      yield {
        at: at(behavior, 'CachePolicyId'),
        says: `its cache policy and origin request policy send ${got} headers to the origin; allowed: ${limit} unless AWS has raised the quota`,
        fix: 'name fewer, or state the raised quota forwardedHeadersPerCacheBehavior',
      };
    }),
  },
];

/** Rules about which policies a behavior has, for its origin and beside each other. */
export const behaviorPolicyRules: RuleSet = { distribution };
