import { ruleTest } from './rule-test';

const values = (rest: object) => ({ ForwardedValues: { QueryString: false, ...rest } });
const cases = { in: 'behavior' } as const;
const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const toBucket = (rest: object) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, ...rest } },
});

ruleTest('forwarded-values-missing [POL-002]', {
  ...cases, at: 'CachePolicyId', rejects: [{ ForwardedValues: { Ref: 'AWS::NoValue' } }], accepts: [{}, { CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
ruleTest('forwarded-values-ignored [POL-001]', {
  ...cases, at: 'ForwardedValues', rejects: [{ ...values({}), CachePolicyId: POLICY }], accepts: [values({}), { CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
ruleTest('origin-request-policy-without-cache-policy [POL-003]', {
  ...cases,
  at: 'OriginRequestPolicyId',
  rejects: [{ OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' }],
  accepts: [{ OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3', CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
ruleTest('header-whitelist-all [WEB-110]', { ...cases, at: 'ForwardedValues.Headers', rejects: [values({ Headers: ['*', 'Origin'] })], accepts: [values({ Headers: ['*'] }), values({ Headers: ['Origin'] })] });
ruleTest('header-name [WEB-110]', { ...cases, at: 'ForwardedValues.Headers[0]', rejects: [values({ Headers: ['My Header'] }), values({ Headers: ['A: b'] })], accepts: [values({ Headers: ['X-My_Header'] })] });
ruleTest('header-not-cacheable [REQ-135]', {
  ...cases,
  at: 'ForwardedValues.Headers[0]',
  rejects: ['Pragma', 'cache-control', 'Max-Forwards', 'Cookie', 'X-Edge-Location', 'X-Real-IP'].map((name) => values({ Headers: [name] })),
  accepts: ['Warning', 'Via', 'If-Range', 'Accept-Encoding'].map((name) => values({ Headers: [name] })),
});
ruleTest('header-not-cacheable [REQ-135]', {
  ...cases,
  edition: '2014-10-21',
  at: 'ForwardedValues.Headers[0]',
  rejects: [
    'Accept-Encoding', 'Cache-Control', 'Connection', 'Content-Length', 'Cookie', 'Max-Forwards', 'Pragma', 'Proxy-Authorization', 'Proxy-Connection', 'Request-Range', 'TE',
    'Trailer', 'Transfer-Encoding', 'Upgrade',
  ].map((name) => values({ Headers: [name] })),
  accepts: ['X-Real-IP', 'Warning'].map((name) => values({ Headers: [name] })),
});
const headers = (length: number) => values({ Headers: Array.from({ length }, (_, i) => `X-${i}`) });
ruleTest('header-quota [WEB-119]', { ...cases, at: 'ForwardedValues.Headers', rejects: [headers(11)], accepts: [headers(10)], message: /allowed: 10/ });
ruleTest('s3-host-header [WEB-116]', {
  in: 'distribution', at: 'DefaultCacheBehavior.ForwardedValues.Headers[0]', rejects: [toBucket({ Headers: ['Host'] })], accepts: [toBucket({ Headers: ['Origin'] })],
});
ruleTest('s3-all-headers [WEB-116]', {
  in: 'distribution', at: 'DefaultCacheBehavior.ForwardedValues.Headers', rejects: [toBucket({ Headers: ['*'] })], accepts: [toBucket({}), toBucket({ Headers: ['Origin'] })],
});
ruleTest('s3-header [WEB-115]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.ForwardedValues.Headers[0]',
  rejects: [toBucket({ Headers: ['Accept-Language'] })],
  accepts: [toBucket({ Headers: ['Origin', 'Access-Control-Request-Method'] })],
});
ruleTest('cookie-forwarding [WEB-128]', {
  ...cases,
  at: 'ForwardedValues.Cookies.Forward',
  rejects: [values({ Cookies: { Forward: 'some' } })],
  accepts: [values({ Cookies: { Forward: 'all' } }), values({ Cookies: { Forward: 'none' } }), values({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a'] } })],
});
ruleTest('cookie-whitelist [WEB-135]', {
  ...cases,
  at: 'ForwardedValues.Cookies.WhitelistedNames',
  rejects: [values({ Cookies: { Forward: 'whitelist' } }), values({ Cookies: { Forward: 'whitelist', WhitelistedNames: [] } }), values({ Cookies: { Forward: 'all', WhitelistedNames: ['a'] } })],
  accepts: [values({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a*'] } }), values({ Cookies: { Forward: 'none' } })],
});
const cookies = (length: number) => values({ Cookies: { Forward: 'whitelist', WhitelistedNames: Array.from({ length }, (_, i) => `c${i}`) } });
ruleTest('cookie-quota [WEB-139]', { ...cases, at: 'ForwardedValues.Cookies.WhitelistedNames', rejects: [cookies(11)], accepts: [cookies(10)] });
ruleTest('s3-cookies [WEB-133] [WEB-134] [DST-080]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.ForwardedValues.Cookies.Forward',
  rejects: [toBucket({ Cookies: { Forward: 'all' } }), toBucket({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a'] } })],
  accepts: [toBucket({ Cookies: { Forward: 'none' } }), toBucket({})],
});
ruleTest('query-string-missing [WEB-140]', {
  ...cases, at: 'ForwardedValues.QueryString', rejects: [{ ForwardedValues: { Headers: ['Origin'] } }], accepts: [values({ QueryString: true }), values({ QueryString: 'false' })],
});
ruleTest('query-string-keys', {
  ...cases,
  at: 'ForwardedValues.QueryStringCacheKeys',
  rejects: [values({ QueryString: false, QueryStringCacheKeys: ['a'] })],
  accepts: [values({ QueryString: true, QueryStringCacheKeys: ['a'] }), values({ QueryString: { Ref: 'Unknown' }, QueryStringCacheKeys: ['a'] })],
});
