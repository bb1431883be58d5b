import { at, ForwardedValues, HEADER_NAME, isKnown, knownItems } from '../config';
import { each, eachToBucket } from './each-forwarded-values';
import { isListed, MANY_VALUES } from './header-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { withinQuota } from './values';

/** The headers listed by name, with their places. */
function names({ headers }: ForwardedValues): [number, string][] {
  return isKnown(headers) ? [...headers.entries()].filter((entry): entry is [number, string] => isKnown(entry[1]) && entry[1] !== '*') : [];
}

function insteadOf(name: string): string {
  return name.toLowerCase() === 'cookie' ? 'remove it, and forward cookies with Cookies.Forward' : 'remove it from the list';
}

function* foreignToBucket(values: ForwardedValues, allowed: readonly string[], fix: string): Iterable<Violation> {
  for (const [i, name] of names(values)) {
    if (!isListed(name, allowed)) yield { at: at(values, `Headers[${i}]`), got: name, limit: allowed.filter((header) => header !== 'Host').join(', '), fix };
  }
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'header-whitelist-all',
    level: 'error',
    spec: ['WEB-110', 'OBJ-060'],
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
    spec: ['REQ-135', 'OBJ-069', 'OBJ-070'],
    apiError: 'InvalidArgument',
    says: 'a forwarded header is one that CloudFront can cache by',
    check: (site, { facts }) => each(site, function* (values) {
      for (const [i, name] of names(values)) {
        if (isListed(name, facts.uncacheableHeaders)) yield { at: at(values, `Headers[${i}]`), got: name, limit: `any but ${facts.uncacheableHeaders.join(', ')}`, fix: insteadOf(name) };
      }
    }),
  },
  {
    id: 'header-quota',
    level: 'warning',
    spec: ['WEB-119', 'OBJ-067', 'DTD-120'],
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
    spec: ['WEB-115', 'OBJ-068', 'OBJ-077', 'OBJ-083'],
    editions: ['current'],
    says: 'a bucket looks at the headers of cross-origin requests only; caching by others multiplies copies',
    check: (site, { facts }) => eachToBucket(site, (values) => foreignToBucket(values, [...facts.s3Headers, 'Host'], 'remove it, unless an edge function needs it')),
  },
  {
    id: 's3-header-refused',
    level: 'error',
    spec: ['OBJ-068', 'OBJ-077'],
    apiError: 'InvalidHeadersForS3Origin',
    editions: ['2014-10-21'],
    says: 'the only header that is forwarded to a bucket is Origin',
    check: (site, { facts }) => eachToBucket(site, (values) => foreignToBucket(values, facts.s3Headers, 'remove it from the list')),
  },
  {
    id: 'header-many-values',
    level: 'warning',
    spec: ['OBJ-071', 'REQ-137', 'REQ-150'],
    says: 'a header with a value of nearly every viewer makes a copy for each, so hardly anything is a hit',
    check: (site) => each(site, function* (values) {
      for (const [i, name] of names(values)) {
        if (isListed(name, MANY_VALUES)) yield { at: at(values, `Headers[${i}]`), got: name, fix: 'use the CloudFront-Is-*-Viewer headers, which have two values each' };
      }
    }),
  },
];

/** Rules about headers that a behavior without cache policy forwards and caches by. */
export const forwardedHeadersRules: RuleSet = { distribution };
