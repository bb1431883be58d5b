import { ruleTest } from './rule-test';

const KEY = 'CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin';

const NONE = { CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' }, EnableAcceptEncodingGzip: false };

const policy = (config: object) => ({ CachePolicyConfig: { Name: 'policy', MinTTL: 0, DefaultTTL: 60, MaxTTL: 600, ParametersInCacheKeyAndForwardedToOrigin: NONE, ...config } });
const key = (parameters: object, config: object = {}) => policy({ ParametersInCacheKeyAndForwardedToOrigin: { ...NONE, ...parameters }, ...config });
const headers = (...Headers: unknown[]) => ({ HeadersConfig: { HeaderBehavior: 'whitelist', Headers } });
const cookies = (...Cookies: unknown[]) => ({ CookiesConfig: { CookieBehavior: 'whitelist', Cookies } });
const OFF = { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 };
const inPolicy = 'AWS::CloudFront::CachePolicy' as const;

ruleTest('cache-policy-required [POL-010]', { in: inPolicy, at: 'CachePolicyConfig.MaxTTL', rejects: [policy({ MaxTTL: undefined })], accepts: [policy({})] });
ruleTest('cache-policy-required [POL-010]', { in: inPolicy, at: `${KEY}.HeadersConfig`, rejects: [key({ HeadersConfig: undefined })], accepts: [key({})] });

ruleTest('cache-policy-name [POL-011]', {
  in: inPolicy,
  at: 'CachePolicyConfig.Name',
  rejects: [policy({ Name: 'my policy' }), policy({ Name: 'n'.repeat(129) })],
  accepts: [policy({ Name: 'my-policy_1' }), policy({ Name: 'n'.repeat(128) })],
});

ruleTest('cache-policy-comment [POL-012]', {
  in: inPolicy, at: 'CachePolicyConfig.Comment', rejects: [policy({ Comment: 'c'.repeat(129) })], accepts: [policy({ Comment: 'c'.repeat(128) })],
});

ruleTest('cache-policy-behaviors [POL-015]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.HeaderBehavior`,
  rejects: ['allViewer', 'allExcept', 'all'].map((HeaderBehavior) => key({ HeadersConfig: { HeaderBehavior } })),
  accepts: [key({}), key(headers('Origin'))],
});
ruleTest('cache-policy-behaviors [POL-016]', {
  in: inPolicy,
  at: `${KEY}.CookiesConfig.CookieBehavior`,
  rejects: [key({ CookiesConfig: { CookieBehavior: 'allowList' } })],
  accepts: [key({ CookiesConfig: { CookieBehavior: 'allExcept', Cookies: ['session'] } }), key({ CookiesConfig: { CookieBehavior: 'all' } })],
});
ruleTest('cache-policy-behaviors [POL-017]', {
  in: inPolicy,
  at: `${KEY}.QueryStringsConfig.QueryStringBehavior`,
  rejects: [key({ QueryStringsConfig: { QueryStringBehavior: 'denyList' } })],
  accepts: [key({ QueryStringsConfig: { QueryStringBehavior: 'allExcept', QueryStrings: ['utm_source'] } })],
});

ruleTest('cache-policy-lists [POL-018] [WEB-118]', {
  in: inPolicy, at: `${KEY}.HeadersConfig.HeaderBehavior`, rejects: [key({ HeadersConfig: { HeaderBehavior: 'whitelist' } })], accepts: [key(headers('Origin'))],
});
ruleTest('cache-policy-lists [POL-018]', {
  in: inPolicy,
  at: `${KEY}.CookiesConfig.CookieBehavior`,
  rejects: [key({ CookiesConfig: { CookieBehavior: 'all', Cookies: ['a'] } })],
  accepts: [key({ CookiesConfig: { CookieBehavior: 'all' } })],
});

ruleTest('cache-policy-bare-names [POL-019]', {
  in: inPolicy, at: `${KEY}.HeadersConfig.Headers[0]`, rejects: [key(headers('Accept-Language: en'))], accepts: [key(headers('Accept-Language'))], message: /write Accept-Language/,
});
ruleTest('cache-policy-bare-names [POL-019]', {
  in: inPolicy,
  at: `${KEY}.QueryStringsConfig.QueryStrings[0]`,
  rejects: [key({ QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['split-pages=false'] } })],
  accepts: [key({ QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['split-pages'] } })],
});
ruleTest('cache-policy-bare-names [POL-019]', {
  in: inPolicy, at: `${KEY}.CookiesConfig.Cookies[0]`, rejects: [key(cookies('session_ID=abcd'))], accepts: [key(cookies('session_ID'))],
});

ruleTest('cache-policy-wildcards [POL-020]', { in: inPolicy, at: `${KEY}.CookiesConfig.Cookies[0]`, rejects: [key(cookies('session_*'))], accepts: [key(cookies('session_1'))] });

