import { checkDistribution, ruleTest } from './rule-test';

const values = (rest: object) => ({ ForwardedValues: { QueryString: false, ...rest } });
const cases = { in: 'behavior' } as const;
const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';

ruleTest('forwarded-values-missing [POL-002]', {
  ...cases, at: 'CachePolicyId', rejects: [{ ForwardedValues: { Ref: 'AWS::NoValue' } }], accepts: [{}, { CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
ruleTest('forwarded-values-ignored [POL-001]', {
  ...cases, at: 'ForwardedValues', rejects: [{ ...values({}), CachePolicyId: POLICY }], accepts: [values({}), { CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
const withoutValues = (rest: object) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId: POLICY, ...rest });
ruleTest('forwarded-values-ignored [POL-001]', {
  ...cases,
  at: 'MinTTL',
  rejects: [withoutValues({ MinTTL: 60 }), withoutValues({ MinTTL: 0, DefaultTTL: 5 })],
  accepts: [{ ...values({}), MinTTL: 60 }, withoutValues({ MinTTL: { Ref: 'AWS::NoValue' } })],
  message: /beside a cache policy, MinTTL (has|and DefaultTTL have) no effect.*TTLs are set in the cache policy/i,
});
ruleTest('origin-request-policy-without-cache-policy [POL-003]', {
  ...cases,
  at: 'OriginRequestPolicyId',
  rejects: [{ OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' }],
  accepts: [{ OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3', CachePolicyId: POLICY, ForwardedValues: { Ref: 'AWS::NoValue' } }],
});
ruleTest('query-string-missing [WEB-140]', {
  ...cases, at: 'ForwardedValues.QueryString', rejects: [{ ForwardedValues: { Headers: ['Origin'] } }], accepts: [values({ QueryString: true }), values({ QueryString: 'false' })],
});
ruleTest('query-string-keys [OBJ-023]', {
  ...cases,
  at: 'ForwardedValues.QueryStringCacheKeys',
  rejects: [values({ QueryString: false, QueryStringCacheKeys: ['a'] })],
  accepts: [values({ QueryString: true, QueryStringCacheKeys: ['a'] }), values({ QueryString: { Ref: 'Unknown' }, QueryStringCacheKeys: ['a'] })],
});
test('whether query strings are forwarded is true or false [OBJ-023]', () => {
  const errors = (QueryString: unknown) => checkDistribution({ DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString } } })
    .filter(({ level }) => level === 'error').map(({ location }) => location.path);
  expect(errors('maybe')).toEqual(['DistributionConfig.DefaultCacheBehavior.ForwardedValues.QueryString']);
  expect([true, false].flatMap(errors)).toEqual([]);
});
const keys = (length: number, name = (i: number) => `k${i}`) => values({ QueryString: true, QueryStringCacheKeys: Array.from({ length }, (_, i) => name(i)) });
ruleTest('query-string-quota', { ...cases, at: 'ForwardedValues.QueryStringCacheKeys', rejects: [keys(11)], accepts: [keys(10)] });
ruleTest('query-string-names-length', {
  ...cases,
  at: 'ForwardedValues.QueryStringCacheKeys',
  rejects: [keys(1, () => 'k'.repeat(129)), keys(5, (i) => `${i}`.repeat(103))],
  accepts: [keys(1, () => 'k'.repeat(128)), keys(4, (i) => `${i}`.repeat(128))],
});

const toBucket = (ForwardedValues: object, origin: object = { DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} }) => ({
  Origins: [{ Id: 'site', ...origin }], DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues },
});
ruleTest('s3-query-strings [DST-081] [OBJ-029]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.ForwardedValues.QueryString',
  rejects: [toBucket({ QueryString: true })],
  accepts: [
    toBucket({ QueryString: false }),
    toBucket({ QueryString: true, QueryStringCacheKeys: ['versionId'] }),
    toBucket({ QueryString: true }, { DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }),
  ],
});
