import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFrontClient, CreateDistributionCommand, CreateInvalidationCommand, DeleteDistributionCommand, GetDistributionCommand, ListDistributionsCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { LocalEdge } from '../../src/local';

const directory = mkdtempSync(join(tmpdir(), 'local-edge-api-'));
const path = join(directory, 'template.json');
const BUCKET = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files', AccessControl: 'PublicRead' } };
let edge: LocalEdge;
let client: CloudFrontClient;

beforeEach(async () => {
  writeFileSync(join(directory, 'a.txt'), 'hello');
  writeFileSync(path, JSON.stringify({ Resources: { Files: BUCKET } }));
  edge = await LocalEdge.start({ path, origins: { Files: directory } });
  client = new CloudFrontClient({ region: 'us-east-1', endpoint: edge.ready.control, credentials: { accessKeyId: 'ANY', secretAccessKey: 'any' } });
});

afterEach(() => {
  client.destroy();
  return edge.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

function create(CallerReference: string, changes: object = {}) {
  return client.send(new CreateDistributionCommand({
    DistributionConfig: {
      CallerReference,
      Comment: '',
      Enabled: true,
      Origins: { Quantity: 1, Items: [{ Id: 'files', DomainName: 'files.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }] },
      DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      ...changes,
    },
  }));
}

/** What a viewer gets at the distribution's own URL, or at that of the first under another name. */
function get(url: string, host?: string): Promise<{ status: number; body: string; xCache: string }> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false, headers: host === undefined ? {} : { host } }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode!, body, xCache: String(response.headers['x-cache']) });
    }).on('error', reject).end();
  });
}

test('what an SDK creates is served at once, is invalidated, disabled and deleted [DST-168]', async () => {
  const { Distribution: created, ETag } = await create('first');
  const { Id, DomainName, DistributionConfig } = created!;
  const [{ http }] = edge.ready.distributions;
  expect(edge.ready.distributions).toMatchObject([{ id: Id, domainName: DomainName, kind: 'web' }]);
  expect(await get(`${http}/a.txt`)).toMatchObject({ status: 200, body: 'hello', xCache: 'Miss from cloudfront' });
  expect(await get(`${http}/a.txt`, DomainName)).toMatchObject({ body: 'hello', xCache: 'Hit from cloudfront' });
  await client.send(new CreateInvalidationCommand({ DistributionId: Id, InvalidationBatch: { CallerReference: '1', Paths: { Quantity: 1, Items: ['/*'] } } }));
  expect(await get(`${http}/a.txt`)).toMatchObject({ xCache: 'Miss from cloudfront' });
  const { ETag: disabled } = await client.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: { ...DistributionConfig!, Enabled: false } }));
  expect(await get(`${http}/a.txt`)).toMatchObject({ status: 403 });
  await client.send(new DeleteDistributionCommand({ Id, IfMatch: disabled }));
  expect(edge.ready.distributions).toEqual([]);
});

test('each has a URL of its own, which is closed when it is deleted', async () => {
  await create('first');
  const { Distribution, ETag } = await create('second', { Enabled: false });
  const [first, second] = edge.ready.distributions;
  expect(second.http).not.toBe(first.http);
  expect((await get(`${second.http}/a.txt`)).status).toBe(403);
  await client.send(new DeleteDistributionCommand({ Id: Distribution!.Id, IfMatch: ETag }));
  await expect(get(`${second.http}/a.txt`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect((await get(`${first.http}/a.txt`)).status).toBe(200);
});

test('what was made outlives a reload of the templates', async () => {
  const { Distribution } = await create('first');
  writeFileSync(path, JSON.stringify({ Resources: { Files: BUCKET, Other: { Type: 'AWS::S3::Bucket' } } }));
  await edge.reload();
  expect((await client.send(new GetDistributionCommand({ Id: Distribution!.Id }))).Distribution!.DistributionConfig!.CallerReference).toBe('first');
  expect((await get(`${edge.ready.distributions[0].http}/a.txt`)).body).toBe('hello');
});

test('several at a time are all there', async () => {
  await Promise.all(['1', '2', '3'].map((reference) => create(reference)));
  expect((await client.send(new ListDistributionsCommand({}))).DistributionList!.Quantity).toBe(3);
  const answers = await Promise.all(edge.ready.distributions.map(({ http }) => get(`${http}/a.txt`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
});
