import { LoggedEdge, LoggedScenario } from './logged-edge';
import { Edition } from '../../../src/config';
import { S3Bucket } from '../../../src/edge';
import { LOG_DELIVERY } from '../../../src/records/access-logs/log-permissions';

const BUCKET_OWNER = '222222222222';
const DISTRIBUTION_OWNER = '111122223333';

/** An edge that logs to a bucket of another account. */
function edgeLogging(objectOwnership = 'ObjectWriter', scenario: LoggedScenario = {}) {
  const Logs = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mylogs', OwnershipControls: { Rules: [{ ObjectOwnership: objectOwnership }] } } };
  const notices: string[] = [];
  const edge = new LoggedEdge({ onNotice: (line) => notices.push(line), ...scenario, resources: { Logs, ...scenario.resources } });
  const [bucket] = edge.application.buckets;
  const policy = { statements: [{ effect: 'Allow', principals: { AWS: [DISTRIBUTION_OWNER] }, actions: ['s3:*'], notActions: [], resources: ['*'], conditions: {} }] };
  const s3 = new S3Bucket('mylogs', edge.store.bucket('mylogs'), () => ({ bucket, policy, account: BUCKET_OWNER }) as never);
  /** What S3 answers an account, by the status and, of an ACL, who has which permissions. */
  const ask = async (account: string, method: string, url: string, headers: string[] = []) => {
    const { status, body } = await s3.ask({ method, url, headers, protocol: 'https', signedAs: { kind: 'account', number: account }, body: undefined } as never);
    const grants = /<AccessControlList>(.*)<\/AccessControlList>/.exec(Buffer.from(body as Uint8Array ?? '').toString())?.[1] ?? '';
    return { status, grants: [...grants.matchAll(/<ID>(\w+)<\/ID>.*?<Permission>(\w+)</g)].map(([, id, permission]) => `${id} ${permission}`) };
  };
  const bucketGrants = async () => (await ask(BUCKET_OWNER, 'GET', '/?acl')).grants;
  return { edge, notices, ask, bucketGrants, logging: (isOn: boolean) => edge.logs.reload(isOn ? edge.application : withoutLogging(edge)) };
}

function withoutLogging({ application }: LoggedEdge): typeof application {
  return { ...application, distributions: application.distributions.map((distribution) => ({ ...distribution, logging: undefined })) };
}

test.each<[Edition, string[]]>([
  ['current', [`${LOG_DELIVERY} FULL_CONTROL`]],
  ['2014-10-21', [`${LOG_DELIVERY} READ`, `${LOG_DELIVERY} WRITE`]],
])('in the edition %s the bucket grants who writes log files %j, once logging is on [LOG-013]', async (edition, granted) => {
  expect(await edgeLogging('ObjectWriter', { edition }).bucketGrants()).toEqual(granted);
  expect(await edgeLogging('ObjectWriter', { edition, config: { Logging: undefined } }).bucketGrants()).toEqual([]);
});

test('a log file is for the owner of the bucket and who wrote it, and not for the owner of the distribution, whatever the bucket\'s policy says [LOG-014]', async () => {
  const { edge, ask } = edgeLogging();
  await edge.get('/');
  await edge.logs.deliver();
  const [key] = await edge.keys();
  const { grants } = await ask(BUCKET_OWNER, 'GET', `/${key}?acl`);
  expect(grants).toEqual([`${BUCKET_OWNER} FULL_CONTROL`, `${LOG_DELIVERY} READ`, `${LOG_DELIVERY} WRITE`]);
  expect((await ask(BUCKET_OWNER, 'GET', `/${key}`)).status).toBe(200);
  expect((await ask(DISTRIBUTION_OWNER, 'GET', `/${key}`)).status).toBe(403);
});

test('in a bucket that prefers its owner, log files are the owner\'s, so that its policy counts', async () => {
  const { edge, ask } = edgeLogging('BucketOwnerPreferred');
  await edge.get('/');
  await edge.logs.deliver();
  expect((await ask(DISTRIBUTION_OWNER, 'GET', `/${(await edge.keys())[0]}`)).status).toBe(200);
});

test('a grant that is taken away by hand stays away, and logs are lost, until logging is switched off and on again [LOG-015]', async () => {
  const { edge, notices, ask, bucketGrants, logging } = edgeLogging();
  expect((await ask(BUCKET_OWNER, 'PUT', '/?acl', ['x-amz-acl', 'private'])).status).toBe(200);
  await edge.get('/lost');
  await edge.logs.deliver();
  expect([await bucketGrants(), await edge.keys()]).toEqual([[], []]);
  expect(notices).toEqual([expect.stringMatching(/^1 entries of the access log .*\.gz for the bucket mylogs are lost: its ACL does not let awslogsdelivery write; grant that FULL_CONTROL, or switch logging off and on again$/)]);
  logging(true);
  expect(await bucketGrants()).toEqual([]);
  logging(false);
  logging(true);
  await edge.get('/kept');
  expect((await edge.entries()).map((entry) => entry['cs-uri-stem'])).toEqual(['/kept']);
  expect(await bucketGrants()).toEqual([`${LOG_DELIVERY} FULL_CONTROL`]);
});

test('a grant that is added by hand lets log files be written again [LOG-015]', async () => {
  const { edge, ask } = edgeLogging();
  await ask(BUCKET_OWNER, 'PUT', '/?acl', ['x-amz-acl', 'private']);
  await ask(BUCKET_OWNER, 'PUT', '/?acl', ['x-amz-grant-full-control', `id="${LOG_DELIVERY}"`]);
  await edge.get('/kept');
  expect(await edge.entries()).toHaveLength(1);
});

test('what was granted stays when logging is switched off, on the bucket and on log files [LOG-016]', async () => {
  const { edge, ask, bucketGrants, logging } = edgeLogging();
  await edge.get('/');
  await edge.logs.deliver();
  const [key] = await edge.keys();
  const granted = await ask(BUCKET_OWNER, 'GET', `/${key}?acl`);
  logging(false);
  expect(await bucketGrants()).toEqual([`${LOG_DELIVERY} FULL_CONTROL`]);
  expect(await ask(BUCKET_OWNER, 'GET', `/${key}?acl`)).toEqual(granted);
  expect(granted.grants).toHaveLength(3);
});

const V2 = {
  Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'source', LogType: 'ACCESS_LOGS', ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Web}' } } },
  Destination: { Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'destination', DestinationResourceArn: 'arn:aws:s3:::mylogs' } },
  Delivery: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: { Ref: 'Source' }, DeliveryDestinationArn: { 'Fn::GetAtt': ['Destination', 'Arn'] } } },
};

test('deliveries of standard logging v2 are not by ACL', async () => {
  const { edge, ask, bucketGrants } = edgeLogging('ObjectWriter', { config: { Logging: undefined }, resources: V2 });
  expect(await bucketGrants()).toEqual([]);
  await edge.get('/');
  await edge.logs.deliver();
  const [key] = await edge.keys();
  expect((await ask(DISTRIBUTION_OWNER, 'GET', `/${key}`)).status).toBe(200);
});
