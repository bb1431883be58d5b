import { FunctionOrigin, MemorySource, originFor, S3Bucket } from '../../../src/edge';
import { FunctionOriginRequest } from '../../../src/edge/origin/function-origin';
import { Scenario, ok, ScenarioEdge, status } from '../scenario';

const ORIGINS = ['app', 'errors'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }));
const toErrors = (PathPattern: string, more: object = {}) => ({ PathPattern, TargetOriginId: 'errors', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...more });
const page = (ErrorCode: number, ResponsePagePath: string, more: object = {}) => ({ ErrorCode, ResponsePagePath, ResponseCode: ErrorCode, ...more });

/** An application whose errors have pages in an origin of their own. */
function edgeWith(app: (request: FunctionOriginRequest) => ReturnType<typeof status>, scenario: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({
    origin: (request) => (request.headers.get('host') === 'app.example.com' ? app(request) : ok(`page ${request.path}`)),
    behavior: { TargetOriginId: 'app' },
    ...scenario,
    config: { Origins: ORIGINS, CacheBehaviors: [toErrors('/4xx-errors/*'), toErrors('/static/*')], ...scenario.config },
  });
}

const asked = (edge: ScenarioEdge) => edge.asked.map(({ headers, path }) => `${headers.get('host')!.split('.')[0]} ${path}`);

test('the page stands in for the body of the error, with the status that viewers are to see [ERR-002] [ERR-011] [WEB-218]', async () => {
  const CustomErrorResponses = [page(404, '/4xx-errors/404.html'), page(500, '/4xx-errors/e.html', { ResponseCode: 200 })];
  const edge = edgeWith(({ path }) => status(path === '/missing' ? 404 : 500), { config: { CustomErrorResponses } });
  const missing = await edge.get('/missing');
  expect([missing.status, missing.text, missing.header('x-cache')]).toEqual([404, 'page /4xx-errors/404.html', 'Error from cloudfront']);
  const broken = await edge.get('/broken');
  expect([broken.status, broken.text]).toEqual([200, 'page /4xx-errors/e.html']);
});

test.each([[400, 'close'], [403, undefined], [404, undefined], [405, 'close'], [414, 'close'], [416, 'close'], [500, 'close'], [501, 'close'], [502, undefined], [503, undefined], [504, undefined]])(
  'the page of an error %i has the header Connection: %s [ERR-002]', async (code, connection) => {
    const edge = edgeWith(() => status(code), { config: { CustomErrorResponses: [page(code, '/4xx-errors/page.html')] } });
    const answer = await edge.get('/a');
    expect([answer.text, answer.header('connection')]).toEqual(['page /4xx-errors/page.html', connection]);
  });

test.each([[{}, 'page /4xx-errors/416.html', undefined], [{ ResponsePagePath: undefined, ResponseCode: undefined }, '', 'bytes */4']])(
  'a range behind the end of a cached object gets the page for 416, if there is one: %j [DTD-079]', async (more, text, contentRange) => {
    const edge = edgeWith(() => ok('body'), { config: { CustomErrorResponses: [page(416, '/4xx-errors/416.html', more)] } });
    await edge.get('/a');
    const answer = await edge.get('/a', { headers: { Range: 'bytes=9-' } });
    expect([answer.status, answer.text, answer.header('content-range'), answer.header('x-cache')]).toEqual([416, text, contentRange, 'Error from cloudfront']);
    expect((await edge.get('/a', { headers: { Range: 'bytes=0-1' } })).text).toBe('bo');
  });

test('the page is for exactly the status of the origin; another error has no page [ERR-033]', async () => {
  const edge = edgeWith(({ path }) => status(Number(path.slice(1))), { config: { CustomErrorResponses: [page(403, '/4xx-errors/403.html'), page(404, '/4xx-errors/404.html')] } });
  const [forbidden, notAllowed] = [await edge.get('/403'), await edge.get('/405')];
  expect([forbidden.text, notAllowed.status, notAllowed.text]).toEqual(['page /4xx-errors/403.html', 405, 'status 405']);
});

test('a status that cannot have a page is passed on as it is [ERR-044]', async () => {
  const edge = edgeWith(({ path }) => status(Number(path.slice(1))), { config: { CustomErrorResponses: [page(410, '/4xx-errors/410.html'), page(412, '/4xx-errors/412.html')] } });
  expect([(await edge.get('/410')).text, (await edge.get('/412')).text]).toEqual(['status 410', 'status 412']);
});

test('the behavior of the page\'s path, not of the object\'s, leads to its origin [ERR-034] [ERR-035] [WEB-221]', async () => {
  const edge = edgeWith(() => status(404), {
    config: {
      CustomErrorResponses: [page(404, '/4xx-errors/404.html')],
      CacheBehaviors: [{ ...toErrors('/images/*'), TargetOriginId: 'app' }, toErrors('/4xx-errors/*')],
    },
  });
  const answer = await edge.get('/images/x.jpg');
  expect(answer.text).toBe('page /4xx-errors/404.html');
  expect(asked(edge)).toEqual(['app /images/x.jpg', 'errors /4xx-errors/404.html']);
});

test('a static page replaces a site that is down, with status 200 [ERR-016] [WEB-221]', async () => {
  const down = [500, 502, 503, 504].map((code) => page(code, '/static/index.html', { ResponseCode: 200 }));
  for (const code of [500, 502, 503, 504]) {
    const answer = await edgeWith(() => status(code), { config: { CustomErrorResponses: down } }).get('/');
    expect([answer.status, answer.text]).toEqual([200, 'page /static/index.html']);
  }
});

