import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DirectorySource, FunctionOrigin, MemoryObject, MemorySource, ObjectSource, OriginClient, originFor, OriginRequest, signedUrl } from '../../../src/edge';
import { Json, ok, Scenario, ScenarioEdge, START } from '../scenario';
import { rsa } from '../signing/keys';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [BUCKET, '/*']] };
const IDENTITY = { Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } } };
const allow = (Action: string | string[], who: Json = { Principal: '*' }, Resource: unknown = OBJECTS): Json => ({ Effect: 'Allow', Action, Resource, ...who });
const READ = allow('s3:GetObject');

const REST = { DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {} };
const BY_IDENTITY = { ...REST, S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } } };
const WEBSITE = {
  DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }] }] }, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
};

interface Given {
  readonly origin?: Json;
  readonly bucket?: Json;
  readonly statements?: readonly Json[];
  readonly scenario?: Partial<Scenario>;
}

/** An edge in front of a bucket, and the requests that the bucket got. */
function bucketEdge(objects: { readonly [key: string]: MemoryObject } | ObjectSource, { origin = REST, bucket = {}, statements = [READ], scenario = {} }: Given = {}) {
  const requests: OriginRequest[] = [];
  const source = typeof objects.keys === 'function' ? objects as ObjectSource : new MemorySource(objects as { readonly [key: string]: MemoryObject });
  const clients: { direct?: OriginClient } = {};
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: [],
    ...scenario,
    resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } } },
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
    },
    config: { Origins: [{ Id: 'origin', ...origin }], ...scenario.config },
    run: {
      ...scenario.run,
      origins: (config) => {
        const client = clients.direct = originFor(config, edge.application, source);
        return {
          ask: (request) => {
            requests.push(request);
            return client.ask(request);
          },
        };
      },
    },
  });
  /** Asks the bucket itself, as somebody without credentials. */
  const direct = async (url: string) => (await clients.direct!.ask({ ...requests[0], url, method: 'GET', signedAs: { kind: 'anonymous' } })).status;
  return { edge, requests, source, direct };
}

test('objects are delivered however they came into the bucket [ORG-003]', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
  writeFileSync(join(directory, 'written.txt'), 'a file');
  copyFileSync(join(directory, 'written.txt'), join(directory, 'copied.txt'));
  const { edge } = bucketEdge(new DirectorySource(directory), { statements: [READ, allow('s3:PutObject')], scenario: { behavior: { AllowedMethods: METHODS } } });
  await edge.get('/put.txt', { method: 'PUT', body: 'by request', headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=5' } });
  expect([(await edge.get('/copied.txt')).text, (await edge.get('/put.txt')).text]).toEqual(['a file', 'by request']);
  expect((await edge.get('/put.txt')).header('cache-control')).toBe('max-age=5');
});

test('prefixes of keys are folders of the URL [ORG-004] [DST-033]', async () => {
  const { edge, requests } = bucketEdge({ 'images/2012/a.jpg': 'picture' });
  const answer = await edge.get('/images/2012/a.jpg');
  expect([answer.status, answer.text, requests[0].url]).toEqual([200, 'picture', '/images/2012/a.jpg']);
});

test.each(['b.s3.amazonaws.com', 'b.s3.us-east-1.amazonaws.com', 'b.s3-us-west-2.amazonaws.com', 'b.s3-external-1.amazonaws.com'])('%s is the bucket b [ORG-019]', async (DomainName) => {
  const { edge } = bucketEdge({ a: 'bytes of a' }, { origin: { DomainName, S3OriginConfig: {} }, bucket: { BucketName: 'b' } });
  expect((await edge.get('/a')).text).toBe('bytes of a');
});

test('a bucket is asked by the protocol of the viewer [ORG-020]', async () => {
  const { edge, requests } = bucketEdge({ a: 'a', b: 'b' });
  await edge.get('/a', { protocol: 'https' });
  await edge.get('/b', { protocol: 'http' });
  expect(requests.map(({ protocol }) => protocol)).toEqual(['https', 'http']);
});

test('with an identity, objects are had through CloudFront alone [ORG-021]', async () => {
  const { edge, direct } = bucketEdge({ a: 'a' }, { origin: BY_IDENTITY, statements: [allow('s3:GetObject', IDENTITY)] });
  expect((await edge.get('/a')).status).toBe(200);
  expect(await direct('/a')).toBe(403);
});

test('a bucket with a distribution in front of it answers as before [ORG-005] [DST-032]', async () => {
  const { edge, source, direct } = bucketEdge({ a: 'a', b: 'b' });
  const before = source.keys();
  await edge.get('/a');
  expect([await direct('/a'), await direct('/b'), source.keys()]).toEqual([200, 200, before]);
  expect(edge.application.resources.map(({ type }) => type).filter((type) => type.startsWith('AWS::S3'))).toEqual(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);
});

test('PUT and POST reach the bucket where methods and policy let them [ORG-023]', async () => {
  const { edge, requests, source } = bucketEdge({}, {
    origin: BY_IDENTITY, statements: [allow(['s3:GetObject', 's3:PutObject'], IDENTITY)], scenario: { behavior: { AllowedMethods: METHODS } },
  });
  expect((await edge.get('/new.txt', { method: 'PUT', body: 'hello' })).status).toBe(200);
  expect([source.get('new.txt')?.size, (await edge.get('/new.txt')).text]).toEqual([5, 'hello']);
  await edge.get('/form', { method: 'POST', body: 'a=b' });
  expect(requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'POST']);
});

