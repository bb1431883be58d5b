import { ruleTest } from './rule-test';

ruleTest('ttl-order [POL-013]', {
  in: 'behavior',
  at: 'MinTTL',
  rejects: [{ MinTTL: 2, DefaultTTL: 1, MaxTTL: 3 }, { MinTTL: 4, MaxTTL: 3 }],
  accepts: [{ MinTTL: 1, DefaultTTL: 1, MaxTTL: 1 }, { MinTTL: { Ref: 'Unknown' }, DefaultTTL: 1, MaxTTL: 3 }, { MinTTL: 100000 }, { CachePolicyId: { Ref: 'Unknown' }, MinTTL: 2, DefaultTTL: 1 }],
  message: /MinTTL is [24]; allowed: at most the (default TTL of 1|maximum TTL of 3) s.*lower MinTTL/,
});
ruleTest('ttl-order', { in: 'behavior', at: 'DefaultTTL', rejects: [{ MinTTL: 0, DefaultTTL: 4, MaxTTL: 3 }], accepts: [{ DefaultTTL: 3, MaxTTL: 3 }] });

ruleTest('ttl-range [WEB-123] [OBJ-116]', {
  in: 'behavior', at: 'MinTTL', rejects: [{ MinTTL: -1 }, { MinTTL: 1.5 }], accepts: [{}, { MinTTL: 0 }, { MinTTL: 3600 }, { MinTTL: '10' }],
});

ruleTest('ttl-all-headers [WEB-126] [OBJ-065]', {
  in: 'behavior',
  at: 'MinTTL',
  rejects: [{ MinTTL: 1, ForwardedValues: { QueryString: false, Headers: ['*'] } }],
  accepts: [{ MinTTL: 0, ForwardedValues: { QueryString: false, Headers: ['*'] } }, { MinTTL: 1, ForwardedValues: { QueryString: false, Headers: ['Origin'] } }],
});

const policy = (rest: object) => ({
  CachePolicyConfig: {
    Name: 'policy',
    ParametersInCacheKeyAndForwardedToOrigin: {
      CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' }, EnableAcceptEncodingGzip: false,
    },
    ...rest,
  },
});
ruleTest('cache-policy-ttl-order [POL-013]', {
  in: 'AWS::CloudFront::CachePolicy',
  at: 'CachePolicyConfig.DefaultTTL',
  rejects: [policy({ MinTTL: 0, DefaultTTL: 2, MaxTTL: 1 })],
  accepts: [policy({ MinTTL: 1, DefaultTTL: 1, MaxTTL: 1 })],
});
ruleTest('cache-policy-ttl-range [POL-013]', {
  in: 'AWS::CloudFront::CachePolicy', at: 'CachePolicyConfig.MaxTTL', rejects: [policy({ MaxTTL: 0.5 })], accepts: [policy({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 })],
});
