import { at, CacheBehavior, cacheBehaviorsOf, isKnown, knownOr, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { lists, propertyThatSends } from './selections';
import { isBucket, targetOrigin, targetOrigins } from './target-origin';
import { asInOthers } from './wording';

/** Whether servers are told what the viewer decodes, so that they can compress by themselves; buckets do not. */
function leavesToServers(site: WebDistribution, behavior: CacheBehavior): boolean {
  return propertyThatSends(behavior, 'Accept-Encoding') === 'OriginRequestPolicyId' && !targetOrigins(site, behavior).some(isBucket);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'compression-without-encoding',
    level: 'warning',
    spec: ['POL-034', 'DTD-001'],
    says: 'CloudFront compresses where the cache policy has Gzip or Brotli on',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const { cacheKey, compress, cachePolicyId } = behavior;
        const key = knownOr(cacheKey, undefined);
        if (compress === true && cachePolicyId !== undefined && key?.gzip === false && key.brotli === false && !leavesToServers(site, behavior)) {
          yield { at: at(behavior, 'Compress'), got: true, says: 'nothing is compressed, since the cache policy has neither Gzip nor Brotli on', fix: 'use a cache policy with EnableAcceptEncodingGzip, or set Compress to false' };
        }
      }
    },
  },
  {
    id: 'encoding-without-compression',
    level: 'warning',
    spec: ['POL-059'],
    says: 'variants by encoding lower the hit ratio where neither the bucket nor CloudFront compresses',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const { cacheKey, compress, cachePolicyId } = behavior;
        const key = knownOr(cacheKey, undefined);
        const origin = targetOrigin(site, behavior);
        if (compress === false && cachePolicyId !== undefined && origin !== undefined && isBucket(origin) && (key?.gzip === true || key?.brotli === true)) {
          yield { at: at(behavior, 'Compress'), got: false, fix: 'set Compress to true, or use a cache policy without Gzip and Brotli' };
        }
      }
    },
  },
  {
    id: 'compression-without-cache',
    level: 'warning',
    spec: ['DTD-001'],
    editions: ['current'],
    says: 'CloudFront compresses what it caches, which needs a maximum TTL above zero',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const { compress, cacheKey, ttl } = behavior;
        const mayEncode = isKnown(cacheKey) && (cacheKey.gzip === true || cacheKey.brotli === true);
        if (compress === true && mayEncode && ttl.max === 0) yield { at: at(behavior, 'Compress'), got: true, says: 'nothing is cached, so nothing is compressed', fix: 'raise the maximum TTL, or remove Compress' };
      }
    },
  },
  {
    id: 'compression-gzip-only',
    level: 'warning',
    spec: ['DTD-002'],
    editions: ['current'],
    says: 'Brotli needs a cache policy; ForwardedValues give gzip only',
    *check(site) {
      const legacy = cacheBehaviorsOf(site).filter(({ forwardedValues, cachePolicyId }) => forwardedValues !== undefined && cachePolicyId === undefined);
      const [first, ...others] = legacy.filter(({ compress }) => compress === true);
      if (first === undefined) return;
      yield { at: at(first, 'Compress'), got: true, says: `ForwardedValues give gzip only${asInOthers(others)}; Brotli needs a cache policy`, fix: 'use a cache policy that enables Brotli, in the place of ForwardedValues' };
    },
  },
  {
    id: 'compression-accept-encoding',
    level: 'warning',
    spec: ['DTD-003'],
    editions: ['current'],
    says: 'Accept-Encoding among the headers of the cache key leaves compression to the origin',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.compress === true && isKnown(behavior.cacheKey) && lists(behavior.cacheKey.headers, 'accept-encoding')) {
          yield { at: at(behavior, 'Compress'), got: true, fix: 'remove Accept-Encoding from the headers; the policy\'s gzip and Brotli flags put it in the key' };
        }
      }
    },
  },
];

/** Rules about compression at the edge. */
export const compressionRules: RuleSet = { distribution };
