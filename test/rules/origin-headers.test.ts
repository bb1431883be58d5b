import { ruleTest } from './rule-test';

ruleTest('origin-custom-header-length [ORG-056] [OTD-115]', {
  in: 'origin',
  at: 'OriginCustomHeaders[0].HeaderValue',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1784) }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1783) }] }],
});

const headers = (last: number) => ({
  OriginCustomHeaders: [...Array.from({ length: 5 }, (_, i) => ({ HeaderName: `X-${i}`, HeaderValue: 'x'.repeat(1783) })), { HeaderName: 'X-Last', HeaderValue: 'x'.repeat(last) }],
});

ruleTest('origin-custom-headers-total [ORG-056] [OTD-115]', {
  in: 'origin', at: 'OriginCustomHeaders', rejects: [headers(1305)], accepts: [headers(1304)], message: /10241 characters together; allowed: 10240/,
});

ruleTest('origin-custom-header-unique [OTD-113]', {
  in: 'origin',
  at: 'OriginCustomHeaders[1].HeaderName',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'x-a', HeaderValue: '2' }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'X-B', HeaderValue: '2' }] }],
});

const header = (HeaderName: unknown, HeaderValue: unknown = 'abc') => ({ OriginCustomHeaders: [{ HeaderName, HeaderValue }] });

ruleTest('origin-custom-header-name [OTD-111]', {
  in: 'origin', at: 'OriginCustomHeaders[0].HeaderName', rejects: [header(''), header('X Custom'), header('X-Custom:')], accepts: [header('X-Custom'), header('x_custom')],
});

ruleTest('origin-custom-header-forbidden [ORG-056] [OTD-111]', {
  in: 'origin',
  at: 'OriginCustomHeaders[0].HeaderName',
  rejects: [
    'Cache-Control', 'Connection', 'Content-Length', 'cookie', 'HOST', 'If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Max-Forwards', 'Pragma',
    'Proxy-Authenticate', 'Proxy-Authorization', 'Proxy-Connection', 'Range', 'Request-Range', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Via', 'X-Amz-Date', 'X-Edge-Foo', 'X-Real-IP',
  ].map((name) => header(name)),
  accepts: ['Authorization', 'Origin', 'X-Forwarded-For', 'X-Custom', 'X-Origin-Secret'].map((name) => header(name)),
});

const count = (length: number) => ({ OriginCustomHeaders: Array.from({ length }, (_, i) => ({ HeaderName: `X-${i}`, HeaderValue: 'v' })) });
ruleTest('origin-custom-header-quota [ORG-056] [OTD-114]', {
  in: 'origin', at: 'OriginCustomHeaders', rejects: [count(31)], accepts: [count(30)], message: /31 items; allowed: 30.*customHeadersPerOrigin/,
});
ruleTest('origin-custom-header-quota', { in: 'origin', at: 'OriginCustomHeaders', quotas: { customHeadersPerOrigin: 40 }, rejects: [count(41)], accepts: [count(40)] });

ruleTest('origin-custom-header-secret [OTD-116]', {
  in: 'origin',
  at: 'OriginCustomHeaders[0].HeaderValue',
  rejects: [header('X-Origin-Secret'), header('x-auth-token'), header('X-Origin-Verify')],
  accepts: [header('X-Environment'), header('X-Origin-Secret', '{{resolve:secretsmanager:origin:SecretString:value}}')],
  message: /Secrets Manager/,
});
