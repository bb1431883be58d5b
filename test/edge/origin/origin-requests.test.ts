import { FunctionOriginResponse, MemorySource, OriginFailure, OriginRequest, S3Bucket } from '../../../src/edge';
import { ok, ScenarioEdge, status } from '../scenario';
import { closeAll, edgeOf, httpServer } from './origin-servers';

afterEach(closeAll);

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const ALL_METHODS = { AllowedMethods: METHODS };
const S3 = { Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} };
const CUSTOM = { Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } };
const KINDS: [kind: string, origin: { readonly [property: string]: unknown }][] = [['S3', S3], ['custom', CUSTOM]];

describe.each(KINDS)('an %s origin', (_kind, origin) => {
  const config = { Origins: [origin] };

  test('gets all seven methods where they are allowed, with bodies [REQ-011] [REQ-085]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok('done'), config, behavior: ALL_METHODS });
    for (const method of METHODS) {
      const answer = await edge.get('/a.txt', { method, body: ['PUT', 'PATCH', 'POST', 'DELETE'].includes(method) ? 'sent' : undefined });
      expect(answer.status).toBe(200);
    }
    // HEAD is answered from the copy that GET left.
    expect(edge.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'].map((method) => `${method} /a.txt`));
    expect(edge.asked.slice(2).map(({ body }) => Buffer.from(body as Uint8Array).toString())).toEqual(Array(4).fill('sent'));
    expect((await edge.get('/b.txt', { body: 'sent' })).status).toBe(403);
  });

  test('answers OPTIONS from the cache only where that is configured [REQ-013]', async () => {
    const plain = new ScenarioEdge({ origin: () => ok('done'), config, behavior: ALL_METHODS });
    const caching = new ScenarioEdge({ origin: () => ok('done'), config, behavior: { ...ALL_METHODS, CachedMethods: ['GET', 'HEAD', 'OPTIONS'] } });
    for (const edge of [plain, plain, caching, caching]) await edge.get('/a', { method: 'OPTIONS' });
    expect([plain.asked.length, caching.asked.length]).toEqual([2, 1]);
  });

  test.each([[true, '/a?x=1'], [false, '/a']])('gets the query string where QueryString is %s: %s [REQ-046] [REQ-147]', async (QueryString, expected) => {
    const edge = new ScenarioEdge({ origin: () => ok('done'), config, behavior: { ForwardedValues: { QueryString } } });
    await edge.get('/a?x=1');
    expect(edge.asked[0].url).toBe(expected);
  });

  test('is asked whether an expired copy is still good [REQ-004] [REQ-074]', async () => {
    const validators = { 'etag': '"abc"', 'last-modified': 'Wed, 01 Jan 2014 00:00:00 GMT' };
    const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1', ...validators }), status(304, {}, '')], config });
    await edge.get('/a');
    edge.advance(2);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text]).toEqual([200, 'v1']);
    expect([edge.asked[1].headers.get('if-none-match'), edge.asked[1].headers.get('if-modified-since')]).toEqual(Object.values(validators));
  });

  test('without validators is asked for the whole object again [REQ-076]', async () => {
    const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1' }), ok('v2')], config });
    await edge.get('/a');
    edge.advance(2);
    expect((await edge.get('/a')).text).toBe('v2');
    expect([edge.asked[1].headers.has('if-none-match'), edge.asked[1].headers.has('if-modified-since')]).toEqual([false, false]);
  });

  test('answers a viewer\'s own condition on a miss, and that is not cached [REQ-116] [REQ-117] [DTD-072]', async () => {
    const edge = new ScenarioEdge({ origin: ({ headers }) => (headers.has('if-none-match') ? status(304, {}, '') : ok('body', { etag: '"x"' })), config });
    expect((await edge.get('/a', { headers: { 'If-None-Match': '"x"' } })).status).toBe(304);
    const next = await edge.get('/a');
    expect([next.status, next.text, next.header('x-cache')]).toEqual([200, 'body', 'Miss from cloudfront']);
  });

  test('that does not answer is asked three times, and again only for another request [REQ-048] [REQ-049] [REQ-149]', async () => {
    let asked = 0;
    const edge = new ScenarioEdge({ origin: () => { asked++; throw new OriginFailure('response-timed-out', 'silence'); }, config, behavior: ALL_METHODS });
    expect((await edge.get('/a')).status).toBe(504);
    expect(asked).toBe(3);
    await edge.clock.advance(600_000);
    expect(asked).toBe(3);
    expect((await edge.get('/b')).status).toBe(504);
    expect(asked).toBe(6);
    await edge.get('/c', { method: 'POST', body: 'sent' });
    expect(asked).toBe(7);
  });

  test('that stops in the middle is dropped after the read timeout [REQ-047] [REQ-148]', async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': '8' });
      response.write('half');
    });
    const settings = 'S3OriginConfig' in origin
      ? { ...S3, CustomOriginConfig: undefined, S3OriginConfig: { OriginReadTimeout: 0.05 } } : { CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer', OriginReadTimeout: 0.05 } };
    await expect(edgeOf(server, settings).get('/a')).rejects.toMatchObject({ kind: 'response-timed-out' });
  });

  test('whose object is not delivered before the viewer leaves does not fill the cache [REQ-050] [REQ-156]', async () => {
    let finish = () => {};
    let answers = 0;
    async function* body() {
      yield Buffer.from('first');
      if (answers > 1) return;
      await new Promise<void>((resolve) => { finish = resolve; });
      yield Buffer.from('last');
    }
    const edge = new ScenarioEdge({ origin: () => { answers++; return { headers: { 'cache-control': 'max-age=100' }, body: body() }; }, config });
    const { record: { host } } = await new ScenarioEdge({ origin: [ok('')], config }).get('/');
    let leave = () => {};
    const request = { method: 'GET', url: '/a', headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' } as const;
    const delivery = await edge.edge.handle({ ...request, whenGone: (callback) => { leave = callback; } });
    const chunks = (delivery.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    await chunks.next();
    leave();
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await edge.xCache('/a')).toBe('Miss');
  });

  test('may send more than CloudFront caches only where nothing is cached: with Content-Length [REQ-059] [REQ-173]', async () => {
    const tooLarge = { 'content-length': String(50 * 1024 ** 3 + 1) };
    async function* body() { yield Buffer.from('beginning'); }
    const edge = new ScenarioEdge({ origin: () => ({ headers: tooLarge, body: body() }), config });
    const answer = await edge.get('/film.mp4');
    expect([answer.status, answer.header('x-cache')]).toEqual([502, 'Error from cloudfront']);
    const passing = new ScenarioEdge({ origin: () => ({ headers: tooLarge, body: body() }), config, behavior: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } });
    expect((await passing.get('/film.mp4')).status).toBe(200);
  });

  test('may send more than CloudFront caches only where nothing is cached: in chunks [REQ-059] [REQ-173]', async () => {
    async function* body() { for (let i = 0; i < 21; i++) yield Buffer.alloc(1024); }
    const edge = new ScenarioEdge({ origin: () => ({ headers: { 'transfer-encoding': 'chunked' }, body: body() }), config, run: { largestObject: 20 * 1024 } });
    await expect(edge.get('/film.mp4')).rejects.toThrow('more than the 20480 bytes');
    await expect(edge.get('/film.mp4')).rejects.toThrow('more than the 20480 bytes');
    expect(edge.asked).toHaveLength(2);
  });
});

