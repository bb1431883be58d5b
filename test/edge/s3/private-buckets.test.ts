import { MemoryObject, originClients, signedUrl } from '../../../src/edge';
import { Json, Scenario, ScenarioEdge, START, Viewer } from '../scenario';
import { rsa } from '../signing/keys';

const BUCKET = 'private-files';
const HOST = `${BUCKET}.s3.us-east-1.amazonaws.com`;
const OBJECTS = `arn:aws:s3:::${BUCKET}/*`;
const IDENTITY = { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } };
const allow = (Principal: unknown, Action: string | readonly string[] = 's3:GetObject', Resource = OBJECTS): Json => ({ Effect: 'Allow', Principal, Action, Resource });
const WITH_IDENTITY = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
const UNCACHED = { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 };

interface Given {
  readonly objects?: { readonly [key: string]: MemoryObject };
  readonly statements?: readonly Json[];
  readonly origin?: Json;
  readonly bucket?: Json;
  readonly behavior?: Json;
  readonly run?: Scenario['run'];
}

const scenarioOf = ({ statements = [], origin = WITH_IDENTITY, bucket = {}, behavior }: Given): Omit<Scenario, 'origin'> => ({
  behavior: { TargetOriginId: 'files', ...UNCACHED, ...behavior },
  config: { Origins: [{ Id: 'files', DomainName: HOST, S3OriginConfig: {}, ...origin }] },
  resources: {
    Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: BUCKET, ...bucket } },
    ...statements.length > 0 && { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: BUCKET, PolicyDocument: { Statement: statements } } } },
  },
});

const signature = (account = 'ANY') => ({ authorization: `AWS4-HMAC-SHA256 Credential=${account}/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00` });

/** A bucket behind an edge: statuses by the edge, by S3 without credentials, and by S3 as an account. */
function privateBucket(given: Given) {
  const { objects = { a: 'a' }, run } = given;
  const edge: ScenarioEdge = new ScenarioEdge({
    ...scenarioOf(given),
    origin: [],
    run: { ...run, origins: originClients({ files: objects }, () => edge.reloaded ?? edge.application) },
  });
  const { application } = edge;
  const canonicalUser = application.originAccessIdentities[0].s3CanonicalUserId;
  const s3 = (url: string, viewer: Viewer = {}) => edge.get(url, { host: HOST, ...viewer });
  return {
    edge,
    canonicalUser,
    s3,
    byEdge: async (url: string, viewer?: Viewer) => (await edge.get(url, viewer)).status,
    direct: async (url: string) => (await s3(url)).status,
    owner: async (method: string, url: string, viewer: Viewer = {}, account?: string) => {
      const headers = { ...viewer.headers, ...signature(account) };
      return (await s3(url, { method, ...viewer, headers })).status;
    },
    deploy: (changed: Given) => edge.deploy(scenarioOf({ ...given, ...changed })),
  };
}

const READ = allow(IDENTITY);

test('without any restriction each object is readable by both URLs [PRV-015]', async () => {
  const { byEdge, direct } = privateBucket({ origin: {}, statements: [allow('*')] });
  expect([await byEdge('/a'), await direct('/a')]).toEqual([200, 200]);
});

test('a signed URL and an identity protect each by itself [PRV-001] [PRV-020]', async () => {
  const { publicKey, privateKey } = rsa();
  const signed = { behavior: { TrustedSigners: ['self'] }, run: { keyPairs: [{ account: 'self', id: 'APKAEXAMPLE', publicKey }] } };
  const withIdentity = privateBucket({ statements: [READ] });
  expect([await withIdentity.byEdge('/a'), await withIdentity.direct('/a')]).toEqual([200, 403]);
  const withSigners = privateBucket({ origin: {}, statements: [allow('*')], ...signed });
  expect([await withSigners.byEdge('/a'), await withSigners.direct('/a')]).toEqual([403, 200]);
  const both = privateBucket({ statements: [READ], ...signed });
  const url = signedUrl(`https://${both.edge.application.distributions[0].domainName}/a`, { dateLessThan: START / 1000 + 60 }, { keyPairId: 'APKAEXAMPLE', privateKey });
  expect([await both.byEdge('/a'), await both.direct('/a'), await both.byEdge(`/a${new URL(url).search}`)]).toEqual([403, 403, 200]);
});

