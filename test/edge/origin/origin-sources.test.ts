import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, Origin } from '../../../src/config';
import { missingSources, originClients, OriginSources, requireUsable } from '../../../src/edge';
import { readTemplates } from '../../../src/template';

const directory = mkdtempSync(join(tmpdir(), 'origin-sources-'));
writeFileSync(join(directory, 'a.txt'), 'directory');
afterAll(() => rmSync(directory, { recursive: true }));

const application: Application = readTemplates([{
  name: 'Stack',
  template: {
    Resources: {
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files-bucket', AccessControl: 'PublicRead' } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Logging: { Bucket: 'logs-bucket.s3.amazonaws.com' },
            Origins: [
              { Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] }, S3OriginConfig: {} },
              { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } },
            ],
            DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
          },
        },
      },
    },
  },
}]);
const [files, api] = application.distributions[0].origins;

/** The body that an origin gives to GET /a.txt. */
async function ask(sources: OriginSources, origin: Origin): Promise<string> {
  const client = originClients(sources, () => application)(origin);
  const request = { origin, method: 'GET', url: '/a.txt', protocol: 'http', headers: ['Host', 'files-bucket.s3.amazonaws.com'], body: undefined, signedAs: { kind: 'anonymous' } } as const;
  const { body } = await client.ask(request);
  if (body === undefined || body instanceof Uint8Array) return String(Buffer.from(body ?? []));
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return String(Buffer.concat(chunks));
}

test.each(['files', 'Files', 'files-bucket', 'files-bucket.s3.amazonaws.com'])('a bucket is found by the name %s', async (name) => {
  expect(await ask({ [name]: directory }, files)).toBe('directory');
});

test.each(['api', 'api.example.com'])('a server is found by the name %s', async (name) => {
  expect(await ask({ [name]: () => 'function' }, api)).toBe('function');
});

test('a directory, objects, a function or a server may stand for any origin', async () => {
  const server = createServer((_request, response) => response.end('server'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [origin, name] of [[files, 'files'], [api, 'api']] as const) {
    expect(await ask({ [name]: directory }, origin)).toBe('directory');
    expect(await ask({ [name]: { 'a.txt': 'memory' } }, origin)).toBe('memory');
    expect(await ask({ [name]: ({ path }) => path }, origin)).toBe('/a.txt');
    expect(await ask({ [name]: url }, origin)).toBe('server');
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('what stands for one origin stands for no other', async () => {
  await expect(ask({ files: directory }, api)).rejects.toThrow(/--origin api=URL/);
  expect(await ask({ api: () => 'function' }, files)).not.toBe('function');
});

test('a source for nothing, or without a directory, is an error in one line', () => {
  expect(() => requireUsable({ apo: () => '' }, application)).toThrow(/^apo: no origin or bucket has this name; there are files, .*api/);
  expect(() => requireUsable({ files: '/no/such/directory' }, application)).toThrow('files: /no/such/directory is neither a directory nor a URL');
  const broken = mkdtempSync(join(tmpdir(), 'broken-'));
  writeFileSync(join(broken, '.metadata.json'), '{');
  expect(() => requireUsable({ files: broken }, application)).toThrow(/^files: .*\.metadata\.json cannot be used: it is not JSON/);
  rmSync(broken, { recursive: true });
  expect(() => requireUsable({ files: directory, api: 'http://127.0.0.1:1' }, application)).not.toThrow();
  for (const name of ['logs-bucket', 'logs-bucket.s3.amazonaws.com']) expect(() => requireUsable({ [name]: directory }, application)).not.toThrow();
  expect(() => requireUsable({ 'api.example.org': () => '' }, application)).toThrow(/^api.example.org: no origin/);
  expect(() => requireUsable({ 'api.example.org': () => '' }, application, (name) => name.endsWith('.org'))).not.toThrow();
});

test('origins for which nothing stands are named, with what to write', () => {
  expect(missingSources({}, application)).toEqual([
    'the bucket of the origin files of Site is empty; say where its objects are with --bucket Files=DIR',
    'the origin api of Site cannot be reached; say where it is with --origin api=URL',
  ]);
  expect(missingSources({ 'Files': directory, 'api.example.com': () => '' }, application)).toEqual([]);
  const deployed = { ...application, bucketContents: [{ bucket: files.bucket!, source: directory, keyPrefix: '', metadata: {}, markers: {} }] };
  expect(missingSources({ api: () => '' }, deployed)).toEqual([]);
});
