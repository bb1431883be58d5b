import { ruleTest } from './rule-test';

const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const UNCOMPRESSED = 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d';
const AMPLIFY = '2e54312d-136d-493c-8eb9-b001f22f67d2';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** Managed policy by which nothing is cached unless the origin says so. */
const ORIGIN_CONTROLS = '83da9c7e-98b4-4e11-a168-04f0df8e2c65';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const CORS_CUSTOM_ORIGIN = '59781a5b-3903-41f3-afcb-af62929ccde1';
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

const values = (rest: object) => ({ ForwardedValues: { QueryString: false, ...rest } });
const policies = (CachePolicyId: unknown, OriginRequestPolicyId: unknown = { Ref: 'AWS::NoValue' }) => ({ ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId, OriginRequestPolicyId });
const inBehavior = { in: 'behavior' } as const;

ruleTest('min-ttl-personal [OBJ-127] [REQ-159]', {
  ...inBehavior,
  at: 'MinTTL',
  rejects: [
    { MinTTL: 60, ...values({ Cookies: { Forward: 'all' } }) }, { MinTTL: 86400, ...values({ Cookies: { Forward: 'all' } }) }, { MinTTL: 1, ...values({ Headers: ['authorization'] }) },
    { MinTTL: 60, AllowedMethods: ALL_METHODS },
  ],
  accepts: [
    { MinTTL: 0, ...values({ Cookies: { Forward: 'all' } }) }, { MinTTL: 60, ...values({ Cookies: { Forward: 'none' } }) }, { MinTTL: 0, AllowedMethods: ALL_METHODS },
    { MinTTL: 60, ...values({ Headers: ['Accept-Language'] }) },
  ],
  message: /private/,
});
ruleTest('min-ttl-personal [POL-040]', {
  ...inBehavior,
  at: 'CachePolicyId',
  rejects: [policies(CACHING_OPTIMIZED, ALL_VIEWER), policies(UNCOMPRESSED, ALL_VIEWER), policies(AMPLIFY)],
  accepts: [policies(CACHING_OPTIMIZED), policies(CACHING_DISABLED, ALL_VIEWER), policies(CACHING_OPTIMIZED, CORS_CUSTOM_ORIGIN), policies('83da9c7e-98b4-4e11-a168-04f0df8e2c65')],
  message: /minimum TTL is [12] s/,
});
ruleTest('personal-content-shared [POL-090]', {
  ...inBehavior,
  at: 'OriginRequestPolicyId',
  rejects: [policies(CACHING_OPTIMIZED, ALL_VIEWER)],
  accepts: [policies(CACHING_DISABLED, ALL_VIEWER), policies(ORIGIN_CONTROLS, ALL_VIEWER), policies(CACHING_OPTIMIZED), policies(CACHING_OPTIMIZED, CORS_CUSTOM_ORIGIN), policies(AMPLIFY, ALL_VIEWER), values({ Cookies: { Forward: 'all' } })],
  message: /cookies and Authorization/,
});
