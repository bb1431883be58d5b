import { ok, ScenarioEdge } from './scenario';
import { Edition } from '../../src/config';

const ORIGINS = {
  S3: [{ Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} }],
  custom: [{ Id: 'origin', DomainName: 'example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
};

interface Settings {
  readonly listed?: readonly string[];
  readonly cookies?: 'all' | 'none';
  readonly edition?: Edition;
}

/** What viewers receive of a header of an origin's answer, on a miss and on a hit. */
async function received(kind: keyof typeof ORIGINS, name: string, sent: string, { listed = [], cookies = 'none', edition }: Settings = {}) {
  const edge = new ScenarioEdge({
    origin: [ok('body', { [name]: sent })],
    config: { Origins: ORIGINS[kind] },
    behavior: { ForwardedValues: { QueryString: false, Headers: listed, Cookies: { Forward: cookies } } },
    edition,
  });
  const [miss, hit] = [await edge.get('/a'), await edge.get('/a')];
  expect([miss.header('x-cache'), hit.header('x-cache')]).toEqual(['Miss from cloudfront', 'Hit from cloudfront']);
  expect(hit.header(name)).toBe(miss.header(name));
  return miss.header(name);
}

type Line = [title: string, header: string, sent: string, received: string | undefined, settings?: Settings];

const BOTH: Line[] = [
  ['Set-Cookie is removed where cookies are not forwarded [REQ-051] [REQ-053] [REQ-164] [REQ-166] [OBJ-053]', 'Set-Cookie', 's=1', undefined],
  ['Set-Cookie is passed where cookies are forwarded [REQ-052] [REQ-165] [REQ-158] [DTD-224]', 'Set-Cookie', 's=1', 's=1', { cookies: 'all' }],
  ['Trailer is removed [REQ-054] [REQ-167]', 'Trailer', 'X-Sum', undefined],
  ['Transfer-Encoding is chunked [REQ-055] [REQ-168]', 'Transfer-Encoding', 'Chunked', 'chunked'],
  ['Upgrade is removed [REQ-056] [REQ-169]', 'Upgrade', 'h2c', undefined],
  ['other headers are passed [REQ-172] [OBJ-087]', 'X-Powered-By', 'PHP', 'PHP'],
  ['Server is passed [REQ-172]', 'Server', 'nginx', 'nginx'],
  ['ETag is passed [REQ-172]', 'ETag', '"x"', '"x"'],
  ['Content-Language is passed [REQ-172]', 'Content-Language', 'de', 'de'],
  ['other headers are passed, whatever is forwarded [OBJ-087]', 'X-Custom', '1', '1', { listed: ['X-Own'] }],
];

describe.each(['S3', 'custom'] as const)('of an answer of an %s origin', (kind) => {
  test.each<Line>(BOTH)('%s', async (_title, header, sent, expected, settings = {}) => {
    expect(await received(kind, header, sent, settings)).toBe(expected);
  });

  test.each<[Edition, RegExp]>([
    ['current', /^1\.0 proxy, 1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/],
    ['2014-10-21', /^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/],
  ])('in the edition %s Via ends with CloudFront; in that of 2014 it is CloudFront\'s own [REQ-058] [REQ-171] [REQ-164] [DTD-217]', async (edition, expected) => {
    expect(await received(kind, 'Via', '1.0 proxy', { edition })).toMatch(expected);
  });

  test('Via says 1.1 also to a viewer of HTTP/2, and 2.0 to the origin [DTD-217]', async () => {
    const edge = new ScenarioEdge({ origin: [ok('body')], config: { Origins: ORIGINS[kind] } });
    expect((await edge.get('/a', { httpVersion: '2.0' })).header('via')).toMatch(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
    expect(edge.asked[0].headers.get('via')).toMatch(/^2\.0 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
  });

  test('no Transfer-Encoding is added where the origin sends none [REQ-055] [REQ-168]', async () => {
    const edge = new ScenarioEdge({ origin: [ok('body')], config: { Origins: ORIGINS[kind] } });
    expect((await edge.get('/a')).header('transfer-encoding')).toBeUndefined();
  });

  test('in the edition of 2014 Vary is removed [REQ-057] [REQ-170]', async () => {
    expect(await received(kind, 'Vary', 'Accept-Encoding', { edition: '2014-10-21' })).toBeUndefined();
  });
});

test.each<Line>([
  ['Vary is passed [REQ-057]', 'Vary', 'X-Other', 'X-Other'],
  ['X-Amz-Request-Id is removed [REQ-051]', 'X-Amz-Request-Id', '1', undefined],
  ['X-Amz-Id-2 is removed [REQ-051]', 'X-Amz-Id-2', '1', undefined],
  ['metadata of the object is passed [REQ-172]', 'X-Amz-Meta-Owner', 'a', 'a'],
])('of an answer of S3 %s', async (_title, header, sent, expected, settings = {}) => {
  expect(await received('S3', header, sent, settings)).toBe(expected);
});

test.each<Line>([
  ['Accept-Encoding and Cookie, no others', 'Vary', 'Accept-Encoding, X-Foo, Cookie', 'Accept-Encoding, Cookie'],
  ['nothing, when there is nothing else', 'Vary', 'X-Foo', undefined],
  ['User-Agent only with a device header: without one', 'Vary', 'User-Agent', undefined],
  ['User-Agent only with a device header: with one', 'Vary', 'User-Agent', 'User-Agent', { listed: ['CloudFront-Is-Mobile-Viewer'] }],
  ['names of forwarded headers', 'Vary', 'accept-charset, Accept-Language', 'accept-charset', { listed: ['Accept-Charset'] }],
])('in Vary of an answer of a custom origin stay %s [REQ-164] [REQ-170] [DTD-223]', async (_title, header, sent, expected, settings = {}) => {
  expect(await received('custom', header, sent, settings)).toBe(expected);
});

test('Vary does not tell objects apart, but for Accept-Encoding [REQ-157]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { vary: 'User-Agent, Accept-Encoding' }) });
  const viewers: { [name: string]: string }[] = [{ 'User-Agent': 'one' }, { 'User-Agent': 'other' }, { 'User-Agent': 'one', 'Accept-Encoding': 'gzip' }, { 'User-Agent': 'other', 'Accept-Encoding': 'gzip, deflate' }];
  const results = [];
  for (const headers of viewers) results.push(await edge.xCache('/a', { headers }));
  expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Hit']);
});

test.each([undefined, 'text/html'])('Content-Type is what the origin says: %s [OBJ-091]', async (type) => {
  const edge = new ScenarioEdge({ origin: [ok('<p>', type === undefined ? {} : { 'content-type': type })] });
  expect((await edge.get('/a.html')).header('content-type')).toBe(type);
});

test('headers that the origin names in Connection go no further', async () => {
  expect(await received('custom', 'Keep', 'kept')).toBe('kept');
  const edge = new ScenarioEdge({ origin: [ok('body', { 'Connection': 'Hop, X-Hop', 'hop': '1', 'x-hop': '2', 'x-end': '3' })] });
  const answer = await edge.get('/a');
  expect(['hop', 'x-hop', 'x-end'].map((name) => answer.header(name))).toEqual([undefined, undefined, '3']);
});

test('an answer without a Date gets the time at which it came, and keeps it in the cache; that of the origin stays', async () => {
  const edge = new ScenarioEdge({ origin: ({ url }) => ok('body', url === '/dated' ? { date: 'Tue, 31 Dec 2024 23:59:00 GMT' } : {}) });
  await edge.get('/a');
  edge.advance(60);
  const hit = await edge.get('/a');
  expect([hit.header('date'), hit.header('age')]).toEqual(['Wed, 01 Jan 2025 00:00:00 GMT', '60']);
  expect((await edge.get('/dated')).header('date')).toBe('Tue, 31 Dec 2024 23:59:00 GMT');
});
