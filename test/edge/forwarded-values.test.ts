import { Json, ok, ScenarioEdge, status } from './scenario';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const forwarding = (values: object, more: object = {}) => new ScenarioEdge({
  origin: () => ok('body'), behavior: { ForwardedValues: { QueryString: false, ...values }, AllowedMethods: METHODS, ...more },
});
const cookies = (Cookies: object) => forwarding({ Cookies });

/** What becomes of requests with these headers, one after the other: `Miss` or `Hit`. */
async function outcomes(edge: ScenarioEdge, ...headers: { readonly [name: string]: string }[]): Promise<string[]> {
  const found: string[] = [];
  for (const each of headers) found.push(await edge.xCache('/a', { headers: each }));
  return found;
}

const sent = (edge: ScenarioEdge, name: string) => edge.asked.map(({ headers }) => headers.get(name));

describe('headers', () => {
  test('all: every header reaches the origin, and nothing is cached [WEB-111]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=3600' }), behavior: { ForwardedValues: { QueryString: false, Headers: ['*'] } } });
    expect(await outcomes(edge, { 'X-Foo': '1' }, { 'X-Foo': '1' })).toEqual(['Miss', 'Miss']);
    expect(sent(edge, 'x-foo')).toEqual(['1', '1']);
  });

  test('listed ones reach the origin and tell cached versions apart [WEB-112]', async () => {
    const edge = forwarding({ Headers: ['Accept-Language'] });
    expect(await outcomes(edge, { 'Accept-Language': 'de' }, { 'Accept-Language': 'en' }, { 'Accept-Language': 'de' })).toEqual(['Miss', 'Miss', 'Hit']);
    expect(sent(edge, 'accept-language')).toEqual(['de', 'en']);
    await edge.get('/b', { headers: { 'Accept-Language': 'de', 'Referer': 'https://www.example.com/' } });
    expect(edge.asked[2].headers.get('referer')).toBeNull();
  });

  test('none: they have no influence on what is cached [WEB-113] [DST-078]', async () => {
    const edge = forwarding({});
    expect(await outcomes(edge, { 'Accept-Language': 'de' }, { 'Accept-Language': 'en' })).toEqual(['Miss', 'Hit']);
    expect(sent(edge, 'accept-language')).toEqual([null]);
  });
});

describe('cookies', () => {
  test('all: every cookie reaches the origin and takes part in the key [WEB-130]', async () => {
    const edge = cookies({ Forward: 'all' });
    const thirty = Array.from({ length: 30 }, (_, i) => `c${i}=v`).join('; ');
    expect(await outcomes(edge, { Cookie: thirty }, { Cookie: `${thirty}; more=1` }, { Cookie: thirty })).toEqual(['Miss', 'Miss', 'Hit']);
    expect(sent(edge, 'cookie')[0]!.split('; ').sort()).toEqual(thirty.split('; ').sort());
  });

  test('listed ones alone reach the origin and take part in the key [WEB-131]', async () => {
    const edge = cookies({ Forward: 'whitelist', WhitelistedNames: ['session'] });
    expect(await outcomes(edge, { Cookie: 'session=1; tracker=9' }, { Cookie: 'session=1; tracker=10' }, { Cookie: 'session=2' })).toEqual(['Miss', 'Hit', 'Miss']);
    expect(sent(edge, 'cookie')).toEqual(['session=1', 'session=2']);
  });

  test('none: no cookie reaches the origin, nor takes part in the key [WEB-132]', async () => {
    const edge = cookies({ Forward: 'none' });
    expect(await outcomes(edge, { Cookie: 'a=1' }, { Cookie: 'a=2' })).toEqual(['Miss', 'Hit']);
    expect(sent(edge, 'cookie')).toEqual([null]);
  });

  test.each([
    ['userid_*', 'userid_=1; userid_12345=1; userid_member-number=1; user_1=1', 'userid_12345=1; userid_=1; userid_member-number=1'],
    ['id?', 'id1=1; idA=1; id=1; id12=1', 'id1=1; idA=1'],
  ])('in a listed name %s, * stands for any characters and ? for one [WEB-136] [WEB-137]', async (name, given, forwarded) => {
    const edge = cookies({ Forward: 'whitelist', WhitelistedNames: [name] });
    await edge.get('/a', { headers: { Cookie: given } });
    expect(sent(edge, 'cookie')[0]!.split('; ').sort()).toEqual(forwarded.split('; ').sort());
  });

  test('userid_* keeps a version for each member, whatever other cookies there are [WEB-138]', async () => {
    const edge = cookies({ Forward: 'whitelist', WhitelistedNames: ['userid_*'] });
    const versions = ['userid_1=x; theme=dark', 'userid_2=y; theme=dark', 'userid_1=x; theme=light'].map((Cookie) => ({ Cookie }));
    expect(await outcomes(edge, ...versions)).toEqual(['Miss', 'Miss', 'Hit']);
  });
});