test('a PUT leaves the cached copy as it is [ORG-024]', async () => {
  const { edge } = bucketEdge({ 'a.txt': { body: 'v1', headers: { 'cache-control': 'max-age=60' } } }, {
    statements: [READ, allow('s3:PutObject')], scenario: { behavior: { AllowedMethods: METHODS } },
  });
  await edge.get('/a.txt');
  expect((await edge.get('/a.txt', { method: 'PUT', body: 'v2' })).status).toBe(200);
  expect((await edge.get('/a.txt')).text).toBe('v1');
  edge.advance(61);
  expect((await edge.get('/a.txt')).text).toBe('v2');
});

describe('a website endpoint', () => {
  const rule = { RoutingRuleCondition: { KeyPrefixEquals: 'old/' }, RedirectRule: { ReplaceKeyPrefixWith: 'new/' } };
  const bucket = { WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: 'err.html', RoutingRules: [rule] } };
  const statements = [READ, allow('s3:ListBucket', { Principal: '*' }, BUCKET)];
  const objects = { 'dir/index.html': 'index of dir', 'err.html': 'error document', 'cf404.html': 'page of CloudFront' };

  test('passes redirects on to the viewer [ORG-030]', async () => {
    const answer = await bucketEdge(objects, { origin: WEBSITE, bucket, statements }).edge.get('/old/a');
    expect([answer.status, answer.header('location')]).toEqual([301, expect.stringMatching(/^http:\/\/.*\/new\/a$/)]);
  });

  test('gives its error document with the status of the error [ORG-031]', async () => {
    const answer = await bucketEdge(objects, { origin: WEBSITE, bucket, statements }).edge.get('/nope');
    expect([answer.status, answer.text]).toEqual([404, 'error document']);
  });

  test('gives way to a custom error page of the distribution [ORG-032]', async () => {
    const config = { CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/cf404.html', ResponseCode: 404 }] };
    const answer = await bucketEdge(objects, { origin: WEBSITE, bucket, statements, scenario: { config } }).edge.get('/nope');
    expect([answer.status, answer.text]).toEqual([404, 'page of CloudFront']);
  });

  test('has index documents, which the bucket itself does not have [ORG-033]', async () => {
    expect((await bucketEdge(objects, { origin: WEBSITE, bucket, statements }).edge.get('/dir/')).text).toBe('index of dir');
    const { edge } = bucketEdge(objects, { bucket, statements });
    const [folder, redirect, missing] = [await edge.get('/dir/'), await edge.get('/old/a'), await edge.get('/nope')];
    expect([folder.status, redirect.status, missing.status]).toEqual([404, 404, 404]);
    expect(missing.text).toContain('<Code>NoSuchKey</Code>');
  });

  test('is used as before beside the distribution [ORG-035]', async () => {
    const { edge, source } = bucketEdge(objects, { origin: WEBSITE, bucket, statements });
    const before = source.keys();
    await edge.get('/dir/');
    expect([source.keys(), edge.application.buckets[0].websiteConfiguration]).toEqual([before, expect.objectContaining({ IndexDocument: 'index.html', ErrorDocument: 'err.html' })]);
  });
});

test('an object that is public is for everyone, without credentials [DST-017]', async () => {
  const answer = await bucketEdge({ 'a.jpg': { body: 'picture', publicRead: true } }, { statements: [] }).edge.get('/a.jpg');
  expect([answer.status, answer.text]).toEqual([200, 'picture']);
});

