import { ruleTest } from './rule-test';
import { CLOUDFRONT_HEADERS } from '../../src/config';

const CONFIG = 'OriginRequestPolicyConfig';

const policy = (config: object) => ({
  [CONFIG]: {
    Name: 'policy', CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' }, ...config,
  },
});
const headers = (HeaderBehavior: string, ...Headers: string[]) => policy({ HeadersConfig: { HeaderBehavior, ...(Headers.length > 0 ? { Headers } : {}) } });
const inPolicy = 'AWS::CloudFront::OriginRequestPolicy' as const;

ruleTest('origin-request-policy-required [POL-073]', { in: inPolicy, at: `${CONFIG}.CookiesConfig`, rejects: [policy({ CookiesConfig: undefined })], accepts: [policy({})] });
ruleTest('origin-request-policy-required [POL-073]', {
  in: inPolicy, at: `${CONFIG}.Comment`, rejects: [policy({ Comment: 'c'.repeat(129) })], accepts: [policy({ Comment: 'c'.repeat(128) })],
});

ruleTest('origin-request-policy-behaviors [POL-074]', {
  in: inPolicy, at: `${CONFIG}.HeadersConfig.HeaderBehavior`, rejects: [headers('all')], accepts: [headers('allExcept', 'Host'), headers('allViewer')],
});
ruleTest('origin-request-policy-behaviors [POL-075]', {
  in: inPolicy,
  at: `${CONFIG}.CookiesConfig.CookieBehavior`,
  rejects: [policy({ CookiesConfig: { CookieBehavior: 'some' } })],
  accepts: [policy({ CookiesConfig: { CookieBehavior: 'allExcept', Cookies: ['session'] } })],
});

ruleTest('origin-request-policy-lists [POL-076]', {
  in: inPolicy,
  at: `${CONFIG}.HeadersConfig.HeaderBehavior`,
  rejects: [headers('allViewerAndWhitelistCloudFront'), headers('allViewer', 'Origin')],
  accepts: [headers('allViewer'), headers('allViewerAndWhitelistCloudFront', 'CloudFront-Viewer-City')],
});

ruleTest('origin-request-policy-added-headers [POL-077]', {
  in: inPolicy,
  at: `${CONFIG}.HeadersConfig.Headers[0]`,
  rejects: [headers('allViewerAndWhitelistCloudFront', 'Accept')],
  accepts: [headers('allViewerAndWhitelistCloudFront', 'CloudFront-Viewer-City')],
});

ruleTest('origin-request-policy-header [POL-078]', {
  in: inPolicy,
  at: `${CONFIG}.HeadersConfig.Headers[0]`,
  rejects: [headers('whitelist', 'Authorization'), headers('whitelist', 'accept-encoding')],
  accepts: [headers('whitelist', 'x-wp-access-authorization'), headers('allExcept', 'Authorization')],
});

ruleTest('origin-request-policy-bare-names', { in: inPolicy, at: `${CONFIG}.HeadersConfig.Headers[0]`, rejects: [headers('whitelist', 'X-A: b')], accepts: [headers('whitelist', 'X-A')] });

ruleTest('origin-request-policy-names-length [POL-081]', {
  in: inPolicy, at: CONFIG, rejects: [headers('whitelist', 'h'.repeat(1025))], accepts: [headers('whitelist', 'h'.repeat(1024))],
});

const list = (length: number) => Array.from({ length }, (_, i) => `n${i}`);
const LISTS: readonly (readonly [string, string, (names: string[]) => object, string])[] = [
  ['HeadersConfig', 'Headers', (Headers) => ({ HeadersConfig: { HeaderBehavior: 'whitelist', Headers } }), 'headersPerOriginRequestPolicy'],
  ['CookiesConfig', 'Cookies', (Cookies) => ({ CookiesConfig: { CookieBehavior: 'whitelist', Cookies } }), 'cookiesPerOriginRequestPolicy'],
  ['QueryStringsConfig', 'QueryStrings', (QueryStrings) => ({ QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings } }), 'queryStringsPerOriginRequestPolicy'],
];
for (const [config, names, of, quota] of LISTS) {
  const cases = { in: inPolicy, at: `${CONFIG}.${config}.${names}` };
  ruleTest('origin-request-policy-quota [POL-080]', { ...cases, rejects: [policy(of(list(11)))], accepts: [policy(of(list(10)))], message: /11 items; allowed: 10/ });
  ruleTest('origin-request-policy-quota [POL-080]', { ...cases, quotas: { [quota]: 20 }, rejects: [policy(of(list(21)))], accepts: [policy(of(list(20)))] });
}
ruleTest('origin-request-policy-controlled-header [POL-082]', {
  in: inPolicy,
  at: `${CONFIG}.HeadersConfig.Headers[0]`,
  rejects: [
    'Cookie', 'Connection', 'Content-Length', 'keep-alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Proxy-Authorization', 'Proxy-Connection', 'X-Amz-Cf-Id', 'X-Edge-Location',
    'X-Real-IP',
  ].map((name) => headers('whitelist', name)),
  accepts: [...['X-Forwarded-For', 'User-Agent', 'Host', 'Sec-WebSocket-Key', 'CloudFront-Viewer-Header-Order'].map((name) => headers('whitelist', name)), headers('allExcept', 'Cookie')],
});
ruleTest('origin-request-policy-cloudfront-header [POL-100]', {
  in: inPolicy,
  at: `${CONFIG}.HeadersConfig.Headers[0]`,
  rejects: [headers('whitelist', 'CloudFront-Viewer-Region'), headers('allViewerAndWhitelistCloudFront', 'CloudFront-Viewer-Region')],
  accepts: CLOUDFRONT_HEADERS.map((name) => headers('whitelist', name.replace('*', 'Pem'))),
});
test('there are 25 CloudFront-* headers beside those of client certificates [POL-100]', () => expect(CLOUDFRONT_HEADERS.filter((name) => !name.includes('Cert'))).toHaveLength(25));
