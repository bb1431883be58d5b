import { ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const EVERYBODY = '0.0.0.0/0';
const tcp = (from: number, to: number, source: Json = { CidrIp: EVERYBODY }) => ({ IpProtocol: 'tcp', FromPort: from, ToPort: to, ...source });
const PREFIX_LIST = { SourcePrefixListId: 'pl-3b927c52' };
const group = (SecurityGroupIngress: unknown) => ({ Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'servers', SecurityGroupIngress } } });
const GROUP_ID = { 'Fn::GetAtt': ['Group', 'GroupId'] };
const BALANCER = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [GROUP_ID] } };
const INSTANCE = { Type: 'AWS::EC2::Instance', Properties: { SecurityGroupIds: [GROUP_ID] } };

/** A distribution before a server whose security group has some rules. */
const behind = (ingress: unknown, { server = BALANCER, name = 'DNSName', custom = {} }: { server?: Json; name?: string; custom?: Json } = {}, more: Json = {}) => ({
  ...group(ingress),
  Server: server,
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Server', name] }, CustomOriginConfig: { OriginProtocolPolicy: 'https-only', ...custom } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      },
    },
  },
  ...more,
});
const onInstance = { server: INSTANCE, name: 'PublicDnsName' };
const listener = (Port: number) => ({ Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Server' }, Port, Protocol: 'HTTP' } } });
const AT_RULE = { in: 'resources', at: 'Group.SecurityGroupIngress[0]' } as const;

ruleTest('origin-open-ports [ORG-050]', {
  ...AT_RULE,
  rejects: [
    behind([{ IpProtocol: '-1', CidrIp: EVERYBODY }]), behind([tcp(0, 65_535)]), behind([tcp(22, 22)], onInstance), behind([tcp(80, 443)]), behind([{ IpProtocol: -1, CidrIpv6: '::/0' }]),
    behind([tcp(8080, 8080)]),
  ],
  accepts: [
    // Of which media-server-ports tells.
    behind([tcp(1111, 1111)], onInstance),
    behind([tcp(80, 80), tcp(443, 443)]), behind([tcp(8443, 8443)], { custom: { HTTPSPort: 8443 } }), behind([tcp(8080, 8080)], {}, listener(8080)),
    behind([tcp(22, 22, { CidrIp: '192.0.2.0/24' })], onInstance), behind([tcp(0, 65_535, PREFIX_LIST)]), behind([{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: EVERYBODY }]),
    behind({ Ref: 'Unknown' }), behind([tcp(22, 22, { CidrIp: { Ref: 'Unknown' } })]), { ...behind([tcp(22, 22)]), Site: { Type: 'AWS::SNS::Topic', Properties: {} } },
  ],
  message: /open to everybody, while Server listens on 80, 443/,
});
ruleTest('origin-open-ports [ORG-050]', { ...AT_RULE, rejects: [behind([tcp(22, 22)])], accepts: [], message: /Port 22 is open/i });
ruleTest('origin-open-ports [ORG-050]', { ...AT_RULE, rejects: [behind([tcp(0, 65_535)]), behind([{ IpProtocol: '-1', CidrIp: EVERYBODY }])], accepts: [], message: /All ports are open/i });
ruleTest('origin-open-ports [ORG-050]', { ...AT_RULE, rejects: [behind([tcp(0, 443)])], accepts: [], message: /The ports 0 to 443 are open/i });
const beside = { Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: GROUP_ID, ...tcp(22, 22) } } };
ruleTest('origin-open-ports [ORG-050]', { in: 'resources', at: 'Rule.', rejects: [behind([], {}, beside)], accepts: [] });

ruleTest('origin-open-to-everybody [OTD-158]', {
  in: 'resources',
  at: 'Group.SecurityGroupIngress',
  rejects: [behind([tcp(443, 443)]), behind([tcp(80, 80), tcp(443, 443)], onInstance), behind([{ IpProtocol: '-1', CidrIp: EVERYBODY }])],
  accepts: [behind([tcp(443, 443, PREFIX_LIST)]), behind([]), behind([tcp(22, 22)]), behind([tcp(444, 500)]), behind({ Ref: 'Unknown' })],
  message: /com\.amazonaws\.global\.cloudfront\.origin-facing.*55 rules/,
});
