import { ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const POLICY = '{"Statement":[{"Resource":"https://example.com/*","Condition":{"DateLessThan":{"AWS:EpochTime":4102444800},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}}]}';
const lambda = (properties: Json) => ({ Sign: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', ...properties } } });
const site = (config: Json, signer: Json, behavior: Json = { TrustedKeyGroups: ['0ae5b7f2-0000-4000-8000-000000000000'] }) => ({
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        IPV6Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginCustomHeaders: [{ HeaderName: 'X-Secret', HeaderValue: { Ref: 'Unknown' } }] }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', ...behavior },
        ...config,
      },
    },
  },
  ...signer,
});
const code = (text: string) => lambda({ Code: { ZipFile: text } });

ruleTest('signed-addresses-ipv6 [DTD-043]', {
  in: 'resources',
  at: 'Site.DistributionConfig.IPV6Enabled',
  rejects: [
    site({}, code(`exports.handler = () => sign(${POLICY});`)), site({ IPV6Enabled: 'true' }, lambda({ Environment: { Variables: { POLICY } } })),
    site({}, { Policy: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: POLICY } } }),
  ],
  accepts: [
    site({ IPV6Enabled: false }, code(POLICY)), site({ IPV6Enabled: { Ref: 'AWS::NoValue' } }, code(POLICY)), site({}, code(POLICY), {}), site({}, {}),
    site({}, code('exports.handler = () => sign({ DateLessThan: 1 });')), site({}, { Role: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [{ Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }] } } } }),
  ],
  message: /(Sign|Policy) has a custom policy with IpAddress, which is for IPv4 alone/,
});
