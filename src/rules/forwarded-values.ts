import { at, cacheBehaviorsOf, CacheBehavior, ForwardedValues, isKnown, isNoneOf, knownItems, WebDistribution } from '../config';
import { HEADER_NAME, isListed } from './header-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { isBucket, targetOrigin } from './target-origin';
import { oneOf, withinQuota } from './values';

function* each(site: WebDistribution, check: (values: ForwardedValues, behavior: CacheBehavior) => Iterable<Violation>): Iterable<Violation> {
  for (const behavior of cacheBehaviorsOf(site)) {
    if (behavior.forwardedValues !== undefined && behavior.cachePolicyId === undefined) yield* check(behavior.forwardedValues, behavior);
  }
}

/** Behaviors that forward their own way to a bucket. */
function* eachToBucket(site: WebDistribution, check: (values: ForwardedValues) => Iterable<Violation>): Iterable<Violation> {
  yield* each(site, function* (values, behavior) {
    const origin = targetOrigin(site, behavior);
    if (origin !== undefined && isBucket(origin)) yield* check(values);
  });
}

function names({ headers }: ForwardedValues): [number, string][] {
  return isKnown(headers) ? [...headers.entries()].filter((entry): entry is [number, string] => isKnown(entry[1]) && entry[1] !== '*') : [];
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'forwarded-values-missing',
    level: 'error',
    spec: ['POL-002'],
    apiError: 'InvalidArgument',
    says: 'a cache behavior has a cache policy or ForwardedValues',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const { ForwardedValues: values, CachePolicyId: policy } = behavior.stated;
        if (Object.keys(behavior.stated).length > 0 && values === undefined && policy === undefined) {
          yield { at: at(behavior, 'CachePolicyId'), says: 'it has neither CachePolicyId nor ForwardedValues', fix: 'give a cache policy, such as Managed-CachingOptimized' };
        }
      }
    },
  },
  {
    id: 'forwarded-values-ignored',
    level: 'warning',
    spec: ['POL-001'],
    says: 'beside a cache policy, ForwardedValues have no effect',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.forwardedValues !== undefined && behavior.cachePolicyId !== undefined) yield { at: at(behavior, 'ForwardedValues'), fix: 'remove ForwardedValues' };
      }
    },
  },
  {
    id: 'origin-request-policy-without-cache-policy',
    level: 'error',
    spec: ['POL-003'],
    apiError: 'InvalidArgument',
    says: 'an origin request policy stands beside a cache policy only',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (isKnown(behavior.originRequestPolicyId) && behavior.stated.CachePolicyId === undefined) {
          yield { at: at(behavior, 'OriginRequestPolicyId'), fix: 'add a cache policy, and remove ForwardedValues' };
        }
      }
    },
  },
  {
    id: 'header-whitelist-all',
    level: 'error',
    spec: ['WEB-110'],
    apiError: 'InvalidArgument',
    says: 'headers are forwarded all (* alone), or by name',
    check: (site) => each(site, function* (values) {
      const headers = knownItems(values.headers);
      if (headers.includes('*') && isKnown(values.headers) && values.headers.length > 1) yield { at: at(values, 'Headers'), got: headers, fix: 'remove *, or everything else' };
    }),
  },
  {
    id: 'header-name',
    level: 'error',
    spec: ['WEB-110'],
    apiError: 'InvalidArgument',
    says: 'a forwarded header has a name that HTTP allows',
    check: (site) => each(site, function* (values) {
      for (const [i, name] of names(values)) {
        if (!HEADER_NAME.test(name)) yield { at: at(values, `Headers[${i}]`), got: name, limit: 'letters, digits and ! # $ % & \' * + - . ^ _ ` | ~', fix: 'give the name alone' };
      }
    }),
  },
  {
    id: 'header-not-cacheable',
    level: 'error',
    spec: ['REQ-135'],
    apiError: 'InvalidArgument',
    says: 'a forwarded header is one that CloudFront can cache by',
    check: (site, { facts }) => each(site, function* (values) {
      for (const [i, name] of names(values)) {
        if (isListed(name, facts.uncacheableHeaders)) yield { at: at(values, `Headers[${i}]`), got: name, limit: `any but ${facts.uncacheableHeaders.join(', ')}`, fix: 'remove it from the list' };
      }
    }),
  },
  {
    id: 'header-quota',
    level: 'warning',
    spec: ['WEB-119'],
    apiError: 'TooManyHeadersInForwardedValues',
    says: 'the number of headers that a behavior caches by is within the account\'s quota',
    check: (site, { quotas }) => each(site, (values) => withinQuota(values, 'Headers', isKnown(values.headers) ? values.headers.length : 0, quotas, 'headersPerCacheBehavior')),
  },
  {
    id: 's3-host-header',
    level: 'error',
    spec: ['WEB-116'],
    apiError: 'InvalidHeadersForS3Origin',
    editions: ['current'],
    says: 'Host is not forwarded to a bucket, which is chosen by it',
    check: (site) => eachToBucket(site, function* (values) {
      for (const [i, name] of names(values)) if (name.toLowerCase() === 'host') yield { at: at(values, `Headers[${i}]`), got: name, fix: 'remove it from the list' };
    }),
  },
  {
    id: 's3-all-headers',
    level: 'warning',
    spec: ['WEB-116'],
    says: 'forwarding all headers to a bucket is of no use and turns caching off',
    check: (site) => eachToBucket(site, function* (values) {
      if (knownItems(values.headers).includes('*')) yield { at: at(values, 'Headers'), got: values.headers, fix: 'forward none, or the ones for cross-origin requests' };
    }),
  },
  {
    id: 's3-header',
    level: 'warning',
    spec: ['WEB-115'],
    says: 'a bucket looks at the headers of cross-origin requests only; caching by others multiplies copies',
    check: (site, { facts }) => eachToBucket(site, function* (values) {
      for (const [i, name] of names(values)) {
        if (!isListed(name, [...facts.s3Headers, 'Host'])) yield { at: at(values, `Headers[${i}]`), got: name, limit: facts.s3Headers.join(', '), fix: 'remove it, unless an edge function needs it' };
      }
    }),
  },
  {
    id: 'cookie-forwarding',
    level: 'error',
    spec: ['WEB-128'],
    apiError: 'InvalidArgument',
    says: 'cookies are forwarded all, none, or by name',
    check: (site, { facts }) => each(site, function* (values) {
      const { Cookies: cookies } = values.stated;
      if (isKnown(cookies) && cookies !== null) yield* oneOf(values, 'Cookies.Forward', values.forwardCookies, facts.allowed.cookieForwarding);
    }),
  },
  {
    id: 'cookie-whitelist',
    level: 'error',
    spec: ['WEB-135'],
    apiError: 'InvalidArgument',
    says: 'cookie names are listed where Forward is whitelist, and nowhere else',
    check: (site, { facts }) => each(site, function* (values) {
      const { forwardCookies, whitelistedCookies } = values;
      if (!isKnown(forwardCookies) || !isKnown(whitelistedCookies) || isNoneOf(forwardCookies, facts.allowed.cookieForwarding)) return;
      const listed = whitelistedCookies.length > 0;
      if (forwardCookies === 'whitelist' && !listed) yield { at: at(values, 'Cookies.WhitelistedNames'), says: 'Forward is whitelist, but no cookie is named', fix: 'name the cookies, or use none' };
      if (forwardCookies !== 'whitelist' && listed) yield { at: at(values, 'Cookies.WhitelistedNames'), got: whitelistedCookies, fix: `use whitelist in the place of ${forwardCookies}, or remove the names` };
    }),
  },
  {
    id: 'cookie-quota',
    level: 'warning',
    spec: ['WEB-139'],
    apiError: 'TooManyCookieNamesInWhiteList',
    says: 'the number of cookies that a behavior caches by is within the account\'s quota',
    check: (site, { quotas }) => each(site, (values) =>
      withinQuota(values, 'Cookies.WhitelistedNames', isKnown(values.whitelistedCookies) ? values.whitelistedCookies.length : 0, quotas, 'cookiesPerCacheBehavior')),
  },
  {
    id: 's3-cookies',
    level: 'warning',
    spec: ['WEB-133', 'WEB-134', 'DST-080'],
    says: 'a bucket does not look at cookies; forwarding them only lets fewer requests be answered from the cache',
    check: (site) => eachToBucket(site, function* (values) {
      if (isKnown(values.forwardCookies) && values.forwardCookies !== 'none') yield { at: at(values, 'Cookies.Forward'), got: values.forwardCookies, limit: 'none', fix: 'use none' };
    }),
  },
  {
    id: 'query-string-missing',
    level: 'error',
    spec: ['WEB-140'],
    apiError: 'InvalidArgument',
    says: 'ForwardedValues says whether query strings are forwarded',
    check: (site) => each(site, function* (values) {
      if (values.stated.QueryString === undefined) yield { at: at(values, 'QueryString'), fix: 'write QueryString: false, or true' };
    }),
  },
  {
    id: 'query-string-keys',
    level: 'error',
    spec: [],
    apiError: 'InvalidArgument',
    says: 'the cache depends on query strings only where they are forwarded',
    check: (site) => each(site, function* (values) {
      const got = values.queryStringCacheKeys;
      if (values.queryString === false && isKnown(got) && got.length > 0) yield { at: at(values, 'QueryStringCacheKeys'), got, fix: 'set QueryString to true, or remove the names' };
    }),
  },
];

/** Rules about what a behavior without cache policy forwards and caches by. */
export const forwardedValuesRules: RuleSet = { distribution };
