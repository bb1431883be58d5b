import { at, CacheBehavior, cacheBehaviorsOf, CustomErrorResponse, exceeds, isKnown, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { behaviorsTo, isBucketWebsite, targetOrigin } from './target-origin';
import { oneOf, repetitions, required } from './values';
import { covers } from './wildcards';

const DAY = 86_400;

function* each({ customErrorResponses }: WebDistribution, check: (response: CustomErrorResponse) => Iterable<Violation>): Iterable<Violation> {
  for (const response of customErrorResponses) yield* check(response);
}

/** The error pages whose paths are known. */
function pagesOf({ customErrorResponses }: WebDistribution): { readonly response: CustomErrorResponse; readonly page: string }[] {
  return customErrorResponses.flatMap((response) => (isKnown(response.responsePagePath) ? [{ response, page: response.responsePagePath }] : []));
}

/** The behavior that takes a path; undefined where an unknown pattern may take it. */
function behaviorFor({ cacheBehaviors, defaultCacheBehavior }: WebDistribution, path: string): CacheBehavior | undefined {
  const first = cacheBehaviors.find(({ pathPattern }) => !isKnown(pathPattern) || covers(pathPattern, path)) ?? defaultCacheBehavior;
  return isKnown(first.pathPattern) && isKnown(first.targetOriginId) ? first : undefined;
}

/** The id of an origin that nothing leads to. */
function idleOrigin(site: WebDistribution): string | undefined {
  const targets = cacheBehaviorsOf(site).map(({ targetOriginId }) => targetOriginId);
  if (targets.some((target) => target !== undefined && !isKnown(target))) return undefined;
  const id = site.origins.find((origin) => isKnown(origin.id) && behaviorsTo(site, origin).length === 0)?.id;
  return isKnown(id) ? id : undefined;
}

/** How many characters a pattern has before its first wildcard. */
function fixedPart(pattern: Value<string>): number {
  return isKnown(pattern) ? pattern.replace(/^\//, '').search(/[*?]|$/) : 0;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'error-code',
    level: 'error',
    spec: ['WEB-214', 'ERR-004', 'DTD-095', 'ERR-030'],
    apiError: 'InvalidErrorCode',
    says: 'a custom error response is for a status that CloudFront caches',
    check: (site, { facts }) => each(site, function* (response) {
      yield* required(response, 'ErrorCode', 'give the status of the origin');
      yield* oneOf(response, 'ErrorCode', response.errorCode, facts.allowed.errorCodes);
    }),
  },
  {
    id: 'error-code-repeated',
    level: 'error',
    spec: ['WEB-215', 'ERR-003'],
    apiError: 'InvalidArgument',
    says: 'there is one custom error response for each status',
    *check({ customErrorResponses }) {
      const known = customErrorResponses.filter(({ errorCode }) => isKnown(errorCode));
      for (const { index, item } of repetitions(known.map(({ errorCode }) => errorCode))) yield { at: at(known[index], 'ErrorCode'), got: item, fix: 'merge the two' };
    },
  },
  {
    id: 'error-page-path',
    level: 'error',
    spec: ['WEB-217', 'ERR-013'],
    apiError: 'InvalidArgument',
    says: 'the path of an error page begins with a slash',
    check: (site) => each(site, function* (response) {
      const { responsePagePath: got } = response;
      if (isKnown(got) && !got.startsWith('/')) yield { at: at(response, 'ResponsePagePath'), got, limit: `/${got}`, fix: 'put a slash before it' };
    }),
  },
  {
    id: 'error-response-code',
    level: 'error',
    spec: ['WEB-223', 'ERR-010', 'ERR-014', 'ERR-015', 'DTD-096'],
    apiError: 'InvalidResponseCode',
    says: 'viewers get an error page with one of some statuses',
    check: (site, { facts }) => each(site, (response) => oneOf(response, 'ResponseCode', response.responseCode, facts.allowed.errorResponseCodes)),
  },
  {
    id: 'error-page-pair',
    level: 'error',
    spec: ['WEB-225', 'ERR-012', 'DTD-096'],
    apiError: 'InvalidArgument',
    says: 'an error page and the status that goes with it are given together, or neither of them',
    check: (site) => each(site, function* (response) {
      const { responsePagePath, responseCode } = response;
      if (responsePagePath !== undefined && responseCode === undefined) {
        yield { at: at(response, 'ResponseCode'), says: 'ResponsePagePath is given without ResponseCode', fix: 'give the status that viewers see, such as 200 or the error code itself' };
      }
      if (responseCode !== undefined && responsePagePath === undefined) {
        yield { at: at(response, 'ResponsePagePath'), says: 'ResponseCode is given without ResponsePagePath', fix: 'give the path of the page, or remove ResponseCode' };
      }
    }),
  },
  {
    id: 'error-caching-ttl',
    level: 'error',
    spec: ['WEB-226', 'ERR-018'],
    apiError: 'InvalidArgument',
    says: 'an error is cached for a number of seconds that is not negative',
    check: (site) => each(site, function* (response) {
      const { errorCachingMinTtl: got } = response;
      if (isKnown(got) && !(got >= 0)) yield { at: at(response, 'ErrorCachingMinTTL'), got, limit: '0 seconds or more', fix: 'use 0 or more' };
    }),
  },
  {
    id: 'error-caching-ttl-short',
    level: 'warning',
    spec: ['ERR-019'],
    says: 'an error of the server that is not cached brings every request to a server in trouble',
    check: (site) => each(site, function* (response) {
      const { errorCode, errorCachingMinTtl: got } = response;
      if (isKnown(errorCode) && errorCode >= 500 && got === 0) yield { at: at(response, 'ErrorCachingMinTTL'), got, fix: 'cache it for some seconds' };
    }),
  },
  {
    id: 'error-caching-ttl-long',
    level: 'warning',
    spec: ['ERR-020'],
    says: 'while an error is cached, viewers get it even when the object is there again',
    check: (site) => each(site, function* (response) {
      const { errorCachingMinTtl: got } = response;
      if (exceeds(got, DAY)) yield { at: at(response, 'ErrorCachingMinTTL'), got, limit: `${DAY} seconds, a day`, fix: 'use minutes, not days' };
    }),
  },
  {
    id: 'error-page-origin',
    level: 'warning',
    spec: ['WEB-219', 'WEB-220', 'ERR-007', 'ERR-008'],
    says: 'a cache behavior leads the path of an error page to the origin that holds it',
    *check(site) {
      const idle = idleOrigin(site);
      if (idle === undefined) return;
      for (const { response, page } of pagesOf(site)) {
        const taking = behaviorFor(site, page);
        if (taking === undefined) continue;
        const by = taking.isDefault ? 'the default cache behavior' : `the behavior for ${taking.pathPattern}`;
        const says = `${by} takes the page from ${taking.targetOriginId}, while no behavior leads to ${idle}`;
        yield { at: at(response, 'ResponsePagePath'), got: page, says, fix: `if the page is in ${idle}, add a behavior for it that leads there, before others that match` };
      }
    },
  },
  {
    id: 'error-page-order',
    level: 'warning',
    spec: ['ERR-009'],
    says: 'an error page comes from the first cache behavior that matches its path',
    *check(site) {
      for (const { response, page } of pagesOf(site)) {
        const [first, ...others] = site.cacheBehaviors.filter(({ pathPattern }) => isKnown(pathPattern) && covers(pathPattern, page));
        const closer = others.find((behavior) => isKnown(behavior.targetOriginId) && isKnown(first.targetOriginId)
          && behavior.targetOriginId !== first.targetOriginId && fixedPart(behavior.pathPattern) > fixedPart(first.pathPattern));
        if (closer === undefined) continue;
        const says = `the behavior for ${first.pathPattern} takes the page from ${first.targetOriginId}, since it comes before ${closer.pathPattern}`;
        yield { at: at(response, 'ResponsePagePath'), got: page, says, fix: `put the behavior for ${closer.pathPattern} first` };
      }
    },
  },
  {
    id: 'error-page-server',
    level: 'warning',
    spec: ['ERR-028'],
    says: 'a page for errors of a server does not come from this server',
    *check(site) {
      for (const { response, page } of pagesOf(site)) {
        const taking = behaviorFor(site, page);
        const origin = taking && targetOrigin(site, taking);
        if (!isKnown(response.errorCode) || response.errorCode < 500 || taking === undefined || origin?.custom === undefined || isBucketWebsite(origin)) continue;
        const others = behaviorsTo(site, origin).filter((behavior) => behavior !== taking);
        if (!taking.isDefault && others.length === 0) continue;
        yield { at: at(response, 'ResponsePagePath'), got: page, says: `the page comes from ${origin.id}, which may be the server that fails`, fix: 'keep it in a bucket, with a behavior for its path' };
      }
    },
  },
];

/** Rules about what viewers get in the place of an origin's error. */
export const errorPageRules: RuleSet = { distribution };
