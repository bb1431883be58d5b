import { at, cacheBehaviorsOf, CacheBehavior, CacheKey, exceeds, Forwarding, knownItems, knownOr, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { selects, selectsAnything, selectsBeyond } from './selections';
import { isBucket, targetOrigins } from './target-origin';

const WRITING = ['PUT', 'POST', 'PATCH', 'DELETE'];

/** What tells viewers apart and gets to the origin of a behavior, in words. A bucket answers the same whoever has written to it. */
function personal(behavior: CacheBehavior, site: WebDistribution): string[] {
  const { cacheKey, forwarding, cachePolicyId, allowedMethods } = behavior;
  const isServer = !targetOrigins(site, behavior).every(isBucket);
  const sent = [knownOr(cacheKey, undefined), knownOr(forwarding, undefined)] as readonly (CacheKey | Forwarding | undefined)[];
  return [
    ...(sent.some((part) => selectsAnything(part?.cookies)) ? ['cookies'] : []),
    ...(sent.some((part) => selects(part?.headers, 'Authorization')) ? ['Authorization'] : []),
    ...(cachePolicyId === undefined && isServer && knownItems(allowedMethods).some((method) => WRITING.includes(method)) ? ['requests that write'] : []),
  ];
}

/** What gets to the origin of a behavior without being in the cache key, in words. */
function beyondKey({ cacheKey, forwarding }: CacheBehavior): string[] {
  const [key, sent] = [knownOr(cacheKey, undefined), knownOr(forwarding, undefined)];
  return [
    ...(selectsBeyond(sent?.cookies, key?.cookies) ? ['cookies'] : []),
    ...(key !== undefined && selects(sent?.headers, 'Authorization') && !selects(key.headers, 'Authorization') ? ['Authorization'] : []),
  ];
}

/** Whether answers are cached without that the origin says so. */
function cachesUnasked({ ttl }: CacheBehavior): boolean {
  return exceeds(ttl.max, 0) && (exceeds(ttl.default, 0) || exceeds(ttl.min, 0));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'min-ttl-personal',
    level: 'warning',
    spec: ['OBJ-127', 'POL-040', 'REQ-159'],
    says: 'a minimum TTL above 0 caches what the origin marks as no-cache, no-store or private',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const what = personal(behavior, site);
        if (!exceeds(behavior.ttl.min, 0) || what.length === 0) continue;
        yield {
          at: at(behavior, behavior.cachePolicyId === undefined ? 'MinTTL' : 'CachePolicyId'),
          says: `the minimum TTL is ${behavior.ttl.min} s, while the origin gets ${what.join(' and ')}: what it marks as private is cached all the same`,
          fix: 'use a minimum TTL of 0, or do not forward them',
        };
      }
    },
  },
  {
    id: 'personal-content-shared',
    level: 'warning',
    spec: ['POL-090'],
    says: 'an answer that depends on cookies or Authorization is served to other viewers, unless these are in the cache key',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const what = beyondKey(behavior);
        if (behavior.cachePolicyId === undefined || !cachesUnasked(behavior) || what.length === 0) continue;
        yield {
          at: at(behavior, 'OriginRequestPolicyId'),
          says: `the origin gets ${what.join(' and ')}, which the cache key does not have: an answer for one viewer is served to others`,
          fix: 'put them into the cache policy, or use Managed-CachingDisabled (4135ea2d-6df8-44a3-9df3-4b5a84be39ad)',
        };
      }
    },
  },
];

/** Rules about content that is for one viewer, and caching. */
export const personalContentRules: RuleSet = { distribution };
