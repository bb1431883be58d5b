import { createHash } from 'crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DirectorySource, Edge, ManualClock, MemoryObject, MemorySource, ObjectSource, originFor, OriginRequest, S3Bucket } from '../../../src/edge';
import { BucketAccess } from '../../../src/edge/s3/access';
import { readTemplates } from '../../../src/template';
import { START } from '../scenario';

type Json = { readonly [property: string]: unknown };

const OAI = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } };
const CONTROL = {
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: { OriginAccessControlConfig: { Name: 'control', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } },
};
const IDENTITY = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } } };
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };
const BY_IDENTITY = { Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } } };

const allow = (Action: string, who: Json, Resource: unknown = OBJECTS) => ({ Effect: 'Allow', Action, Resource, ...who });

/** Requests to an edge whose origin is a bucket. */
async function answers(objects: ObjectSource, { origin = {}, bucket = {}, statements = [] as unknown[], methods = ['GET', 'HEAD'] }, ...urls: string[]) {
  const template = {
    Resources: {
      Identity: OAI,
      Control: CONTROL,
      Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
      ...(statements.length > 0 ? { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } } } } : {}),
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {}, ...origin }],
            DefaultCacheBehavior: { TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all', AllowedMethods: methods, ForwardedValues: { QueryString: false } },
          },
        },
      },
    },
  };
  const application = readTemplates([{ name: 'buckets', template }]);
  const edge = new Edge({ application, clock: new ManualClock(START), origins: (config) => originFor(config, application, objects) });
  const received = [];
  for (const text of urls) {
    const [method, url] = text.includes(' ') ? text.split(' ') : ['GET', text];
    const body = method === 'PUT' ? Buffer.from('written') : undefined;
    const answer = await edge.handle({ method, url, headers: ['Host', application.distributions[0].domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', body });
    const chunks: Uint8Array[] = [];
    for await (const chunk of answer.body instanceof Uint8Array ? [answer.body] : answer.body ?? []) chunks.push(chunk);
    received.push({ status: answer.status, text: Buffer.concat(chunks).toString(), headers: answer.headers });
  }
  return received;
}

const memory = (objects: { readonly [key: string]: MemoryObject }) => new MemorySource(objects);
const SECRET = { 'secret.txt': 'secret' };

test('an object that nobody may read is denied, a public one is served [WEB-007]', async () => {
  const [denied] = await answers(memory(SECRET), {}, '/secret.txt');
  expect([denied.status, denied.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  const [served] = await answers(memory({ 'secret.txt': { body: 'secret', publicRead: true } }), {}, '/secret.txt');
  expect([served.status, served.text]).toEqual([200, 'secret']);
});

test('the identity reads what the bucket policy grants it, and nothing without the grant', async () => {
  const [granted] = await answers(memory(SECRET), { origin: IDENTITY, statements: [allow('s3:GetObject', BY_IDENTITY)] }, '/secret.txt');
  const [ungranted] = await answers(memory(SECRET), { origin: IDENTITY }, '/secret.txt');
  const [anonymous] = await answers(memory(SECRET), { statements: [allow('s3:GetObject', BY_IDENTITY)] }, '/secret.txt');
  expect([granted.status, ungranted.status, anonymous.status]).toEqual([200, 403, 403]);
});

test('origin access control reads for its own distribution alone', async () => {
  const origin = { OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] } };
  const arn = (id: unknown) => ({ 'Fn::Join': ['', ['arn:aws:cloudfront::123456789012:distribution/', id]] });
  const statement = (id: unknown) => ({ ...allow('s3:GetObject', { Principal: { Service: 'cloudfront.amazonaws.com' } }), Condition: { StringEquals: { 'AWS:SourceArn': arn(id) } } });
  const [own] = await answers(memory(SECRET), { origin, statements: [statement({ Ref: 'Web' })] }, '/secret.txt');
  const [other] = await answers(memory(SECRET), { origin, statements: [statement('EOTHER')] }, '/secret.txt');
  expect([own.status, other.status]).toEqual([200, 403]);
});

test('a Deny wins over an Allow', async () => {
  const statements = [allow('s3:*', { Principal: '*' }), { ...allow('s3:GetObject', { Principal: '*' }), Effect: 'Deny' }];
  expect((await answers(memory(SECRET), { statements }, '/secret.txt'))[0].status).toBe(403);
});

test('a bucket that blocks public policies ignores a public grant', async () => {
  const statements = [allow('s3:GetObject', { Principal: '*' })];
  const [open] = await answers(memory(SECRET), { statements }, '/secret.txt');
  const [blocked] = await answers(memory(SECRET), { statements, bucket: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } } }, '/secret.txt');
  expect([open.status, blocked.status]).toEqual([200, 403]);
});

