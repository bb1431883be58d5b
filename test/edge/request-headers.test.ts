import { ok, ScenarioEdge, Viewer } from './scenario';
import { Edition } from '../../src/config';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const BUCKET = { Origins: [{ Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} }] };
const SERVER = { Origins: [{ Id: 'origin', DomainName: 'example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] };
const ORIGINS = { S3: BUCKET, custom: SERVER };

interface Settings {
  readonly listed?: readonly string[];
  readonly cookies?: object;
  readonly cachesOptions?: boolean;
  readonly edition?: Edition;
}

function edgeWith(kind: keyof typeof ORIGINS, { listed = [], cookies = { Forward: 'none' }, cachesOptions = false, edition }: Settings = {}) {
  return new ScenarioEdge({
    origin: () => ok('body'),
    config: { ...ORIGINS[kind], Aliases: ['www.example.com', 'www.example.org'] },
    behavior: {
      AllowedMethods: METHODS,
      CachedMethods: cachesOptions ? ['GET', 'HEAD', 'OPTIONS'] : ['GET', 'HEAD'],
      ForwardedValues: { QueryString: false, Headers: listed, Cookies: cookies },
    },
    edition,
  });
}

async function received(kind: keyof typeof ORIGINS, name: string, viewer: Viewer, settings?: Settings): Promise<string | null> {
  const edge = edgeWith(kind, settings);
  await edge.get('/a', { host: 'www.example.com', ...viewer });
  return edge.asked[0].headers.get(name);
}

/** What an origin receives of a header that is not listed. */
type Line = [title: string, header: string, sent: string, received: string | null, viewer?: Viewer, settings?: Settings];

/** Of the table that both kinds of origin share: rows for buckets first, for custom origins after them. */
const LINES: Line[] = [
  ['Accept is removed [REQ-019] [REQ-020] [REQ-088] [REQ-090]', 'Accept', 'text/html', null],
  ['Accept-Charset is removed [REQ-021] [REQ-091]', 'Accept-Charset', 'utf-8', null],
  ['Accept-Encoding with gzip is gzip [REQ-022] [REQ-092]', 'Accept-Encoding', 'gzip, deflate, sdch', 'gzip'],
  ['Accept-Encoding without gzip is removed [REQ-023] [REQ-093]', 'Accept-Encoding', 'deflate', null],
  ['Accept-Encoding of identity is removed [REQ-073]', 'Accept-Encoding', 'identity', null],
  ['Accept-Language is removed [REQ-024] [REQ-094]', 'Accept-Language', 'de-DE', null],
  ['Authorization is removed from GET [REQ-025]', 'Authorization', 'Basic YTpi', null],
  ['Authorization is removed from HEAD [REQ-025]', 'Authorization', 'Basic YTpi', null, { method: 'HEAD' }],
  ['Authorization is removed from OPTIONS that is cached [REQ-026] [REQ-096]', 'Authorization', 'Basic YTpi', null, { method: 'OPTIONS' }, { cachesOptions: true }],
  ['Authorization goes with OPTIONS that is not cached [REQ-027] [REQ-097]', 'Authorization', 'Basic YTpi', 'Basic YTpi', { method: 'OPTIONS' }],
  ...['DELETE', 'PATCH', 'POST', 'PUT'].map((method): Line => (
    [`Authorization goes with ${method} [REQ-028] [REQ-098]`, 'Authorization', 'AWS AKIAEXAMPLE:sig', 'AWS AKIAEXAMPLE:sig', { method }]
  )),
  ['Cache-Control is forwarded [REQ-100]', 'Cache-Control', 'no-cache', 'no-cache'],
  ['Connection is Keep-Alive [REQ-029] [REQ-106]', 'Connection', 'close', 'Keep-Alive'],
  ['a header that Connection names stays behind', 'X-Hop', '1', null, { headers: { Connection: 'close, X-Hop' } }],
  ['a header of the cache key is forwarded, also where Connection names it', 'Accept-Language', 'de', 'de', { headers: { Connection: 'Accept-Language' } }, { listed: ['Accept-Language'] }],
  ['a header of the body is forwarded, also where Connection names it', 'Content-Type', 'text/plain', 'text/plain', { method: 'POST', body: 'hello', headers: { Connection: 'Content-Type' } }],
  ['Content-Length is forwarded [REQ-107]', 'Content-Length', '5', '5', { method: 'POST', body: 'hello' }],
  ['Content-MD5 is forwarded [REQ-108]', 'Content-MD5', 'XUFAKrxLKna5cZ2REBfFkg==', 'XUFAKrxLKna5cZ2REBfFkg==', { method: 'POST', body: 'hello' }],
  ['Content-Type is forwarded [REQ-109]', 'Content-Type', 'text/plain', 'text/plain', { method: 'POST', body: 'hello' }],
  ['Cookie is removed where cookies are not forwarded [REQ-030] [REQ-110]', 'Cookie', 'a=1', null],
  ['Cookie is forwarded where cookies are [REQ-030] [REQ-110]', 'Cookie', 'a=1', 'a=1', {}, { cookies: { Forward: 'all' } }],
  ['Date is forwarded [REQ-111]', 'Date', 'Tue, 15 Nov 1994 08:12:31 GMT', 'Tue, 15 Nov 1994 08:12:31 GMT'],
  ['Expect is removed [REQ-031] [REQ-112]', 'Expect', '100-continue', null, { method: 'POST', body: 'hello' }],
  ['From is forwarded [REQ-113]', 'From', 'user@example.com', 'user@example.com'],
  ['If-Match is forwarded on a miss [REQ-115]', 'If-Match', '"x"', '"x"'],
  ['If-Modified-Since is forwarded on a miss [REQ-116]', 'If-Modified-Since', 'Sat, 29 Oct 1994 19:43:31 GMT', 'Sat, 29 Oct 1994 19:43:31 GMT'],
  ['If-None-Match is forwarded on a miss [REQ-117]', 'If-None-Match', '"x"', '"x"'],
  ['Range is forwarded on a miss [REQ-125]', 'Range', 'bytes=0-99', 'bytes=0-99'],
  ['If-Range is forwarded on a miss, with its range [REQ-118]', 'If-Range', '"x"', '"x"', { headers: { Range: 'bytes=0-99' } }],
  ['If-Unmodified-Since is forwarded on a miss [REQ-119]', 'If-Unmodified-Since', 'Sat, 29 Oct 1994 19:43:31 GMT', 'Sat, 29 Oct 1994 19:43:31 GMT'],
  ['Max-Forwards is forwarded [REQ-120]', 'Max-Forwards', '10', '10'],
  ['Pragma is forwarded [REQ-122]', 'Pragma', 'no-cache', 'no-cache'],
  ['Proxy-Authorization is removed [REQ-033] [REQ-123]', 'Proxy-Authorization', 'Basic YTpi', null],
  ['Proxy-Connection is removed [REQ-124]', 'Proxy-Connection', 'keep-alive', null],
  ['Referer is removed [REQ-034] [REQ-126]', 'Referer', 'http://a.example/', null],
  ['Request-Range is forwarded [REQ-127]', 'Request-Range', 'bytes=0-99', 'bytes=0-99'],
  ['TE is removed [REQ-035] [REQ-128]', 'TE', 'trailers', null],
  ['Trailer is removed [REQ-129]', 'Trailer', 'X-Sum', null],
  ['Transfer-Encoding is forwarded [REQ-130]', 'Transfer-Encoding', 'chunked', 'chunked', { method: 'POST', body: 'hello' }],
  ['Upgrade is removed [REQ-036] [REQ-131]', 'Upgrade', 'h2c', null],
  ['User-Agent is Amazon CloudFront [REQ-037] [REQ-132] [REQ-152]', 'User-Agent', 'Mozilla/5.0', 'Amazon CloudFront'],
  ['Warning is forwarded [REQ-134]', 'Warning', '199 - "x"', '199 - "x"'],
  ['a header of the viewer\'s own is forwarded [REQ-089]', 'X-My-Header', '1', '1'],
  ['Proxy-Authenticate is removed [REQ-019] [REQ-088]', 'Proxy-Authenticate', 'Basic', null],
  ['X-Edge-Anything is removed [REQ-019] [REQ-088]', 'X-Edge-Location', 'x', null],
  ['X-Forwarded-Proto is removed [REQ-019] [REQ-088]', 'X-Forwarded-Proto', 'https', null],
  ['X-HTTP-Method-Override is removed [REQ-019] [REQ-088]', 'X-HTTP-Method-Override', 'PUT', null],
  ['X-Real-IP is removed [REQ-019] [REQ-088]', 'X-Real-IP', '192.0.2.9', null],
];

test('Origin is forwarded to a custom origin, and to a bucket only where it is named [REQ-121]', async () => {
  const viewer = { headers: { Origin: 'http://a.example' } };
  expect([await received('custom', 'Origin', viewer), await received('S3', 'Origin', viewer)]).toEqual(['http://a.example', null]);
});

describe.each(['S3', 'custom'] as const)('to an %s origin', (kind) => {
  test.each<Line>(LINES)('%s', async (_title, header, sent, expected, viewer = {}, settings) => {
    expect(await received(kind, header, { ...viewer, headers: { ...viewer.headers, [header]: sent } }, settings)).toBe(expected);
  });

  test('User-Agent is Amazon CloudFront also when the viewer sends none [REQ-152]', async () => {
    expect(await received(kind, 'User-Agent', {})).toBe('Amazon CloudFront');
  });

  test('X-Amz-Cf-Id is CloudFront\'s own, and differs from request to request [REQ-088]', async () => {
    const edge = edgeWith(kind);
    for (const url of ['/a', '/b']) await edge.get(url, { headers: { 'X-Amz-Cf-Id': 'forged' } });
    const ids = edge.asked.map(({ headers }) => headers.get('x-amz-cf-id'));
    expect(ids).not.toContain('forged');
    expect(new Set(ids).size).toBe(2);
  });

  test('X-Forwarded-For has the viewer\'s address [REQ-002] [REQ-071]', async () => {
    expect(await received(kind, 'X-Forwarded-For', { ip: '192.0.2.235' })).toBe('192.0.2.235');
    expect(await received(kind, 'X-Forwarded-For', { ip: '2001:db8::1' })).toBe('2001:db8::1');
  });

  test('X-Forwarded-For has every proxy on the way, last the one that CloudFront sees [REQ-003] [REQ-072]', async () => {
    expect(await received(kind, 'X-Forwarded-For', { ip: '192.0.2.3', headers: { 'X-Forwarded-For': '192.0.2.1, 192.0.2.2' } })).toBe('192.0.2.1, 192.0.2.2, 192.0.2.3');
  });

  test('Via keeps what the viewer sent, and gets CloudFront\'s entry [REQ-133]', async () => {
    expect(await received(kind, 'Via', { headers: { Via: '1.0 proxy' } })).toMatch(/^1\.0 proxy, 1\.1 [0-9a-z]+\.cloudfront\.net \(CloudFront\)$/);
  });
});

test('Host is the name of the bucket [REQ-032]', async () => {
  expect(await received('S3', 'Host', {})).toBe('mybucket.s3.amazonaws.com');
});

test('Host is the name of a custom origin; listed, it is the viewer\'s, and tells objects apart [REQ-114]', async () => {
  expect(await received('custom', 'Host', {})).toBe('example.com');
  const edge = edgeWith('custom', { listed: ['Host'] });
  for (const host of ['www.example.com', 'www.example.org']) expect(await edge.xCache('/a', { host })).toBe('Miss');
  expect(edge.asked.map(({ headers }) => headers.get('host'))).toEqual(['www.example.com', 'www.example.org']);
});

test.each([
  ['Accept', 'text/html', 'application/json', '[REQ-090] [REQ-136]'],
  ['Accept-Charset', 'utf-8', 'latin1', '[REQ-091]'],
  ['Accept-Language', 'de-DE', 'en', '[REQ-094] [OBJ-080]'],
  ['Authorization', 'Basic YTpi', 'Basic YTpj', '[REQ-099]'],
  ['From', 'a@example.com', 'b@example.com', '[REQ-113]'],
  ['Origin', 'http://a.example', 'http://b.example', '[REQ-121]'],
  ['Referer', 'http://a.example/', 'http://b.example/', '[REQ-126]'],
  ['User-Agent', 'Mozilla/5.0', 'curl/8', '[REQ-132]'],
  ['Warning', '199 - "x"', '199 - "y"', '[REQ-134]'],
  ['X-My-Header', '1', '2', '[REQ-089]'],
  ['X-HTTP-Method-Override', 'PUT', 'GET', '[REQ-088]'],
])('%s, when it is listed, reaches a custom origin as it is and tells objects apart: %s from %s %s', async (header, one, other) => {
  const edge = edgeWith('custom', { listed: [header] });
  const results = [];
  for (const value of [one, other, one]) results.push(await edge.xCache('/a', { headers: { [header]: value } }));
  expect(results).toEqual(['Miss', 'Miss', 'Hit']);
  expect(edge.asked.map(({ headers }) => headers.get(header))).toEqual([one, other]);
});

test('Via, when it is listed, tells objects apart [REQ-133]', async () => {
  const edge = edgeWith('custom', { listed: ['Via'] });
  expect([await edge.xCache('/a', { headers: { Via: '1.0 one' } }), await edge.xCache('/a', { headers: { Via: '1.0 other' } })]).toEqual(['Miss', 'Miss']);
});

test.each([
  ['X-My-Header', '[REQ-089] [OBJ-062]'], ['From', '[REQ-113]'], ['Origin', '[REQ-121]'], ['Via', '[REQ-133]'], ['Warning', '[REQ-134]'],
])('%s, when it is not listed, is forwarded and makes no difference %s', async (header) => {
  const edge = edgeWith('custom');
  expect([await edge.xCache('/a', { headers: { [header]: '1' } }), await edge.xCache('/a', { headers: { [header]: '2' } })]).toEqual(['Miss', 'Hit']);
});

test.each(['Proxy-Connection', 'TE', 'Trailer', 'Upgrade', 'X-Real-IP'])('%s never reaches an origin, also where all headers are forwarded [REQ-088]', async (header) => {
  expect(await received('custom', header, { headers: { [header]: 'x' } }, { listed: ['*'] })).toBeNull();
});

test('in the edition of 2014 a bucket has a table of its own, without the headers that were added since [REQ-019]', async () => {
  const edition = '2014-10-21';
  expect(await received('S3', 'X-Real-IP', { headers: { 'X-Real-IP': '192.0.2.9' } }, { edition })).toBe('192.0.2.9');
  expect(await received('S3', 'Accept', { headers: { Accept: '*/*' } }, { edition })).toBeNull();
  expect(await received('custom', 'Trailer', { headers: { Trailer: 'X' } }, { edition })).toBeNull();
});
