import { at, CachePolicy, isKnown, Stated } from '../config';
import { isListed, MANY_VALUES } from './header-names';
import {
  bareNames, COOKIES, eachName, HEADERS, knownBehavior, knownCloudFrontHeaders, NAME_LISTS, namesIn, namesWhereChosen, QUERY_STRINGS,
  requiredProperties, shortComment, shortNames, validName,
} from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { withinQuota } from './values';

const KEY = 'ParametersInCacheKeyAndForwardedToOrigin';
const PREFIX = `${KEY}.`;

/** Headers that exist for origin requests only [POL-021]. */
const ORIGIN_REQUEST_ONLY = ['cloudfront-viewer-address', 'cloudfront-viewer-asn', 'cloudfront-viewer-tls', 'cloudfront-viewer-ja3-fingerprint', 'cloudfront-viewer-ja4-fingerprint'];

/** Headers that are offered for origin requests only [POL-022]. */
const HEADER_ORDER = ['CloudFront-Viewer-Header-Order', 'CloudFront-Viewer-Header-Count'];

/** Headers on which no cache key can be built [POL-024]. */
const NEVER_IN_KEY = ['connection', 'cookie', 'proxy-authorization', 'te', 'upgrade'];

function keyOf({ stated }: CachePolicy): Stated | undefined {
  return below(stated, KEY);
}

/** Whether nothing is ever cached. */
function isDisabled({ ttl }: CachePolicy): boolean {
  return ttl.min === 0 && ttl.default === 0 && ttl.max === 0;
}