test('a missing key is a 404 only for who may list the bucket', async () => {
  const read = allow('s3:GetObject', BY_IDENTITY);
  const list = allow('s3:ListBucket', BY_IDENTITY, { 'Fn::GetAtt': ['Bucket', 'Arn'] });
  const [hidden] = await answers(memory({}), { origin: IDENTITY, statements: [read] }, '/none');
  const [shown] = await answers(memory({}), { origin: IDENTITY, statements: [read, list] }, '/none');
  expect([hidden.status, shown.status, shown.text.includes('<Code>NoSuchKey</Code>')]).toEqual([403, 404, true]);
});

test('objects are written and deleted where the policy lets the identity', async () => {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
  const all = [allow('s3:*', BY_IDENTITY)];
  const [put, got, deleted] = await answers(memory({}), { origin: IDENTITY, statements: all, methods }, 'PUT /new.txt', '/new.txt', 'DELETE /new.txt');
  expect([put.status, got.text, deleted.status]).toEqual([200, 'written', 204]);
  const [refused] = await answers(memory({}), { origin: IDENTITY, statements: [allow('s3:GetObject', BY_IDENTITY)], methods }, 'PUT /new.txt');
  expect(refused.status).toBe(403);
});

describe('asked by itself', () => {
  const HEADERS = ['Origin', 'https://www.example.com', 'Access-Control-Request-Method', 'GET', 'Access-Control-Request-Headers', ' x-a ,, X-B'];
  const CORS = { CorsRules: [{ AllowedOrigins: ['https://www.example.com'], AllowedMethods: ['GET'], AllowedHeaders: ['x-*'] }] };
  const PUBLIC = { effect: 'Allow', principals: { AWS: ['*'] }, actions: ['s3:*'], notActions: [], resources: ['*'], conditions: {} };
  const access = { bucket: { name: 'files', corsConfiguration: CORS }, policy: { statements: [PUBLIC] } } as unknown as BucketAccess;

  async function answer(source: ObjectSource, method: string, url: string, headers: readonly string[] = [], body?: string) {
    const request = { method, url, headers, protocol: 'https', signedAs: { kind: 'anonymous' }, body: body === undefined ? undefined : Buffer.from(body) };
    const { status, headers: raw, body: sent } = await new S3Bucket('files', source, () => access).ask(request as unknown as OriginRequest);
    return { status, text: sent instanceof Uint8Array ? Buffer.from(sent).toString() : '', headers: Object.fromEntries(raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1]]] : []))) };
  }

  test('it keeps the headers that S3 keeps with an object, and no others', async () => {
    const source = memory({});
    const kept = { 'Content-Type': 'text/css', 'Content-Encoding': 'gzip', 'Cache-Control': 'max-age=5', 'Expires': 'never', 'X-Amz-Meta-Owner': 'me', 'Content-Language': 'de', 'Content-Disposition': 'inline', 'X-Amz-Acl': 'private' };
    const put = await answer(source, 'PUT', '/a', [...Object.entries({ ...kept, 'Authorization': 'x', 'X-Other': 'y', 'X-Cache-Control': 'z' }).flat()], 'body');
    expect([put.status, put.headers['content-length'], put.headers.etag]).toEqual([200, '0', source.get('a')!.etag]);
    expect(source.get('a')!.metadata).toEqual(Object.fromEntries(Object.entries(kept).map(([name, value]) => [name.toLowerCase(), value])));
    await answer(source, 'PUT', '/b', [], 'body');
    expect(source.get('b')!.metadata).toEqual({ 'content-type': 'binary/octet-stream' });
  });

  test('the grants of what is written count, and are not told to readers', async () => {
    const source = memory({});
    await answer(source, 'PUT', '/a', ['x-amz-grant-read', 'id="canonical", uri="http://acs.amazonaws.com/groups/global/AllUsers"'], 'body');
    expect(source.get('a')!.acl).toEqual({ everybody: true, canonicalUsers: ['canonical'] });
    expect((await answer(source, 'GET', '/a')).headers).not.toHaveProperty('x-amz-grant-read');
  });

  describe('the ACL of the bucket', () => {
    const OWN = { ...access, policy: undefined, account: '111122223333', bucket: { ...access.bucket, accessControl: 'PublicRead' } } as unknown as BucketAccess;
    const ask = async (source: ObjectSource, method: string, account: string, headers: string[] = [], body = '') => {
      const request = { method, url: '/?acl', headers, protocol: 'https', signedAs: { kind: 'account', number: account }, body: Buffer.from(body) };
      const { status, body: sent } = await new S3Bucket('files', source, () => OWN).ask(request as unknown as OriginRequest);
      return `${status} ${/<Code>(\w+)|<URI>(\S+)<\/URI>.*?<Permission>(\w+)/.exec(Buffer.from(sent as Uint8Array ?? '').toString())?.slice(1).filter(Boolean).join(' ') ?? ''}`.trim();
    };

    test('is the one of its template, until its owner puts another', async () => {
      const source = memory({});
      expect(await ask(source, 'GET', '111122223333')).toBe('200 http://acs.amazonaws.com/groups/global/AllUsers READ');
      expect(await ask(source, 'PUT', '111122223333', ['x-amz-grant-write', 'uri="http://acs.amazonaws.com/groups/s3/LogDelivery"'])).toBe('200');
      expect(await ask(source, 'GET', '111122223333')).toBe('200 http://acs.amazonaws.com/groups/s3/LogDelivery WRITE');
    });

    test('is for nobody else, and is put whole or not at all', async () => {
      const source = memory({});
      expect([await ask(source, 'GET', '222233334444'), await ask(source, 'PUT', '222233334444', ['x-amz-acl', 'private'])]).toEqual(['403 AccessDenied', '403 AccessDenied']);
      expect([await ask(source, 'DELETE', '111122223333'), await ask(source, 'PUT', '111122223333', [], 'nonsense')]).toEqual(['405 MethodNotAllowed', '400 MalformedACLError']);
      expect(source.bucketAcl).toEqual({});
    });
  });

  test.each(['abc', '-1', '1.5', '2147483648', '99999999999'])('max-keys=%s is no number of keys', async (count) => {
    const refused = await answer(memory({ a: 'a' }), 'GET', `/?max-keys=${count}`);
    expect([refused.status, refused.text]).toEqual([400, expect.stringMatching(`<Code>InvalidArgument</Code>.*<ArgumentName>max-keys</ArgumentName><ArgumentValue>${count}</ArgumentValue>`)]);
  });

  test('what is deleted is gone, and deleting what is not there does no harm', async () => {
    const source = memory({ a: 'a' });
    expect([(await answer(source, 'DELETE', '/a')).status, (await answer(source, 'DELETE', '/a')).status, source.get('a')]).toEqual([204, 204, undefined]);
  });

  test('a preflight is answered by the CORS rules, or refused', async () => {
    const allowed = await answer(memory({}), 'OPTIONS', '/a', HEADERS);
    expect([allowed.status, allowed.headers['content-length'], allowed.headers['access-control-allow-headers'], allowed.headers.server]).toEqual([200, '0', 'x-a, X-B', 'AmazonS3']);
    for (const missing of [HEADERS.slice(2), HEADERS.slice(0, 2), []]) expect(await answer(memory({}), 'OPTIONS', '/a', missing)).toMatchObject({ status: 403, text: expect.stringContaining('<Code>AccessForbidden</Code>') });
    expect((await answer(memory({}), 'OPTIONS', '/a', [...HEADERS.slice(0, 2), 'Access-Control-Request-Method', 'PUT'])).text).toContain('<Method>PUT</Method>');
  });

  test.each([['POST', '/a', 'OBJECT'], ['PATCH', '/', 'BUCKET'], ['PUT', '/', 'BUCKET'], ['DELETE', '/', 'BUCKET']])('%s of %s is no method of an %s', async (method, url, type) => {
    expect(await answer(memory({ a: 'a' }), method, url)).toMatchObject({ status: 405, text: expect.stringContaining(`<ResourceType>${type}</ResourceType>`) });
  });

  test('a range, a condition and an archived object are answered as S3 does', async () => {
    const source = memory({ a: '0123456789', cold: { body: 'x', headers: { 'x-amz-storage-class': 'GLACIER' } }, deep: { body: 'x', headers: { 'x-amz-storage-class': 'DEEP_ARCHIVE' } } });
    expect(await answer(source, 'GET', '/a', ['Range', 'bytes=2-4'])).toMatchObject({ status: 206, text: '234', headers: { 'content-range': 'bytes 2-4/10', 'content-length': '3' } });
    expect(await answer(source, 'GET', '/a', ['Range', 'bytes=0-1,4-5'])).toMatchObject({ status: 200, text: '0123456789', headers: { 'content-length': '10' } });
    expect(await answer(source, 'GET', '/a', ['Range', 'bytes=10-'])).toMatchObject({ status: 416, text: expect.stringContaining('<ActualObjectSize>10</ActualObjectSize>') });
    expect(await answer(source, 'GET', '/a', ['Range', 'bytes=2-4', 'If-Range', '"other"'])).toMatchObject({ status: 200 });
    expect(await answer(source, 'GET', '/a', ['If-Match', '"other"'])).toMatchObject({ status: 412, text: expect.stringContaining('<Condition>If-Match</Condition>') });
    for (const key of ['cold', 'deep']) expect(await answer(source, 'GET', `/${key}`)).toMatchObject({ status: 403, text: expect.stringContaining('<Code>InvalidObjectState</Code>') });
  });
});

