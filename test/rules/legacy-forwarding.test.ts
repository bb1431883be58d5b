import { checkDistribution, ruleTest } from './rule-test';

const behavior = (ForwardedValues: unknown, rest: object = {}) => ({ TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues, ...rest });

ruleTest('forwarded-values-legacy [POL-006]', {
  in: 'defaultBehavior',
  at: 'ForwardedValues',
  rejects: [{ ForwardedValues: { QueryString: true } }],
  accepts: [
    { ForwardedValues: { Ref: 'AWS::NoValue' }, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }, { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }, { CachePolicyId: { Ref: 'Unknown' } },
  ],
});
ruleTest('forwarded-values-legacy [POL-006]', { in: 'defaultBehavior', edition: '2014-10-21', at: 'ForwardedValues', rejects: [], accepts: [{ ForwardedValues: { QueryString: true } }] });

test.each<[string, object, RegExp]>([
  ['nothing, for the usual times', behavior({ QueryString: false }), /Managed-CachingOptimized \(658327ea-f89d-4fab-a63d-7e88639e58f6\)/],
  ['all headers', behavior({ QueryString: true, Headers: ['*'], Cookies: { Forward: 'all' } }, { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }), /Managed-CachingDisabled \(4135ea2d-6df8-44a3-9df3-4b5a84be39ad\) with Managed-AllViewer \(216adef6-/],
  ['something without caching', behavior({ QueryString: true }, { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }), /Managed-CachingDisabled \(4135ea2d-6df8-44a3-9df3-4b5a84be39ad\) with an origin request policy that has all query strings/],
  [
    'Authorization without caching', behavior({ QueryString: true, Headers: ['Authorization'] }, { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 }),
    /Managed-CachingDisabled \(4135ea2d-6df8-44a3-9df3-4b5a84be39ad\) with Managed-AllViewerExceptHostHeader \(b689b0a8-/,
  ],
  ['other times', behavior({ QueryString: false }, { MinTTL: 5, DefaultTTL: 60, MaxTTL: 60 }), /a cache policy that has nothing in its key and the TTLs 5, 60 and 60/],
  [
    'some of each', behavior({ QueryString: true, QueryStringCacheKeys: ['page'], Headers: ['Origin'], Cookies: { Forward: 'whitelist', WhitelistedNames: ['session'] } }),
    /has the headers Origin and the cookies session and the query strings page and the TTLs 0, 86400 and 31536000, with an origin request policy that has all query strings/,
  ],
  ['something unknown', behavior({ QueryString: { Ref: 'Unknown' } }), /a cache policy/],
])('the message names the policies that do the same as forwarding %s [POL-006]', (_, DefaultCacheBehavior, equivalent) => {
  const found = checkDistribution({ DefaultCacheBehavior }).filter(({ rule }) => rule === 'forwarded-values-legacy');
  expect(found.map(({ level, message }) => [level, message])).toEqual([['info', expect.stringMatching(equivalent)]]);
});

test('behaviors that forward the same are reported together [POL-006]', () => {
  const CacheBehaviors = ['/a', '/b', '/c'].map((PathPattern) => ({ PathPattern, ...behavior({ QueryString: PathPattern === '/c' }) }));
  const found = checkDistribution({ CacheBehaviors }).filter(({ rule }) => rule === 'forwarded-values-legacy');
  expect(found.map(({ location: { path }, message }) => [path, /as in (.*?);/.exec(message)?.[1]])).toEqual([
    ['DistributionConfig.CacheBehaviors[2].ForwardedValues', undefined], ['DistributionConfig.DefaultCacheBehavior.ForwardedValues', '2 other behaviors'],
  ]);
});
