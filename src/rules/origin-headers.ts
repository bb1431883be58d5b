import { at, CustomHeader, FORBIDDEN_CUSTOM_HEADERS, HEADER_NAME, isKnown, LIMITS } from '../config';
import { eachOrigin } from './each-origin';
import { isListed } from './header-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { repetitions, withinQuota } from './values';

const NAMED_LIKE_A_SECRET = /secret|token|verify|password|api-?key/i;

function eachHeader(check: (header: CustomHeader, name: string) => Iterable<Violation>): Rule<Subjects['distribution']>['check'] {
  return eachOrigin(function* ({ customHeaders }) {
    for (const header of customHeaders) if (isKnown(header.name)) yield* check(header, header.name);
  });
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-custom-header-name',
    level: 'error',
    spec: ['OTD-111'],
    apiError: 'InvalidArgument',
    says: 'a custom header has a name that HTTP allows',
    check: eachOrigin(function* ({ customHeaders }) {
      for (const header of customHeaders) {
        const { HeaderName: name } = header.stated;
        if (typeof name === 'string' && !HEADER_NAME.test(name)) yield { at: at(header, 'HeaderName'), got: name, limit: 'letters, digits and ! # $ % & \' * + - . ^ _ ` | ~', fix: 'give the name alone' };
      }
    }),
  },
  {
    id: 'origin-custom-header-forbidden',
    level: 'error',
    spec: ['ORG-056', 'OTD-111'],
    apiError: 'InvalidArgument',
    says: 'CloudFront sets some headers itself, and does not let a custom header replace them',
    check: eachHeader(function* (header, name) {
      if (isListed(name, FORBIDDEN_CUSTOM_HEADERS)) yield { at: at(header, 'HeaderName'), got: name, limit: `any but ${FORBIDDEN_CUSTOM_HEADERS.join(', ')}`, fix: 'use another name' };
    }),
  },
  {
    id: 'origin-custom-header-length',
    level: 'error',
    spec: ['ORG-056', 'OTD-115', 'DTD-117'],
    says: `the name of a custom header has at most ${LIMITS.customHeaderNameCharacters} characters, its value at most ${LIMITS.customHeaderValueCharacters}`,
    check: eachOrigin(function* ({ customHeaders }) {
      for (const header of customHeaders) {
        const limits = [['HeaderName', header.name, LIMITS.customHeaderNameCharacters], ['HeaderValue', header.value, LIMITS.customHeaderValueCharacters]] as const;
        for (const [property, value, limit] of limits) {
          if (isKnown(value) && value.length > limit) yield { at: at(header, property), limit: `${limit} characters`, got: value, fix: `shorten it from ${value.length} to ${limit} characters` };
        }
      }
    }),
  },
  {
    id: 'origin-custom-headers-total',
    level: 'error',
    spec: ['ORG-056', 'OTD-115', 'DTD-117'],
    says: `the names and values of an origin's custom headers have at most ${LIMITS.customHeadersCharacters} characters together`,
    check: eachOrigin(function* (origin) {
      const total = origin.customHeaders.flatMap(({ name, value }) => [name, value]).filter(isKnown).reduce((sum, text) => sum + text.length, 0);
      if (total > LIMITS.customHeadersCharacters) yield { at: at(origin, 'OriginCustomHeaders'), says: `they have ${total} characters together; allowed: ${LIMITS.customHeadersCharacters}`, fix: 'shorten or remove some' };
    }),
  },
  {
    id: 'origin-custom-header-unique',
    level: 'error',
    spec: ['OTD-113'],
    says: 'a custom header is added once, whatever its letters\' case',
    check: eachOrigin(function* ({ customHeaders }) {
      const named = customHeaders.filter(({ name }) => isKnown(name));
      for (const { index } of repetitions(named.map(({ name }) => String(name).toLowerCase()))) {
        yield { at: at(named[index], 'HeaderName'), got: named[index].name, fix: 'keep one of them' };
      }
    }),
  },
  {
    id: 'origin-custom-header-quota',
    level: 'warning',
    spec: ['ORG-056', 'OTD-114', 'DTD-117'],
    apiError: 'InvalidArgument',
    says: 'the number of an origin\'s custom headers is within the account\'s quota',
    check: eachOrigin((origin, { quotas }) => withinQuota(origin, 'OriginCustomHeaders', origin.customHeaders.length, quotas, 'customHeadersPerOrigin')),
  },
  {
    id: 'origin-custom-header-secret',
    level: 'warning',
    spec: ['OTD-116'],
    says: 'a secret that an origin checks is kept out of the template, and rotated',
    check: eachHeader(function* (header, name) {
      if (!NAMED_LIKE_A_SECRET.test(name) || !isKnown(header.value)) return;
      yield {
        at: at(header, 'HeaderValue'),
        says: `the value of ${name} stands in clear in the template`,
        fix: 'refer to a secret of Secrets Manager, and send two headers while it is rotated',
      };
    }),
  },
];

/** Rules about the headers that CloudFront adds to its requests to an origin. */
export const originHeaderRules: RuleSet = { distribution };
