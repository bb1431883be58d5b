import { ruleTest } from './rule-test';
import { KEPT_RESPONSE_HEADERS, REFERRER_POLICIES } from '../../src/config';

const CONFIG = 'ResponseHeadersPolicyConfig';
const CORS = {
  AccessControlAllowCredentials: false,
  AccessControlAllowHeaders: { Items: ['X-A'] },
  AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
  AccessControlAllowOrigins: { Items: ['https://example.com'] },
  OriginOverride: true,
};
const CUSTOM = { Header: 'X-A', Value: '1', Override: true };

const policy = (config: object) => ({ [CONFIG]: { Name: 'policy', ...config } });
const cors = (config: object) => policy({ CorsConfig: { ...CORS, ...config } });
const security = (sections: object) => policy({ SecurityHeadersConfig: sections });
const custom = (...headers: object[]) => policy({ CustomHeadersConfig: { Items: headers.map((header) => ({ ...CUSTOM, ...header })) } });
const remove = (...names: string[]) => ({ RemoveHeadersConfig: { Items: names.map((Header) => ({ Header })) } });
const timing = (SamplingRate: unknown) => policy({ ServerTimingHeadersConfig: { Enabled: true, SamplingRate } });
const inPolicy = 'AWS::CloudFront::ResponseHeadersPolicy' as const;
const cases = { in: inPolicy };

ruleTest('response-headers-policy-required [POL-113]', {
  ...cases,
  at: `${CONFIG}.Name`,
  rejects: [custom({}), security({}), policy({ ServerTimingHeadersConfig: { Enabled: false } })].map(({ [CONFIG]: { Name, ...config } }) => ({ [CONFIG]: config })),
  accepts: [custom({}), security({ ContentTypeOptions: { Override: true } })],
});
ruleTest('response-headers-policy-required [POL-113]', {
  ...cases, at: `${CONFIG}.Comment`, rejects: [{ ...policy({ Comment: 'c'.repeat(129) }) }], accepts: [policy({ Comment: 'c'.repeat(128) })],
});
ruleTest('response-headers-policy-empty [POL-114]', { ...cases, at: CONFIG, rejects: [policy({}), policy({ Comment: 'nothing' })], accepts: [custom({}), policy(remove('Server'))] });

