import { ok, Scenario, ScenarioEdge, status } from './scenario';
import { FunctionOriginRequest, FunctionOriginResponse, MemorySource, S3Bucket } from '../../src/edge';

const TEXT = Array.from({ length: 1000 }, (_, i) => String.fromCharCode(97 + i % 26)).join('');
const GIGABYTE = 1024 ** 3;
const range = (header: string, more: object = {}) => ({ headers: { Range: header, ...more } });

/** An origin that serves ranges of a text. */
function ranging(text = TEXT): (request: FunctionOriginRequest) => FunctionOriginResponse {
  return ({ headers }) => {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
    if (first === undefined) return ok(text, { etag: '"1"' });
    const end = Math.min(last === '' ? text.length - 1 : Number(last), text.length - 1);
    if (Number(first) >= text.length) return status(416, { 'content-range': `bytes */${text.length}` }, '');
    return { status: 206, headers: { 'etag': '"1"', 'content-type': 'text/plain', 'content-range': `bytes ${first}-${end}/${text.length}` }, body: text.slice(Number(first), end + 1) };
  };
}

async function cached(scenario: Partial<Scenario> = {}): Promise<ScenarioEdge> {
  const edge = new ScenarioEdge({ origin: () => ok(TEXT, { 'content-type': 'text/plain' }), ...scenario });
  await edge.get('/a');
  return edge;
}

const askedRanges = (edge: ScenarioEdge) => edge.asked.map(({ headers }) => headers.get('range'));

test('a range of a cached object is served from the cache [ERR-056] [DTD-075]', async () => {
  const edge = await cached();
  const part = await edge.get('/a', range('bytes=0-99'));
  expect([part.status, part.text, part.header('content-range'), part.header('content-length'), part.header('x-cache')])
    .toEqual([206, TEXT.slice(0, 100), 'bytes 0-99/1000', '100', 'Hit from cloudfront']);
  expect(edge.asked).toHaveLength(1);
});

test('a range of a cached part is served from it [ERR-057] [DTD-075]', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  await edge.get('/a', range('bytes=0-499'));
  const part = await edge.get('/a', range('bytes=100-199'));
  expect([part.status, part.text, part.header('content-range'), part.header('content-length'), part.header('x-cache')])
    .toEqual([206, TEXT.slice(100, 200), 'bytes 100-199/1000', '100', 'Hit from cloudfront']);
  expect((await edge.get('/a', range('bytes=400-599'))).header('x-cache')).toBe('Miss from cloudfront');
});

test('a range that cached parts have together is served from them, as are several ranges [ERR-056] [ERR-057] [DTD-075]', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  for (const header of ['bytes=0-499', 'bytes=500-799', 'bytes=900-999']) await edge.get('/a', range(header));
  const part = await edge.get('/a', range('bytes=400-599'));
  expect([part.status, part.text, part.header('content-range'), part.header('content-length'), part.header('x-cache')])
    .toEqual([206, TEXT.slice(400, 600), 'bytes 400-599/1000', '200', 'Hit from cloudfront']);
  const several = await edge.get('/a', range('bytes=0-1,600-601'));
  expect([several.status, several.text.includes(TEXT.slice(600, 602)), several.header('content-range'), several.header('content-type')?.split(';')[0]])
    .toEqual([206, true, undefined, 'multipart/byteranges']);
  expect(edge.asked).toHaveLength(3);
  expect(await edge.xCache('/a', range('bytes=700-999'))).toBe('Miss');
});

test('of parts that have several ranges together the viewer gets nothing when they are expired: the whole object is fetched', async () => {
  const edge = new ScenarioEdge({ origin: ranging(), behavior: { MinTTL: 0, DefaultTTL: 10, MaxTTL: 10 } });
  await edge.get('/a', range('bytes=0-499'));
  edge.advance(11);
  expect((await edge.get('/a', range('bytes=0-1,4-5'))).status).toBe(206);
  expect(askedRanges(edge)).toEqual(['bytes=0-499', null]);
});

test('a range that is not cached goes to the origin, whatever it sends is what the viewer gets and what is cached [ERR-058] [ERR-059] [ERR-060] [DTD-076]', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  const part = await edge.get('/a', range('bytes=200-299'));
  expect([part.status, part.text, part.header('content-range'), part.header('x-cache')]).toEqual([206, TEXT.slice(200, 300), 'bytes 200-299/1000', 'Miss from cloudfront']);
  expect(askedRanges(edge)).toEqual(['bytes=200-299']);
  expect(await edge.xCache('/a', range('bytes=200-299'))).toBe('Hit');
  expect((await edge.get('/a')).text).toBe(TEXT);
  expect(askedRanges(edge)).toEqual(['bytes=200-299', null]);
});

