import { ruleTest } from './rule-test';

const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const cases = { in: 'distribution' } as const;
const definition = (Name: unknown) => ({ Name, Definition: { StringSchema: { Required: true } } });
const origin = (DomainName: unknown, OriginPath: unknown = '') => ({ Id: 'site', DomainName, OriginPath, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
const behavior = (rest: object = {}) => ({ TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: POLICY, ...rest });
const tenants = (rest: object = {}, names: readonly unknown[] = []) => ({
  ConnectionMode: 'tenant-only',
  Origins: [origin('www.example.com')],
  DefaultCacheBehavior: behavior(),
  TenantConfig: { ParameterDefinitions: names.map(definition) },
  ...rest,
});

ruleTest('connection-mode [DTD-233]', { ...cases, at: 'ConnectionMode', rejects: [{ ConnectionMode: 'multi' }], accepts: [tenants(), { ConnectionMode: 'direct' }, {}] });
const config = { TenantConfig: { ParameterDefinitions: [definition('a')] } };
ruleTest('tenant-config-mode [DTD-233]', { ...cases, at: 'TenantConfig', rejects: [{ ConnectionMode: 'direct', ...config }, config], accepts: [tenants({}, ['a']), { ConnectionMode: { Ref: 'Unknown' }, ...config }] });

const ACM = { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' };
const bucket = (OriginAccessIdentity: string) => [{ Id: 'site', DomainName: 'mybucket.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity } }];
const REFUSED: readonly [string, object][] = [
  ['Aliases', { Aliases: ['www.example.com'], ViewerCertificate: ACM }],
  ['ContinuousDeploymentPolicyId', { ContinuousDeploymentPolicyId: '0a1b2c3d-0000-4000-8000-000000000000' }],
  ['Staging', { Staging: true }],
  ['PriceClass', { PriceClass: 'PriceClass_100' }],
  ['Origins[0].S3OriginConfig.OriginAccessIdentity', { Origins: bucket('origin-access-identity/cloudfront/E127EXAMPLE51Z') }],
  ['ViewerCertificate.SslSupportMethod', { ViewerCertificate: { ...ACM, SslSupportMethod: 'vip' } }],
  ['ViewerCertificate.IamCertificateId', { ViewerCertificate: { IamCertificateId: 'ASCA1', SslSupportMethod: 'sni-only' } }],
  ['ViewerCertificate.MinimumProtocolVersion', { ViewerCertificate: { ...ACM, MinimumProtocolVersion: 'SSLv3' } }],
  ['DefaultCacheBehavior.ForwardedValues', { DefaultCacheBehavior: behavior({ CachePolicyId: { Ref: 'AWS::NoValue' }, ForwardedValues: { QueryString: false } }) }],
  ['DefaultCacheBehavior.MinTTL', { DefaultCacheBehavior: behavior({ MinTTL: 1 }) }],
  ['DefaultCacheBehavior.SmoothStreaming', { DefaultCacheBehavior: behavior({ SmoothStreaming: true }) }],
];
describe.each(REFUSED)('%s', (at, rest) => ruleTest('tenant-setting [DTD-234]', { ...cases, at, rejects: [tenants(rest)], accepts: [tenants(), tenants({ Origins: bucket('') }), {}] }));

const LOGGING = { Logging: { Bucket: 'logs.s3.amazonaws.com', Prefix: 'a/' } };
ruleTest('tenant-logging [DTD-185]', { ...cases, at: 'Logging', rejects: [tenants(LOGGING)], accepts: [tenants(), LOGGING] });
ruleTest('tenant-parameter-unique [DTD-235]', { ...cases, at: 'TenantConfig.ParameterDefinitions[1].Name', rejects: [tenants({}, ['a', 'a'])], accepts: [tenants({}, ['a', 'b'])] });
const optional = (StringSchema: object) => tenants({ TenantConfig: { ParameterDefinitions: [{ Name: 'a', Definition: { StringSchema } }] } });
ruleTest('tenant-parameter-default [DTD-235]', {
  ...cases,
  at: 'TenantConfig.ParameterDefinitions[0].Definition.StringSchema.DefaultValue',
  rejects: [optional({ Required: false })],
  accepts: [optional({ Required: false, DefaultValue: 'x' }), optional({ Required: true }), optional({ Required: { Ref: 'Unknown' } })],
});
ruleTest('tenant-parameter-quota [DTD-235]', { ...cases, at: 'TenantConfig.ParameterDefinitions', rejects: [tenants({}, ['a', 'b', 'c', 'd', 'e', 'f'])], accepts: [tenants({}, ['a', 'b', 'c', 'd', 'e'])] });
ruleTest('tenant-parameter-quota [DTD-235]', {
  ...cases,
  at: 'Origins[0].DomainName',
  rejects: [tenants({ Origins: [origin('{{a}}.{{b}}.{{c}}.example.com')] }, ['a', 'b', 'c'])],
  accepts: [tenants({ Origins: [origin('{{a}}.{{b}}.example.com')] }, ['a', 'b', 'c'])],
});
ruleTest('tenant-parameter-defined [DTD-236]', {
  ...cases,
  at: 'Origins[0].DomainName',
  rejects: [tenants({ Origins: [origin('{{y}}.example.com')] }, ['x'])],
  accepts: [tenants({ Origins: [origin('{{customer}}.example.com', '/{{brand}}/test')] }, ['customer', 'brand']), tenants({ Origins: [origin('{{y}}.example.com')] }, [{ Ref: 'Unknown' }])],
});
ruleTest('tenant-parameter-place [DTD-236]', {
  ...cases, at: 'CacheBehaviors[0].PathPattern', rejects: [tenants({ CacheBehaviors: [behavior({ PathPattern: '/{{x}}/*' })] }, ['x'])], accepts: [tenants({ CacheBehaviors: [behavior({ PathPattern: '/x/*' })] }, ['x'])],
});
