import { at, CacheBehavior, cacheBehaviorsOf, CacheKey, isKnown, knownOr, MANAGED_CACHE_POLICIES, MANAGED_ORIGIN_REQUEST_POLICIES, Selection, UNKNOWN } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { lists, selectsBeyond } from './selections';
import { asInOthers } from './wording';

const DAY = 86_400;
const YEAR = 31_536_000;

/** A managed policy by its name, with its id. */
function managed(name: string): string {
  const { id } = [...MANAGED_CACHE_POLICIES, ...MANAGED_ORIGIN_REQUEST_POLICIES].find((policy) => policy.name === name)!;
  return `${name} (${id})`;
}

/** What is selected, in words; empty where that is nothing, undefined where the template does not tell. */
function inWords(selection: Selection, what: string): string | undefined {
  switch (selection.include) {
    case 'none': return '';
    case 'all': return `all ${what}`;
    default: return selection.names.every(isKnown) ? `the ${what} ${selection.names.join(', ')}` : undefined;
  }
}

/** What a cache key has beside the path, in words; undefined where the template does not tell. */
function keyInWords({ headers, cookies, queryStrings }: CacheKey): string | undefined {
  const words = [inWords(headers, 'headers'), inWords(cookies, 'cookies'), inWords(queryStrings, 'query strings')];
  return words.includes(undefined) ? undefined : words.filter((part) => part !== '').join(' and ');
}

/** The policies that do what `ForwardedValues` does, in words. */
function equivalentOf({ cacheKey, forwarding, forwardedValues: written, ttl: { min, default: standard, max } }: CacheBehavior): string {
  const isTold = [written?.queryString, written?.forwardCookies, written?.headers, written?.queryStringCacheKeys].every((value) => value !== UNKNOWN);
  const key = isTold ? knownOr(cacheKey, undefined) : undefined;
  const words = key && keyInWords(key);
  if (key === undefined || words === undefined) return 'a cache policy with the same values';
  if (key.headers.include === 'all') return `${managed('Managed-CachingDisabled')} with ${managed('Managed-AllViewer')}`;
  if (max === 0 && lists(key.headers, 'Authorization')) {
    // No origin request policy lists Authorization: it goes with all headers of the viewer.
    return `${managed('Managed-CachingDisabled')} with ${managed(lists(key.headers, 'Host') ? 'Managed-AllViewer' : 'Managed-AllViewerExceptHostHeader')}`;
  }
  if (max === 0) return managed('Managed-CachingDisabled') + (words === '' ? '' : ` with an origin request policy that has ${words}`);
  if (words === '' && standard === DAY && max === YEAR && (min === 0 || min === 1)) return managed('Managed-CachingOptimized');
  const isAllSent = selectsBeyond(knownOr(forwarding, undefined)?.queryStrings, key.queryStrings);
  const ttls = [min, standard, max].every(isKnown) ? ` and the TTLs ${min}, ${standard} and ${max}` : '';
  return `a cache policy that has ${words === '' ? 'nothing in its key' : words}${ttls}${isAllSent ? ', with an origin request policy that has all query strings' : ''}`;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'forwarded-values-legacy',
    level: 'info',
    spec: ['POL-006'],
    editions: ['current'],
    says: 'ForwardedValues is the older form of a cache policy and an origin request policy',
    *check(site) {
      const legacy = cacheBehaviorsOf(site).filter(({ forwardedValues, cachePolicyId }) => forwardedValues !== undefined && cachePolicyId === undefined);
      const byEquivalent = new Map<string, CacheBehavior[]>();
      for (const behavior of legacy) {
        const equivalent = equivalentOf(behavior);
        byEquivalent.set(equivalent, [...byEquivalent.get(equivalent) ?? [], behavior]);
      }
      for (const [equivalent, [first, ...others]] of byEquivalent) {
        yield { at: at(first, 'ForwardedValues'), says: `ForwardedValues is the older form${asInOthers(others)}; the present one is ${equivalent}`, fix: 'set CachePolicyId, and OriginRequestPolicyId for what the origin needs beside' };
      }
    },
  },
];

/** Rules about the older form in which behaviors say what they forward. */
export const legacyForwardingRules: RuleSet = { distribution };
