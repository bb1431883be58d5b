import { at, exceeds, isKnown } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-connection-attempts',
    level: 'error',
    spec: ['OTD-044'],
    says: 'CloudFront tries 1, 2 or 3 times to connect to an origin',
    check: eachOrigin(function* (origin) {
      if (isKnown(origin.connectionAttempts) && ![1, 2, 3].includes(origin.connectionAttempts)) {
        yield { at: at(origin, 'ConnectionAttempts'), got: origin.connectionAttempts, limit: '1, 2 or 3', fix: 'use 1, 2 or 3' };
      }
    }),
  },
  {
    id: 'origin-connection-timeout',
    level: 'error',
    spec: ['OTD-045'],
    says: 'a connection to an origin may take 1 to 10 seconds',
    check: eachOrigin(function* (origin) {
      if (exceeds(origin.connectionTimeout, 10) || exceeds(1, origin.connectionTimeout)) {
        yield { at: at(origin, 'ConnectionTimeout'), got: origin.connectionTimeout, limit: '1 to 10 seconds', fix: 'use 1 to 10' };
      }
    }),
  },
];

/** Rules about how CloudFront connects to origins. */
export const originConnectionRules: RuleSet = { distribution };
