import { ruleTest } from './rule-test';

const values = (rest: object) => ({ ForwardedValues: { QueryString: false, ...rest } });
const cases = { in: 'behavior' } as const;

const toBucket = (rest: object) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, ...rest } },
});

ruleTest('cookie-forwarding [WEB-128] [OBJ-036]', {
  ...cases,
  at: 'ForwardedValues.Cookies.Forward',
  rejects: [values({ Cookies: { Forward: 'some' } })],
  accepts: [values({ Cookies: { Forward: 'all' } }), values({ Cookies: { Forward: 'none' } }), values({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a'] } })],
});
ruleTest('cookie-whitelist [WEB-135] [OBJ-037]', {
  ...cases,
  at: 'ForwardedValues.Cookies.WhitelistedNames',
  rejects: [values({ Cookies: { Forward: 'whitelist' } }), values({ Cookies: { Forward: 'whitelist', WhitelistedNames: [] } }), values({ Cookies: { Forward: 'all', WhitelistedNames: ['a'] } }),
    values({ Cookies: { Forward: 'none', WhitelistedNames: ['country'] } })],
  accepts: [values({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['country'] } }), values({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a*'] } }), values({ Cookies: { Forward: 'none' } })],
});
const cookies = (length: number) => values({ Cookies: { Forward: 'whitelist', WhitelistedNames: Array.from({ length }, (_, i) => `c${i}`) } });
ruleTest('cookie-quota [WEB-139] [OBJ-051]', { ...cases, at: 'ForwardedValues.Cookies.WhitelistedNames', rejects: [cookies(11)], accepts: [cookies(10)] });
ruleTest('s3-cookies [WEB-133] [WEB-134] [DST-080] [OBJ-040] [OBJ-044]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.ForwardedValues.Cookies.Forward',
  rejects: [toBucket({ Cookies: { Forward: 'all' } }), toBucket({ Cookies: { Forward: 'whitelist', WhitelistedNames: ['a'] } })],
  accepts: [toBucket({ Cookies: { Forward: 'none' } }), toBucket({})],
});
ruleTest('cookie-quota [OBJ-051]', { ...cases, at: 'ForwardedValues.Cookies.WhitelistedNames', quotas: { cookiesPerCacheBehavior: 12 }, rejects: [cookies(13)], accepts: [cookies(12)] });
const named = (...WhitelistedNames: string[]) => values({ Cookies: { Forward: 'whitelist', WhitelistedNames } });
ruleTest('cookie-names-length [OBJ-051]', {
  ...cases, at: 'ForwardedValues.Cookies.WhitelistedNames', rejects: [named('c'.repeat(512)), named('c'.repeat(255), 'd'.repeat(256))], accepts: [named('c'.repeat(511)), named('c'.repeat(255), 'd'.repeat(255))],
});
