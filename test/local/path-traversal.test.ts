import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
});
afterAll(() => rmSync(above, { recursive: true }));
afterEach(closeAll);

const CONFIG = {
  Origins: [{ Id: 'files', DomainName: 'files.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: {
    TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ForwardedValues: { QueryString: false },
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
  `/${'n'.repeat(300)}`, '/a.txt/below', '/folder', '/folder/',
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
  const everyone = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } };
  const resources = {
    Files: { Type: 'AWS::S3::Bucket', Properties: {} },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: everyone } },
  };
  const Origins = [{ Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] }, S3OriginConfig: {} }];
  const { port, domainName, notices } = await running({ ...CONFIG, Origins }, { files: bucket }, resources);
  expect(await answerTo(port, 'PUT', '/new/b.txt', domainName, 'new')).toMatch(/^HTTP\/1.1 200 /);
  for (const path of [...PATHS, '/linked-folder/new.txt', '/linked-folder/deep/new.txt', '/a.txt/below/it']) {
    expect(await answerTo(port, 'PUT', path, domainName, 'evil')).toMatch(/^HTTP\/1.1 (200|400|403) /);
    expect(await answerTo(port, 'DELETE', path, domainName)).toMatch(/^HTTP\/1.1 (204|400|403) /);
  }
  expect([readdirSync(above).sort(), readdirSync(outside)]).toEqual([['bucket', 'bucket-outside'], ['secret.txt']]);
  expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
  expect(JSON.parse(readFileSync(join(bucket, '.metadata.json'), 'utf8'))['a.txt']).toEqual({ 'x-amz-meta-a': 'secret' });
  expect(notices).toEqual([]);
});
