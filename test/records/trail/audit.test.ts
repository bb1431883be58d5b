import { auditedCalls } from '../../../src/records';

const record = (eventTime: string, eventName: string, more: object = {}) => ({
  eventTime, eventName, userIdentity: { type: 'IAMUser', userName: 'smithj' }, sourceIPAddress: '192.0.2.17', ...more,
});
const file = (...Records: object[]) => JSON.stringify({ Records });

test('CloudFront\'s entries of a file are told in the order of time, those of other services are not [RPT-107]', () => {
  const [later, s3, earlier] = [
    record('2014-05-06T18:02:27Z', 'CreateInvalidation2014_01_31'), record('2014-05-06T18:01:00Z', 'PutObject', { eventSource: 's3.amazonaws.com' }),
    record('2014-05-06T18:00:32Z', 'UpdateDistribution', { eventSource: 'cloudfront.amazonaws.com' }),
  ];
  expect(auditedCalls([file(later, s3, earlier)]).map(({ action }) => action)).toEqual(['UpdateDistribution', 'CreateInvalidation']);
});

test('users, sessions, the root and services are told apart, and refusals are shown', () => {
  const identities = [{ userName: 'smithj' }, { arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/session' }, { arn: 'arn:aws:iam::111122223333:root' }, { invokedBy: 'cloudformation.amazonaws.com' }];
  const records = identities.map((userIdentity, i) => record(`2014-05-06T18:00:0${i}Z`, 'GetDistribution2014_01_31', { userIdentity, errorCode: i === 2 ? 'AccessDenied' : undefined }));
  expect(auditedCalls([file(...records)]).map(({ user, error }) => [user, error])).toEqual([['smithj', ''], ['session', ''], ['root', 'AccessDenied'], ['cloudformation.amazonaws.com', '']]);
});

test('a day may be asked for', () => {
  const files = ['2014-05-05T23:59:59Z', '2014-05-06T00:00:00Z'].map((time) => file(record(time, 'ListDistributions2014_01_31')));
  expect(auditedCalls(files, '2014-05-06').map(({ time }) => time)).toEqual(['2014-05-06T00:00:00Z']);
});

test.each([['no JSON', '{'], ['no records', '{}'], ['nothing', 'null']])('%s is no log file', (_says, content) => {
  expect(() => auditedCalls([content])).toThrow(/^a log file of CloudTrail/);
});

test('entries that are none are left out', () => {
  expect(auditedCalls([JSON.stringify({ Records: [null, 1, {}, { eventSource: 'cloudfront.amazonaws.com' }] })])).toEqual([{ time: '', action: '', user: '', address: '', error: '' }]);
});