test('a bucket is for CloudFront alone once nobody else has read permission [PRV-004]', async () => {
  const { byEdge, direct, deploy } = privateBucket({ statements: [allow('*'), READ] });
  expect([await byEdge('/a'), await direct('/a')]).toEqual([200, 200]);
  deploy({ statements: [READ] });
  expect([await byEdge('/a'), await direct('/a')]).toEqual([200, 403]);
});

test('the bucket is asked as the identity, and not as the viewer [PRV-019]', async () => {
  const { edge, s3, canonicalUser } = privateBucket({ statements: [allow({ CanonicalUser: 'another' })] });
  expect((await edge.get('/a')).status).toBe(403);
  const granted = privateBucket({ statements: [allow({ CanonicalUser: canonicalUser })] });
  expect((await granted.edge.get('/a')).text).toBe('a');
  const refused = await s3('/a');
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
});

test.each([
  ['an object', {}, '/a', 'https', 200],
  ['a redirect to HTTPS', { behavior: { ViewerProtocolPolicy: 'redirect-to-https' } }, '/a', 'http', 301],
  ['what may not be read', { statements: [] }, '/a', 'https', 403],
] as const)('%s tells viewers nothing of the bucket [PRV-016]', async (_what, given, url, protocol, expected) => {
  const { edge } = privateBucket({ statements: [READ], ...given });
  const { status, headers, text } = await edge.get(url, { protocol });
  expect(status).toBe(expected);
  expect(`${headers.join('\n')}\n${text}`).not.toMatch(/private-files|amazonaws/);
});

test('each method of the viewer needs a permission of the identity\'s own [PRV-036]', async () => {
  const behavior = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
  const statuses = async (...actions: string[]) => {
    const { byEdge } = privateBucket({ statements: [allow(IDENTITY, actions)], behavior });
    return [await byEdge('/a'), await byEdge('/a', { method: 'HEAD' }), await byEdge('/new', { method: 'PUT', body: 'new' }), await byEdge('/new'), await byEdge('/a', { method: 'DELETE' }), await byEdge('/a')];
  };
  expect(await statuses('s3:GetObject')).toEqual([200, 200, 403, 403, 403, 200]);
  expect(await statuses('s3:GetObject', 's3:PutObject')).toEqual([200, 200, 200, 200, 403, 200]);
  expect(await statuses('s3:GetObject', 's3:DeleteObject')).toEqual([200, 200, 403, 403, 204, 403]);
  expect(await statuses('s3:PutObject')).toEqual([403, 403, 200, 403, 403, 403]);
});

test('a bucket is private until somebody is let in, but for the account that has it [PRV-038]', async () => {
  const { byEdge, direct, owner } = privateBucket({ origin: {} });
  expect([await byEdge('/a'), await direct('/a'), await owner('GET', '/a')]).toEqual([403, 403, 200]);
  expect([await owner('PUT', '/b', { body: 'b' }), await owner('GET', '/b'), await owner('GET', '/b', {}, '999999999999')]).toEqual([200, 200, 403]);
});

test('a grant to everybody leaves the S3 URL usable until it is taken away [PRV-043]', async () => {
  const { byEdge, direct, owner, canonicalUser } = privateBucket({});
  const grant = (...grants: string[]) => owner('PUT', '/a?acl', { headers: { 'x-amz-grant-read': grants.join(', ') } });
  await grant(`id="${canonicalUser}"`, 'uri="http://acs.amazonaws.com/groups/global/AllUsers"');
  expect([await byEdge('/a'), await direct('/a')]).toEqual([200, 200]);
  await grant(`id="${canonicalUser}"`);
  expect([await byEdge('/a'), await direct('/a')]).toEqual([200, 403]);
});

