import { at, cacheBehaviorsOf, isKnown, knownItems, LIMITS, UNKNOWN } from '../config';
import { each, eachToBucket } from './each-forwarded-values';
import { Rule, RuleSet, Subjects } from './rule';
import { withinQuota } from './values';
import { inARow } from './wording';

/** What a cache policy stands in the place of. */
const OLDER_SETTINGS = ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'];

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
    says: 'beside a cache policy, ForwardedValues and the TTLs of the behavior have no effect',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site).filter(({ cachePolicyId }) => cachePolicyId !== undefined)) {
        const ignored = OLDER_SETTINGS.filter((name) => behavior.stated[name] !== undefined && behavior.stated[name] !== UNKNOWN);
        if (ignored.length === 0) continue;
        const hasTtl = ignored.some((name) => name.endsWith('TTL'));
        yield {
          at: at(behavior, ignored[0]),
          says: `beside a cache policy, ${inARow(ignored)} ${ignored.length === 1 && hasTtl ? 'has' : 'have'} no effect`,
          fix: hasTtl ? 'remove them; TTLs are set in the cache policy' : 'remove ForwardedValues',
        };
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
          yield { at: at(behavior, 'OriginRequestPolicyId'), fix: behavior.forwardedValues === undefined ? 'add a cache policy' : 'add a cache policy, and remove ForwardedValues' };
        }
      }
    },
  },
  {
    id: 'query-string-missing',
    level: 'error',
    spec: ['WEB-140', 'OBJ-023'],
    apiError: 'InvalidArgument',
    says: 'ForwardedValues says whether query strings are forwarded',
    check: (site) => each(site, function* (values) {
      if (values.stated.QueryString === undefined) yield { at: at(values, 'QueryString'), fix: 'write QueryString: false, or true' };
    }),
  },
  {
    id: 'query-string-keys',
    level: 'error',
    spec: ['OBJ-023'],
    apiError: 'InvalidArgument',
    says: 'the cache depends on query strings only where they are forwarded',
    check: (site) => each(site, function* (values) {
      const got = values.queryStringCacheKeys;
      if (values.queryString === false && isKnown(got) && got.length > 0) yield { at: at(values, 'QueryStringCacheKeys'), got, fix: 'set QueryString to true, or remove the names' };
    }),
  },
  {
    id: 'query-string-quota',
    level: 'warning',
    spec: ['WEB-143', 'DTD-120'],
    apiError: 'TooManyQueryStringParameters',
    editions: ['current'],
    says: 'the number of query strings that a behavior caches by is within the account\'s quota',
    check: (site, { quotas }) => each(site, (values) =>
      withinQuota(values, 'QueryStringCacheKeys', isKnown(values.queryStringCacheKeys) ? values.queryStringCacheKeys.length : 0, quotas, 'queryStringsPerCacheBehavior')),
  },
  {
    id: 'query-string-names-length',
    level: 'error',
    spec: ['WEB-143', 'DTD-120'],
    apiError: 'InvalidArgument',
    editions: ['current'],
    says: `a query string that a behavior caches by has a name of at most ${LIMITS.queryStringCharacters} characters, and all of them at most ${LIMITS.forwardedNamesBytes}`,
    check: (site) => each(site, function* (values) {
      const keys = knownItems(values.queryStringCacheKeys);
      const longest = Math.max(0, ...keys.map(({ length }) => length));
      const all = keys.join('').length;
      if (longest > LIMITS.queryStringCharacters || all > LIMITS.forwardedNamesBytes) {
        yield { at: at(values, 'QueryStringCacheKeys'), says: `the longest name has ${longest} characters, all of them ${all}`, fix: 'list fewer or shorter names, or use a cache policy' };
      }
    }),
  },
  {
    id: 's3-query-strings',
    level: 'warning',
    spec: ['DST-081', 'OBJ-029'],
    says: 'a bucket looks at few query strings; caching by all of them lets fewer requests be answered from the cache',
    check: (site) => eachToBucket(site, function* (values) {
      const keys = values.queryStringCacheKeys;
      if (values.queryString === true && isKnown(keys) && keys.length === 0) yield { at: at(values, 'QueryString'), got: true, fix: 'set it to false, or name the ones that the bucket needs as QueryStringCacheKeys' };
    }),
  },
];

/** Rules about where a behavior says what it forwards and caches by, and about query strings. */
export const forwardedValuesRules: RuleSet = { distribution };
