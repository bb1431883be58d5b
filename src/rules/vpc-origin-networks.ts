import { Application, at, isKnown, Location, Resource, Stated, ZONES_WITHOUT_VPC_ORIGINS } from '../config';
import { EVERYBODY, Ingress, ingressOf, referred, referring } from './network-resources';
import { Rule, RuleSet, Subjects, Violation } from './rule';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** A load balancer of the application that is a VPC origin, and where the origin names it. */
interface Endpoint {
  readonly balancer: Resource;
  readonly named: Location;
}

function eachEndpoint(check: (endpoint: Endpoint, application: Application) => Iterable<Violation>): Rule<Application>['check'] {
  return function* (application) {
    for (const origin of application.resources.filter(({ type }) => type === 'AWS::CloudFront::VpcOrigin')) {
      for (const balancer of referred(origin, LOAD_BALANCER, application)) yield* check({ balancer, named: at(origin, 'VpcOriginEndpointConfig.Arn') }, application);
    }
  };
}

/** Whether a rule may let CloudFront in: by a prefix list, by a group from elsewhere, as one of everybody, or by something unknown. */
function mayAdmitCloudFront({ rule }: Ingress, groupIds: readonly unknown[]): boolean {
  if (!isKnown(rule) || Object.values(rule).some((value) => !isKnown(value))) return true;
  const { CidrIp, CidrIpv6, SourcePrefixListId, SourceSecurityGroupId, SourceSecurityGroupName } = rule;
  const isForeign = SourceSecurityGroupId !== undefined && !groupIds.includes(SourceSecurityGroupId);
  const isOpen = EVERYBODY.includes(String(CidrIp)) || EVERYBODY.includes(String(CidrIpv6));
  return SourcePrefixListId !== undefined || SourceSecurityGroupName !== undefined || isForeign || isOpen;
}

/** Ports from which a server answers to the connections of clients. */
const EPHEMERAL = { from: 1_024, to: 65_535 };

/** Outbound rules of a network ACL in the order in which they count; undefined where the template does not tell them all. */
function egressOf(acl: Resource, app: Application): readonly Stated[] | undefined {
  const rules = referring(acl, 'AWS::EC2::NetworkAclEntry', app).map(({ stated }) => stated);
  const entries = rules.filter(({ Egress: egress }) => String(egress) === 'true' || !isKnown(egress));
  const deciding = entries.flatMap((entry) => [entry.Egress, entry.RuleNumber, entry.Protocol, entry.RuleAction, ...Object.values(entry.PortRange ?? {})]);
  if (!deciding.every(isKnown)) return undefined;
  return [...entries].sort((one, other) => Number(one.RuleNumber) - Number(other.RuleNumber));
}

