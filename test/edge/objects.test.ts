import { ok, ScenarioEdge, status } from './scenario';
import { FunctionOrigin, MemorySource, OriginRequest, S3Bucket } from '../../src/edge';
import { EdgeHarness } from '../../src/testing';

const SERVER = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } });
const BUCKET = { Origins: [{ Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} }] };
const behaviorFor = (PathPattern: string, TargetOriginId: string) => ({ PathPattern, TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } });

/** An edge with several origins, and which of them was asked for what. */
function edgeOfSeveral(config: object, names: readonly string[]) {
  const asked: string[] = [];
  const edge = new ScenarioEdge({
    origin: () => ok('unused'),
    config: { Origins: names.map(SERVER), ...config },
    behavior: { TargetOriginId: names[0] },
    run: { origins: ({ id }) => new FunctionOrigin(({ url }) => { asked.push(`${id}${url}`); return ok(String(id)); }) },
  });
  return { edge, asked };
}

test('an alias and the domain name of a distribution lead to the same object [OBJ-002]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body')], config: { Aliases: ['www.example.com'] } });
  expect(await edge.xCache('/images/image.jpg', { host: 'www.example.com' })).toBe('Miss');
  const own = await edge.get('/images/image.jpg');
  expect([own.header('x-cache'), own.text]).toEqual(['Hit from cloudfront', 'body']);
});

test('without trusted signers no signature is needed [OBJ-003]', async () => {
  expect((await new ScenarioEdge({ origin: [ok('body')] }).get('/image.jpg')).status).toBe(200);
});

test('a bucket is asked for the key that the path names, in its current version [OBJ-008] [OBJ-096]', async () => {
  const edge = new ScenarioEdge({ origin: ({ url }) => ok(url), config: BUCKET });
  expect((await edge.get('/images/image.jpg')).text).toBe('/images/image.jpg');
  expect([edge.asked[0].url, edge.asked[0].headers.get('host')]).toEqual(['/images/image.jpg', 'mybucket.s3.amazonaws.com']);
});

test('the path alone chooses among origins [OBJ-009]', async () => {
  const { edge, asked } = edgeOfSeveral({ CacheBehaviors: [behaviorFor('images/*', 'b')] }, ['a', 'b']);
  for (const url of ['/images/x.jpg', '/x.jpg']) await edge.get(url);
  expect(asked).toEqual(['b/images/x.jpg', 'a/x.jpg']);
});

test('an origin that one pattern leads to gets no other requests [OBJ-090]', async () => {
  const { edge, asked } = edgeOfSeveral({ CacheBehaviors: [behaviorFor('*.html', 'pages')] }, ['others', 'pages']);
  for (const url of ['/x.jpg', '/x.html']) await edge.get(url);
  expect(asked).toEqual(['others/x.jpg', 'pages/x.html']);
});

test('the folders of an object on a custom origin are in its path [OBJ-012]', async () => {
  const edge = new ScenarioEdge({ origin: ({ path }) => (path === '/images/image.jpg' ? ok('image') : status(404)) });
  expect([(await edge.get('/images/image.jpg')).status, (await edge.get('/image.jpg')).status]).toEqual([200, 404]);
});

test('an invalidation of a directory with its slash leaves the one without [OBJ-016]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('listing') });
  for (const url of ['/images', '/images/']) await edge.get(url);
  edge.edge.invalidate(edge.id, ['/images/']);
  expect([await edge.xCache('/images'), await edge.xCache('/images/')]).toEqual(['Hit', 'Miss']);
  expect(edge.edge.invalidate(edge.id, ['/images', '/images/']).paths).toHaveLength(2);
  expect([await edge.xCache('/images'), await edge.xCache('/images/')]).toEqual(['Miss', 'Miss']);
});

describe('the protocol of a bucket', () => {
  const protocols = async (origin: object, resources = {}) => {
    const asked: OriginRequest[] = [];
    const edge = new ScenarioEdge({
      origin: { ask: async (request) => { asked.push(request); return { status: 200, headers: [], body: undefined }; } },
      config: { Origins: [{ ...BUCKET.Origins[0], ...origin }] },
      resources,
    });
    const answers = [await edge.get('/a', { protocol: 'http' }), await edge.get('/b', { protocol: 'https' })];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    return asked.map(({ protocol }) => protocol);
  };
  const control = (SigningBehavior: string) => ({
    Type: 'AWS::CloudFront::OriginAccessControl',
    Properties: { OriginAccessControlConfig: { Name: 'control', OriginAccessControlOriginType: 's3', SigningBehavior, SigningProtocol: 'sigv4' } },
  });

  test('is the viewer\'s, and viewers may use both [OBJ-018] [OBJ-019] [REQ-044]', async () => {
    expect(await protocols({})).toEqual(['http', 'https']);
  });

  test.each([['always', ['https', 'https']], ['never', ['http', 'https']], ['no-override', ['http', 'https']]])(
    'with an access control that signs %s is %j [OBJ-019] [REQ-044]', async (signing, expected) => {
      expect(await protocols({ OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] } }, { Control: control(signing) })).toEqual(expected);
    });
});

