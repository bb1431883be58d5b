import { ruleTest } from './rule-test';

const logging = (Logging: object) => ({ Logging });
const cases = { in: 'distribution' } as const;

ruleTest('log-bucket-missing [WEB-196] [WEB-199]', { ...cases, at: 'Logging.Bucket', rejects: [logging({ Prefix: 'a/' })], accepts: [logging({ Bucket: 'logs.s3.amazonaws.com', Prefix: 'a/' })] });
ruleTest('log-bucket-name [WEB-196]', { ...cases, at: 'Logging.Bucket', rejects: [logging({ Bucket: 'logs' })], accepts: [logging({ Bucket: 'logs.s3.amazonaws.com' }), logging({ Bucket: 'logs.s3.eu-west-1.amazonaws.com' })] });
ruleTest('log-prefix-slash [WEB-201]', { ...cases, at: 'Logging.Prefix', rejects: [logging({ Bucket: 'logs.s3.amazonaws.com', Prefix: 'a' })], accepts: [logging({ Bucket: 'logs.s3.amazonaws.com', Prefix: 'a/' })] });
