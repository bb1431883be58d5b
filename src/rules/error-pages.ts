import { at, CustomErrorResponse, exceeds, isKnown, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf, repetitions, required } from './values';

const DAY = 86_400;

function* each({ customErrorResponses }: WebDistribution, check: (response: CustomErrorResponse) => Iterable<Violation>): Iterable<Violation> {
  for (const response of customErrorResponses) yield* check(response);
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
];

/** Rules about what viewers get in the place of an origin's error. */
export const errorPageRules: RuleSet = { distribution };