test('a range that is the whole object is cached as the whole: players begin with bytes=0-', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  const first = await edge.get('/a', range('bytes=0-'));
  expect([first.status, first.text, first.header('content-range'), first.header('content-length'), first.header('x-cache')])
    .toEqual([206, TEXT, 'bytes 0-999/1000', '1000', 'Miss from cloudfront']);
  const [whole, part] = [await edge.get('/a'), await edge.get('/a', range('bytes=0-9'))];
  expect([whole.status, whole.text, whole.header('content-range'), whole.header('x-cache')]).toEqual([200, TEXT, undefined, 'Hit from cloudfront']);
  expect([part.status, part.text, part.header('x-cache')]).toEqual([206, TEXT.slice(0, 10), 'Hit from cloudfront']);
});

test.each([['a cache policy that caches nothing', { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }], ['an answer that is not to be cached', {}]])('a range that is the whole object stays one with %s', async (_title, behavior) => {
  const edge = new ScenarioEdge({
    origin: () => ({ status: 206, headers: { 'content-range': 'bytes 0-999/1000', 'cache-control': 'no-store, stale-if-error=0' }, body: TEXT }),
    behavior,
  });
  const answer = await edge.get('/a', range('bytes=0-'));
  expect([answer.status, answer.text, answer.header('content-range')]).toEqual([206, TEXT, 'bytes 0-999/1000']);
});

test('an expired part does not hide the newer ones of its bytes', async () => {
  const part = (first: number, last: number, etag: string) => (
    { status: 206, headers: { 'etag': etag, 'cache-control': 'max-age=60', 'content-range': `bytes ${first}-${last}/1000` }, body: TEXT.slice(first, last + 1) }
  );
  const edge = new ScenarioEdge({ origin: [part(0, 499, '"1"'), part(100, 199, '"2"')] });
  await edge.get('/a', range('bytes=0-499'));
  edge.advance(61);
  expect([await edge.xCache('/a', range('bytes=100-199')), await edge.xCache('/a', range('bytes=100-199'))]).toEqual(['Miss', 'Hit']);
});

test('a part of a new version leaves none of the old one in the cache', async () => {
  const part = (first: number, last: number, etag: string) => (
    { status: 206, headers: { 'etag': etag, 'cache-control': 'max-age=60', 'content-range': `bytes ${first}-${last}/1000` }, body: TEXT.slice(first, last + 1) }
  );
  const edge = new ScenarioEdge({ origin: [part(0, 99, '"1"'), part(100, 199, '"2"'), part(0, 99, '"2"')] });
  for (const header of ['bytes=0-99', 'bytes=100-199']) await edge.get('/a', range(header));
  expect((await edge.get('/a', range('bytes=0-99'))).header('etag')).toBe('"2"');
  expect(await edge.xCache('/a', range('bytes=100-199'))).toBe('Hit');
});

test('of a larger range that the origin sends the viewer gets its own [ERR-059]', async () => {
  const edge = new ScenarioEdge({ origin: () => ({ status: 206, headers: { 'content-range': 'bytes 0-499/1000' }, body: TEXT.slice(0, 500) }) });
  const part = await edge.get('/a', range('bytes=0-99'));
  expect([part.status, part.text, part.header('content-range')]).toEqual([206, TEXT.slice(0, 100), 'bytes 0-99/1000']);
  expect(await edge.xCache('/a', range('bytes=300-399'))).toBe('Hit');
});

test('a bucket serves ranges [ERR-060]', async () => {
  let asked = 0;
  const bucket = new S3Bucket('bucket', new MemorySource({ a: TEXT }), () => undefined);
  const edge = new ScenarioEdge({
    origin: {
      ask: (request) => {
        asked++;
        return bucket.ask(request);
      },
    },
  });
  for (let i = 0; i < 2; i++) expect((await edge.get('/a', range('bytes=-100'))).text).toBe(TEXT.slice(900));
  expect(asked).toBe(1);
});

test('where the origin knows no ranges the viewer gets the whole object, which is cached for later ranges [ERR-061] [ERR-062] [DTD-076] [DTD-078]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok(TEXT) });
  const whole = await edge.get('/a', range('bytes=0-99'));
  expect([whole.status, whole.text.length, whole.header('content-range')]).toEqual([200, 1000, undefined]);
  const part = await edge.get('/a', range('bytes=0-99'));
  expect([part.status, part.text.length, edge.asked.length]).toEqual([206, 100, 1]);
});

test('the viewer gets the first bytes while the origin still has more to send [ERR-063]', async () => {
  let goOn: () => void = () => {};
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('0123456789');
    await new Promise<void>((resolve) => { goOn = resolve; });
    yield Buffer.from('rest');
  }
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'content-length': '14' }, body: body() }) });
  const { body: received } = await edge.edge.handle({
    method: 'GET', url: '/a', headers: ['Host', edge.application.distributions[0].domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1',
  });
  const chunks = (received as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  expect(Buffer.from((await chunks.next()).value as Uint8Array).toString()).toBe('0123456789');
  goOn();
  expect(Buffer.from((await chunks.next()).value as Uint8Array).toString()).toBe('rest');
});