describe('a listed header', () => {
  const edgeWith = (...Headers: string[]) => new ScenarioEdge({ origin: () => ok('logo'), behavior: { ForwardedValues: { QueryString: false, Headers } } });
  const results = async (edge: ScenarioEdge, ...viewers: { [name: string]: string }[]) => {
    const seen = [];
    for (const headers of viewers) seen.push(await edge.xCache('/logo.jpg', { headers }));
    return seen;
  };

  test('is forwarded, and each value is a version of its own [OBJ-063]', async () => {
    const edge = edgeWith('Product');
    expect(await results(edge, { Product: 'Acme' }, { Product: 'Apex' }, { Product: 'Acme' })).toEqual(['Miss', 'Miss', 'Hit']);
    expect(edge.asked.map(({ headers }) => headers.get('product'))).toEqual(['Acme', 'Apex']);
  });

  test('leaves the others forwarded, which tell nothing apart [OBJ-066]', async () => {
    const edge = edgeWith('Product');
    expect(await results(edge, { Product: 'Acme', From: 'a@b.c' }, { Product: 'Acme', From: 'x@y.z' })).toEqual(['Miss', 'Hit']);
    expect([edge.asked[0].headers.get('product'), edge.asked[0].headers.get('from')]).toEqual(['Acme', 'a@b.c']);
  });

  test('counts whatever its place in the request [OBJ-084]', async () => {
    expect(await results(edgeWith('A', 'B'), { A: '1', B: '2' }, { B: '2', A: '1' })).toEqual(['Miss', 'Hit']);
  });

  test('counts whatever the case of its name, but by the case of its value [OBJ-085] [OBJ-086]', async () => {
    expect(await results(edgeWith('Product'), { Product: 'Acme' }, { product: 'Acme' }, { Product: 'acme' })).toEqual(['Miss', 'Hit', 'Miss']);
  });

  test('of * sends all headers of viewers, and nothing is cached [OBJ-064]', async () => {
    const edge = edgeWith('*');
    const headers = { 'User-Agent': 'Mozilla/5.0', 'Referer': 'http://a.example/' };
    expect(await results(edge, headers, headers)).toEqual(['Miss', 'Miss']);
    expect(edge.asked.map(({ headers: sent }) => [sent.get('user-agent'), sent.get('referer')])).toEqual([['Mozilla/5.0', 'http://a.example/'], ['Mozilla/5.0', 'http://a.example/']]);
  });
});

test('a bucket that only the access identity may read is reached through CloudFront alone [OBJ-004]', async () => {
  const template = {
    Resources: {
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Statement: [{
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] },
              Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } },
            }],
          },
        },
      },
      Private: web({ OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } }),
      // Asks as anybody does who knows the bucket's own URL.
      Anonymous: web({ OriginAccessIdentity: '' }),
    },
  };
  const edge = (distribution: string) => EdgeHarness.fromTemplate(template, { distribution, origins: { Bucket: { 'a.jpg': 'image' } } });
  expect((await (await edge('Private')).get('/a.jpg')).status).toBe(200);
  expect((await (await edge('Anonymous')).get('/a.jpg')).status).toBe(403);
});

function web(S3OriginConfig: object) {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig }],
        DefaultCacheBehavior: { TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  };
}