test('a bucket confirms what has not changed, and sends what has [REQ-007]', async () => {
  const objects = new MemorySource({ 'a.txt': { body: 'v1', headers: { 'cache-control': 'max-age=1' } } });
  const edge = new ScenarioEdge({ origin: new S3Bucket('mybucket', objects, () => undefined), config: { Origins: [S3] } });
  await edge.get('/a.txt');
  edge.advance(2);
  const same = await edge.get('/a.txt');
  expect([same.record.originRequests.map(({ outcome }) => outcome), same.text, same.header('x-cache')]).toEqual([[304], 'v1', 'RefreshHit from cloudfront']);
  void objects.put('a.txt', Buffer.from('v2'), {});
  edge.advance(2);
  const changed = await edge.get('/a.txt');
  expect([changed.record.originRequests.map(({ outcome }) => outcome), changed.text]).toEqual([[200], 'v2']);
});

test('a custom origin that sends another version replaces the copy [REQ-077]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=1', 'etag': '"1"' }), ok('v2', { 'cache-control': 'max-age=100', 'etag': '"2"' })] });
  await edge.get('/a');
  edge.advance(2);
  expect((await edge.get('/a')).text).toBe('v2');
  const hit = await edge.get('/a');
  expect([hit.header('x-cache'), hit.text]).toEqual(['Hit from cloudfront', 'v2']);
});

describe('the protocol of a custom origin', () => {
  const edgeWith = (OriginProtocolPolicy: string) => {
    const asked: OriginRequest[] = [];
    const edge = new ScenarioEdge({
      origin: { ask: async (request) => { asked.push(request); return { status: 200, headers: ['Content-Length', '4'], body: Buffer.from('body') }; } },
      config: { Origins: [{ ...CUSTOM, CustomOriginConfig: { OriginProtocolPolicy } }] },
    });
    return { edge, asked };
  };

  test.each([
    ['match-viewer', ['http', 'https'], '[REQ-141] [REQ-143]'], ['http-only', ['http', 'http'], '[REQ-141] [REQ-142]'], ['https-only', ['https', 'https'], '[REQ-141]'],
  ])('with %s is %j for viewers of http and https %s', async (policy, expected, _rows) => {
    const { edge, asked } = edgeWith(policy);
    await edge.get('/a', { protocol: 'http' });
    await edge.get('/b', { protocol: 'https' });
    expect(asked.map(({ protocol }) => protocol)).toEqual(expected);
  });

  test('does not tell objects apart [REQ-144]', async () => {
    const { edge, asked } = edgeWith('match-viewer');
    expect([await edge.xCache('/a', { protocol: 'http' }), await edge.xCache('/a', { protocol: 'https' })]).toEqual(['Miss', 'Hit']);
    expect(asked.map(({ protocol }) => protocol)).toEqual(['http']);
  });
});

