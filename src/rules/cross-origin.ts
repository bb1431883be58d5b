import { at, bucketOf, cacheBehaviorsOf, CacheBehavior, isKnown, knownItems, knownOr } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { withholds } from './selections';
import { isBucket, targetOrigin } from './target-origin';

/** Headers of a preflight request, by which the origin answers. */
const PREFLIGHT_HEADERS = ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'];

/** Methods that a page of another origin may use without asking first. */
const SIMPLE_METHODS = ['GET', 'HEAD', 'POST'];

/** Whether CloudFront itself says who may use the content. */
function answersItself({ responseHeadersPolicyId, responseHeadersPolicy }: CacheBehavior): boolean {
  return responseHeadersPolicyId !== undefined && (!isKnown(responseHeadersPolicy) || responseHeadersPolicy.cors !== undefined);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'cached-options-headers',
    level: 'warning',
    spec: ['OBJ-073', 'OBJ-074', 'OBJ-075', 'REQ-079'],
    says: 'where answers to OPTIONS are cached, the origin gets the headers by which it answers',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const origin = targetOrigin(site, behavior);
        if (origin === undefined || answersItself(behavior) || !knownItems(behavior.cachedMethods).includes('OPTIONS')) continue;
        const missing = (isBucket(origin) ? PREFLIGHT_HEADERS : ['Origin']).filter((header) => withholds(behavior, header));
        if (missing.length > 0) yield { at: at(behavior, 'CachedMethods'), says: `answers to OPTIONS are cached, but the origin does not get ${missing.join(', ')}`, fix: 'forward them, or do not cache OPTIONS' };
      }
    },
  },
  {
    id: 's3-cors-headers',
    level: 'warning',
    spec: ['REQ-009', 'DST-145', 'ORG-074'],
    says: 'a bucket answers by its CORS configuration where it gets the Origin header',
    *check(site, { application }) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const origin = targetOrigin(site, behavior);
        const bucket = origin && isBucket(origin) ? bucketOf(origin, application) : undefined;
        if (bucket?.corsConfiguration === undefined || answersItself(behavior) || !withholds(behavior, 'Origin')) continue;
        yield { at: at(behavior, 'TargetOriginId'), says: `the bucket ${bucket.location.logicalId} has a CORS configuration, but does not get the Origin header`, fix: 'use Managed-CORS-S3Origin (88a5eaf4-2fd4-4709-b370-b4c650ea3fcf), or forward Origin' };
      }
    },
  },
  {
    id: 'preflight-not-allowed',
    level: 'warning',
    spec: ['POL-140'],
    says: 'a policy that answers preflight requests needs a behavior that allows OPTIONS',
    *check(site) {
      for (const { responseHeadersPolicy, allowedMethods, ...behavior } of cacheBehaviorsOf(site)) {
        const cors = knownOr(responseHeadersPolicy, undefined)?.cors;
        const asks = cors !== undefined && cors.allowMethods.some((method) => isKnown(method) && !SIMPLE_METHODS.includes(method));
        if (!asks || !isKnown(allowedMethods) || !allowedMethods.every(isKnown) || allowedMethods.includes('OPTIONS')) continue;
        yield { at: at(behavior, 'AllowedMethods'), got: allowedMethods, fix: 'allow GET HEAD OPTIONS, or all methods' };
      }
    },
  },
];

/** Rules about pages of other origins (CORS). */
export const crossOriginRules: RuleSet = { distribution };
