import { ruleTest } from './rule-test';

ruleTest('origin-custom-header-length [OTD-115]', {
  in: 'origin',
  at: 'OriginCustomHeaders[0].HeaderValue',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1784) }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1783) }] }],
});

const headers = (last: number) => ({
  OriginCustomHeaders: [...Array.from({ length: 5 }, (_, i) => ({ HeaderName: `X-${i}`, HeaderValue: 'x'.repeat(1783) })), { HeaderName: 'X-Last', HeaderValue: 'x'.repeat(last) }],
});

ruleTest('origin-custom-headers-total [OTD-115]', {
  in: 'origin', at: 'OriginCustomHeaders', rejects: [headers(1305)], accepts: [headers(1304)], message: /10241 characters together; allowed: 10240/,
});

ruleTest('origin-custom-header-unique [OTD-113]', {
  in: 'origin',
  at: 'OriginCustomHeaders[1].HeaderName',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'x-a', HeaderValue: '2' }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'X-B', HeaderValue: '2' }] }],
});
