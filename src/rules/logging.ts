import { AnyDistribution, at, isKnown } from '../config';
import { Rule, RuleSet } from './rule';

const anyDistribution: readonly Rule<AnyDistribution>[] = [
  {
    id: 'log-bucket-missing',
    level: 'error',
    spec: ['WEB-196', 'WEB-199', 'RTM-081'],
    apiError: 'InvalidArgument',
    says: 'access logs go to a bucket',
    *check({ logging }) {
      if (logging === undefined) return;
      const fix = 'give the bucket, or remove Logging';
      if (logging.stated.Enabled !== undefined && logging.enabled === true && !logging.stated.Bucket) yield { at: at(logging, 'Bucket'), says: 'logging is on without Bucket', fix };
      else if (logging.stated.Bucket === undefined && logging.stated.Prefix !== undefined) yield { at: at(logging, 'Bucket'), says: 'Prefix is given without Bucket', fix };
    },
  },
  {
    id: 'log-bucket-name',
    level: 'error',
    spec: ['WEB-196', 'RTM-081'],
    apiError: 'InvalidArgument',
    says: 'the bucket for access logs is given by its domain name',
    *check({ logging }) {
      const got = logging?.bucket;
      if (logging !== undefined && isKnown(got) && got !== '' && !/\.s3[.-].*amazonaws\.com(\.cn)?$/.test(got)) {
        yield { at: at(logging, 'Bucket'), got, limit: 'BUCKET.s3.amazonaws.com', fix: 'use the bucket\'s domain name' };
      }
    },
  },
  {
    id: 'log-prefix-slash',
    level: 'warning',
    spec: ['WEB-201', 'RTM-082'],
    says: 'a log prefix that ends with a slash is easier to browse',
    *check({ logging }) {
      const got = logging?.prefix;
      if (logging !== undefined && isKnown(got) && got !== '' && !got.endsWith('/')) yield { at: at(logging, 'Prefix'), got, fix: `write ${got}/` };
    },
  },
];

/** Rules about access logs. */
export const loggingRules: RuleSet = { distribution: anyDistribution, streamingDistribution: anyDistribution };