test('several ranges come as parts of one answer [ERR-064] [ERR-065] [DTD-082]', async () => {
  const answer = await (await cached()).get('/a', range('bytes=100-200,300-400'));
  const [, boundary] = /^multipart\/byteranges; boundary=(.+)$/.exec(answer.header('content-type')!)!;
  expect([answer.status, answer.header('content-length'), answer.header('content-range')]).toEqual([206, String(answer.text.length), undefined]);
  expect(answer.text).toBe([
    '', `--${boundary}`, 'Content-Type: text/plain', 'Content-Range: bytes 100-200/1000', '', TEXT.slice(100, 201),
    `--${boundary}`, 'Content-Type: text/plain', 'Content-Range: bytes 300-400/1000', '', TEXT.slice(300, 401), `--${boundary}--`, '',
  ].join('\r\n'));
});

test('of what came in chunks a range has a length, and so has the answer that there is none [DTD-079]', async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(TEXT);
  }
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'cache-control': 'max-age=60', 'transfer-encoding': 'chunked' }, body: chunks() }) });
  await edge.get('/a');
  for (const [header, length] of [['bytes=0-9', '10'], ['bytes=2000-', '0']]) {
    const answer = await edge.get('/a', range(header));
    expect([answer.header('transfer-encoding'), answer.header('content-length')]).toEqual([undefined, length]);
  }
});

test.each([['bytes=0-9', { decided: 'served', because: { first: 0, last: 9, length: 1000 } }], ['bytes=0-9,20-29', { decided: 'several served', because: { ranges: '0-9,20-29', length: 1000 } }]])(
  'what is served of an object is told: %s', async (header, decision) => {
    expect((await (await cached()).get('/a', range(header))).record.decisions).toContainEqual(expect.objectContaining({ step: 'range', ...decision }));
  });

test('several ranges of what is not cached fetch the whole object', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  expect((await edge.get('/a', range('bytes=0-1,4-5'))).status).toBe(206);
  expect(askedRanges(edge)).toEqual([null]);
});

test.each(['bytes=0-1,4-5', 'bytes=5-4'])('where nothing is cached the origin gets %s as it is, and its answer reaches the viewer [REQ-125]', async (header) => {
  const edge = new ScenarioEdge({ origin: () => status(206, { 'content-type': 'multipart/byteranges; boundary=B' }, '--B--'), behavior: { DefaultTTL: 0, MaxTTL: 0 } });
  expect(await edge.get('/a', range(header))).toMatchObject({ status: 206, text: '--B--' });
  expect(askedRanges(edge)).toEqual([header]);
});

test.each([['bytes=300-400,100-200'], ['bytes=100-200,150-250'], ['bytes=0-10,-20-30'], ['bytes=abc'], ['bytes=-5--1']])('%s is ignored: the answer is the whole object [ERR-064] [ERR-065] [ERR-066] [ERR-067] [DTD-077]', async (header) => {
  const answer = await (await cached()).get('/a', range(header));
  expect([answer.status, answer.text]).toEqual([200, TEXT]);
});

test('the last bytes may be asked for [ERR-067]', async () => {
  expect((await (await cached()).get('/a', range('bytes=-500'))).header('content-range')).toBe('bytes 500-999/1000');
});

test('a range behind the end gives 416 with the length, also when the origin says so, and is not cached [ERR-068] [DTD-079]', async () => {
  const answer = await (await cached()).get('/a', range('bytes=2000-3000'));
  expect([answer.status, answer.header('content-range'), answer.header('content-length'), answer.text]).toEqual([416, 'bytes */1000', '0', '']);
  expect([answer.header('x-cache'), answer.record.resultType]).toEqual(['Error from cloudfront', 'Error']);
  expect(answer.record.decisions).toContainEqual(expect.objectContaining({ step: 'range', decided: 'not satisfiable', because: { range: 'bytes=2000-3000', length: 1000 } }));
  const edge = new ScenarioEdge({ origin: ranging() });
  for (let i = 0; i < 2; i++) {
    const missed = await edge.get('/a', range('bytes=2000-3000'));
    expect([missed.status, missed.header('content-range')]).toEqual([416, 'bytes */1000']);
  }
  expect(edge.asked).toHaveLength(2);
});

