import { MemoryObject, originClients } from '../../../src/edge';
import { applicationOf, Json, Scenario, ScenarioEdge } from '../scenario';

const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };
const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const EVERYBODY = { Principal: '*' };
const IDENTITY = { Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } } };
const CONTROL = { Principal: { Service: 'cloudfront.amazonaws.com' } };

const allow = (Action: string, who: Json, Resource: unknown = OBJECTS): Json => ({ Effect: 'Allow', Action, Resource, ...who });
const BY_IDENTITY = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } } };
const BY_CONTROL = { S3OriginConfig: {}, OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] } };

interface BucketScenario {
  readonly statements?: readonly Json[];
  readonly origin?: Json;
  readonly bucket?: Json;
  readonly behavior?: Json;
  readonly signing?: string;
}

function scenarioOf({ statements = [], origin, bucket = {}, behavior, signing = 'always' }: BucketScenario): Omit<Scenario, 'origin'> {
  const control = { Name: 'control', OriginAccessControlOriginType: 's3', SigningBehavior: signing, SigningProtocol: 'sigv4' };
  return {
    behavior: { TargetOriginId: 'bucket', ...behavior },
    config: { Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {}, ...origin }] },
    resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } } },
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
      Control: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: control } },
    },
  };
}

/** An edge in front of a bucket. */
function bucketEdge(objects: { readonly [key: string]: MemoryObject }, given: BucketScenario, name = 'bucket'): ScenarioEdge {
  const scenario = scenarioOf(given);
  const application = applicationOf(scenario);
  return new ScenarioEdge({ ...scenario, origin: [], run: { origins: originClients({ [name]: objects }, () => application) } });
}

test('a private bucket\'s own error is passed on when nothing is signed [OTD-135]', async () => {
  const given = { origin: BY_CONTROL, statements: [allow('s3:GetObject', CONTROL)] };
  expect((await bucketEdge({ a: 'private' }, { ...given, signing: 'always' }).get('/a')).text).toBe('private');
  const refused = await bucketEdge({ a: 'private' }, { ...given, signing: 'never' }).get('/a');
  expect([refused.status, refused.header('server'), refused.text]).toEqual([403, 'AmazonS3', expect.stringContaining('<Code>AccessDenied</Code>')]);
});

test('with both principals in its policy, a bucket is read before and after the switch from one to the other [OTD-133]', async () => {
  const statements = [allow('s3:GetObject', IDENTITY), allow('s3:GetObject', CONTROL)];
  const edge = bucketEdge({ a: 'before', b: 'after' }, { statements, origin: BY_IDENTITY });
  const before = await edge.get('/a');
  edge.deploy(scenarioOf({ statements, origin: BY_CONTROL }));
  const after = await edge.get('/b');
  expect([before.text, after.text]).toEqual(['before', 'after']);
});

describe.each([
  ['an identity', IDENTITY, BY_IDENTITY, '[OTD-148]'],
  ['everybody', EVERYBODY, {}, '[OTD-148]'],
  ['an access control', CONTROL, BY_CONTROL, '[OTD-147]'],
])('a key that does not exist, for %s', (_title, who, origin, row) => {
  test(`is forbidden to those who may only read, and missing to those who may list ${row}`, async () => {
    const read = allow('s3:GetObject', who);
    expect((await bucketEdge({}, { origin, statements: [read] }).get('/none')).status).toBe(403);
    const listed = await bucketEdge({}, { origin, statements: [read, allow('s3:ListBucket', who, BUCKET)] }).get('/none');
    expect([listed.status, listed.text]).toEqual([404, expect.stringMatching(/<Code>NoSuchKey<\/Code><Message>The specified key does not exist\.<\/Message><Key>none<\/Key>/)]);
  });
});

test('errors are S3\'s own [OTD-149]', async () => {
  const denied = await bucketEdge({}, { statements: [allow('s3:GetObject', EVERYBODY)] }).get('/none');
  expect(['server', 'content-type', 'x-cache'].map(denied.header)).toEqual(['AmazonS3', 'application/xml', 'Error from cloudfront']);
  expect(denied.text).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>AccessDenied<\/Code><Message>Access Denied<\/Message><RequestId>[^<]+<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/);
});

test.each([
  ['403 is not cached', [allow('s3:GetObject', EVERYBODY)], 2],
  ['404 is cached for the error caching minimum TTL', [allow('s3:GetObject', EVERYBODY), allow('s3:ListBucket', EVERYBODY, BUCKET)], 1],
])('%s [OTD-152]', async (_title, statements, requests) => {
  const edge = bucketEdge({}, { statements });
  const answers = [await edge.get('/none'), (edge.advance(9), await edge.get('/none'))];
  expect(answers.flatMap(({ record }) => record.originRequests)).toHaveLength(requests);
  edge.advance(1);
  expect((await edge.get('/none')).record.originRequests).toHaveLength(1);
});