ruleTest('cache-policy-origin-request-header [POL-021]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.Headers[0]`,
  rejects: [key(headers('CloudFront-Viewer-Address')), key(headers('cloudfront-viewer-tls'))],
  accepts: [key(headers('CloudFront-Viewer-Country'))],
});

ruleTest('cache-policy-accept-encoding [POL-023]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.Headers[0]`,
  rejects: [key({ ...headers('Accept-Encoding'), EnableAcceptEncodingGzip: true }), key({ ...headers('accept-encoding'), EnableAcceptEncodingBrotli: true })],
  accepts: [key(headers('Accept-Encoding')), key({ ...headers('Accept'), EnableAcceptEncodingGzip: true, EnableAcceptEncodingBrotli: true })],
});

ruleTest('cache-policy-impossible-header [POL-024]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.Headers[0]`,
  rejects: [key(headers('TE')), key(headers('Connection'))],
  accepts: [key(headers('Authorization', 'Host', 'Origin'))],
  message: /Fix: Remove it/i,
});
ruleTest('cache-policy-impossible-header [POL-024]', {
  in: inPolicy, at: `${KEY}.HeadersConfig.Headers[0]`, rejects: [key(headers('Cookie')), key(headers('cookie'))], accepts: [], message: /Fix: list the cookies in CookiesConfig/i,
});

ruleTest('cache-policy-many-variants [POL-026]', {
  in: inPolicy, at: `${KEY}.HeadersConfig.Headers[0]`, rejects: [key(headers('User-Agent'))], accepts: [key(headers('CloudFront-Is-Mobile-Viewer'))],
});

const names = (count: number) => Array.from({ length: count }, (_, i) => `name-${i}`);
ruleTest('cache-policy-quota [POL-027]', {
  in: inPolicy, at: `${KEY}.CookiesConfig.Cookies`, rejects: [key(cookies(...names(11)))], accepts: [key(cookies(...names(10)))], message: /11 items; allowed: 10.*cookiesPerCachePolicy/,
});
ruleTest('cache-policy-quota', { in: inPolicy, at: `${KEY}.CookiesConfig.Cookies`, rejects: [key(cookies(...names(13)))], accepts: [key(cookies(...names(12)))], quotas: { cookiesPerCachePolicy: 12 } });

ruleTest('cache-policy-names-length [POL-028]', {
  in: inPolicy,
  at: 'CachePolicyConfig',
  rejects: [key({ ...cookies('c'.repeat(1000)), ...headers('h'.repeat(25)) })],
  accepts: [key({ ...cookies('c'.repeat(1000)), ...headers('h'.repeat(24)) })],
});

ruleTest('cache-policy-disabled-key [POL-031]', {
  in: inPolicy, at: `${KEY}.HeadersConfig.HeaderBehavior`, rejects: [key(headers('Authorization'), OFF)], accepts: [key(headers('Authorization'), { ...OFF, MaxTTL: 1 })],
});

ruleTest('cache-policy-disabled-encoding [POL-032]', {
  in: inPolicy, at: `${KEY}.EnableAcceptEncodingGzip`, rejects: [key({ EnableAcceptEncodingGzip: true }, OFF)], accepts: [key({}, OFF), key({ EnableAcceptEncodingGzip: true })],
});
ruleTest('cache-policy-disabled-encoding [POL-032]', {
  in: inPolicy, at: `${KEY}.EnableAcceptEncodingBrotli`, rejects: [key({ EnableAcceptEncodingBrotli: true }, OFF)], accepts: [key({}, OFF), key({ EnableAcceptEncodingBrotli: true })],
});

ruleTest('cache-policy-header-order [POL-022]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.Headers[0]`,
  rejects: [key(headers('CloudFront-Viewer-Header-Order')), key(headers('cloudfront-viewer-header-count'))],
  accepts: [key(headers('CloudFront-Viewer-Country'))],
  message: /origin request policy/,
});
ruleTest('cache-policy-disabled-key [POL-035]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.HeaderBehavior`,
  rejects: [key(headers('Authorization'), OFF)],
  accepts: [key({}, OFF), key(headers('Authorization'), { MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 })],
  message: /origin request policy \(Authorization by allViewer or allExcept\), or set MaxTTL to 1 or more/,
});
ruleTest('cache-policy-cloudfront-header [POL-100]', {
  in: inPolicy,
  at: `${KEY}.HeadersConfig.Headers[0]`,
  rejects: [key(headers('CloudFront-Viewer-Region'))],
  accepts: ['CloudFront-Viewer-Country-Region', 'cloudfront-forwarded-proto', 'CloudFront-Viewer-Cert-Subject', 'X-CloudFront-Other'].map((name) => key(headers(name))),
});
