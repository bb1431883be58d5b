import { at, cacheBehaviorsOf, isKnown, knownItems, knownOr, Selection } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket, targetOrigin } from './target-origin';

function lists(headers: Selection, name: string): boolean {
  return headers.include === 'listed' && knownItems(headers.names).some((header) => header.toLowerCase() === name);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'compression-without-encoding',
    level: 'warning',
    spec: ['POL-034', 'DTD-001'],
    says: 'CloudFront compresses where the cache policy has Gzip or Brotli on',
    *check(site) {
      for (const { cacheKey, compress, cachePolicyId, ...behavior } of cacheBehaviorsOf(site)) {
        const key = knownOr(cacheKey, undefined);
        if (compress === true && cachePolicyId !== undefined && key?.gzip === false && key.brotli === false) {
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
      for (const { cacheKey, compress, cachePolicyId, ...behavior } of cacheBehaviorsOf(site)) {
        const key = knownOr(cacheKey, undefined);
        const origin = targetOrigin(site, { cacheKey, compress, cachePolicyId, ...behavior });
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
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.compress === true && behavior.forwardedValues !== undefined && behavior.cachePolicyId === undefined) {
          yield { at: at(behavior, 'Compress'), got: true, fix: 'use a cache policy that enables Brotli, in the place of ForwardedValues' };
        }
      }
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
