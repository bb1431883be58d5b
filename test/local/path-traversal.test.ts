import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, running } from './running-edge';
import { exchange } from './sockets';

const above = mkdtempSync(join(tmpdir(), 'bucket-'));
const [bucket, outside] = [join(above, 'bucket'), join(above, 'bucket-outside')];

beforeAll(() => {
  for (const directory of [bucket, join(bucket, 'folder'), outside]) mkdirSync(directory);
  writeFileSync(join(bucket, 'a.txt'), 'inside');
  writeFileSync(join(bucket, '.metadata.json'), '{"a.txt": {"x-amz-meta-a": "secret"}}');
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  symlinkSync(outside, join(bucket, 'linked-folder'));
  symlinkSync(join(outside, 'secret.txt'), join(bucket, 'linked.txt'));
  symlinkSync(join(outside, 'new.txt'), join(bucket, 'dangling.txt'));
  symlinkSync('loop.txt', join(bucket, 'loop.txt'));
  symlinkSync('.metadata.json', join(bucket, 'linked-metadata.json'));
  symlinkSync('/dev/zero', join(bucket, 'zero'));
  symlinkSync('/proc/self/environ', join(bucket, 'environ'));
  symlinkSync('/', join(bucket, 'root'));
  execFileSync('mkfifo', [join(bucket, 'pipe')]);
});
afterAll(() => rmSync(above, { recursive: true }));
afterEach(closeAll);

const CONFIG = {
  Origins: [{ Id: 'files', DomainName: 'files.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: {
    TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ForwardedValues: { QueryString: false },
  },
};

/** A bucket of the application into which everyone may write. */
const OWN_ORIGINS = [{ Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] }, S3OriginConfig: {} }];
const WRITABLE = {
  Files: { Type: 'AWS::S3::Bucket', Properties: {} },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } } },
  },
};

const OUTSIDE = 'bucket-outside/secret.txt';
const PATHS = [
  `/../${OUTSIDE}`, `/folder/../../${OUTSIDE}`, `/./../${OUTSIDE}`, `//../${OUTSIDE}`, `/..//${OUTSIDE}`,
  `/%2e%2e/${OUTSIDE}`, `/%2E%2E%2F${OUTSIDE}`, `/.%2e/${OUTSIDE}`, `/..%2f${OUTSIDE}`, `/folder%2f..%2f..%2f${OUTSIDE}`,
  `/..%5c${OUTSIDE}`, `/..\\${OUTSIDE}`, `/%2e%2e%5c${OUTSIDE.replace('/', '%5c')}`,
  `/%252e%252e/${OUTSIDE}`, `/..%252f${OUTSIDE}`, `/%25252e%25252e%25252f${OUTSIDE}`,
  `/%c0%ae%c0%ae/${OUTSIDE}`, `/..%c0%af${OUTSIDE}`, `/%e0%80%ae%e0%80%ae/${OUTSIDE}`, `/..%u2215${OUTSIDE}`, `/%ef%bc%8e%ef%bc%8e/${OUTSIDE}`,
  `/a.txt%00/../../${OUTSIDE}`, `/..%00/${OUTSIDE}`, `/../${OUTSIDE}%00.txt`,
  `/%2f${above.slice(1)}/${OUTSIDE}`, `/${above}/${OUTSIDE}`, `/file:%2f%2f${above}/${OUTSIDE}`, `/..;/${OUTSIDE}`, `/.../${OUTSIDE}`,
  '/linked-folder/secret.txt', '/linked.txt', '/dangling.txt', '/.metadata.json', '/%2emetadata.json', '/folder/../.metadata.json', '/./.metadata.json',
  '/loop.txt', '/linked-metadata.json', '/zero', '/environ', '/root/etc/passwd', '/root', '/pipe', '/pipe/below',
  '/a.txt.', '/a.txt%20', '/a.txt%2e', '/%20a.txt', '/A.TXT', '/a.txt%3A%3A$DATA', '/.metadata.json%20', '/a.txt%0a', '/%ef%bb%bfa.txt', '/a%cc%8a.txt',
  `/${'d/'.repeat(2_500)}deep.txt`, `/${'n'.repeat(300)}`, '/a.txt/below', '/folder', '/folder/',
];

const answerTo = (port: number, method: string, path: string, host: string, body = '') => (
  exchange(port, `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`)
);

test.each(PATHS)('%s: no byte from outside of the directory is read', async (path) => {
  const { port, domainName, notices } = await running(CONFIG, { files: bucket });
  const answer = await answerTo(port, 'GET', path, domainName);
  expect(answer).toMatch(/^HTTP\/1.1 (400|403|404) /);
  expect(answer).not.toMatch(/secret(?!\.txt)/);
  expect(await answerTo(port, 'GET', '/a.txt', domainName)).toMatch(/inside$/);
  expect(notices).toEqual([]);
});

test('nothing outside of a directory is written or removed, by whatever path', async () => {
  const { port, domainName, notices } = await running({ ...CONFIG, Origins: OWN_ORIGINS }, { files: bucket }, WRITABLE);
  expect(await answerTo(port, 'PUT', '/new/b.txt', domainName, 'new')).toMatch(/^HTTP\/1.1 200 /);
  for (const path of [...PATHS, '/linked-folder/new.txt', '/linked-folder/deep/new.txt', '/a.txt/below/it']) {
    expect(await answerTo(port, 'PUT', path, domainName, 'evil')).toMatch(/^HTTP\/1.1 (200|400|403) /);
    expect(await answerTo(port, 'DELETE', path, domainName)).toMatch(/^HTTP\/1.1 (204|400|403) /);
  }
  expect(statSync(join(bucket, 'pipe')).isFIFO()).toBe(true);
  expect([readdirSync(above).sort(), readdirSync(outside)]).toEqual([['bucket', 'bucket-outside'], ['secret.txt']]);
  expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
  expect(JSON.parse(readFileSync(join(bucket, '.metadata.json'), 'utf8'))['a.txt']).toEqual({ 'x-amz-meta-a': 'secret' });
  expect(notices).toEqual([]);
});

test('an upload that breaks off leaves what was there before', async () => {
  const { port, domainName, notices } = await running({ ...CONFIG, Origins: OWN_ORIGINS }, { files: bucket }, WRITABLE);
  await answerTo(port, 'PUT', '/upload.txt', domainName, 'whole');
  const broken = `PUT /upload.txt HTTP/1.1\r\nHost: ${domainName}\r\nContent-Length: 100\r\n\r\npart`;
  expect(await exchange(port, broken, true)).not.toMatch(/^HTTP\/1.1 2/);
  expect(await answerTo(port, 'GET', '/upload.txt', domainName)).toMatch(/whole$/);
  expect(notices).toEqual([]);
});