for (const property of Object.keys(CORS)) {
  ruleTest('cors-required [POL-115]', { ...cases, at: `${CONFIG}.CorsConfig.${property}`, rejects: [cors({ [property]: undefined })], accepts: [cors({})] });
}
const methods = (...Items: string[]) => cors({ AccessControlAllowMethods: { Items } });
ruleTest('cors-methods [POL-116]', {
  ...cases,
  at: `${CONFIG}.CorsConfig.AccessControlAllowMethods.Items[0]`,
  rejects: [methods('ALL', 'GET'), methods('TRACE'), methods('get')],
  accepts: [methods('ALL'), methods('GET', 'HEAD'), methods('GET', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT')],
});
const origins = (...Items: string[]) => cors({ AccessControlAllowOrigins: { Items } });
ruleTest('cors-origins [POL-117]', {
  ...cases,
  at: `${CONFIG}.CorsConfig.AccessControlAllowOrigins.Items[0]`,
  rejects: ['example.*', 'test.*.example.org', 'exa*mple.org', '*test.example.org', 'https://www.example.org/page'].map((origin) => origins(origin)),
  accepts: [origins('*'), origins('*.example.org', 'https://*.example.org', 'http://www.example.com', 'http://localhost:3000', 'http://example.org:*', '*.example.org:1*')],
});
const credentials = (config: object) => cors({ AccessControlAllowCredentials: true, ...config });
ruleTest('cors-credentials-headers [POL-118]', {
  ...cases,
  at: `${CONFIG}.CorsConfig.AccessControlAllowHeaders.Items[0]`,
  rejects: [credentials({ AccessControlAllowHeaders: { Items: ['*'] } }), credentials({ AccessControlAllowHeaders: { Items: ['X-*'] } })],
  accepts: [credentials({}), cors({ AccessControlAllowHeaders: { Items: ['*'] } })],
});
for (const [list, items] of [['AccessControlAllowOrigins', ['*']], ['AccessControlExposeHeaders', ['*']]] as const) {
  ruleTest('cors-credentials-wildcard [POL-119]', {
    ...cases, at: `${CONFIG}.CorsConfig.${list}.Items[0]`, rejects: [credentials({ [list]: { Items: items } })], accepts: [credentials({}), cors({ [list]: { Items: items } })],
  });
}
ruleTest('cors-max-age [POL-120]', {
  ...cases,
  at: `${CONFIG}.CorsConfig.AccessControlMaxAgeSec`,
  rejects: [cors({ AccessControlMaxAgeSec: -1 }), cors({ AccessControlMaxAgeSec: 1.5 })],
  accepts: [cors({ AccessControlMaxAgeSec: 0 }), cors({ AccessControlMaxAgeSec: 600 }), cors({})],
});

const SECTIONS = {
  ContentSecurityPolicy: { ContentSecurityPolicy: 'default-src self', Override: true },
  ContentTypeOptions: { Override: true },
  FrameOptions: { FrameOption: 'DENY', Override: true },
  ReferrerPolicy: { ReferrerPolicy: 'origin', Override: true },
  StrictTransportSecurity: { AccessControlMaxAgeSec: 60, Override: true },
  XSSProtection: { Protection: true, Override: true },
};
for (const [section, properties] of Object.entries(SECTIONS)) {
  for (const property of Object.keys(properties)) {
    ruleTest('security-headers-required [POL-121]', {
      ...cases,
      at: `${CONFIG}.SecurityHeadersConfig.${section}.${property}`,
      rejects: [security({ [section]: { ...properties, [property]: undefined } })],
      accepts: [security({ [section]: properties })],
    });
  }
}
const frame = (FrameOption: string) => security({ FrameOptions: { FrameOption, Override: true } });
ruleTest('frame-option [POL-121]', {
  ...cases, at: `${CONFIG}.SecurityHeadersConfig.FrameOptions.FrameOption`, rejects: [frame('ALLOW-FROM'), frame('deny')], accepts: [frame('DENY'), frame('SAMEORIGIN')],
});
const referrer = (ReferrerPolicy: string) => security({ ReferrerPolicy: { ReferrerPolicy, Override: true } });
ruleTest('referrer-policy [POL-122]', {
  ...cases, at: `${CONFIG}.SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy`, rejects: [referrer('none')], accepts: REFERRER_POLICIES.map(referrer),
});
test('eight referrer policies are allowed [POL-122]', () => expect(REFERRER_POLICIES).toHaveLength(8));
const xss = (section: object) => security({ XSSProtection: { Protection: true, Override: true, ...section } });
ruleTest('xss-protection-report [POL-123]', {
  ...cases,
  at: `${CONFIG}.SecurityHeadersConfig.XSSProtection.ReportUri`,
  rejects: [xss({ ModeBlock: true, ReportUri: 'https://example.com/report' })],
  accepts: [xss({ ModeBlock: true }), xss({ ModeBlock: false, ReportUri: 'https://example.com/report' }), xss({ ReportUri: 'https://example.com/report' })],
});
const csp = (length: number) => security({ ContentSecurityPolicy: { ContentSecurityPolicy: 'c'.repeat(length), Override: true } });
ruleTest('content-security-policy-quota [POL-124]', {
  ...cases, at: `${CONFIG}.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy`, rejects: [csp(1784)], accepts: [csp(1783)], message: /1783 characters/,
});
ruleTest('content-security-policy-quota [POL-124]', {
  ...cases, quotas: { contentSecurityPolicyCharacters: 2000 }, at: `${CONFIG}.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy`, rejects: [csp(2001)], accepts: [csp(2000)],
});

const many = (length: number, header: object = {}) => custom(...Array.from({ length }, (_, i) => ({ Header: `X-${i}`, ...header })));
ruleTest('custom-response-header-quota [POL-125]', { ...cases, at: `${CONFIG}.CustomHeadersConfig.Items`, rejects: [many(11)], accepts: [many(10)], message: /11 items; allowed: 10/ });
for (const property of Object.keys(CUSTOM)) {
  ruleTest('custom-response-header [POL-126]', { ...cases, at: `${CONFIG}.CustomHeadersConfig.Items[0].${property}`, rejects: [custom({ [property]: undefined })], accepts: [custom({})] });
}
ruleTest('custom-response-header [POL-126]', {
  ...cases,
  at: `${CONFIG}.CustomHeadersConfig.Items[0].Value`,
  rejects: [custom({ Value: 'v'.repeat(1784) })],
  accepts: [custom({ Value: 'v'.repeat(1783) }), custom({ Value: '' })],
  message: /1784 characters/,
});
ruleTest('custom-response-header [POL-126]', {
  ...cases,
  at: `${CONFIG}.CustomHeadersConfig.Items[0].Header`,
  rejects: [custom({ Header: 'H'.repeat(257) }), custom({ Header: 'X-A: 1' })],
  accepts: [custom({ Header: 'H'.repeat(256) })],
});
const six = (last: number) => custom(...['A', 'B', 'C', 'D', 'E'].map((Header) => ({ Header, Value: 'v'.repeat(1783) })), { Header: 'F', Value: 'v'.repeat(last) });
ruleTest('custom-response-headers-length [POL-126]', { ...cases, at: `${CONFIG}.CustomHeadersConfig.Items`, rejects: [six(1320)], accepts: [six(1319)], message: /10240/ });
ruleTest('custom-response-header-name [POL-127]', {
  ...cases,
  at: `${CONFIG}.CustomHeadersConfig.Items[1].Header`,
  rejects: [
    custom({}, { Header: 'x-a' }), custom({}, { Header: 'Strict-Transport-Security' }), custom({}, { Header: 'access-control-allow-origin' }), custom({}, { Header: 'Via' }),
  ],
  accepts: [custom({ Header: 'Cache-Control' }, { Header: 'Permissions-Policy' })],
});
ruleTest('removed-response-header [POL-128]', {
  ...cases,
  at: `${CONFIG}.RemoveHeadersConfig.Items[0].Header`,
  rejects: [...KEPT_RESPONSE_HEADERS, 'content-length', 'X-Amz-Cf-Pop', 'X-Edge-Foo'].map((name) => policy(remove(name))),
  accepts: [policy(remove('X-Powered-By', 'Vary', 'Server', 'Date', 'X-Amz-Meta-Tag'))],
});
ruleTest('server-timing-rate [POL-129]', {
  ...cases,
  at: `${CONFIG}.ServerTimingHeadersConfig.SamplingRate`,
  rejects: [timing(100.5), timing(-1), timing(12.34567), timing('many')],
  accepts: [timing(0), timing(50), timing(99.9999), timing(0.0001), timing(100)],
});
ruleTest('server-timing-rate [POL-129]', {
  ...cases, at: `${CONFIG}.ServerTimingHeadersConfig.Enabled`, rejects: [policy({ ServerTimingHeadersConfig: { SamplingRate: 50 } })], accepts: [timing(50)],
});
ruleTest('removed-and-added-header [POL-130]', {
  ...cases,
  at: `${CONFIG}.RemoveHeadersConfig.Items[0].Header`,
  rejects: [policy({ CustomHeadersConfig: { Items: [CUSTOM] }, ...remove('x-a') })],
  accepts: [policy({ CustomHeadersConfig: { Items: [CUSTOM] }, ...remove('X-B') })],
});
