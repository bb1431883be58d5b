import { Application, at, Origin, Resource } from '../config';
import { eachOrigin } from './each-origin';
import { MEDIA_SERVER_PORTS } from './live-streaming';
import { EVERYBODY, Ingress, ingressOf, referred, referring } from './network-resources';
import { resourceOf } from './origin-resources';
import { Rule, RuleSet, Subjects, Violation } from './rule';

const SERVERS = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::EC2::Instance'];
const WEB_PORTS = [80, 443];
const ALL_PORTS = { from: 0, to: 65_535 };
const PREFIX_LIST = 'com.amazonaws.global.cloudfront.origin-facing';

/** Ports that a rule opens to everybody by TCP; undefined for one that does not, or where the template does not tell. */
function openPorts({ rule }: Ingress): { readonly from: number; readonly to: number } | undefined {
  const { CidrIp, CidrIpv6, IpProtocol, FromPort, ToPort } = rule;
  if (!EVERYBODY.includes(String(CidrIp)) && !EVERYBODY.includes(String(CidrIpv6))) return undefined;
  if (String(IpProtocol) === '-1') return ALL_PORTS;
  const [from, to] = [Number(FromPort), Number(ToPort)];
  return ['tcp', '6'].includes(String(IpProtocol)) && from <= to ? { from, to } : undefined;
}

/** Whether nothing but a port of media servers is open, of which `media-server-ports` tells. */
function isOfMediaServers({ from, to }: { readonly from: number; readonly to: number }): boolean {
  return from === to && MEDIA_SERVER_PORTS.some(({ port }) => port === from);
}

/** The ports on which a server listens for viewers: those that CloudFront asks, and those of its listeners. */
function listensOn({ custom }: Origin, server: Resource, application: Application): readonly number[] {
  const listeners = referring(server, 'AWS::ElasticLoadBalancingV2::Listener', application);
  return [...WEB_PORTS, Number(custom?.httpPort), Number(custom?.httpsPort), ...listeners.map(({ stated }) => Number(stated.Port))];
}

/** What the security groups of an origin let everybody in to, where the origin is a load balancer or an instance of the application. */
function eachOpening(check: (opening: Opening) => Iterable<Violation>): Rule<Subjects['distribution']>['check'] {
  return eachOrigin(function* (origin, { application }) {
    const server = resourceOf(origin, application);
    if (server === undefined || !SERVERS.includes(server.type)) return;
    for (const group of referred(server, 'AWS::EC2::SecurityGroup', application)) yield* check({ server, group, rules: ingressOf(group, application), ports: listensOn(origin, server, application) });
  });
}

interface Opening {
  readonly server: Resource;
  readonly group: Resource;
  readonly rules: readonly Ingress[];
  readonly ports: readonly number[];
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-open-ports',
    level: 'warning',
    spec: ['ORG-050'],
    says: 'a server that is an origin is open on the ports on which it listens for CloudFront, and no others',
    check: eachOpening(function* ({ server, rules, ports }) {
      for (const rule of rules) {
        const open = openPorts(rule);
        if (open === undefined || (open.from === open.to && ports.includes(open.from))) continue;
        const { from, to } = open;
        if (server.type === 'AWS::EC2::Instance' && isOfMediaServers(open)) continue;
        const range = from === to ? `port ${from} is` : from <= 0 && to >= ALL_PORTS.to ? 'all ports are' : `the ports ${from} to ${to} are`;
        const { resource, path } = rule;
        yield { at: { ...resource.location, path }, says: `${range} open to everybody, while ${server.location.logicalId} listens on ${[...new Set(ports)].filter(Number.isFinite).join(', ')}`, fix: 'open only the ports on which the origin listens' };
      }
    }),
  },
  {
    id: 'origin-open-to-everybody',
    level: 'info',
    spec: ['OTD-158'],
    editions: ['current'],
    says: 'CloudFront asks public origins from the addresses of a managed prefix list',
    check: eachOpening(function* ({ server, group, rules, ports }) {
      const isOpen = rules.map(openPorts).some((open) => open !== undefined && ports.some((port) => open.from <= port && port <= open.to));
      if (!isOpen) return;
      yield {
        at: at(group, 'SecurityGroupIngress'),
        says: `everybody can ask ${server.location.logicalId} past CloudFront`,
        fix: `let in the prefix list ${PREFIX_LIST} instead of everybody; it counts as 55 rules`,
      };
    }),
  },
];

/** Rules about the security groups of servers that are origins. */
export const originFirewallRules: RuleSet = { distribution };