test('a download in pieces gets the whole object, and asks the origin once for each byte [ERR-069]', async () => {
  const large = Buffer.alloc(10_000_000, TEXT).toString();
  const edge = new ScenarioEdge({ origin: ranging(large) });
  let received = '';
  for (let first = 0; first < large.length; first += 1_000_000) received += (await edge.get('/a', range(`bytes=${first}-${first + 999_999}`))).text;
  expect(received === large).toBe(true);
  expect(edge.asked).toHaveLength(10);
  for (let first = 0; first < large.length; first += 1_000_000) await edge.get('/a', range(`bytes=${first}-${first + 999_999}`));
  expect(edge.asked).toHaveLength(10);
});

test('an expired part is confirmed by the origin', async () => {
  const origin = ranging();
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: (request) => (request.headers.has('if-none-match') ? status(304, {}, '') : origin(request)), behavior: { MinTTL: 0, DefaultTTL: 10, MaxTTL: 10 },
  });
  await edge.get('/a', range('bytes=0-99'));
  edge.advance(11);
  const part = await edge.get('/a', range('bytes=0-99'));
  expect([part.status, part.text, part.header('x-cache')]).toEqual([206, TEXT.slice(0, 100), 'RefreshHit from cloudfront']);
  expect(edge.asked[1].headers.get('range')).toBe('bytes=0-99');
});

test('a part of another version does not do for If-Range: the whole object is fetched', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  await edge.get('/a', range('bytes=0-99'));
  expect((await edge.get('/a', range('bytes=0-99', { 'If-Range': '"1"' }))).status).toBe(206);
  const answer = await edge.get('/a', range('bytes=0-99', { 'If-Range': '"other"' }));
  expect([answer.status, answer.text.length]).toEqual([200, 1000]);
});

test('an invalidation removes parts', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  await edge.get('/a', range('bytes=0-99'));
  edge.edge.invalidate(edge.id, ['/a']);
  expect(await edge.xCache('/a', range('bytes=0-99'))).toBe('Miss');
});

test('requests for the same range at the same time share one answer of the origin', async () => {
  const edge = new ScenarioEdge({ origin: ranging() });
  const answers = await Promise.all([0, 1, 2].map(() => edge.get('/a', range('bytes=0-99'))));
  expect(answers.map(({ status: code, text }) => `${code} ${text.length}`)).toEqual(Array(3).fill('206 100'));
  expect(edge.asked).toHaveLength(1);
});

test('a part with another length than its Content-Range says is passed on, and not cached', async () => {
  const edge = new ScenarioEdge({ origin: async () => status(206, { 'content-range': 'bytes 4-9/10', 'cache-control': 'max-age=60' }, '01234') });
  for (let i = 0; i < 2; i++) expect(await edge.get('/a', { headers: { range: 'bytes=-5' } })).toMatchObject({ status: 206, text: '01234' });
  expect(edge.asked).toHaveLength(2);
});

test('a part that ends before its Content-Range says breaks off', async () => {
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('01234');
  }
  const edge = new ScenarioEdge({ origin: async () => ({ status: 206, headers: { 'content-range': 'bytes 4-9/10', 'cache-control': 'max-age=60' }, body: body() }) });
  await expect(edge.get('/a', { headers: { range: 'bytes=-6' } })).rejects.toThrow('the body has 5 bytes; 6 were announced');
});

test('an object larger than what is cached is cached in parts, each within the limit [DTD-081]', async () => {
  const edge = new ScenarioEdge({ origin: ranging(TEXT.slice(0, 100)), run: { largestObject: 50 } });
  const parts = ['bytes=0-49', 'bytes=50-69', 'bytes=70-99'];
  for (const xCache of ['Miss', 'Hit']) {
    const answers = [];
    for (const part of parts) answers.push(await edge.get('/film', range(part)));
    expect(answers.map((answer) => `${answer.status} ${answer.header('x-cache')}`)).toEqual(parts.map(() => `206 ${xCache} from cloudfront`));
    expect(answers.map(({ text }) => text).join('')).toBe(TEXT.slice(0, 100));
  }
  expect((await edge.get('/film')).status).toBe(502);
  expect((await edge.get('/other-film', range('bytes=0-50'))).status).toBe(502);
});

test.each([[20 * GIGABYTE, 206], [50 * GIGABYTE, 206], [50 * GIGABYTE + 1, 502]])('of an object of 100 GB a range of %i bytes is answered with %i [DTD-081]', async (bytes, expected) => {
  const headers = { 'content-range': `bytes 0-${bytes - 1}/${100 * GIGABYTE}`, 'content-length': String(bytes) };
  const edge = new ScenarioEdge({ origin: () => ({ status: 206, headers, body: (async function* () { yield Buffer.from('beginning'); })() }) });
  const request = { method: 'GET', url: '/film', headers: ['Host', edge.application.distributions[0].domainName, 'Range', `bytes=0-${bytes - 1}`], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' } as const;
  expect((await edge.edge.handle(request)).status).toBe(expected);
});