const cachePolicy: readonly Rule<Subjects['cachePolicy']>[] = [
  {
    id: 'cache-policy-required',
    level: 'error',
    spec: ['POL-010'],
    says: 'a cache policy has a name, three TTLs, and says which headers, cookies and query strings are in the cache key',
    *check(policy) {
      yield* requiredProperties(policy, policy.stated, '', ['Name', 'MinTTL', 'DefaultTTL', 'MaxTTL', KEY]);
      yield* requiredProperties(policy, keyOf(policy), PREFIX, ['CookiesConfig', 'HeadersConfig', 'QueryStringsConfig', 'EnableAcceptEncodingGzip']);
    },
  },
  { id: 'cache-policy-name', level: 'error', spec: ['POL-011'], apiError: 'InvalidArgument', says: 'the name of a cache policy has at most 128 letters, digits, - and _', check: validName },
  { id: 'cache-policy-comment', level: 'error', spec: ['POL-012'], apiError: 'InvalidArgument', says: 'the comment of a cache policy has at most 128 characters', check: shortComment },
  {
    id: 'cache-policy-behaviors',
    level: 'error',
    spec: ['POL-015', 'POL-016', 'POL-017'],
    apiError: 'InvalidArgument',
    says: 'a cache policy takes no or listed headers, and no, listed, all, or all but listed cookies and query strings',
    *check(policy) {
      yield* knownBehavior(policy, keyOf(policy), PREFIX, HEADERS, ['none', 'whitelist']);
      for (const list of [COOKIES, QUERY_STRINGS]) yield* knownBehavior(policy, keyOf(policy), PREFIX, list, ['none', 'whitelist', 'allExcept', 'all']);
    },
  },
  {
    id: 'cache-policy-lists',
    level: 'error',
    spec: ['POL-018', 'WEB-118'],
    apiError: 'InvalidArgument',
    says: 'whitelist and allExcept come with a list of names, none and all without',
    *check(policy) {
      for (const list of NAME_LISTS) yield* namesWhereChosen(policy, keyOf(policy), PREFIX, list, ['whitelist', 'allExcept']);
    },
  },
  {
    id: 'cache-policy-bare-names',
    level: 'error',
    spec: ['POL-019'],
    says: 'headers, cookies and query strings are listed by name, without value',
    check: (policy) => bareNames(policy, keyOf(policy), PREFIX),
  },
  {
    id: 'cache-policy-wildcards',
    level: 'warning',
    spec: ['POL-020'],
    says: 'a * in the lists of a policy is a plain character, not a pattern',
    *check(policy) {
      for (const list of NAME_LISTS) {
        for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, list)) {
          if (name.includes('*')) yield { at: where, got: name, fix: 'list each name' };
        }
      }
    },
  },
  {
    id: 'cache-policy-origin-request-header',
    level: 'error',
    spec: ['POL-021'],
    apiError: 'InvalidArgument',
    says: 'headers that CloudFront adds to origin requests only are not in a cache key',
    *check(policy) {
      for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, HEADERS)) {
        if (ORIGIN_REQUEST_ONLY.includes(name.toLowerCase())) yield { at: where, got: name, fix: 'list it in an origin request policy' };
      }
    },
  },
  {
    id: 'cache-policy-accept-encoding',
    level: 'error',
    spec: ['POL-023'],
    apiError: 'InvalidArgument',
    says: 'Accept-Encoding is not listed where its normalised form is in the cache key',
    *check(policy) {
      if (policy.cacheKey.gzip !== true && policy.cacheKey.brotli !== true) return;
      for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, HEADERS)) {
        if (name.toLowerCase() === 'accept-encoding') yield { at: where, got: name, fix: 'remove it, or set EnableAcceptEncodingGzip and EnableAcceptEncodingBrotli to false' };
      }
    },
  },
  {
    id: 'cache-policy-impossible-header',
    level: 'error',
    spec: ['POL-024'],
    apiError: 'InvalidArgument',
    says: 'headers on which no cache key can be built are not listed',
    *check(policy) {
      for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, HEADERS)) {
        if (NEVER_IN_KEY.includes(name.toLowerCase())) yield { at: where, got: name, fix: name.toLowerCase() === 'cookie' ? 'list the cookies in CookiesConfig' : 'remove it' };
      }
    },
  },
  {
    id: 'cache-policy-many-variants',
    level: 'warning',
    spec: ['POL-026'],
    says: 'a header with a value of nearly every viewer makes a copy for each, so hardly anything is a hit',
    *check(policy) {
      for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, HEADERS)) {
        if (isListed(name, MANY_VALUES)) yield { at: where, got: name, fix: 'use the CloudFront-Is-*-Viewer headers, or an origin request policy' };
      }
    },
  },
  {
    id: 'cache-policy-quota',
    level: 'warning',
    spec: ['POL-027', 'DTD-117'],
    says: 'a cache policy lists at most as many headers, cookies and query strings as the quotas of the account allow',
    *check(policy, { quotas }) {
      const limits = [[HEADERS, 'headersPerCachePolicy'], [COOKIES, 'cookiesPerCachePolicy'], [QUERY_STRINGS, 'queryStringsPerCachePolicy']] as const;
      for (const [list, quota] of limits) yield* withinQuota(policy, `${PREFIX}${list.config}.${list.names}`, namesIn(keyOf(policy), list).length, quotas, quota);
    },
  },
  { id: 'cache-policy-names-length', level: 'error', spec: ['POL-028', 'DTD-117'], says: 'all names of a cache policy together have at most 1,024 characters', check: (policy) => shortNames(policy, keyOf(policy)) },
  {
    id: 'cache-policy-disabled-key',
    level: 'error',
    spec: ['POL-031', 'POL-035'],
    apiError: 'InvalidArgument',
    says: 'a policy that caches nothing has an empty cache key',
    *check(policy) {
      if (!isDisabled(policy)) return;
      for (const list of NAME_LISTS) {
        const got = below(keyOf(policy), list.config)?.[list.behavior];
        if (isKnown(got) && got !== 'none') yield { at: at(policy, `${PREFIX}${list.config}.${list.behavior}`), got, limit: 'none while all TTLs are 0', fix: 'send it by an origin request policy (Authorization by allViewer or allExcept), or set MaxTTL to 1 or more' };
      }
    },
  },
  {
    id: 'cache-policy-disabled-encoding',
    level: 'error',
    spec: ['POL-032'],
    apiError: 'InvalidArgument',
    says: 'a policy that caches nothing has no Accept-Encoding in its cache key',
    *check(policy) {
      if (!isDisabled(policy)) return;
      for (const [property, on] of [['EnableAcceptEncodingGzip', policy.cacheKey.gzip], ['EnableAcceptEncodingBrotli', policy.cacheKey.brotli]] as const) {
        if (on === true) yield { at: at(policy, `${PREFIX}${property}`), got: true, limit: 'false while all TTLs are 0', fix: `set ${property} to false` };
      }
    },
  },
  {
    id: 'cache-policy-cloudfront-header',
    level: 'error',
    spec: ['POL-100'],
    apiError: 'InvalidArgument',
    says: 'a CloudFront-* header in a policy is one that CloudFront makes',
    check: (policy) => knownCloudFrontHeaders(policy, keyOf(policy), PREFIX),
  },
  {
    id: 'cache-policy-header-order',
    level: 'warning',
    spec: ['POL-022'],
    says: 'order and number of the viewer\'s headers are for origin request policies',
    *check(policy) {
      for (const { name, where } of eachName(policy, keyOf(policy), PREFIX, HEADERS)) {
        if (isListed(name, HEADER_ORDER)) yield { at: where, got: name, fix: 'list it in an origin request policy' };
      }
    },
  },
];

/** Rules about cache policies. */
export const cachePolicyRules: RuleSet = { cachePolicy };