test.each([['current', 10], ['2014-10-21', 300]] as const)(
  'in the edition %s the page answers for %i seconds, without a request to an origin [ERR-036] [ERR-045]', async (edition, seconds) => {
    const edge = new ScenarioEdge({
      edition,
      origin: ({ path }) => (path === '/404.html' ? ok('sorry', { 'cache-control': 'max-age=0' }) : status(404)),
      config: { CustomErrorResponses: [page(404, '/404.html')] },
    });
    await edge.get('/x');
    edge.advance(seconds - 1);
    const answer = await edge.get('/x');
    expect([answer.text, edge.asked.length]).toEqual(['sorry', 2]);
    edge.advance(2);
    await edge.get('/x');
    expect(edge.asked.map(({ path }) => path)).toEqual(['/x', '/404.html', '/x', '/404.html']);
  });

test('a page that matches a cache behavior of its own is cached as that behavior says [ERR-024] [ERR-036] [DTD-092]', async () => {
  const edge = edgeWith(() => status(404), {
    config: {
      CustomErrorResponses: [page(404, '/4xx-errors/404.html', { ErrorCachingMinTTL: 60 })],
      CacheBehaviors: [toErrors('/4xx-errors/*', { MinTTL: 0, DefaultTTL: 5, MaxTTL: 5 })],
    },
  });
  await edge.get('/x');
  edge.advance(6);
  await edge.get('/x');
  expect(asked(edge)).toEqual(['app /x', 'errors /4xx-errors/404.html', 'errors /4xx-errors/404.html']);
});

test('with caching disabled neither the error nor its page is cached [ERR-024] [DTD-090]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => (path === '/404.html' ? ok('sorry') : status(404)),
    behavior: { ForwardedValues: undefined, CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' },
    config: { CustomErrorResponses: [page(404, '/404.html')] },
  });
  for (let i = 0; i < 2; i++) expect((await edge.get('/x')).text).toBe('sorry');
  expect(edge.asked.map(({ path }) => path)).toEqual(['/x', '/404.html', '/x', '/404.html']);
});

test('where the page is missing, the viewer gets the answer of the page\'s origin, without a page for that [ERR-026] [DTD-093]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => (path === '/404.html' ? ok('not for pages') : status(path === '/e.html' ? 404 : 500)),
    config: { CustomErrorResponses: [page(500, '/e.html'), page(404, '/404.html')] },
  });
  const answer = await edge.get('/a');
  expect([answer.status, answer.text]).toEqual([404, 'status 404']);
});

test('a page is whole, whatever range and conditions the viewer has for the object', async () => {
  const edge = edgeWith(() => status(404), { config: { CustomErrorResponses: [page(404, '/4xx-errors/404.html', { ResponseCode: 200 })] } });
  const answer = await edge.get('/a', { headers: { 'Range': 'bytes=0-3', 'If-None-Match': '*' } });
  expect([answer.status, answer.text]).toEqual([200, 'page /4xx-errors/404.html']);
});

test('an object that may not be read is an error of the client, and the 403 page stands in [ERR-005]', async () => {
  const [bucket] = new ScenarioEdge({
    origin: [],
    resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } },
  }).application.buckets;
  const client = new S3Bucket(bucket.name, new MemorySource({ 'secret.txt': 'secret', '403.html': { body: 'not for you', publicRead: true } }), () => ({ bucket, policy: undefined, account: undefined }));
  const edge = new ScenarioEdge({ origin: client, config: { CustomErrorResponses: [page(403, '/403.html')] } });
  const answer = await edge.get('/secret.txt');
  expect([answer.status, answer.text]).toEqual([403, 'not for you']);
});

test('error pages end to end: a custom origin\'s error, its page in a bucket that the identity may read, asked again after the caching time [ERR-109]', async () => {
  let asks = 0;
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: [],
    resources: {
      Errors: { Type: 'AWS::S3::Bucket', Properties: {} },
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Errors' },
          PolicyDocument: {
            Statement: [{
              Effect: 'Allow',
              Action: 's3:GetObject',
              Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } },
              Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Errors', 'Arn'] }, '/*']] },
            }],
          },
        },
      },
    },
    behavior: { TargetOriginId: 'app' },
    config: {
      Origins: [
        ORIGINS[0],
        {
          Id: 'errors',
          DomainName: { 'Fn::GetAtt': ['Errors', 'RegionalDomainName'] },
          S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } },
        },
      ],
      CacheBehaviors: [toErrors('/4xx-errors/*')],
      CustomErrorResponses: [page(404, '/4xx-errors/404-not-found', { ResponseCode: 200, ErrorCachingMinTTL: 30 })],
    },
    run: {
      origins: (origin) => {
        if (origin.id === 'errors') return originFor(origin, edge.application, new MemorySource({ '4xx-errors/404-not-found': 'sorry' }));
        return new FunctionOrigin(() => {
          asks++;
          return status(404, { 'cache-control': 'max-age=5' });
        });
      },
    },
  });
  const first = await edge.get('/missing');
  expect([first.status, first.text]).toEqual([200, 'sorry']);
  edge.advance(29);
  await edge.get('/missing');
  expect(asks).toBe(1);
  edge.advance(2);
  await edge.get('/missing');
  expect(asks).toBe(2);
});

test('the page is for the viewer who asked for the object: from its country', async () => {
  const headers = { ForwardedValues: { QueryString: false, Headers: ['CloudFront-Viewer-Country'] } };
  const edge = edgeWith(() => status(404), { config: { CacheBehaviors: [toErrors('/4xx-errors/*', headers)], CustomErrorResponses: [page(404, '/4xx-errors/404.html')] } });
  await edge.get('/missing', { country: 'FR' });
  expect(edge.asked.at(-1)!.headers.get('cloudfront-viewer-country')).toBe('FR');
});
