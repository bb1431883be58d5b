import { at, isKnown, isNoneOf, knownItems, LIMITS } from '../config';
import { each, eachToBucket } from './each-forwarded-values';
import { Rule, RuleSet, Subjects } from './rule';
import { oneOf, withinQuota } from './values';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'cookie-forwarding',
    level: 'error',
    spec: ['WEB-128', 'OBJ-036'],
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
    spec: ['WEB-135', 'OBJ-037'],
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
    spec: ['WEB-139', 'OBJ-051', 'DTD-120'],
    apiError: 'TooManyCookieNamesInWhiteList',
    says: 'the number of cookies that a behavior caches by is within the account\'s quota',
    check: (site, { quotas }) => each(site, (values) =>
      withinQuota(values, 'Cookies.WhitelistedNames', isKnown(values.whitelistedCookies) ? values.whitelistedCookies.length : 0, quotas, 'cookiesPerCacheBehavior')),
  },
  {
    id: 's3-cookies',
    level: 'warning',
    spec: ['WEB-133', 'WEB-134', 'DST-080', 'OBJ-040', 'OBJ-044'],
    says: 'a bucket does not look at cookies; forwarding them only lets fewer requests be answered from the cache',
    check: (site) => eachToBucket(site, function* (values) {
      if (isKnown(values.forwardCookies) && values.forwardCookies !== 'none') yield { at: at(values, 'Cookies.Forward'), got: values.forwardCookies, limit: 'none', fix: 'use none' };
    }),
  },
  {
    id: 'cookie-names-length',
    level: 'error',
    spec: ['OBJ-051', 'DTD-120'],
    apiError: 'InvalidArgument',
    editions: ['current'],
    says: `the names of all forwarded cookies have at most ${LIMITS.forwardedNamesBytes} bytes together, less one for each name`,
    check: (site) => each(site, function* (values) {
      const cookies = knownItems(values.whitelistedCookies);
      const got = Buffer.byteLength(cookies.join(''));
      const limit = LIMITS.forwardedNamesBytes - cookies.length;
      if (got > limit) yield { at: at(values, 'Cookies.WhitelistedNames'), says: `the names have ${got} bytes together; allowed: ${limit}`, fix: 'list fewer cookies, or use a cache policy' };
    }),
  },
];

/** Rules about cookies that a behavior without cache policy forwards and caches by. */
export const forwardedCookiesRules: RuleSet = { distribution };