test('by ACLs an identity reads the objects that are granted to it, one by one [PRV-044] [PRV-046]', async () => {
  const { byEdge, owner, canonicalUser, s3 } = privateBucket({ objects: { 'a.jpg': 'a', 'b.jpg': 'b', 'c.jpg': 'c' }, bucket: { AccessControl: 'Private' } });
  const statuses = () => Promise.all(['/a.jpg', '/b.jpg', '/c.jpg'].map((url) => byEdge(url)));
  const policy = `<AccessControlPolicy><AccessControlList><Grant><Grantee><ID>${canonicalUser}</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`;
  expect(await statuses()).toEqual([403, 403, 403]);
  await owner('PUT', '/a.jpg?acl', { body: policy });
  expect(await statuses()).toEqual([200, 403, 403]);
  const { text } = await s3('/', { headers: signature() });
  for (const [, key] of text.matchAll(/<Key>([^<]+)<\/Key>/g)) expect(await owner('PUT', `/${key}?acl`, { body: policy })).toBe(200);
  expect(await statuses()).toEqual([200, 200, 200]);
  expect((await s3('/c.jpg?acl', { headers: signature() })).text).toContain(`<ID>${canonicalUser}</ID>`);
});

test('an ACL is changed by those who may, of objects that are there, and to one that is an ACL', async () => {
  const { owner, s3 } = privateBucket({});
  expect([(await s3('/a?acl', { method: 'PUT' })).status, (await s3('/a?acl')).status, await owner('PUT', '/none?acl'), await owner('POST', '/a?acl')]).toEqual([403, 403, 404, 405]);
  expect(await owner('PUT', '/a?acl', { body: ' '.repeat(262_145) })).toBe(400);
  const malformed = await s3('/a?acl', { method: 'PUT', body: '<Grants/>', headers: signature() });
  expect([malformed.status, malformed.text]).toEqual([400, expect.stringContaining('<Code>MalformedACLError</Code>')]);
});

test('what another account has uploaded, the bucket\'s policy gives to nobody [PRV-045]', async () => {
  const uploader = '222233334444';
  const statements = [READ, allow({ AWS: `arn:aws:iam::${uploader}:root` }, 's3:PutObject')];
  const owning = (ObjectOwnership: string) => ({ statements, bucket: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } });
  const { byEdge, owner, canonicalUser } = privateBucket(owning('ObjectWriter'));
  const grant = { headers: { 'x-amz-grant-read': `id="${canonicalUser}"` } };
  expect([await owner('PUT', '/x', { body: 'x' }, uploader), await byEdge('/x'), await owner('PUT', '/x?acl', grant)]).toEqual([200, 403, 403]);
  expect([await owner('PUT', '/x?acl', grant, uploader), await byEdge('/x')]).toEqual([200, 200]);
  expect([await owner('PUT', '/y', { body: 'y', headers: { 'x-amz-acl': 'bucket-owner-full-control' } }, uploader), await byEdge('/y'), await owner('PUT', '/y?acl', grant), await byEdge('/y')]).toEqual([200, 403, 200, 200]);
  const enforced = privateBucket(owning('BucketOwnerEnforced'));
  expect([await enforced.owner('PUT', '/x', { body: 'x' }, uploader), await enforced.byEdge('/x')]).toEqual([200, 200]);
  const preferred = privateBucket(owning('BucketOwnerPreferred'));
  await preferred.owner('PUT', '/x', { body: 'x', headers: { 'x-amz-acl': 'bucket-owner-full-control' } }, uploader);
  expect(await preferred.byEdge('/x')).toBe(200);
});

test('a grant by policy and one by ACL add up, and a Deny of the policy is stronger than both [PRV-088]', async () => {
  const deny = { ...READ, Effect: 'Deny', Resource: `arn:aws:s3:::${BUCKET}/c` };
  const { byEdge, owner, canonicalUser } = privateBucket({ objects: { a: 'a', b: 'b', c: 'c' }, statements: [allow(IDENTITY, 's3:GetObject', `arn:aws:s3:::${BUCKET}/b`), deny] });
  for (const key of ['a', 'c']) await owner('PUT', `/${key}?acl`, { headers: { 'x-amz-grant-read': `id=${canonicalUser}` } });
  expect([await byEdge('/a'), await byEdge('/b'), await byEdge('/c')]).toEqual([200, 200, 403]);
});
