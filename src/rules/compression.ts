import { at, cacheBehaviorsOf, knownOr } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket, targetOrigin } from './target-origin';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'compression-without-encoding',
    level: 'warning',
    spec: ['POL-034'],
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
];

/** Rules about compression at the edge. */
export const compressionRules: RuleSet = { distribution };
