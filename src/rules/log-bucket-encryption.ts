import { at, UNKNOWN } from '../config';
import { encryptionOf, hasBucketKey, keyOf, mayUseKey } from './encryption-keys';
import { eachLogBucket } from './logging';
import { Rule, RuleSet, Subjects } from './rule';

const DELIVERY = 'delivery.logs.amazonaws.com';
const MANAGED_KEY = 'alias/aws/s3';

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'log-bucket-managed-key',
    level: 'error',
    spec: ['DTD-184'],
    editions: ['current'],
    says: 'a bucket for access logs is not encrypted with the key that AWS manages, whose policy cannot let the delivery of logs in',
    check: (app) => eachLogBucket(app, function* (bucket, { logging }) {
      const { SSEAlgorithm: algorithm, KMSMasterKeyID: key = MANAGED_KEY } = encryptionOf(bucket) ?? {};
      if (!String(algorithm).startsWith('aws:kms') || key === UNKNOWN || !String(key).endsWith(MANAGED_KEY)) return;
      yield { at: at(logging, 'Bucket'), says: `${bucket.location.logicalId} encrypts with the key aws/s3, which ${DELIVERY} cannot use`, fix: 'encrypt it with AES256, or with a key of your own' };
    }),
  },
  {
    id: 'log-bucket-key-policy',
    level: 'warning',
    spec: ['DTD-184'],
    editions: ['current'],
    says: 'the policy of the key with which a bucket for access logs encrypts lets the delivery of logs use it',
    check: (app) => eachLogBucket(app, function* (bucket, { logging }) {
      const key = keyOf(bucket, app);
      if (!String(encryptionOf(bucket)?.SSEAlgorithm).startsWith('aws:kms') || key === undefined) return;
      const wanted = ['kms:GenerateDataKey', ...(hasBucketKey(bucket) ? ['kms:Decrypt'] : [])];
      const missing = wanted.filter((action) => !mayUseKey(key, DELIVERY, action));
      if (missing.length > 0) yield { at: at(logging, 'Bucket'), says: `the policy of the key ${key.location.logicalId} does not let ${DELIVERY} do ${missing.join(' and ')}`, fix: `allow ${wanted.map((action) => (action === 'kms:Decrypt' ? action : `${action}*`)).join(' and ')} to it` };
    }),
  },
];

/** Rules about how buckets for access logs are encrypted. */
export const logBucketEncryptionRules: RuleSet = { application };
