import { ruleTest } from './rule-test';

const GLOBAL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/0a1b';
const CLASSIC = '473e64fd-f30b-4765-81a0-62ad96dd167a';
const cases = { in: 'distribution', at: 'WebACLId' } as const;

ruleTest('web-acl-arn [DTD-151]', {
  ...cases,
  rejects: ['arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/x/y', 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/x/y'].map((WebACLId) => ({ WebACLId })),
  accepts: [GLOBAL, CLASSIC, ''].map((WebACLId) => ({ WebACLId })),
});
const tenants = (WebACLId: string) => ({
  ConnectionMode: 'tenant-only',
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
  WebACLId,
});
ruleTest('web-acl-tenants [DTD-152]', { ...cases, rejects: [tenants(CLASSIC)], accepts: [tenants(GLOBAL), { WebACLId: CLASSIC }] });

const acl = (Scope: unknown, config: object = { WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] } }) => ({
  Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope, DefaultAction: { Allow: {} }, VisibilityConfig: {} } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        ...config,
      },
    },
  },
});
ruleTest('web-acl-scope [DTD-153]', { in: 'resources', at: 'Acl.Scope', rejects: [acl('REGIONAL')], accepts: [acl('CLOUDFRONT'), acl('REGIONAL', {}), acl({ Ref: 'Unknown' })] });
ruleTest('web-acl-region [DTD-153]', { in: 'resources', at: 'Acl.Scope', region: 'eu-west-1', rejects: [acl('CLOUDFRONT')], accepts: [acl('REGIONAL', {})] });
ruleTest('web-acl-region [DTD-153]', { in: 'resources', at: 'Acl.Scope', region: 'us-east-1', rejects: [], accepts: [acl('CLOUDFRONT')] });