test('a website endpoint has index documents, folder redirects and an error document', async () => {
  const bucket = { WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: 'error.html' } };
  const origin = {
    DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }] }] }, S3OriginConfig: undefined, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
  };
  const statements = [allow('s3:GetObject', { Principal: '*' })];
  const objects = memory({ 'index.html': 'home', 'docs/index.html': 'docs', 'error.html': 'sorry' });
  const [home, folder, redirect, missing] = await answers(objects, { bucket, origin, statements }, '/', '/docs/', '/docs', '/none');
  expect([home.text, folder.text]).toEqual(['home', 'docs']);
  expect([redirect.status, redirect.headers[redirect.headers.indexOf('Location') + 1]]).toEqual([302, '/docs/']);
  expect([missing.status, missing.text]).toEqual([403, 'sorry']);
});

describe('a directory', () => {
  const root = mkdtempSync(join(tmpdir(), 'bucket-'));
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  mkdirSync(join(root, 'deep'));
  writeFileSync(join(root, 'deep', 'a.html'), '<p>a</p>');
  writeFileSync(join(root, '.metadata.json'), JSON.stringify({ 'deep/a.html': { 'Cache-Control': 'max-age=5' } }));
  symlinkSync(join(outside, 'secret.txt'), join(root, 'link.txt'));
  const source = new DirectorySource(root);

  test('a pattern stores headers with many objects at once, and a key counts more [OBJ-133]', () => {
    const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
    mkdirSync(join(directory, 'theme'));
    const names = Array.from({ length: 50 }, (_, i) => `${i % 2 === 0 ? '' : 'theme/'}${i}.css`);
    for (const name of [...names, 'index.html', 'a?.css']) writeFileSync(join(directory, name), name);
    const metadata = { '*.css': { 'Cache-Control': 'max-age=60', 'x-amz-meta-kind': 'style' }, 'theme/*': { 'Cache-Control': 'max-age=3600' }, '0.css': { 'cache-control': 'no-cache' }, 'a?*': { 'x-amz-meta-kind': 'odd' } };
    writeFileSync(join(directory, '.metadata.json'), JSON.stringify(metadata));
    const stored = new DirectorySource(directory);
    const of = (key: string) => [stored.get(key)!.metadata['cache-control'], stored.get(key)!.metadata['x-amz-meta-kind']];
    expect(names.map(of)).toEqual(names.map((name) => [name === '0.css' ? 'no-cache' : name.startsWith('theme/') ? 'max-age=3600' : 'max-age=60', 'style']));
    expect([of('index.html'), of('a?.css')]).toEqual([[undefined, undefined], ['max-age=60', 'odd']]);
    rmSync(directory, { recursive: true });
  });

  test('gives its files with type, tag and stored headers', async () => {
    const object = source.get('deep/a.html')!;
    expect(object.etag).toBe(`"${createHash('md5').update('<p>a</p>').digest('hex')}"`);
    expect(object.metadata).toEqual({ 'content-type': 'text/html', 'cache-control': 'max-age=5' });
    expect(source.keys()).toEqual(['deep/a.html']);
  });

  test.each(['../secret.txt', 'deep/../../secret.txt', '/etc/passwd', 'link.txt', 'deep\\a.html', '.metadata.json', 'deep/./a.html', 'deep', 'a\0b', ''])(
    'gives nothing for %j', (key) => expect(source.get(key)).toBeUndefined());

  test('a metadata file that cannot be read makes the bucket one that fails, and nothing is written to it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'bucket-'));
    writeFileSync(join(directory, 'a.html'), 'a');
    writeFileSync(join(directory, '.metadata.json'), '{');
    const broken = new DirectorySource(directory);
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
    const all = await answers(broken, { statements: [allow('s3:*', { Principal: '*' })], methods }, '/a.html', 'PUT /b.html');
    expect([...all.map(({ status }) => status), existsSync(join(directory, 'b.html'))]).toEqual([502, 502, false]);
    rmSync(directory, { recursive: true });
  });

  test('keeps requests with encoded dots inside', async () => {
    const statements = [allow('s3:GetObject', { Principal: '*' })];
    for (const url of ['/%2e%2e/secret.txt', '/..%2fsecret.txt', '/deep/%2e%2e/%2e%2e/secret.txt', '/link.txt']) {
      expect((await answers(source, { statements }, url))[0].status).toBe(403);
    }
    expect((await answers(source, { statements }, '/deep/a.html'))[0].text).toBe('<p>a</p>');
  });
});
