import { Lazy, Stack } from 'aws-cdk-lib';
import { configOf, errors, newSite, newStack, read } from './site';
import { CookieForwarding, Forwarding, Origins } from '../../src';
import { EdgeHarness } from '../../src/testing';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** What the template says is forwarded. */
function emitted(forwarding?: Forwarding): object {
  newSite(stack, { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'www' }), forwarding } });
  return configOf(stack).DefaultCacheBehavior.ForwardedValues;
}

/** An edge whose origin says what it was sent. */
function echo(): Promise<EdgeHarness> {
  return EdgeHarness.fromStack(stack, { origins: { www: ({ headers }) => ({ body: headers.get('cookie') ?? 'no cookies', headers: { 'cache-control': 'max-age=60' } }) } });
}

test('minimal example: nothing is forwarded, and the reader fills in none for headers and cookies [WEB-114] [WEB-129]', async () => {
  expect(emitted()).toEqual({ QueryString: false });
  expect(errors(stack)).toEqual([]);
  const { cacheKey } = read(stack).distributions[0].defaultCacheBehavior;
  expect(cacheKey).toMatchObject({ headers: { include: 'none' }, cookies: { include: 'none' }, queryStrings: { include: 'none' } });
  expect((await (await echo()).get('/', { headers: { cookie: 'session=1' } })).text()).toBe('no cookies');
});

test('maximum example: everything is emitted as written', () => {
  expect(emitted({ queryString: true, queryStringCacheKeys: ['v'], cookies: CookieForwarding.allowlist('session'), headers: ['Accept-Language'] })).toEqual({
    QueryString: true,
    QueryStringCacheKeys: ['v'],
    Cookies: { Forward: 'whitelist', WhitelistedNames: ['session'] },
    Headers: ['Accept-Language'],
  });
  expect(errors(stack)).toEqual([]);
});

test.each<[Forwarding, object]>([
  [{ queryString: true, cookies: CookieForwarding.allowlist('session') }, { QueryString: true, Cookies: { Forward: 'whitelist', WhitelistedNames: ['session'] } }],
  [{ queryString: false, cookies: CookieForwarding.none() }, { QueryString: false, Cookies: { Forward: 'none' } }],
  [{ cookies: CookieForwarding.all() }, { QueryString: false, Cookies: { Forward: 'all' } }],
])('query strings and cookies are chosen freely: %j [DST-066]', (forwarding, expected) => {
  expect(emitted(forwarding)).toEqual(expected);
  expect(errors(stack)).toEqual([]);
});

test('any header can be forwarded, standard or not [WEB-117]', () => {
  expect(emitted({ headers: ['X-Device-Type'] })).toEqual({ QueryString: false, Headers: ['X-Device-Type'] });
  expect(errors(stack)).toEqual([]);
});

test('a header that tells objects apart needlessly, or never can, is found [WEB-117]', () => {
  emitted({ headers: ['Connection'] });
  expect(errors(stack)).toEqual(['header-not-cacheable']);
});

test('names of cookies may have wildcards: those that match reach the origin and tell objects apart [DST-173]', async () => {
  emitted({ cookies: CookieForwarding.allowlist('session_*', 'id?') });
  expect(errors(stack)).toEqual([]);
  const edge = await echo();
  const ask = async (cookie: string) => edge.get('/', { headers: { cookie } });
  expect((await ask('session_a=1; idx=2; other=3')).text()).toBe('idx=2; session_a=1');
  expect((await ask('session_a=1; idx=2; other=4')).resultType).toBe('Hit');
  expect((await ask('session_a=1; idx=3; other=4')).resultType).toBe('Miss');
});

test('names may be tokens', () => {
  const later = Lazy.string({ produce: () => 'session' });
  expect(emitted({ cookies: CookieForwarding.allowlist(later), headers: Lazy.list({ produce: () => ['Accept'] }) }))
    .toEqual({ QueryString: false, Cookies: { Forward: 'whitelist', WhitelistedNames: ['session'] }, Headers: ['Accept'] });
});
