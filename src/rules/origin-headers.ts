import { at, isKnown, LIMITS } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';
import { repetitions } from './values';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-custom-header-length',
    level: 'error',
    spec: ['OTD-115'],
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
    spec: ['OTD-115'],
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
];

/** Rules about the headers that CloudFront adds to its requests. */
export const originHeaderRules: RuleSet = { distribution };