describe('new versions of objects', () => {
  const replaceable = (cacheControl?: string) => {
    const objects = new MemorySource();
    const put = (key: string, content: string) => void objects.put(key, Buffer.from(content), cacheControl === undefined ? {} : { 'cache-control': cacheControl });
    return { put, bucket: new S3Bucket('mybucket', objects, () => undefined) };
  };

  test('a new object is fetched when a viewer asks for it, and not before [OBJ-088]', async () => {
    const { put, bucket } = replaceable();
    const asked: string[] = [];
    const edge = new ScenarioEdge({ origin: { ask: (request) => { asked.push(request.url); return bucket.ask(request); } }, config: BUCKET });
    put('old.html', 'old');
    await edge.get('/old.html');
    put('new.html', 'new');
    await edge.get('/old.html');
    expect(asked).toEqual(['/old.html']);
    expect([(await edge.get('/new.html')).text, (await edge.get('/new.html')).header('x-cache')]).toEqual(['new', 'Hit from cloudfront']);
    expect(asked).toEqual(['/old.html', '/new.html']);
  });

  test.each([['/image_1.jpg', '/image_2.jpg'], ['/images_v1/image.jpg', '/images_v2/image.jpg']])(
    'a new name, %s after %s, is there at once, and the old one stays [OBJ-093] [OBJ-094]', async (before, after) => {
      const { put, bucket } = replaceable('max-age=86400');
      put(before.slice(1), 'v1');
      const edge = new ScenarioEdge({ origin: bucket, config: BUCKET });
      await edge.get(before);
      put(after.slice(1), 'v2');
      const answer = await edge.get(after);
      expect([answer.header('x-cache'), answer.text]).toEqual(['Miss from cloudfront', 'v2']);
      expect(await edge.xCache(before)).toBe('Hit');
    });

  test('the same name shows the new version once the old one has expired [OBJ-098]', async () => {
    const { put, bucket } = replaceable('max-age=60');
    put('a.jpg', 'v1');
    const edge = new ScenarioEdge({ origin: bucket, config: BUCKET });
    await edge.get('/a.jpg');
    edge.advance(10);
    put('a.jpg', 'v2');
    edge.advance(20);
    expect((await edge.get('/a.jpg')).text).toBe('v1');
    edge.advance(31);
    expect((await edge.get('/a.jpg')).text).toBe('v2');
  });

  test('edge locations differ until the old copy has expired, after a day by default [OBJ-099]', async () => {
    const { put, bucket } = replaceable();
    put('a.html', 'v1');
    const edge = new ScenarioEdge({ origin: bucket, config: BUCKET, run: { edgeLocations: ['IAD89-P1', 'FRA56-P1'] } });
    await edge.get('/a.html', { country: 'US' });
    put('a.html', 'v2');
    const seen = async () => [(await edge.get('/a.html', { country: 'US' })).text, (await edge.get('/a.html', { country: 'DE' })).text];
    expect(await seen()).toEqual(['v1', 'v2']);
    edge.advance(86_399);
    expect(await seen()).toEqual(['v1', 'v2']);
    edge.advance(2);
    expect(await seen()).toEqual(['v2', 'v2']);
  });

  test('the first request after expiry asks whether the copy is still good, and begins its life anew [OBJ-101]', async () => {
    const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=10', 'etag': '"x"' }), status(304, {}, '')] });
    await edge.get('/a');
    edge.advance(11);
    const confirmed = await edge.get('/a');
    expect([confirmed.status, confirmed.text, edge.asked[1].headers.get('if-none-match')]).toEqual([200, 'v1', '"x"']);
    edge.advance(9);
    expect(await edge.xCache('/a')).toBe('Hit');
  });

  test('within stale-while-revalidate the copy is served while the origin is asked, up to MaxTTL [OBJ-101]', async () => {
    const headers = { 'cache-control': 'max-age=10, stale-while-revalidate=100' };
    const edge = new ScenarioEdge({ origin: [ok('v1', headers), ok('v2', headers)], behavior: { DefaultTTL: 20, MaxTTL: 20 } });
    await edge.get('/a');
    edge.advance(15);
    expect((await edge.get('/a')).text).toBe('v1');
    await new Promise((resolve) => setImmediate(resolve));
    expect((await edge.get('/a')).text).toBe('v2');
  });

  test('what is asked for least makes room when the cache is full, and cannot stand in for an origin that fails [OBJ-103] [REQ-175]', async () => {
    let isUp = true;
    const edge = new ScenarioEdge({ origin: () => (isUp ? ok('x'.repeat(1000), { 'cache-control': 'max-age=10' }) : status(503)), run: { cacheSize: 5500 } });
    for (const url of ['/a', '/b', '/b', '/c']) await edge.get(url);
    expect([await edge.xCache('/b'), await edge.xCache('/c')]).toEqual(['Hit', 'Hit']);
    isUp = false;
    edge.advance(11);
    expect([(await edge.get('/b')).status, (await edge.get('/a')).status]).toEqual([200, 503]);
  });
});