/** Whether outbound rules let answers by TCP out on all ephemeral ports. */
function letsAnswersOut(entries: readonly Stated[]): boolean {
  for (const { Protocol: protocol, PortRange: range, RuleAction: action } of entries) {
    const { From: from, To: to } = (range ?? { From: 0, To: 65_535 }) as Stated;
    if (!['6', '-1'].includes(String(protocol)) || Number(to) < EPHEMERAL.from || Number(from) > EPHEMERAL.to) continue;
    if (action === 'deny') return false;
    if (Number(from) <= EPHEMERAL.from && Number(to) >= EPHEMERAL.to) return true;
  }
  return false;
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'vpc-origin-network-load-balancer',
    level: 'error',
    spec: ['OTD-095'],
    apiError: 'InvalidArgument',
    says: 'a Network Load Balancer that is a VPC origin has a security group and no TLS listener',
    check: eachEndpoint(function* ({ balancer, named }, app) {
      const { Type: type, SecurityGroups: groups = [] } = balancer.stated;
      const { logicalId } = balancer.location;
      if (type !== 'network') return;
      if (Array.isArray(groups) && groups.length === 0) yield { at: named, says: `${logicalId} has no security group`, fix: 'give the load balancer a security group' };
      const hasTls = referring(balancer, 'AWS::ElasticLoadBalancingV2::Listener', app).some(({ stated }) => stated.Protocol === 'TLS');
      if (hasTls) yield { at: named, says: `${logicalId} has a TLS listener`, fix: 'listen by TCP, and let the servers behind end TLS' };
    }),
  },
  {
    id: 'vpc-origin-internet-gateway',
    level: 'warning',
    spec: ['OTD-097'],
    says: 'the VPC of a VPC origin has an internet gateway, as a mark that it may be reached, and a subnet with IPv4 addresses',
    check: eachEndpoint(function* ({ balancer, named }, app) {
      const subnets = referred(balancer, 'AWS::EC2::Subnet', app);
      if (subnets.length > 0 && subnets.every(({ stated }) => stated.Ipv6Native === true)) yield { at: named, says: 'its subnets have IPv6 addresses only', fix: 'use a private subnet with a free IPv4 address' };
      const vpcs = new Set(subnets.flatMap((subnet) => referred(subnet, 'AWS::EC2::VPC', app)));
      for (const vpc of vpcs) {
        const attachments = app.resources.filter(({ type }) => type === 'AWS::EC2::VPCGatewayAttachment');
        const isElsewhere = attachments.some(({ location }) => location.template !== vpc.location.template);
        if (isElsewhere || referring(vpc, 'AWS::EC2::VPCGatewayAttachment', app).some(({ stated }) => stated.InternetGatewayId !== undefined)) continue;
        yield { at: named, says: `${vpc.location.logicalId} has no internet gateway`, fix: 'attach one; no route needs to lead to it' };
      }
    }),
  },
  {
    id: 'vpc-origin-security-group',
    level: 'warning',
    spec: ['OTD-098'],
    says: 'the security group of a VPC origin lets CloudFront in',
    check: eachEndpoint(function* ({ balancer, named }, app) {
      const written = balancer.stated.SecurityGroups;
      const groups = referred(balancer, 'AWS::EC2::SecurityGroup', app);
      if (!Array.isArray(written) || !written.every(isKnown) || groups.length === 0 || groups.length !== written.length) return;
      const own = app.resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroup');
      if (own.some(({ stated }) => !isKnown(stated.SecurityGroupIngress ?? []))) return;
      const rules = groups.flatMap((group) => ingressOf(group, app));
      if (rules.some((rule) => mayAdmitCloudFront(rule, written))) return;
      yield { at: named, says: `no security group of ${balancer.location.logicalId} lets CloudFront in`, fix: 'admit the prefix list com.amazonaws.global.cloudfront.origin-facing, or the group CloudFront-VPCOrigins-Service-SG' };
    }),
  },
  {
    id: 'vpc-origin-network-acl',
    level: 'info',
    spec: ['OTD-110'],
    editions: ['current'],
    says: 'the network ACL of a VPC origin lets answers out, by TCP on the ports 1024 to 65535; inbound rules do not count for CloudFront',
    check: eachEndpoint(function* ({ balancer }, app) {
      const associations = referred(balancer, 'AWS::EC2::Subnet', app).flatMap((subnet) => referring(subnet, 'AWS::EC2::SubnetNetworkAclAssociation', app));
      for (const acl of new Set(associations.flatMap((association) => referred(association, 'AWS::EC2::NetworkAcl', app)))) {
        const entries = egressOf(acl, app);
        if (entries === undefined || entries.length === 0 || letsAnswersOut(entries)) continue;
        yield { at: { ...acl.location, path: '' }, says: `its outbound rules keep answers of ${balancer.location.logicalId} from CloudFront`, fix: 'allow TCP to the ports 1024 to 65535 before any rule that denies them' };
      }
    }),
  },
  {
    id: 'vpc-origin-zone',
    level: 'warning',
    spec: ['OTD-100'],
    says: 'VPC origins are in the availability zones that have them',
    check: eachEndpoint(function* ({ balancer }, app) {
      for (const subnet of referred(balancer, 'AWS::EC2::Subnet', app)) {
        const got = subnet.stated.AvailabilityZoneId;
        if (typeof got === 'string' && ZONES_WITHOUT_VPC_ORIGINS.includes(got)) yield { at: at(subnet, 'AvailabilityZoneId'), got, says: `there are no VPC origins in ${got}`, fix: 'use another availability zone' };
      }
    }),
  },
];

/** Rules about the load balancers, subnets and security groups of VPC origins. */
export const vpcOriginNetworkRules: RuleSet = { application };
