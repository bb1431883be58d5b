import { ruleTest } from './rule-test';

const CONFIG = { Comment: '', Runtime: 'cloudfront-js-2.0' };
const connectionFunction = (properties: object) => ({ Name: 'connect', ConnectionFunctionCode: 'function connectionHandler(connection) {}', ConnectionFunctionConfig: CONFIG, ...properties });
const cases = { in: 'AWS::CloudFront::ConnectionFunction' } as const;

for (const property of ['Name', 'ConnectionFunctionCode', 'ConnectionFunctionConfig']) {
  ruleTest('connection-function-required [FUN-126]', {
    ...cases, at: property, rejects: [connectionFunction({ [property]: undefined })], accepts: [connectionFunction({}), connectionFunction({ AutoPublish: true })],
  });
}
for (const property of ['Comment', 'Runtime']) {
  ruleTest('connection-function-required [FUN-126]', {
    ...cases, at: `ConnectionFunctionConfig.${property}`, rejects: [connectionFunction({ ConnectionFunctionConfig: { ...CONFIG, [property]: undefined } })], accepts: [connectionFunction({})],
  });
}
ruleTest('connection-function-size [FUN-127] [DTD-118]', {
  ...cases,
  at: 'ConnectionFunctionCode',
  rejects: [connectionFunction({ ConnectionFunctionCode: '/'.repeat(10241) })],
  accepts: [connectionFunction({ ConnectionFunctionCode: '/'.repeat(10240) })],
});
const MTLS = {
  ViewerMtlsConfig: { Mode: 'required', TrustStoreConfig: { TrustStoreId: 'ts_1' } },
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } },
};
ruleTest('connection-function-mtls [FUN-128] [DTD-253]', {
  in: 'distribution',
  at: 'ConnectionFunctionAssociation.Id',
  rejects: [{ ConnectionFunctionAssociation: { Id: 'cf_1' } }],
  accepts: [{ ConnectionFunctionAssociation: { Id: 'cf_1' }, ...MTLS }, MTLS, {}],
});