test('a bucket that is in another Region than its host name says refuses signed requests [OTD-153]', async () => {
  const given = { bucket: { BucketName: 'moved' }, statements: [allow('s3:GetObject', CONTROL)] };
  const moved = await bucketEdge({ a: 'a' }, { ...given, origin: { ...BY_CONTROL, DomainName: 'moved.s3.eu-west-1.amazonaws.com' } }).get('/a');
  expect([moved.status, moved.text]).toEqual([400, expect.stringMatching(/<Code>AuthorizationHeaderMalformed<\/Code>.*the region 'eu-west-1' is wrong; expecting 'us-east-1'/)]);
  expect((await bucketEdge({ a: 'a' }, { ...given, origin: { ...BY_CONTROL, DomainName: 'moved.s3.us-east-1.amazonaws.com' } }).get('/a')).status).toBe(200);
});

test('cookies that are forwarded change nothing [OTD-154]', async () => {
  const edge = bucketEdge({ a: 'object' }, {
    statements: [allow('s3:GetObject', EVERYBODY)],
    behavior: { ForwardedValues: { QueryString: false, Cookies: { Forward: 'all' } } },
  });
  const [one, other] = [await edge.get('/a', { headers: { Cookie: 'a=1' } }), await edge.get('/a', { headers: { Cookie: 'a=2' } })];
  expect(one.record.originRequests[0].headers).toContain('a=1');
  expect([one, other].map(({ status, text }) => [status, text])).toEqual([[200, 'object'], [200, 'object']]);
});

test.each([['INTELLIGENT_TIERING', 200], ['STANDARD_IA', 200], ['GLACIER', 403]])('an object of class %s is answered with %i [OTD-020]', async (storageClass, expected) => {
  const object = { body: 'object', headers: { 'x-amz-storage-class': storageClass } };
  const answer = await bucketEdge({ a: object }, { statements: [allow('s3:GetObject', EVERYBODY)] }).get('/a');
  expect(answer.status).toBe(expected);
  if (expected === 403) expect(answer.text).toContain('<Code>InvalidObjectState</Code>');
});

test.each(['films-abcdefghijklmnop-s3alias', 'films-abcdefghijklmnop--ol-s3'])('the alias %s is a bucket like any other [OTD-010]', async (alias) => {
  const edge = bucketEdge({ 'films/a.mp4': 'film' }, { origin: { DomainName: `${alias}.s3.us-east-1.amazonaws.com` } }, alias);
  const answer = await edge.get('/films/a.mp4');
  expect([answer.status, answer.text, answer.header('server'), await edge.xCache('/films/a.mp4')]).toEqual([200, 'film', 'AmazonS3', 'Hit']);
  expect((await edge.get('/none')).text).toContain('<Code>NoSuchKey</Code>');
});

test('a website endpoint answers with its own documents and redirects [OTD-014]', async () => {
  const RoutingRules = [{ RoutingRuleCondition: { KeyPrefixEquals: 'old/' }, RedirectRule: { ReplaceKeyPrefixWith: 'new/' } }];
  const WebsiteConfiguration = { IndexDocument: 'index.html', ErrorDocument: '404.html', RoutingRules };
  const DomainName = { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }] }] };
  const origin = { DomainName, S3OriginConfig: undefined, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
  const statements = [allow('s3:GetObject', EVERYBODY), allow('s3:ListBucket', EVERYBODY, BUCKET)];
  const edge = bucketEdge({ 'index.html': 'root', 'docs/index.html': 'docs', '404.html': 'not here' }, { bucket: { WebsiteConfiguration }, origin, statements });
  expect([(await edge.get('/')).text, (await edge.get('/docs/')).text]).toEqual(['root', 'docs']);
  const missing = await edge.get('/none');
  expect([missing.status, missing.text, missing.header('x-cache')]).toEqual([404, 'not here', 'Error from cloudfront']);
  const moved = await edge.get('/old/a');
  expect([moved.status, moved.header('location')]).toEqual([301, expect.stringMatching(/^http:\/\/.*s3-website-us-east-1\.amazonaws\.com\/new\/a$/)]);
});

test('a bucket that has moved: what is cached is served, what is not is refused where requests are signed for the Region [ORG-087]', async () => {
  const objects = { a: 'a', b: 'b' };
  const given = (DomainName: string) => ({ bucket: { BucketName: 'moved' }, statements: [allow('s3:GetObject', CONTROL)], origin: { ...BY_CONTROL, DomainName } });
  const edge = bucketEdge(objects, given('moved.s3.us-east-1.amazonaws.com'));
  await edge.get('/a');
  edge.deploy(scenarioOf(given('moved.s3.eu-central-1.amazonaws.com')));
  expect([await edge.xCache('/a'), (await edge.get('/b')).status]).toEqual(['Hit', 400]);
});

test('a bucket that has moved and is public is read as before', async () => {
  const given = { bucket: { BucketName: 'moved' }, origin: { DomainName: 'moved.s3.eu-central-1.amazonaws.com' } };
  expect((await bucketEdge({ a: 'a' }, { ...given, statements: [allow('s3:GetObject', EVERYBODY)] }).get('/a')).status).toBe(200);
});
