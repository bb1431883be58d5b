import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { edgeMatchers, EdgeHarness, TestOrigins } from '../../src/testing';

expect.extend(edgeMatchers);

/** A template with a distribution that caches what a bucket and an API have. */
function template(config: object = {}): object {
  const behavior = { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: true }, AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
  return {
    Resources: {
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files-bucket', AccessControl: 'PublicRead' } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Aliases: ['www.example.com'],
            Origins: [
              { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } },
              { Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] }, S3OriginConfig: {} },
            ],
            DefaultCacheBehavior: { TargetOriginId: 'api', ...behavior },
            CacheBehaviors: [{ PathPattern: '/files/*', TargetOriginId: 'files', ...behavior }],
            ...config,
          },
        },
      },
    },
    Outputs: { Domain: { Value: { 'Fn::GetAtt': ['Site', 'DomainName'] } } },
  };
}

const echo: TestOrigins = { api: ({ method, url }) => new Response(`${method} ${url}`, { headers: { 'cache-control': 'max-age=60' } }) };

test('ten requests: a miss, hits, expiry, and an invalidation', async () => {
  const edge = await EdgeHarness.fromTemplate(template(), { origins: echo });
  expect(await edge.get('/a')).toBeCacheMiss();
  for (let hit = 1; hit <= 5; hit++) expect(await edge.get('/a')).toBeCacheHit();
  await edge.clock.advance({ toMilliseconds: () => 61_000 });
  expect(await edge.get('/a')).toHaveAskedOrigin('api');
  expect(await edge.get('/a')).toBeCacheHit();
  await edge.invalidate('/a');
  expect(await edge.get('/a')).toBeCacheMiss();
});

test.each(['get', 'post', 'put', 'patch', 'delete', 'options'] as const)('%s reaches the origin with its method', async (method) => {
  const edge = await EdgeHarness.fromTemplate(template(), { origins: echo });
  expect((await edge[method]('/a?b=c')).text()).toMatch(new RegExp(`^${method.toUpperCase()} .*/a\\?b=c$`));
});

test('HEAD has a status and headers alone', async () => {
  const edge = await EdgeHarness.fromTemplate(template(), { origins: echo });
  const response = await edge.head('/a');
  expect(response).toHaveHeader('cache-control', 'max-age=60');
  expect(response.text()).toBe('');
});

test('headers, country and address of the viewer are those of the test', async () => {
  const edge = await EdgeHarness.fromTemplate(template({ Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE'] } } }), {
    origins: { api: ({ headers }) => `${headers.get('x-forwarded-for')} ${headers.get('x-token')}` },
  });
  expect(await edge.get('/a', { from: 'FR' })).toHaveStatus(403);
  expect((await edge.get('/a', { from: 'DE', ip: '192.0.2.9', headers: { 'X-Token': 't' } })).text()).toBe('192.0.2.9 t');
});

test('a URL names the distribution by alias or domain name, and its protocol', async () => {
  const edge = await EdgeHarness.fromTemplate(template(), { origins: echo });
  expect(await edge.get('https://www.example.com/a')).toHaveStatus(200);
  expect(await edge.get(`http://${edge.outputs.Domain}/a`)).toBeCacheHit();
  expect(await edge.get('https://unknown.example.com/a')).toHaveStatus(403);
});

describe('origins', () => {
  const directory = mkdtempSync(join(tmpdir(), 'edge-harness-'));
  beforeAll(() => writeFileSync(join(directory, 'a.txt'), 'from a directory'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each(['files', 'Files', 'files-bucket', 'files-bucket.s3.amazonaws.com'])('a bucket may be called %s', async (name) => {
    const edge = await EdgeHarness.fromTemplate(template({ CacheBehaviors: [], DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } } }), {
      origins: { [name]: directory },
    });
    expect((await edge.get('/a.txt')).text()).toBe('from a directory');
  });

  test('an origin may be called by its domain name', async () => {
    const edge = await EdgeHarness.fromTemplate(template(), { origins: { 'api.example.com': () => 'by domain name' } });
    expect((await edge.get('/a')).text()).toBe('by domain name');
  });

  test('a name that nothing has is an error that names those there are', async () => {
    await expect(EdgeHarness.fromTemplate(template(), { origins: { apo: () => '' } })).rejects.toThrow(/apo: no origin or bucket has this name; there are api/);
  });
});

test('CloudFront may lack capacity, from the beginning or from a point of the test on [DTD-231]', async () => {
  const edge = await EdgeHarness.fromTemplate(template(), { origins: echo, capacity: 'limit-exceeded' });
  expect(await edge.get('/a')).toHaveHeader('X-Cache', 'LimitExceeded from cloudfront');
  edge.capacity = 'available';
  expect(await edge.get('/a')).toBeCacheMiss();
  edge.capacity = 'capacity-exceeded';
  expect(await edge.get('/a')).toHaveStatus(503);
  expect(edge.capacity).toBe('capacity-exceeded');
});

test('functions that fail again and again are throttled where a test asks for it [FUN-183]', async () => {
  const code = 'function handler() { throw new Error("broken"); }';
  const Properties = { Name: 'broken', AutoPublish: true, FunctionCode: code, FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } };
  const association = { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Broken', 'FunctionARN'] } };
  const { Resources } = template() as any;
  Resources.Site.Properties.DistributionConfig.DefaultCacheBehavior.FunctionAssociations = [association];
  const edge = await EdgeHarness.fromTemplate({ Resources: { ...Resources, Broken: { Type: 'AWS::CloudFront::Function', Properties } } }, { origins: echo });
  edge.functionThrottling = { failures: 1, duration: Duration.minutes(10) };
  const xCaches = [await edge.get('/a'), await edge.get('/a')].map(({ headers }) => headers.get('x-cache'));
  expect(xCaches).toEqual(['FunctionExecutionError from cloudfront', 'FunctionThrottledError from cloudfront']);
});

test('findings of the rules are at hand', async () => {
  expect((await EdgeHarness.fromTemplate(template())).findings.filter(({ level }) => level === 'error' )).not.toHaveLength(0);
});

test('the template may be a file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'edge-harness-'));
  writeFileSync(join(directory, 'template.json'), JSON.stringify(template()));
  const edge = await EdgeHarness.fromAssembly(directory, { origins: echo });
  expect(await edge.get('/a')).toHaveStatus(200);
  rmSync(directory, { recursive: true });
});
