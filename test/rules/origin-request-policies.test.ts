import { ruleTest } from './rule-test';

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
