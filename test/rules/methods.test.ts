import { ruleTest, violationsOf } from './rule-test';

const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

ruleTest('allowed-methods [WEB-097] [DST-084] [REQ-010]', {
  in: 'behavior',
  at: 'AllowedMethods',
  rejects: [['GET'], ['GET', 'HEAD', 'POST'], ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH'], ['GET', 'HEAD', 'TRACE']].map((AllowedMethods) => ({ AllowedMethods })),
  accepts: [['GET', 'HEAD'], ['HEAD', 'GET', 'OPTIONS'], ALL, ['GET', { Ref: 'Unknown' }]].map((AllowedMethods) => ({ AllowedMethods })),
});

ruleTest('cached-methods [WEB-103] [DTD-086] [REQ-015]', {
  in: 'behavior',
  at: 'CachedMethods',
  rejects: [['GET'], ['GET', 'HEAD', 'POST']].map((CachedMethods) => ({ CachedMethods, AllowedMethods: ALL })),
  accepts: [['GET', 'HEAD'], ['GET', 'HEAD', 'OPTIONS']].map((CachedMethods) => ({ CachedMethods, AllowedMethods: ALL })),
});

ruleTest('cached-options-allowed [WEB-104] [DTD-086]', {
  in: 'behavior',
  at: 'CachedMethods',
  rejects: [{ CachedMethods: ['GET', 'HEAD', 'OPTIONS'] }, { CachedMethods: ['GET', 'HEAD', 'OPTIONS'], AllowedMethods: ['GET', 'HEAD'] }],
  accepts: [{ CachedMethods: ['GET', 'HEAD', 'OPTIONS'], AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] }, { CachedMethods: ['GET', 'HEAD', 'OPTIONS'], AllowedMethods: { Ref: 'Unknown' } }],
});

const group = (AllowedMethods: unknown) => ({
  Origins: ['a', 'b'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } })),
  OriginGroups: { Quantity: 1, Items: [{ Id: 'group', Members: { Quantity: 2, Items: [{ OriginId: 'a' }, { OriginId: 'b' }] }, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } } }] },
  DefaultCacheBehavior: { TargetOriginId: 'group', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, AllowedMethods },
});
ruleTest('origin-group-methods [ORG-071] [OTD-063]', {
  in: 'distribution', at: 'DefaultCacheBehavior.AllowedMethods', rejects: [group(ALL)], accepts: [group(['GET', 'HEAD', 'OPTIONS']), group(['GET', 'HEAD'])],
});

const bucket = (AllowedMethods: unknown, rest: object = {}) => ({
  Origins: [{ Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {}, ...rest }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, AllowedMethods },
});
ruleTest('open-bucket-methods [WEB-107] [REQ-017] [PRV-034]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.AllowedMethods',
  rejects: [bucket(ALL), bucket(['GET', 'HEAD', 'OPTIONS'])],
  accepts: [bucket(['GET', 'HEAD']), bucket(ALL, { OriginAccessControlId: 'E1' }), bucket(ALL, { S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' } }), bucket(ALL, { S3OriginConfig: { OriginAccessIdentity: { Ref: 'Unknown' } } })],
});

ruleTest('server-takes-all-methods [WEB-109] [REQ-087]', {
  in: 'behavior', at: 'AllowedMethods', rejects: [{ AllowedMethods: ALL }], accepts: [{ AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] }, {}], message: /DELETE reach the server/,
});
test('a bucket is no server that refuses methods [WEB-109]', () => {
  expect(violationsOf('server-takes-all-methods', bucket(ALL), { in: 'distribution' })).toEqual([]);
});
