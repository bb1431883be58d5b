import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { policies } from './policies';
import { Json, ok, Scenario, ScenarioEdge, status } from './scenario';
import { FunctionOriginRequest } from '../../src/edge';

const CSS = 'p { color: red }\n'.repeat(100);
const accepting = (encoding?: string): { readonly headers: { readonly [name: string]: string } } => ({ headers: encoding === undefined ? {} : { 'Accept-Encoding': encoding } });
const CACHING_OPTIMIZED = { ForwardedValues: undefined, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', Compress: true };

/** An origin that compresses style sheets itself, for those who take gzip. */
function compressing({ path, headers }: FunctionOriginRequest) {
  const isCompressed = path.endsWith('.css') && /gzip/.test(headers.get('accept-encoding') ?? '');
  return { headers: { 'content-type': path.endsWith('.css') ? 'text/css' : 'image/jpeg', ...(isCompressed ? { 'content-encoding': 'gzip' } : {}) }, body: isCompressed ? gzipSync(CSS) : CSS };
}

const received = async (edge: ScenarioEdge, encoding?: string, path = '/a.css') => {
  const { edge: running, application } = edge;
  const answer = await running.handle({
    method: 'GET',
    url: path,
    headers: ['Host', application.distributions[0].domainName, ...Object.entries(accepting(encoding).headers).flat()],
    protocol: 'https',
    httpVersion: '1.1',
    ip: '192.0.2.1',
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body instanceof Uint8Array ? [answer.body] : answer.body!) chunks.push(chunk);
  const header = (name: string) => answer.headers[answer.headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name) + 1];
  const has = (name: string) => answer.headers.some((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  return { body: Buffer.concat(chunks), encoding: has('content-encoding') ? header('content-encoding') : undefined, etag: has('etag') ? header('etag') : undefined, type: header('content-type') };
};

describe('by the origin', () => {
  test('what it compresses, and what it does not, is passed on as it is [ERR-093] [ERR-094]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok(CSS, { 'content-type': 'text/css' }), behavior: { Compress: false } });
    expect(await received(edge, 'gzip')).toMatchObject({ body: Buffer.from(CSS), encoding: undefined });
    const other = new ScenarioEdge({ origin: compressing, behavior: { Compress: true } });
    expect((await received(other)).encoding).toBeUndefined();
    const gzip = await received(other, 'gzip');
    expect([gzip.encoding, gunzipSync(gzip.body).toString()]).toEqual(['gzip', CSS]);
  });

  test('it is told of gzip alone, and of nothing where the viewer does not take that [ERR-095] [ERR-096]', async () => {
    const edge = new ScenarioEdge({ origin: compressing, behavior: { Compress: true } });
    await edge.get('/a.css', accepting('gzip, deflate, sdch'));
    await edge.get('/b.css', accepting('deflate'));
    expect(edge.asked.map(({ headers }) => headers.get('accept-encoding'))).toEqual(['gzip', null]);
  });

  test.each<Partial<Scenario>>([{ behavior: { Compress: true } }, {}, { edition: '2014-10-21' }])('versions with and without gzip are cached apart: %j [ERR-097] [ERR-098]', async (scenario) => {
    const edge = new ScenarioEdge({ origin: compressing, ...scenario });
    const encodings = [];
    for (const each of ['gzip', undefined, 'gzip, deflate', undefined]) encodings.push((await received(edge, each)).encoding);
    expect([encodings, edge.asked.length]).toEqual([['gzip', undefined, 'gzip', undefined], 2]);
  });

  test.each<[string, Partial<Scenario>, { readonly [name: string]: string }, string]>([
    ['', {}, {}, 'Hit'],
    [', unless it varies by Accept-Encoding', {}, { vary: 'Cookie, Accept-Encoding' }, 'Miss'],
    [', unless it is compressed', {}, { 'content-encoding': 'gzip' }, 'Miss'],
    [', unless CloudFront compresses', { behavior: { Compress: true } }, {}, 'Miss'],
    [', but not in 2014', { edition: '2014-10-21' }, {}, 'Miss'],
  ])('what came for viewers with gzip is for those without%s', async (_title, scenario, headers, xCache) => {
    const edge = new ScenarioEdge({ origin: () => ok('body', headers), ...scenario });
    await edge.get('/a', accepting('gzip'));
    expect([await edge.xCache('/a'), await edge.xCache('/a')]).toEqual([xCache, 'Hit']);
  });

  test('what it compresses depends on the file, and is cached as it came [ERR-099]', async () => {
    const edge = new ScenarioEdge({ origin: compressing });
    for (let i = 0; i < 2; i++) expect([(await received(edge, 'gzip', '/a.css')).encoding, (await received(edge, 'gzip', '/a.jpg')).encoding]).toEqual(['gzip', undefined]);
    expect(edge.asked).toHaveLength(2);
  });

  test('two browsers, with and without gzip, load a page twice: two requests to the origin [ERR-101]', async () => {
    const edge = new ScenarioEdge({ origin: compressing });
    for (let i = 0; i < 2; i++) {
      const [withGzip, without] = [await received(edge, 'gzip'), await received(edge)];
      expect([gunzipSync(withGzip.body).toString(), without.body.toString()]).toEqual([CSS, CSS]);
    }
    expect(edge.asked).toHaveLength(2);
  });
});

describe('by CloudFront', () => {
  const edgeOf = (headers: { readonly [name: string]: string } = {}, body = CSS, code = 200, behavior = CACHING_OPTIMIZED) => new ScenarioEdge({
    origin: () => status(code, { 'content-type': 'text/css', ...headers }, body), behavior,
  });

  test('Brotli is preferred to gzip, and both decompress to what the origin sent [ERR-093] [ERR-094] [ERR-095]', async () => {
    const edge = edgeOf();
    const [both, gzip, none] = [await received(edge, 'gzip, br'), await received(edge, 'gzip'), await received(edge)];
    expect([both.encoding, gzip.encoding, none.encoding]).toEqual(['br', 'gzip', undefined]);
    expect([brotliDecompressSync(both.body).toString(), gunzipSync(gzip.body).toString(), none.body.toString()]).toEqual([CSS, CSS, CSS]);
    expect(edge.asked).toHaveLength(3);
  });

  test('without a cache policy there is no Brotli [ERR-095]', async () => {
    const legacy = { Compress: true } as unknown as typeof CACHING_OPTIMIZED;
    expect((await received(edgeOf({}, CSS, 200, legacy), 'br')).encoding).toBeUndefined();
  });

  test('the origin is told of the encodings that the policy has, and of identity where the viewer takes none [ERR-096]', async () => {
    const edge = edgeOf();
    for (const each of ['gzip, br, deflate', 'deflate']) await received(edge, each);
    expect(edge.asked.map(({ headers }) => headers.get('accept-encoding'))).toEqual(['br,gzip', 'identity']);
  });

  test.each<[string, { readonly [name: string]: string }, string, number, boolean]>([
    ['a style sheet', {}, CSS, 200, true],
    ['a 403', { 'cache-control': 'max-age=60' }, CSS, 403, true],
    ['a 404', {}, CSS, 404, true],
    ['a 500', {}, CSS, 500, false],
    ['999 bytes', {}, 'a'.repeat(999), 200, false],
    ['1,000 bytes', {}, 'a'.repeat(1000), 200, true],
    ['10,000,000 bytes', {}, 'a'.repeat(10_000_000), 200, true],
    ['10,000,001 bytes', {}, 'a'.repeat(10_000_001), 200, false],
    ['what has an encoding', { 'content-encoding': 'deflate' }, CSS, 200, false],
    ['a picture', { 'content-type': 'image/png' }, CSS, 200, false],
  ])('%s is compressed by size, status, type and encoding alone [ERR-093]', async (_title, headers, body, code, isCompressed) => {
    expect((await received(edgeOf(headers, body, code), 'gzip')).encoding === 'gzip').toBe(isCompressed);
  });

  test('a strong ETag becomes weak, one that is no ETag is removed [ERR-093]', async () => {
    expect((await received(edgeOf({ etag: '"strong"' }), 'gzip')).etag).toBe('W/"strong"');
    expect((await received(edgeOf({ etag: 'W/"weak"' }), 'gzip')).etag).toBe('W/"weak"');
    expect((await received(edgeOf({ etag: 'none' }), 'gzip')).etag).toBeUndefined();
    expect((await received(edgeOf({ etag: '"strong"' }))).etag).toBe('"strong"');
  });

  test('a viewer of HTTP/1.0 gets what the origin sent [ERR-093]', async () => {
    expect((await edgeOf().get('/a.css', { ...accepting('gzip'), httpVersion: '1.0' })).header('content-encoding')).toBeUndefined();
  });

  test('a version is cached for each set of encodings that viewers take, unless a compressed copy does for them [ERR-098]', async () => {
    const edge = edgeOf();
    for (const each of ['gzip, br', 'br', 'gzip', undefined, 'br, gzip', 'deflate', 'gzip;q=1']) await received(edge, each);
    expect(edge.asked).toHaveLength(3);
  });

  test('the origin is told of what the viewer takes and the behavior has, in CloudFront\'s order [DTD-004]', async () => {
    const forwarded = async (behavior: Json, accepted?: string) => {
      const edge = new ScenarioEdge({ origin: () => ok(CSS), behavior });
      await edge.get('/a.css', accepting(accepted));
      return edge.asked[0].headers.get('accept-encoding');
    };
    const seen = [];
    for (const each of ['deflate, gzip;q=0.8, br', 'gzip', 'br', 'deflate', undefined]) seen.push(await forwarded(CACHING_OPTIMIZED, each));
    expect(seen).toEqual(['br,gzip', 'gzip', 'br', 'identity', null]);
    expect([await forwarded({ Compress: true }, 'deflate, gzip;q=0.8, br'), await forwarded({ Compress: true }, 'deflate')]).toEqual(['gzip', null]);
  });

  test.each<[string | undefined, string | undefined]>([['gzip, br', 'br'], ['br, gzip', 'br'], ['gzip', 'gzip'], ['br', 'br'], ['gzip, br;q=0', 'gzip']])(
    'who accepts %s gets %s [DTD-005]', async (accepted, expected) => {
      expect((await received(edgeOf(), accepted)).encoding).toBe(expected);
    });

  test('with gzip alone enabled, who accepts both gets gzip [DTD-005]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok(CSS, { 'content-type': 'text/css' }), ...policies({ cache: { gzip: true } }, { Compress: true }) });
    expect((await received(edge, 'gzip, br')).encoding).toBe('gzip');
  });

  test.each([undefined, 'deflate', 'identity', 'gzip;q=0'])('who accepts %s gets the identity version, whatever is cached [DTD-017]', async (accepted) => {
    const edge = edgeOf();
    await received(edge, 'gzip, br');
    expect(await received(edge, accepted)).toMatchObject({ encoding: undefined, body: Buffer.from(CSS) });
  });

  test('a compressed copy does for all who accept it until it expires, a copy that is not compressed never does [DTD-006]', async () => {
    const edge = edgeOf({ 'cache-control': 'max-age=100' });
    await received(edge, 'gzip');
    expect([(await received(edge, 'gzip, br')).encoding, (await received(edge, 'br')).encoding, edge.asked.length]).toEqual(['gzip', 'br', 2]);
    edge.advance(101);
    expect((await received(edge, 'gzip, br')).encoding).toBe('br');
    const brotli = edgeOf();
    for (const accepted of ['br', 'br, gzip']) expect((await received(brotli, accepted)).encoding).toBe('br');
    expect(brotli.asked).toHaveLength(1);
    const plain = edgeOf({ 'content-type': 'image/png' });
    for (const each of ['gzip', 'gzip, br', undefined]) await received(plain, each);
    expect(plain.asked).toHaveLength(3);
  });

  test.each([
    ['"1"', 'W/"1"'], ['W/"1"', 'W/"1"'], ['1', null], ['"1" "2"', null], ['xW/"1"', null],
  ])('the entity tag %s of what is compressed becomes %s, and its ranges are not offered [ERR-093]', async (etag, expected) => {
    const answer = await edgeOf({ etag, 'accept-ranges': 'bytes', 'content-type': 'text/css ; charset=utf-8' }).get('/a.css', accepting('gzip'));
    expect([answer.header('content-encoding'), answer.header('etag') ?? null, answer.header('accept-ranges'), answer.header('vary')]).toEqual(['gzip', expected, undefined, 'Accept-Encoding']);
    expect(answer.record.decisions).toContainEqual(expect.objectContaining({ step: 'compression', decided: 'compressed', because: { encoding: 'gzip' } }));
  });

  test('what must not be transformed stays as it is', async () => {
    expect((await received(edgeOf({ 'cache-control': 'max-age=60, no-transform' }), 'gzip')).encoding).toBeUndefined();
  });

  test('for HTTP/1.0 Accept-Encoding does not count: the origin does not see it, nothing is compressed, no compressed copy is served [DTD-007]', async () => {
    const edge = edgeOf();
    await received(edge, 'gzip');
    const answer = await edge.get('/a.css', { ...accepting('gzip'), httpVersion: '1.0' });
    expect([answer.text, answer.header('content-encoding'), edge.asked[1].headers.get('accept-encoding')]).toEqual([CSS, undefined, null]);
  });

  test.each<[number, number, boolean]>([[200, 999, false], [200, 1_000, true], [200, 10_000_000, true], [200, 10_000_001, false]])(
    'with status %i, %i bytes are compressed: %s [DTD-008]', async (code, bytes, isCompressed) => {
      expect((await received(edgeOf({}, 'a'.repeat(bytes), code), 'gzip')).encoding === 'gzip').toBe(isCompressed);
    });

  test.each([['chunked', { 'transfer-encoding': 'chunked' }], ['malformed', { 'content-length': '5e3' }]])(
    'without a valid length from the origin nothing is compressed: %s [DTD-009]', async (_title, headers) => {
      async function* chunks() {
        yield Buffer.from(CSS);
      }
      const edge = new ScenarioEdge({ origin: () => ({ headers: { 'content-type': 'text/css', ...headers }, body: chunks() }), behavior: CACHING_OPTIMIZED });
      expect(await received(edge, 'gzip')).toMatchObject({ encoding: undefined, body: Buffer.from(CSS) });
    });

  test.each([[200, true], [403, true], [404, true], [203, false], [301, false], [400, false], [500, false]])('a response %i is compressed: %s [DTD-010]', async (code, isCompressed) => {
    expect((await received(edgeOf({ 'cache-control': 'max-age=60' }, CSS, code), 'gzip')).encoding === 'gzip').toBe(isCompressed);
  });

  test.each(['identity', 'deflate', 'zstd'])('what the origin calls %s is passed on and cached as it is [DTD-011]', async (encoding) => {
    const edge = edgeOf({ 'content-encoding': encoding });
    for (let i = 0; i < 2; i++) expect(await received(edge, 'gzip')).toMatchObject({ encoding, body: Buffer.from(CSS) });
    expect(edge.asked).toHaveLength(1);
  });

  test.each<[string, boolean]>([
    ['text/html; charset=utf-8', true], ['Text/HTML', true], ['application/wasm', true], ['application/pdf', true], ['image/svg+xml', true], ['image/png', false], ['text/markdown', false],
    ['application/ld+json', false], ['font/woff', false], ['font/woff2', false],
  ])('the type %s is compressed: %s [DTD-012]', async (type, isCompressed) => {
    expect((await received(edgeOf({ 'content-type': type }), 'gzip')).encoding === 'gzip').toBe(isCompressed);
  });

  test.each([['"abc"', 'W/"abc"'], ['W/"abc"', 'W/"abc"'], ['abc', undefined]])('of the ETag %s what compression leaves is %s [DTD-013]', async (etag, expected) => {
    expect((await received(edgeOf({ etag }), 'gzip')).etag).toBe(expected);
  });

  test('a compressed answer has its own length, its encoding, and varies by Accept-Encoding, also as a hit [DTD-014]', async () => {
    const edge = edgeOf();
    const body = (await received(edge, 'gzip')).body;
    const hit = await edge.get('/a.css', accepting('gzip'));
    expect([hit.header('x-cache'), hit.header('content-encoding'), hit.header('vary'), hit.header('content-length')])
      .toEqual(['Hit from cloudfront', 'gzip', 'Accept-Encoding', String(body.length)]);
    expect(body.length).toBeLessThan(CSS.length);
    expect((await edgeOf({ vary: 'Cookie, accept-encoding' }).get('/a.css', accepting('gzip'))).header('vary')).toBe('Cookie, accept-encoding');
  });

  test('what was cached uncompressed stays so until it is fetched anew: not when it is confirmed, but after an invalidation [DTD-015]', async () => {
    const { ForwardedValues, CachePolicyId } = CACHING_OPTIMIZED;
    const edge = new ScenarioEdge({
      origin: ({ headers }) => (headers.has('if-none-match') ? { status: 304, headers: { 'cache-control': 'max-age=100' } }
        : ok(CSS, { 'content-type': 'text/css', 'etag': '"1"', 'cache-control': 'max-age=100' })),
      behavior: { ForwardedValues, CachePolicyId, Compress: false },
    });
    await received(edge, 'gzip');
    edge.deploy({ behavior: CACHING_OPTIMIZED });
    expect((await received(edge, 'gzip')).encoding).toBeUndefined();
    edge.advance(101);
    expect([(await received(edge, 'gzip')).encoding, edge.asked.length]).toEqual([undefined, 2]);
    edge.edge.invalidate(edge.id, ['/a.css']);
    expect((await received(edge, 'gzip')).encoding).toBe('gzip');
  });

  test('where Accept-Encoding itself is in the key, each of its values has a copy of its own', async () => {
    const listed = { ForwardedValues: { QueryString: false, Headers: ['Accept-Encoding'] } };
    const edge = new ScenarioEdge({ origin: compressing, behavior: listed });
    for (const each of ['gzip', 'gzip, deflate', 'deflate, gzip']) await received(edge, each);
    expect(edge.asked.map(({ headers }) => headers.get('accept-encoding'))).toEqual(['gzip', 'gzip, deflate', 'deflate, gzip']);
  });

  test('a compressed copy that the origin confirms keeps the headers of its compressed form [ERR-093]', async () => {
    const stated = { 'content-type': 'text/css', 'etag': '"1"', 'accept-ranges': 'bytes', 'vary': 'Origin', 'cache-control': 'max-age=100' };
    const edge = new ScenarioEdge({ origin: ({ headers }) => (headers.has('if-none-match') ? status(304, stated, '') : ok(CSS, stated)), behavior: CACHING_OPTIMIZED });
    await received(edge, 'gzip');
    edge.advance(101);
    const answers = [await edge.get('/a.css', accepting('gzip')), await edge.get('/a.css', accepting('gzip'))];
    expect(answers.map((answer) => ['x-cache', 'content-encoding', 'etag', 'accept-ranges', 'vary'].map((name) => answer.header(name)))).toEqual([
      ['RefreshHit from cloudfront', 'gzip', 'W/"1"', undefined, 'Accept-Encoding'], ['Hit from cloudfront', 'gzip', 'W/"1"', undefined, 'Accept-Encoding'],
    ]);
    expect(edge.asked).toHaveLength(2);
  });

  test('an edge that is told to skip compression caches and serves what the origin sent [DTD-016]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok(CSS, { 'content-type': 'text/css' }), behavior: CACHING_OPTIMIZED, run: { skipCompression: true } });
    for (let i = 0; i < 2; i++) expect(await received(edge, 'gzip')).toMatchObject({ encoding: undefined, body: Buffer.from(CSS) });
    expect(edge.asked).toHaveLength(1);
  });
});
