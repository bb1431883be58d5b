import { ruleTest, violationsOf } from './rule-test';

const cases = { in: 'distribution' } as const;

ruleTest('comment-length [WEB-206] [DST-047]', { ...cases, at: 'Comment', rejects: [{ Comment: 'x'.repeat(129) }], accepts: [{ Comment: 'x'.repeat(128) }, {}], message: /allowed: 128 characters.*129/ });
ruleTest('price-class [WEB-159] [DST-139]', {
  ...cases, at: 'PriceClass', rejects: [{ PriceClass: 'PriceClass_300' }], accepts: ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'].map((PriceClass) => ({ PriceClass })),
});
ruleTest('enabled-missing [WEB-208] [DST-025]', { ...cases, at: 'Enabled', rejects: [{ Enabled: { Ref: 'AWS::NoValue' } }], accepts: [{ Enabled: true }, { Enabled: 'false' }] });
test('what says neither true nor false is refused [WEB-208]', () => {
  expect(violationsOf('malformed-template', { Enabled: 'yes' }, cases)).toEqual(['Site.DistributionConfig.Enabled']);
  expect(violationsOf('malformed-template', { Enabled: false }, cases)).toEqual([]);
});
ruleTest('http-version [DTD-018]', {
  ...cases, at: 'HttpVersion', rejects: [{ HttpVersion: 'http1.0' }], accepts: ['http1.1', 'http2', 'http3', 'http2and3'].map((HttpVersion) => ({ HttpVersion })),
});
ruleTest('default-behavior-missing [WEB-059]', { ...cases, at: 'DefaultCacheBehavior', rejects: [{ DefaultCacheBehavior: { Ref: 'AWS::NoValue' } }], accepts: [{}] });
ruleTest('viewer-protocol-policy [WEB-092] [TLS-001]', {
  in: 'behavior',
  at: 'ViewerProtocolPolicy',
  rejects: ['https', 'http-only', 'Redirect-To-HTTPS', { Ref: 'AWS::NoValue' }].map((ViewerProtocolPolicy) => ({ ViewerProtocolPolicy })),
  accepts: ['allow-all', 'redirect-to-https', 'https-only'].map((ViewerProtocolPolicy) => ({ ViewerProtocolPolicy })),
});
ruleTest('cache-tag-header [DTD-108]', {
  ...cases,
  at: 'CacheTagConfig.HeaderName',
  rejects: [{ CacheTagConfig: {} }, { CacheTagConfig: { HeaderName: '' } }],
  accepts: [{ CacheTagConfig: { HeaderName: 'x-amz-meta-cache-tag' } }, { CacheTagConfig: { Ref: 'Unknown' } }, {}],
});
