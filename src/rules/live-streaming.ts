import { Application, at, CacheBehavior, cacheBehaviorsOf, exceeds, isKnown, LIVE_LIFETIMES, Resource } from '../config';
import { EVERYBODY, Ingress, ingressOf, refersTo } from './network-resources';
import { Rule, RuleSet, Subjects } from './rule';

/** Seconds for which servers of live streams let manifests be cached. */
const MANIFEST_LIFETIME = Math.min(...LIVE_LIFETIMES.filter(({ isManifest }) => isManifest).map(({ seconds }) => seconds));

const MANIFEST = /\.(m3u8|f4m|bootstrap)$|\.isml\/manifest/i;
const LIVE_PATH = /(hls|hds)-live\/|livepkgr\/|\.isml(\/|\*|$)/i;

/** Ports of media servers that are not for viewers. */
export const MEDIA_SERVER_PORTS: readonly { readonly port: number; readonly of: string }[] = [
  { port: 1111, of: 'the administration of Adobe Media Server' },
  { port: 1935, of: 'publishing by RTMP' },
  { port: 3389, of: 'Remote Desktop' },
  { port: 8088, of: 'the manager of Wowza Streaming Engine' },
];

function isLive({ pathPattern }: CacheBehavior): boolean {
  return isKnown(pathPattern) && (MANIFEST.test(pathPattern) || LIVE_PATH.test(pathPattern));
}

/** Instances of the application that are origins: those to which a distribution refers. */
function originInstances({ resources }: Application): Resource[] {
  const distributions = resources.filter(({ type }) => type === 'AWS::CloudFront::Distribution');
  return resources.filter(({ type, location }) => type === 'AWS::EC2::Instance' && distributions.some((site) => refersTo(site, location)));
}

function letsEverybodyTo(port: number, { CidrIp, CidrIpv6, FromPort, ToPort, IpProtocol }: Ingress['rule']): boolean {
  if (!EVERYBODY.includes(String(CidrIp)) && !EVERYBODY.includes(String(CidrIpv6))) return false;
  return String(IpProtocol) === '-1' || (Number(FromPort) <= port && port <= Number(ToPort));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'live-manifest-ttl',
    level: 'warning',
    spec: ['MED-025'],
    says: `manifests of a live stream are good for ${MANIFEST_LIFETIME} seconds, so a longer minimum TTL shows viewers the past`,
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site).filter(isLive)) {
        const { ttl: { min }, cachePolicyId } = behavior;
        const property = cachePolicyId === undefined ? 'MinTTL' : 'CachePolicyId';
        if (exceeds(min, MANIFEST_LIFETIME)) yield { at: at(behavior, property), says: `the minimum TTL is ${min} s; manifests of a live stream are good for ${MANIFEST_LIFETIME} s`, fix: 'use a minimum TTL of 0' };
      }
    },
  },
  {
    id: 'live-signed-urls',
    level: 'warning',
    spec: ['MED-078'],
    editions: ['2014-10-21'],
    says: 'a live stream cannot be delivered by signed URLs, since the URLs in its manifest carry no signature',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site).filter(isLive)) {
        if (isKnown(behavior.trustedSigners) && behavior.trustedSigners.length > 0) yield { at: at(behavior, 'TrustedSigners'), fix: 'leave the live stream public; media for progressive download can be signed' };
      }
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'media-server-ports',
    level: 'warning',
    spec: ['MED-041', 'MED-042', 'MED-062', 'MED-071'],
    says: 'a server that is an origin lets everybody in only where viewers ask',
    *check(app) {
      const instances = originInstances(app);
      const groups = app.resources.filter(({ type, location }) => type === 'AWS::EC2::SecurityGroup' && instances.some((instance) => refersTo(instance, location)));
      for (const { resource, path, rule } of groups.flatMap((group) => ingressOf(group, app))) {
        const open = MEDIA_SERVER_PORTS.filter(({ port }) => letsEverybodyTo(port, rule));
        for (const { port, of } of open) yield { at: { ...resource.location, path }, says: `port ${port}, for ${of}, is open to everybody`, fix: 'let in the addresses that need it alone' };
      }
    },
  },
  {
    id: 'media-server-address',
    level: 'warning',
    spec: ['MED-014'],
    says: 'a domain name for an instance is a CNAME to its public DNS name, which goes with the instance when its address changes',
    *check(app) {
      const instances = app.resources.filter(({ type }) => type === 'AWS::EC2::Instance');
      const names = new Set(app.distributions.flatMap(({ origins }) => origins.map(({ domainName }) => (isKnown(domainName) ? domainName.toLowerCase() : ''))));
      for (const record of app.resources.filter(({ type, stated }) => type === 'AWS::Route53::RecordSet' && stated.Type === 'A')) {
        const { Name: name } = record.stated;
        const isOrigin = isKnown(name) && names.has(String(name).toLowerCase().replace(/\.$/, ''));
        if (isOrigin && instances.some(({ location }) => refersTo(record, location))) {
          yield { at: { ...record.location, path: 'Type' }, got: 'A', limit: 'CNAME', fix: 'make it a CNAME to the PublicDnsName of the instance' };
        }
      }
    },
  },
];

/** Rules about live streams from media servers. */
export const liveStreamingRules: RuleSet = { distribution, application };