describe('query strings', () => {
  test('forwarded, they reach the origin and tell versions apart [WEB-141]', async () => {
    const edge = forwarding({ QueryString: true });
    expect([await edge.xCache('/a?v=1'), await edge.xCache('/a?v=2'), await edge.xCache('/a?v=1')]).toEqual(['Miss', 'Miss', 'Hit']);
    expect(edge.asked.map(({ url }) => url)).toEqual(['/a?v=1', '/a?v=2']);
  });

  test('not forwarded, they reach nobody, and one version serves all [WEB-142]', async () => {
    const edge = forwarding({ QueryString: false });
    expect([await edge.xCache('/a?v=1'), await edge.xCache('/a?v=2')]).toEqual(['Miss', 'Hit']);
    expect(edge.asked.map(({ url }) => url)).toEqual(['/a']);
  });
});

test('by default neither query string nor cookies are sent on or part of the key [DST-079]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('picture') });
  await edge.get('/image.jpg?size=large', { headers: { Cookie: 'a=b' } });
  expect([edge.asked[0].url, edge.asked[0].headers.get('cookie')]).toEqual(['/image.jpg', null]);
  expect(await edge.xCache('/image.jpg?size=small')).toBe('Hit');
});

describe('methods', () => {
  test('with all seven, each reaches the origin, and its answer the viewer; another one does not [DST-071]', async () => {
    const edge = new ScenarioEdge({ origin: ({ method }) => ok(`answer to ${method}`), behavior: { AllowedMethods: METHODS } });
    for (const method of METHODS.filter((each) => each !== 'HEAD')) expect((await edge.get(`/${method}`, { method })).text).toBe(`answer to ${method}`);
    expect((await edge.get('/head', { method: 'HEAD' })).status).toBe(200);
    const asked = edge.asked.length;
    expect((await edge.get('/trace', { method: 'TRACE' })).status).toBe(403);
    expect(edge.asked).toHaveLength(asked);
  });

  test('a form that is posted reaches the origin as it is [WEB-101]', async () => {
    const edge = new ScenarioEdge({ origin: ({ body }) => ok(`got ${Buffer.from(body as Uint8Array).toString()}`), behavior: { AllowedMethods: METHODS } });
    expect((await edge.get('/form', { method: 'POST', body: 'a=1&b=2' })).text).toBe('got a=1&b=2');
  });

  test('answers to GET and HEAD are cached, those to PUT, POST, PATCH and DELETE never [WEB-102]', async () => {
    const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=3600' }), behavior: { AllowedMethods: METHODS } });
    for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
      edge.asked.length = 0;
      for (let i = 0; i < 2; i++) await edge.get('/x', { method });
      expect(edge.asked).toHaveLength(2);
    }
    expect([await edge.xCache('/y'), await edge.xCache('/y', { method: 'HEAD' })]).toEqual(['Miss', 'Hit']);
  });

  test.each([[['GET', 'HEAD'], 2], [['GET', 'HEAD', 'OPTIONS'], 1]])('with the cached methods %j, OPTIONS twice are %i requests to the origin [WEB-105] [DST-172]', async (CachedMethods, requests) => {
    const edge = forwarding({}, { CachedMethods });
    for (let i = 0; i < 2; i++) await edge.get('/api', { method: 'OPTIONS' });
    expect(edge.asked).toHaveLength(requests);
  });
});

