import { ruleTest } from './rule-test';

const values = (rest: object) => ({ ForwardedValues: { QueryString: false, ...rest } });
const cases = { in: 'behavior' } as const;

const toBucket = (rest: object) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, ...rest } },
});

ruleTest('header-whitelist-all [WEB-110] [OBJ-060]', { ...cases, at: 'ForwardedValues.Headers', rejects: [values({ Headers: ['*', 'Origin'] })], accepts: [values({ Headers: ['*'] }), values({ Headers: ['Origin'] }), values({})] });
ruleTest('header-name [WEB-110]', { ...cases, at: 'ForwardedValues.Headers[0]', rejects: [values({ Headers: ['My Header'] }), values({ Headers: ['A: b'] })], accepts: [values({ Headers: ['X-My_Header'] })] });
ruleTest('header-not-cacheable [REQ-135] [OBJ-069]', {
  ...cases,
  at: 'ForwardedValues.Headers[0]',
  rejects: ['Pragma', 'cache-control', 'Max-Forwards', 'cookie', 'Connection', 'Proxy-Authorization', 'TE', 'Upgrade', 'X-Edge-Location', 'X-Real-IP'].map((name) => values({ Headers: [name] })),
  accepts: ['Accept-Language', 'X-My-Header', 'Warning', 'Via', 'If-Range', 'Accept-Encoding'].map((name) => values({ Headers: [name] })),
});
ruleTest('header-not-cacheable [REQ-135] [OBJ-069]', {
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
ruleTest('header-quota [WEB-119] [OBJ-067]', { ...cases, at: 'ForwardedValues.Headers', rejects: [headers(11)], accepts: [headers(10)], message: /allowed: 10/ });
ruleTest('s3-host-header [WEB-116]', {
  in: 'distribution', at: 'DefaultCacheBehavior.ForwardedValues.Headers[0]', rejects: [toBucket({ Headers: ['Host'] })], accepts: [toBucket({ Headers: ['Origin'] })],
});
ruleTest('s3-all-headers [WEB-116]', {
  in: 'distribution', at: 'DefaultCacheBehavior.ForwardedValues.Headers', rejects: [toBucket({ Headers: ['*'] })], accepts: [toBucket({}), toBucket({ Headers: ['Origin'] })],
});
ruleTest('s3-header [WEB-115] [OBJ-068] [OBJ-077] [OBJ-083]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.ForwardedValues.Headers[0]',
  rejects: ['Accept-Language', 'CloudFront-Is-Mobile-Viewer', 'Accept', 'Referer'].map((name) => toBucket({ Headers: [name] })),
  accepts: [
    toBucket({}), toBucket({ Headers: ['Origin'] }), toBucket({ Headers: ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'] }),
    { DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ...values({ Headers: ['CloudFront-Is-Mobile-Viewer', 'CloudFront-Is-SmartTV-Viewer'] }) } },
  ],
});
ruleTest('header-quota [OBJ-067]', { ...cases, at: 'ForwardedValues.Headers', quotas: { headersPerCacheBehavior: 20 }, rejects: [headers(21)], accepts: [headers(20)] });
ruleTest('header-not-cacheable [OBJ-070]', {
  ...cases, at: 'ForwardedValues.Headers[0]', rejects: [values({ Headers: ['Cookie'] })], accepts: [values({ Cookies: { Forward: 'all' } })], message: /Cookies\.Forward/,
});
ruleTest('s3-header-refused [OBJ-068] [OBJ-077]', {
  in: 'distribution',
  edition: '2014-10-21',
  at: 'DefaultCacheBehavior.ForwardedValues.Headers[0]',
  rejects: [toBucket({ Headers: ['Accept-Language'] }), toBucket({ Headers: ['CloudFront-Is-Mobile-Viewer'] })],
  accepts: [toBucket({}), toBucket({ Headers: ['Origin'] })],
});
ruleTest('header-many-values [OBJ-071] [REQ-137] [REQ-150]', {
  ...cases,
  at: 'ForwardedValues.Headers[0]',
  rejects: [values({ Headers: ['User-Agent'] }), values({ Headers: ['date'] })],
  accepts: [values({ Headers: ['CloudFront-Is-Mobile-Viewer', 'CloudFront-Is-Tablet-Viewer', 'CloudFront-Is-Desktop-Viewer'] }), values({ Headers: ['Accept-Language'] })],
  message: /CloudFront-Is-\*-Viewer/,
});
