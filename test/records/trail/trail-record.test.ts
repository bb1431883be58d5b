import { ApiCall, TrailRecord } from '../../../src/records';
import { trailRecord } from '../../../src/records/trail/trail-record';

const ACCOUNT = '111122223333';
const SMITHJ = new Map([['AKIAIOSFODNN7EXAMPLE', 'arn:aws:iam::111122223333:user/smithj']]);

function recordOf(call: Partial<ApiCall> = {}, identities: ReadonlyMap<string, string> = SMITHJ): TrailRecord {
  const caller = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sourceIp: '192.0.2.17', userAgent: 'aws-sdk-ruby/1.39.0 ruby/1.9.3 x86_64-linux' };
  return trailRecord({
    time: Date.UTC(2014, 4, 6, 18, 0, 32), action: 'GetDistribution', version: '2014-01-31', requestId: '4e6b66f9-d548-11e3-a8a9-73e33example', subject: { Id: 'EDFDVBD6EXAMPLE' }, caller, ...call,
  }, identities, ACCOUNT);
}

test('a record has ten keys [RPT-102], its time in UTC [RPT-104], and of what reads the id alone [RPT-109]', () => {
  expect(recordOf()).toEqual({
    eventVersion: '1.01',
    userIdentity: { type: 'IAMUser', principalId: expect.stringMatching(/^AIDA/), arn: 'arn:aws:iam::111122223333:user/smithj', accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'smithj' },
    eventTime: '2014-05-06T18:00:32Z',
    eventName: 'GetDistribution2014_01_31',
    sourceIPAddress: '192.0.2.17',
    userAgent: 'aws-sdk-ruby/1.39.0 ruby/1.9.3 x86_64-linux',
    requestParameters: { id: 'EDFDVBD6EXAMPLE' },
    responseElements: null,
    requestID: '4e6b66f9-d548-11e3-a8a9-73e33example',
    eventID: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  });
});

test('today\'s records have more, and the version of the API beside the name [RPT-102] [RPT-103]', () => {
  expect(recordOf({ version: '2020-05-31' })).toMatchObject({
    eventVersion: '1.08',
    eventSource: 'cloudfront.amazonaws.com',
    eventName: 'GetDistribution',
    awsRegion: 'us-east-1',
    readOnly: true,
    eventType: 'AwsApiCall',
    apiVersion: '2020_05_31',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  });
});

test('the name of the action has the version of the API at its end, with underscores [RPT-103]', () => {
  expect(recordOf({ action: 'UpdateDistribution' }).eventName).toBe('UpdateDistribution2014_01_31');
});

test.each(['ListDistributions', 'ListCloudFrontOriginAccessIdentities'])('%s without parameters has null for both [RPT-108]', (action) => {
  expect(recordOf({ action, subject: {}, received: ['DistributionList', { Quantity: 0 }] })).toMatchObject({ requestParameters: null, responseElements: null });
});

test('times in answers are written for people [RPT-105]', () => {
  const times = ['2014-05-06T18:00:32Z', '2014-12-31T00:05:09Z', '2014-07-01T12:00:00Z'];
  const shown = times.map((LastModifiedTime) => (recordOf({ action: 'UpdateDistribution', received: ['Distribution', { LastModifiedTime }] }).responseElements as any).distribution.lastModifiedTime);
  expect(shown).toEqual(['May 6, 2014 6:00:32 PM', 'Dec 31, 2014 12:05:09 AM', 'Jul 1, 2014 12:00:00 PM']);
});

test.each([
  ['Root', 'arn:aws:iam::111122223333:root', { principalId: ACCOUNT }],
  ['IAMUser', 'arn:aws:iam::111122223333:user/team/smithj', { userName: 'smithj' }],
  ['AssumedRole', 'arn:aws:sts::111122223333:assumed-role/Deploy/session', { sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Deploy', userName: 'Deploy' } } }],
  ['FederatedUser', 'arn:aws:sts::111122223333:federated-user/mary', { principalId: '111122223333:mary' }],
])('who called is told as %s [RPT-106]', (type, arn, more) => {
  expect(recordOf({}, new Map([['AKIAIOSFODNN7EXAMPLE', arn]])).userIdentity).toMatchObject({ type, arn, accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', ...more });
});

test('an access key of which nothing is known is that of the root, and a service calls by itself [RPT-106]', () => {
  expect(recordOf({}, new Map()).userIdentity).toMatchObject({ type: 'Root', arn: 'arn:aws:iam::111122223333:root' });
  const service = 'cloudformation.amazonaws.com';
  expect(recordOf({ caller: { accessKeyId: undefined, service, sourceIp: service, userAgent: service } }).userIdentity).toEqual({ type: 'AWSService', invokedBy: service });
});

test('a refusal is recorded with its code, and without an answer', () => {
  expect(recordOf({ action: 'DeleteDistribution', error: { code: 'DistributionNotDisabled', message: 'disable it first' } })).toMatchObject({
    errorCode: 'DistributionNotDisabled', errorMessage: 'disable it first', responseElements: null,
  });
});