describe('times', () => {
  const origin = (cacheControl: string | undefined, behavior: Json = {}, edition?: '2014-10-21') => new ScenarioEdge({
    origin: ({ headers }) => (headers.has('if-none-match') ? status(304, {}, '') : ok('body', { etag: '"v1"', ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }) })),
    behavior,
    edition,
  });
  const after = async (edge: ScenarioEdge, ...times: number[]) => {
    const found: string[] = [];
    let now = 0;
    for (const time of times) {
      edge.advance(time - now);
      now = time;
      found.push(await edge.xCache('/a'));
    }
    return found;
  };

  test('the minimum TTL keeps an object from being checked sooner [WEB-124]', async () => {
    expect(await after(origin('max-age=5', { MinTTL: 60 }), 0, 30, 61)).toEqual(['Miss', 'Hit', 'RefreshHit']);
  });

  test('a longer max-age prevails over the minimum TTL [WEB-125]', async () => {
    expect(await after(origin('max-age=600', { MinTTL: 60 }), 0, 120)).toEqual(['Miss', 'Hit']);
  });

  test('without a word of the origin an object stays for 24 hours [DST-006]', async () => {
    expect(await after(origin(undefined), 0, 86_399, 86_401)).toEqual(['Miss', 'Hit', 'RefreshHit']);
  });

  test('with a lifetime of 0 the origin is asked every time [DST-007]', async () => {
    const edge = origin('max-age=0');
    await after(edge, 0, 0, 0);
    expect(edge.asked).toHaveLength(3);
  });

  test('ten years are ten years in the guide of 2014; today the maximum TTL ends them after one, unless the default TTL is longer [DST-008]', async () => {
    const YEAR = 31_536_000;
    expect(await after(origin('max-age=315360000', {}, '2014-10-21'), 0, 9 * YEAR)).toEqual(['Miss', 'Hit']);
    expect(await after(origin('max-age=315360000'), 0, YEAR - 1, YEAR + 1)).toEqual(['Miss', 'Hit', 'RefreshHit']);
    expect(await after(origin('max-age=315360000', { DefaultTTL: 2 * YEAR }), 0, 2 * YEAR - 1, 2 * YEAR + 1)).toEqual(['Miss', 'Hit', 'RefreshHit']);
  });

  test('after its time a copy is confirmed by the origin and delivered [DST-009]', async () => {
    const edge = origin('max-age=10');
    await edge.get('/a');
    edge.advance(11);
    const answer = await edge.get('/a');
    expect([answer.status, answer.text, answer.record.resultType, edge.asked[1].headers.get('if-none-match')]).toEqual([200, 'body', 'RefreshHit', '"v1"']);
  });

  test('each object has the time that its own headers say [DST-021]', async () => {
    const edge = new ScenarioEdge({ origin: ({ path }) => ok(path, { 'cache-control': `max-age=${path.slice(1)}` }) });
    for (const path of ['/60', '/600']) await edge.get(path);
    edge.advance(120);
    expect([await edge.xCache('/60'), await edge.xCache('/600')]).toEqual(['Miss', 'Hit']);
  });

  test('a second is enough: there is no hour or day that objects stay at least [DST-163]', async () => {
    expect(await after(origin('max-age=1'), 0, 2)).toEqual(['Miss', 'RefreshHit']);
    expect(await after(origin('max-age=1', {}, '2014-10-21'), 0, 2)).toEqual(['Miss', 'RefreshHit']);
  });
});

test('what was delivered once is there for later viewers, also when the origin is gone [DST-005]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('a large file'), status(503)] });
  await edge.get('/a.bin');
  const answer = await edge.get('/a.bin');
  expect([answer.status, answer.text, edge.asked.length]).toEqual([200, 'a large file', 1]);
});

test('there is no limit to the number of files [DST-105]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body') });
  for (let i = 0; i < 100_000; i++) {
    const { status: code } = await edge.edge.handle({ method: 'GET', url: `/${i}`, headers: ['Host', edge.application.distributions[0].domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
    if (code !== 200) throw new Error(`/${i} was answered with ${code}`);
  }
});

test.each([['/a.html', 'text/html'], ['/a.css', 'text/css'], ['/a.php', 'application/x-httpd-php'], ['/a.bin', 'application/octet-stream'], ['/file', undefined]])(
  '%s is delivered as the origin has it, with type %s [DST-016]', async (path, type) => {
    const edge = new ScenarioEdge({ origin: () => ok(`bytes of ${path}`, type === undefined ? {} : { 'content-type': type }) });
    const answer = await edge.get(path);
    expect([answer.status, answer.text, answer.header('content-type')]).toEqual([200, `bytes of ${path}`, type]);
  });

test('a playlist and its segments are delivered byte for byte, by HTTP and by HTTPS [DST-069]', async () => {
  const files: { readonly [path: string]: string } = { '/movie.m3u8': '#EXTM3U\n#EXTINF:10,\nmovie0.ts\n', '/movie0.ts': '\u0047\u0000\u0011' };
  const edge = new ScenarioEdge({ origin: ({ path }) => ok(files[path]) });
  for (const protocol of ['http', 'https'] as const) for (const path of Object.keys(files)) expect((await edge.get(path, { protocol })).text).toBe(files[path]);
});
