import { ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const GROUPS = { SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] };
const ADMITTING = { SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-3b927c52' }] };
const GATEWAY = { Attachment: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: 'igw-0123456789abcdef0' } } };

/** A VPC origin that is a load balancer in a VPC of the application. */
const network = (balancer: Json, group: Json = ADMITTING, subnet: Json = {}, beside: Json = GATEWAY) => ({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', ...subnet } },
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'servers', VpcId: { Ref: 'Vpc' }, ...group } },
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internal', Subnets: [{ Ref: 'Subnet' }], ...GROUPS, ...balancer } },
  Origin: { Type: 'AWS::CloudFront::VpcOrigin', Properties: { VpcOriginEndpointConfig: { Name: 'one', Arn: { Ref: 'Balancer' } } } },
  ...beside,
});
const listener = (Protocol: string) => ({ ...GATEWAY, Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 443, Protocol } } });
const AT_ENDPOINT = { in: 'resources', at: 'Origin.VpcOriginEndpointConfig.Arn' } as const;

ruleTest('vpc-origin-network-load-balancer [OTD-095]', {
  ...AT_ENDPOINT,
  rejects: [network({ Type: 'network', SecurityGroups: [] }), network({ Type: 'network', SecurityGroups: { Ref: 'AWS::NoValue' } }), network({ Type: 'network' }, ADMITTING, {}, listener('TLS'))],
  accepts: [
    network({ Type: 'network' }, ADMITTING, {}, listener('TCP')), network({ Type: 'application', SecurityGroups: { Ref: 'AWS::NoValue' } }, ADMITTING, {}, listener('HTTPS')),
    network({ Type: 'network', SecurityGroups: { Ref: 'Unknown' } }),
  ],
});
ruleTest('vpc-origin-endpoint [OTD-095]', { ...AT_ENDPOINT, rejects: [network({ Type: 'gateway' })], accepts: [network({ Type: 'network' })] });

ruleTest('vpc-origin-internet-gateway [OTD-097]', {
  ...AT_ENDPOINT,
  rejects: [network({}, ADMITTING, {}, {}), network({}, ADMITTING, { Ipv6Native: true })],
  accepts: [network({}), network({ Subnets: ['subnet-0123456789abcdef0'] }, ADMITTING, {}, {})],
});

const from = (source: Json) => ({ SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...source }] });
const beside = (source: Json) => ({ ...GATEWAY, Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, IpProtocol: 'tcp', ...source } } });
ruleTest('vpc-origin-security-group [OTD-098]', {
  ...AT_ENDPOINT,
  rejects: [network({}, {}), network({}, from({ CidrIp: '192.0.2.0/24' })), network({}, {}, {}, beside({ CidrIp: '192.0.2.0/24' }))],
  accepts: [
    network({}), network({}, from({ SourceSecurityGroupId: 'sg-0123456789abcdef0' })), network({}, from({ SourceSecurityGroupId: { Ref: 'Unknown' } })), network({}, from({ CidrIp: '0.0.0.0/0' })),
    network({}, {}, {}, beside({ SourcePrefixListId: 'pl-3b927c52' })), network({}, { SecurityGroupIngress: { Ref: 'Unknown' } }), network({ SecurityGroups: ['sg-0123456789abcdef0'] }, {}),
  ],
});

ruleTest('vpc-origin-zone [OTD-100]', {
  in: 'resources',
  at: 'Subnet.AvailabilityZoneId',
  rejects: ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'].map((AvailabilityZoneId) => network({}, ADMITTING, { AvailabilityZoneId })),
  accepts: [network({}, ADMITTING, { AvailabilityZoneId: 'use1-az1' }), network({})],
});

const entry = (RuleNumber: unknown, RuleAction: string, ports: Json, rest: Json = {}) => ({
  Type: 'AWS::EC2::NetworkAclEntry', Properties: { NetworkAclId: { Ref: 'Acl' }, RuleNumber, RuleAction, Egress: true, Protocol: 6, CidrBlock: '0.0.0.0/0', ...ports, ...rest },
});
const range = (From: number, To: number) => ({ PortRange: { From, To } });
const acl = (...entries: Json[]) => network({}, ADMITTING, {}, {
  ...GATEWAY,
  Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
  Association: { Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: { SubnetId: { Ref: 'Subnet' }, NetworkAclId: { Ref: 'Acl' } } },
  ...Object.fromEntries(entries.map((each, i) => [`Entry${i}`, each])),
});
ruleTest('vpc-origin-network-acl [OTD-110]', {
  in: 'resources',
  at: 'Acl.',
  rejects: [
    acl(entry(100, 'allow', range(443, 443))), acl(entry(100, 'deny', range(1024, 65535)), entry(200, 'allow', range(0, 65535))), acl(entry(100, 'allow', range(32768, 65535))),
    acl(entry(100, 'allow', range(1024, 65535), { Protocol: 17 })), acl(entry(200, 'allow', {}, { Protocol: -1 }), entry(100, 'deny', {}, { Protocol: '-1' })),
  ],
  accepts: [
    acl(entry(100, 'allow', range(1024, 65535))), acl(entry(100, 'allow', {}, { Protocol: -1 })), acl(entry(100, 'deny', range(22, 22)), entry(200, 'allow', range(0, 65535))),
    acl(entry(100, 'deny', {}, { Protocol: -1, Egress: false }), entry(200, 'allow', {}, { Protocol: -1 })), acl(entry({ Ref: 'Unknown' }, 'deny', range(0, 65535))), acl(),
  ],
  message: /keep answers of Balancer from CloudFront/,
});
