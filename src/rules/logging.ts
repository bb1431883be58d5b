import { at, isKnown } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'log-bucket-missing',
    level: 'error',
    spec: ['WEB-196', 'WEB-199'],
    apiError: 'InvalidArgument',
    says: 'access logs go to a bucket',
    *check({ logging }) {
      const writes = logging !== undefined && logging.stated.Bucket === undefined && logging.stated.Prefix !== undefined;
      if (writes) yield { at: at(logging, 'Bucket'), says: 'Prefix is given without Bucket', fix: 'give the bucket, or remove Logging' };
    },
  },
  {
    id: 'log-bucket-name',
    level: 'error',
    spec: ['WEB-196'],
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
    level: 'info',
    spec: ['WEB-201'],
    says: 'a log prefix that ends with a slash is easier to browse',
    *check({ logging }) {
      const got = logging?.prefix;
      if (logging !== undefined && isKnown(got) && got !== '' && !got.endsWith('/')) yield { at: at(logging, 'Prefix'), got, fix: `write ${got}/` };
    },
  },
];

/** Rules about access logs. */
export const loggingRules: RuleSet = { distribution };