test('objects are private until they are made public, or granted to an identity [DST-098]', async () => {
  const objects: { [key: string]: MemoryObject } = { a: 'a' };
  expect((await bucketEdge(objects, { statements: [] }).edge.get('/a')).status).toBe(403);
  expect((await bucketEdge({ a: { body: 'a', publicRead: true } }, { statements: [] }).edge.get('/a')).status).toBe(200);
  expect((await bucketEdge(objects, { origin: BY_IDENTITY, statements: [allow('s3:GetObject', IDENTITY)] }).edge.get('/a')).status).toBe(200);
});

test('each object has an ACL of its own: that of the bucket does not open a private one [DST-099]', async () => {
  const bucket = { AccessControl: 'PublicRead' };
  const { edge } = bucketEdge({ hidden: { body: 'hidden', publicRead: false }, shown: { body: 'shown', publicRead: true } }, { bucket, statements: [allow('s3:PutObject')], scenario: { behavior: { AllowedMethods: METHODS } } });
  expect([(await edge.get('/hidden')).status, (await edge.get('/shown')).status]).toEqual([403, 200]);
  for (const acl of ['private', 'public-read']) await edge.get(`/${acl}`, { method: 'PUT', body: acl, headers: { 'x-amz-acl': acl } });
  const shown = await edge.get('/public-read');
  expect([(await edge.get('/private')).status, shown.status, shown.header('x-amz-acl')]).toEqual([403, 200, undefined]);
});

test('an identity is let in by the bucket\'s policy, which holds for new objects too, or by the ACL of each object [PRV-037]', async () => {
  const byPolicy = bucketEdge({ a: 'a' }, { origin: BY_IDENTITY, statements: [allow('s3:GetObject', IDENTITY)] });
  void byPolicy.source.put('new', Buffer.from('new'), {});
  expect([(await byPolicy.edge.get('/a')).status, (await byPolicy.edge.get('/new')).status]).toEqual([200, 200]);

  const byAcl = bucketEdge({}, { origin: BY_IDENTITY, statements: [] });
  const [{ s3CanonicalUserId }] = byAcl.edge.application.originAccessIdentities;
  const grants = { granted: `id="${s3CanonicalUserId}"`, both: `uri="http://acs.amazonaws.com/groups/global/AllUsers", id="${s3CanonicalUserId}"`, other: 'id="0123456789abcdef"' };
  for (const [key, grant] of Object.entries(grants)) void byAcl.source.put(key, Buffer.from(key), { 'x-amz-grant-read': grant });
  void byAcl.source.put('new', Buffer.from('new'), {});
  const got = await Promise.all(['granted', 'both', 'other', 'new'].map((key) => byAcl.edge.get(`/${key}`)));
  expect([got.map(({ status }) => status), got[0].header('x-amz-grant-read')]).toEqual([[200, 200, 403, 403], undefined]);
  expect([await byAcl.direct('/granted'), await byAcl.direct('/both')]).toEqual([403, 200]);
});

test('the list of a private bucket is for those who have a signature, and by the edge alone [ERR-080]', async () => {
  const { publicKey, privateKey } = rsa();
  const { edge, direct } = bucketEdge({ 'a.txt': 'a' }, {
    origin: BY_IDENTITY,
    statements: [allow(['s3:GetObject', 's3:ListBucket'], IDENTITY, [BUCKET, OBJECTS])],
    scenario: { behavior: { TrustedSigners: ['self'] }, run: { keyPairs: [{ account: 'self', id: 'APKAEXAMPLE', publicKey }] } },
  });
  const root = signedUrl(`https://${edge.application.distributions[0].domainName}/`, { dateLessThan: START / 1000 + 60 }, { keyPairId: 'APKAEXAMPLE', privateKey });
  const listing = await edge.get(`/${new URL(root).search}`);
  expect([listing.status, (await edge.get('/')).status, await direct('/')]).toEqual([200, 403, 403]);
  expect(listing.text).toContain('<Key>a.txt</Key>');
});

test('a directory has the ACLs of its objects in its metadata file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
  for (const name of ['hidden', 'shown']) writeFileSync(join(directory, name), name);
  writeFileSync(join(directory, '.metadata.json'), JSON.stringify({ shown: { 'x-amz-acl': 'public-read' } }));
  const { edge } = bucketEdge(new DirectorySource(directory), { statements: [] });
  expect([(await edge.get('/hidden')).status, (await edge.get('/shown')).status]).toEqual([403, 200]);
});

