import { CONTROLLED_REQUEST_HEADERS, OriginRequestPolicy } from '../config';
import { isListed } from './header-names';
import {
  bareNames, COOKIES, eachName, HEADERS, knownBehavior, knownCloudFrontHeaders, NAME_LISTS, namesIn, namesWhereChosen, QUERY_STRINGS,
  requiredProperties, shortComment, shortNames, validName,
} from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';
import { withinQuota } from './values';

/** Headers that only a cache policy, or all viewer headers together, can send on [POL-078]. */
const BY_CACHE_POLICY = ['authorization', 'accept-encoding'];

const CHOOSING = ['whitelist', 'allExcept', 'allViewerAndWhitelistCloudFront'];

function* cloudFrontHeadersAlone(policy: OriginRequestPolicy) {
  if (policy.forwarding.headers.include !== 'all') return;
  for (const { name, where } of eachName(policy, policy.stated, '', HEADERS)) {
    if (!name.toLowerCase().startsWith('cloudfront-')) yield { at: where, got: name, limit: 'CloudFront-* headers', fix: 'remove it: all viewer headers are sent anyway' };
  }
}

const originRequestPolicy: readonly Rule<Subjects['originRequestPolicy']>[] = [
  {
    id: 'origin-request-policy-required',
    level: 'error',
    spec: ['POL-073'],
    says: 'an origin request policy has a name and says which headers, cookies and query strings are sent',
    *check(policy) {
      yield* requiredProperties(policy, policy.stated, '', ['Name', 'HeadersConfig', 'CookiesConfig', 'QueryStringsConfig']);
      yield* validName(policy);
      yield* shortComment(policy);
    },
  },
  {
    id: 'origin-request-policy-behaviors',
    level: 'error',
    spec: ['POL-074', 'POL-075'],
    apiError: 'InvalidArgument',
    says: 'an origin request policy chooses headers, cookies and query strings by one of the documented words',
    *check(policy) {
      yield* knownBehavior(policy, policy.stated, '', HEADERS, ['none', 'whitelist', 'allViewer', 'allViewerAndWhitelistCloudFront', 'allExcept']);
      for (const list of [COOKIES, QUERY_STRINGS]) yield* knownBehavior(policy, policy.stated, '', list, ['none', 'whitelist', 'all', 'allExcept']);
    },
  },
  {
    id: 'origin-request-policy-lists',
    level: 'error',
    spec: ['POL-076'],
    apiError: 'InvalidArgument',
    says: 'the words that choose by name come with a list of names, the others without',
    *check(policy) {
      for (const list of NAME_LISTS) yield* namesWhereChosen(policy, policy.stated, '', list, CHOOSING);
    },
  },
  {
    id: 'origin-request-policy-added-headers',
    level: 'error',
    spec: ['POL-077'],
    apiError: 'InvalidArgument',
    says: 'beside all viewer headers only CloudFront-* headers are listed',
    check: cloudFrontHeadersAlone,
  },
  {
    id: 'origin-request-policy-header',
    level: 'error',
    spec: ['POL-078'],
    apiError: 'InvalidArgument',
    says: 'Authorization and Accept-Encoding are sent by the cache policy, not listed in an origin request policy',
    *check(policy) {
      if (policy.forwarding.headers.include !== 'listed') return;
      for (const { name, where } of eachName(policy, policy.stated, '', HEADERS)) {
        if (BY_CACHE_POLICY.includes(name.toLowerCase())) yield { at: where, got: name, fix: 'list it in the cache policy, or use allViewer or allExcept' };
      }
    },
  },
  { id: 'origin-request-policy-bare-names', level: 'error', spec: ['POL-019'], says: 'headers, cookies and query strings are listed by name, without value', check: (policy) => bareNames(policy, policy.stated, '') },
  { id: 'origin-request-policy-names-length', level: 'error', spec: ['POL-081', 'DTD-117'], says: 'all names of an origin request policy together have at most 1,024 characters', check: (policy) => shortNames(policy, policy.stated) },
  {
    id: 'origin-request-policy-quota',
    level: 'warning',
    spec: ['POL-080', 'DTD-117'],
    says: 'an origin request policy lists at most as many headers, cookies and query strings as the quotas of the account allow',
    *check(policy, { quotas }) {
      const lists = [
        [HEADERS, 'headersPerOriginRequestPolicy'], [COOKIES, 'cookiesPerOriginRequestPolicy'], [QUERY_STRINGS, 'queryStringsPerOriginRequestPolicy'],
      ] as const;
      for (const [list, quota] of lists) yield* withinQuota(policy, `${list.config}.${list.names}`, namesIn(policy.stated, list).length, quotas, quota);
    },
  },
  {
    id: 'origin-request-policy-controlled-header',
    level: 'warning',
    spec: ['POL-082'],
    says: 'CloudFront sets this header itself, so that no policy can send the viewer\'s',
    *check(policy) {
      if (policy.forwarding.headers.include !== 'listed') return;
      for (const { name, where } of eachName(policy, policy.stated, '', HEADERS)) {
        if (isListed(name, CONTROLLED_REQUEST_HEADERS)) yield { at: where, got: name, fix: name.toLowerCase() === 'cookie' ? 'list the cookies in CookiesConfig' : 'remove it' };
      }
    },
  },
  {
    id: 'origin-request-policy-cloudfront-header',
    level: 'error',
    spec: ['POL-100'],
    apiError: 'InvalidArgument',
    says: 'a CloudFront-* header in a policy is one that CloudFront makes',
    check: (policy) => knownCloudFrontHeaders(policy, policy.stated, ''),
  },
];

/** Rules about origin request policies. */
export const originRequestPolicyRules: RuleSet = { originRequestPolicy };
