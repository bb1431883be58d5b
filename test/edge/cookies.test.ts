import { MANAGED, originRequestPolicy, policies } from './policies';
import { ok, ScenarioEdge } from './scenario';
import { FunctionOriginResponse } from '../../src/edge';

const forwarding = (Forward: 'all' | 'none' | 'whitelist', WhitelistedNames?: readonly string[]) => ({ ForwardedValues: { QueryString: false, Cookies: { Forward, WhitelistedNames } } });
type Json = { readonly [property: string]: unknown };

const edgeWith = (behavior: Json, ...answers: FunctionOriginResponse[]) => new ScenarioEdge({ origin: answers.length > 0 ? answers : [ok('body')], behavior });

/** The Cookie header that an origin receives. */
async function received(behavior: Json, cookie: string): Promise<string | null> {
  const edge = edgeWith(behavior);
  await edge.get('/a', { headers: { Cookie: cookie } });
  return edge.asked[0].headers.get('cookie');
}

const setCookies = (headers: readonly string[]) => headers.filter((_text, i) => i % 2 === 1 && headers[i - 1].toLowerCase() === 'set-cookie');

test.each([
  ['none: no cookie [OBJ-052]', forwarding('none'), 'a=1', null],
  ['a list: the listed ones alone [OBJ-047] [REQ-078]', forwarding('whitelist', ['country']), 'country=uk; session=77', 'country=uk'],
  ['all: all of them [REQ-078]', forwarding('all'), 'a=1; b=2', 'a=1; b=2'],
  ['a list with *: any characters [OBJ-050]', forwarding('whitelist', ['userid_*']), 'userid_123=a; other=b', 'userid_123=a'],
  ['a list with ?: one character [OBJ-050]', forwarding('whitelist', ['id?']), 'id1=a; id12=b; id=c', 'id1=a'],
  ['a list: names by case [OBJ-056]', forwarding('whitelist', ['country']), 'Country=uk; country=UK', 'country=UK'],
  ['all, without attributes [OBJ-054]', forwarding('all'), 'country=ata; $Path=;', 'country=ata'],
  ['all, without what is no name and value [OBJ-054]', forwarding('all'), 'country=ata; flag; =x', 'country=ata'],
  ['all, with a comma in a value', forwarding('all'), 'list=1,2,3', 'list=1,2,3'],
  ['all, sorted by name [OBJ-055]', forwarding('all'), 'zeta=1; alpha=2', 'alpha=2; zeta=1'],
])('an origin gets, of cookies with %s', async (_title, behavior, sent, expected) => {
  expect(await received(behavior, sent)).toBe(expected);
});

test('in a policy a * is a character like any other [OBJ-050]', async () => {
  const { behavior, resources } = policies({ cache: { cookies: ['user_*'] } });
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior, resources });
  await edge.get('/a', { headers: { Cookie: 'user_1=a; user_*=b' } });
  expect(edge.asked[0].headers.get('cookie')).toBe('user_*=b');
});

test('the order of cookies makes no difference, their case does [OBJ-055] [OBJ-056]', async () => {
  const edge = edgeWith(forwarding('all'));
  const results = [];
  for (const Cookie of ['zeta=1; alpha=2', 'alpha=2; zeta=1', 'country=uk', 'Country=uk', 'country=UK']) results.push(await edge.xCache('/a', { headers: { Cookie } }));
  expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Miss', 'Miss']);
});

test('several Cookie headers, as viewers of HTTP/2 send them, are one', async () => {
  const edge = edgeWith(forwarding('all'));
  const host = (await edge.get('/first')).record.host;
  await edge.edge.handle({ method: 'GET', url: '/a', headers: ['Host', host, 'cookie', 'b=2', 'cookie', 'a=1'], protocol: 'https', httpVersion: '2.0', ip: '192.0.2.1' });
  expect(edge.asked[1].headers.get('cookie')).toBe('a=1; b=2');
});

const twoCookies = (cacheControl: string): FunctionOriginResponse => {
  const headers = new Headers({ 'cache-control': cacheControl });
  headers.append('set-cookie', 'country=uk');
  headers.append('set-cookie', 'track=5');
  return new Response('body', { headers });
};

test.each([
  ['all cookies [OBJ-046]', forwarding('all')],
  ['a list of cookies, of which the answer sets others, too [OBJ-048] [OBJ-049] [REQ-158]', forwarding('whitelist', ['country'])],
])('where requests send %s, viewers get each Set-Cookie, on hits as well', async (_title, behavior) => {
  const edge = new ScenarioEdge({ origin: () => twoCookies('max-age=60'), behavior });
  const [miss, hit] = [await edge.get('/a', { headers: { Cookie: 'country=uk' } }), await edge.get('/a', { headers: { Cookie: 'country=uk' } })];
  expect(setCookies(miss.headers)).toEqual(['country=uk', 'track=5']);
  expect([hit.header('x-cache'), setCookies(hit.headers)]).toEqual(['Hit from cloudfront', ['country=uk', 'track=5']]);
});

test('no-cache="Set-Cookie" keeps the cookies out of the cache, and nothing else [OBJ-058] [DTD-224]', async () => {
  const edge = new ScenarioEdge({ origin: () => twoCookies('max-age=60, no-cache="Set-Cookie"'), behavior: forwarding('all') });
  const [miss, hit] = [await edge.get('/a'), await edge.get('/a')];
  expect(setCookies(miss.headers)).toEqual(['country=uk', 'track=5']);
  expect([hit.header('x-cache'), hit.text, setCookies(hit.headers)]).toEqual(['Hit from cloudfront', 'body', []]);
});

describe.each([
  ['by ForwardedValues', forwarding('all'), {}],
  ['by an origin request policy', policies({ cache: MANAGED.CachingOptimized, request: originRequestPolicy({ cookies: 'all' }) }).behavior, policies({ request: originRequestPolicy({ cookies: 'all' }) }).resources],
])('where cookies are forwarded %s', (_title, behavior, resources) => {
  const answers = [ok('v1', { 'cache-control': 'max-age=60', 'etag': '"x"' }), ok('v1', { 'cache-control': 'max-age=60', 'etag': '"x"' })];

  test('no viewer gets 304, and no origin is asked for it [OBJ-057]', async () => {
    const edge = new ScenarioEdge({ origin: [...answers], behavior, resources });
    const headers = { 'If-None-Match': '"x"', 'If-Modified-Since': 'Wed, 01 Jan 2025 00:00:00 GMT' };
    await edge.get('/a', { headers });
    const hit = await edge.get('/a', { headers });
    expect([hit.status, hit.text, hit.header('x-cache')]).toEqual([200, 'v1', 'Hit from cloudfront']);
    edge.advance(61);
    await edge.get('/a', { headers });
    for (const { headers: sent } of edge.asked) expect([sent.get('if-none-match'), sent.get('if-modified-since')]).toEqual([null, null]);
    expect(edge.asked).toHaveLength(2);
  });
});

test('cookies tell the objects of a bucket apart, although it does not look at them [REQ-008]', async () => {
  const edge = new ScenarioEdge({
    origin: () => ok('the same'), behavior: forwarding('all'), config: { Origins: [{ Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} }] },
  });
  const answers = [await edge.get('/a', { headers: { Cookie: 'a=1' } }), await edge.get('/a', { headers: { Cookie: 'a=2' } })];
  expect(answers.map(({ text }) => text)).toEqual(['the same', 'the same']);
  expect(edge.asked.map(({ headers }) => headers.get('cookie'))).toEqual(['a=1', 'a=2']);
});