test('with CORS rules and Origin forwarded, each origin has an answer of its own, with S3\'s headers where it is allowed [ORG-075] [DST-146]', async () => {
  const bucket = { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['http://a.example.com'], AllowedMethods: ['GET'] }] } };
  const from = (Origin: string) => ({ headers: { Origin } });
  const { edge } = bucketEdge({ a: 'a' }, { bucket, scenario: { behavior: { ForwardedValues: { QueryString: false, Headers: ['Origin'] } } } });
  const [allowed, other] = [await edge.get('/a', from('http://a.example.com')), await edge.get('/a', from('http://b.example.com'))];
  expect([allowed.header('access-control-allow-origin'), other.header('access-control-allow-origin'), other.header('x-cache')])
    .toEqual(['http://a.example.com', undefined, 'Miss from cloudfront']);
  expect(await edge.xCache('/a', from('http://a.example.com'))).toBe('Hit');
  const without = bucketEdge({ a: 'a' }, { bucket });
  expect((await without.edge.get('/a', from('http://a.example.com'))).header('access-control-allow-origin')).toBeUndefined();
  expect(without.requests[0].headers).not.toContain('Origin');
});

test('two versions of a file in a bucket: the compressed one says so itself [ERR-102]', async () => {
  const { edge } = bucketEdge({
    'welcome.js': 'hello()', 'welcome.js.gz': { body: gzipSync('hello()'), headers: { 'content-encoding': 'gzip', 'content-type': 'application/javascript' } },
  });
  const compressed = await edge.get('/welcome.js.gz', { headers: { 'Accept-Encoding': 'gzip' } });
  expect([compressed.status, compressed.header('content-encoding'), compressed.header('content-type')]).toEqual([200, 'gzip', 'application/javascript']);
  const plain = await edge.get('/welcome.js');
  expect([plain.text, plain.header('content-encoding')]).toEqual(['hello()', undefined]);
});

test('what is written without a type is binary/octet-stream [ERR-104]', async () => {
  const { edge } = bucketEdge({}, { statements: [READ, allow('s3:PutObject')], scenario: { behavior: { AllowedMethods: METHODS } } });
  await edge.get('/a.css', { method: 'PUT', body: 'p {}' });
  expect((await edge.get('/a.css')).header('content-type')).toBe('binary/octet-stream');
  await edge.get('/b.css', { method: 'PUT', body: 'p {}', headers: { 'Content-Type': 'text/css' } });
  expect((await edge.get('/b.css')).header('content-type')).toBe('text/css');
});

test('what is deployed from a directory has the type of its name [ERR-105]', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
  const types = { 'a.css': 'text/css', 'b.html': 'text/html', 'c.OTF': 'font/otf', 'd.vtt': 'text/vtt', 'e.unknown': 'binary/octet-stream', 'f': 'binary/octet-stream' };
  for (const name of Object.keys(types)) writeFileSync(join(directory, name), 'content');
  const { edge } = bucketEdge(new DirectorySource(directory));
  for (const [name, type] of Object.entries(types)) expect((await edge.get(`/${name}`)).header('content-type')).toBe(type);
});

test('origins of any kind answer for their behaviors in one distribution [ORG-002]', async () => {
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: [],
    config: {
      Origins: [{ Id: 'bucket', ...REST }, { Id: 'origin', DomainName: 'app.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
      CacheBehaviors: [{ PathPattern: '/s3/*', TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }],
    },
    resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } } },
    run: { origins: (origin) => (origin.id === 'bucket' ? originFor(origin, edge.application, new MemorySource({ 's3/a': { body: 'of the bucket', publicRead: true } })) : new FunctionOrigin(() => ok('of the server'))) },
  });
  expect([(await edge.get('/s3/a')).text, (await edge.get('/app/b')).text]).toEqual(['of the bucket', 'of the server']);
});

test('end to end: a bucket with a public object, a distribution with defaults, and the object under the domain name [WEB-009] [DST-102] [ORG-077]', async () => {
  const { edge } = bucketEdge({ 'image.jpg': { body: 'bytes', publicRead: true } }, { statements: [], bucket: { BucketName: 'example-myawsbucket' } });
  expect(edge.edge.status(edge.id)).toBe('Deployed');
  const answer = await edge.get('/image.jpg', { protocol: 'http' });
  expect([answer.status, answer.text, answer.header('x-cache')]).toEqual([200, 'bytes', 'Miss from cloudfront']);
  expect(await edge.xCache('/image.jpg', { protocol: 'http' })).toBe('Hit');
});

test('fetched, cached, confirmed: Miss, Hit, RefreshHit [DST-022]', async () => {
  const { edge } = bucketEdge({ 'logo.jpg': { body: 'logo', headers: { 'cache-control': 'max-age=10' } } });
  const types = [];
  for (const seconds of [0, 1, 11]) {
    edge.advance(seconds);
    types.push((await edge.get('/logo.jpg', { protocol: 'http' })).record.resultType);
  }
  expect(types).toEqual(['Miss', 'Hit', 'RefreshHit']);
});