test.each(['gzip, chunked', 'gzip', 'deflate'])('a body in the transfer coding %s is none that CloudFront reads [REQ-180]', async (coding) => {
  const edge = new ScenarioEdge({ origin: [ok('body', { 'transfer-encoding': coding })] });
  expect((await edge.get('/a')).status).toBe(502);
});

describe('an origin that cannot be reached', () => {
  const pages = { CustomErrorResponses: [{ ErrorCode: 504, ResponseCode: 504, ResponsePagePath: '/sorry.html' }] };
  const edgeWith = (directives: string, behavior = {}) => {
    let isUp = true;
    const edge = new ScenarioEdge({
      origin: ({ path }) => {
        if (path === '/sorry.html') return ok('sorry');
        if (!isUp) throw new OriginFailure('connection-timed-out', 'nobody there');
        return ok('v1', { 'cache-control': directives });
      },
      config: pages,
      behavior,
    });
    return { edge, goDown: () => { isUp = false; } };
  };

  test('leaves viewers an expired copy, which comes before an error page [REQ-174]', async () => {
    const { edge, goDown } = edgeWith('max-age=10');
    await edge.get('/a');
    goDown();
    edge.advance(11);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text]).toEqual([200, 'v1']);
    expect((await edge.get('/b')).text).toBe('sorry');
  });

  test.each([['max-age=10', { DefaultTTL: 20, MaxTTL: 20 }], ['max-age=10, stale-if-error=0', {}]])(
    'leaves them none when %s with %j forbids it [REQ-174]', async (directives, behavior) => {
      const { edge, goDown } = edgeWith(directives, behavior);
      await edge.get('/a');
      goDown();
      edge.advance(21);
      const answer = await edge.get('/a');
      expect([answer.status, answer.text]).toEqual([504, 'sorry']);
    });
});

describe('redirects of origins', () => {
  /** Two distributions: what the first has moved is at the second, or elsewhere. */
  function sites(location: string) {
    const second = {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Aliases: ['new.example.com'],
          Origins: [{ ...CUSTOM, DomainName: 'second.example.com' }],
          DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        },
      },
    };
    return new ScenarioEdge({
      origin: ({ headers, path }): FunctionOriginResponse => (path === '/old' || headers.get('host') === 'mybucket.s3.amazonaws.com' ? status(301, { location }, '') : ok(`at ${path}`)),
      config: { Origins: [S3], Aliases: ['old.example.com'] },
      resources: { Second: second },
    });
  }

  /** Follows a redirect as a browser does; tells the text, and undefined where the way leads past CloudFront. */
  async function follow(edge: ScenarioEdge, host: string, path: string): Promise<string | undefined> {
    const answer = await edge.get(path, { host });
    if (answer.status !== 301) return answer.text;
    const url = new URL(answer.header('location')!);
    return url.host.endsWith('.example.com') ? follow(edge, url.host, url.pathname) : undefined;
  }

  test('to another distribution are cached there and here [REQ-063] [REQ-065]', async () => {
    const edge = sites('http://new.example.com/a');
    expect([await follow(edge, 'old.example.com', '/a'), await follow(edge, 'old.example.com', '/a')]).toEqual(['at /a', 'at /a']);
    expect(edge.asked.map(({ headers, path }) => `${headers.get('host')}${path}`)).toEqual(['mybucket.s3.amazonaws.com/a', 'second.example.com/a']);
  });

  test('to elsewhere lead past CloudFront [REQ-064]', async () => {
    const edge = sites('http://other.example/');
    expect(await follow(edge, 'old.example.com', '/a')).toBeUndefined();
    expect(await follow(edge, 'old.example.com', '/a')).toBeUndefined();
    expect(edge.asked).toHaveLength(1);
  });

  test('are cached and passed on, with 302 as well, and not followed [REQ-176]', async () => {
    const edge = new ScenarioEdge({ origin: [status(302, { location: 'http://new.example/a' }, '')] });
    const answers = [await edge.get('/a'), await edge.get('/a')];
    expect(answers.map((answer) => [answer.status, answer.header('location')])).toEqual(Array(2).fill([302, 'http://new.example/a']));
    expect(edge.asked).toHaveLength(1);
  });

  test('to a new path of the same distribution are followed once by the edge\'s cache [REQ-178]', async () => {
    const edge = sites('http://new.example.com/new');
    for (let viewer = 0; viewer < 2; viewer++) expect(await follow(edge, 'new.example.com', '/old')).toBe('at /new');
    expect(edge.asked.map(({ path }) => path)).toEqual(['/old', '/new']);
  });
});
