import { MemoryObject, MemorySource, originFor } from '../../../src/edge';
import { ok, Scenario, ScenarioEdge } from '../scenario';

const INDEX = { DefaultRootObject: 'index.html' };
const echo = () => ({ origin: ({ method, url }: { method: string; url: string }) => ok(`${method} ${url}`) });

test('the root is the default root object, without a redirect; an object\'s own URL is not affected [ERR-072] [ERR-073] [WEB-188] [DST-092]', async () => {
  const edge = new ScenarioEdge({ ...echo(), config: INDEX });
  const root = await edge.get('/');
  expect([root.status, root.text, root.header('location')]).toEqual([200, 'GET /index.html', undefined]);
  expect((await edge.get('/product-description.html')).text).toBe('GET /product-description.html');
  expect((await edge.get('/image.jpg')).text).toBe('GET /image.jpg');
});

test('the root and the object itself are one object of the cache [INV-022]', async () => {
  const edge = new ScenarioEdge({ ...echo(), config: INDEX });
  await edge.get('/');
  expect(await edge.xCache('/index.html')).toBe('Hit');
  edge.edge.invalidate(edge.id, ['/index.html']);
  expect(await edge.xCache('/')).toBe('Miss');
});

test('the default root object is for all methods [ERR-075]', async () => {
  const edge = new ScenarioEdge({
    ...echo(), config: { DefaultRootObject: 'index.php' }, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] },
  });
  expect((await edge.get('/', { method: 'POST', body: 'a=b' })).text).toBe('POST /index.php');
});

test('without one, the root goes to the origin as it is [ERR-078]', async () => {
  expect((await new ScenarioEdge(echo()).get('/')).text).toBe('GET /');
});

test.each([['index.php', 'text/html'], ['logo.jpg', 'image/jpeg']])('%s can be the default root object, with the type that the origin gives it [ERR-091]', async (DefaultRootObject, type) => {
  const edge = new ScenarioEdge({ origin: ({ path }) => ok(path, { 'content-type': type }), config: { DefaultRootObject } });
  const answer = await edge.get('/');
  expect([answer.text, answer.header('content-type')]).toEqual([`/${DefaultRootObject}`, type]);
});

describe('of a bucket', () => {
  const ALLOW = { Effect: 'Allow', Principal: '*' };
  const READ = { ...ALLOW, Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] } };
  const LIST = { ...ALLOW, Action: 's3:ListBucket', Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } };

  function bucketEdge(objects: { readonly [key: string]: MemoryObject }, statements: readonly object[], scenario: Partial<Scenario> = {}, website = false): ScenarioEdge {
    const edge: ScenarioEdge = new ScenarioEdge({
      origin: [],
      resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: website ? { WebsiteConfiguration: { IndexDocument: 'index.html' } } : {} },
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } } },
      },
      run: { origins: (origin) => originFor(origin, edge.application, new MemorySource(objects)) },
      ...scenario,
      config: {
        Origins: [website
          ? { Id: 'origin', DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }] }] }, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }
          : { Id: 'origin', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {} }],
        ...scenario.config,
      },
    });
    return edge;
  }

  test('a subdirectory does not show it, even if it holds a copy [ERR-074]', async () => {
    const edge = bucketEdge({ 'install/index.html': 'copy' }, [READ], { config: INDEX });
    expect((await edge.get('/install/')).status).toBe(403);
    const listable = bucketEdge({ 'install/index.html': 'copy' }, [READ, LIST], { config: INDEX });
    expect((await listable.get('/install/')).status).toBe(404);
  });

  test('a website endpoint shows the index document of a subdirectory [ERR-076]', async () => {
    const edge = bucketEdge({ 'install/index.html': 'copy' }, [READ], {}, true);
    const answer = await edge.get('/install/');
    expect([answer.status, answer.text]).toEqual([200, 'copy']);
  });

  test('without one, the root lists the bucket to those who may list it [ERR-079]', async () => {
    const answer = await bucketEdge({ 'a.jpg': 'picture' }, [LIST]).get('/');
    expect([answer.status, answer.header('content-type')]).toEqual([200, 'application/xml']);
    expect(answer.text).toMatch(/<ListBucketResult .*<Key>a\.jpg<\/Key>/s);
  });

  test('without one, the root of a bucket that nobody may list is forbidden [ERR-082]', async () => {
    const answer = await bucketEdge({ 'a.jpg': 'picture' }, []).get('/');
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  });

  test('from upload to root URL [ERR-090]', async () => {
    const edge = bucketEdge({ 'index.html': { body: '<p>Welcome</p>', publicRead: true } }, [], { config: { ...INDEX, Enabled: true } });
    expect(edge.edge.status(edge.id)).toBe('Deployed');
    const answer = await edge.get('/', { protocol: 'http' });
    expect([answer.status, answer.text, answer.header('content-type')]).toEqual([200, '<p>Welcome</p>', 'text/html']);
  });
});

test.each(['index<.html', 'a'.repeat(256)])('a name that CloudFront does not take is an error 400: %.20s [ERR-084]', async (DefaultRootObject) => {
  const edge = new ScenarioEdge({ ...echo(), config: { DefaultRootObject } });
  const answer = await edge.get('/');
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('InvalidDefaultRootObject')]);
  expect((await edge.get('/other')).status).toBe(200);
  expect(edge.asked).toHaveLength(1);
});

test.each([['current', 10], ['2014-10-21', 300]] as const)('in the edition %s that error is cached for %i s, even if the name is corrected [ERR-085]', async (edition, seconds) => {
  const edge = new ScenarioEdge({ ...echo(), edition, config: { DefaultRootObject: 'index<.html' } });
  await edge.get('/');
  edge.deploy({ config: INDEX });
  edge.advance(seconds - 1);
  expect((await edge.get('/')).status).toBe(400);
  edge.advance(2);
  expect((await edge.get('/')).status).toBe(200);
});
