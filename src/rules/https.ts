import { Application, at, bucketOf, CacheBehavior, cacheBehaviorsOf, isKnown, knownItems, Origin, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { propertyThatSends } from './selections';
import { refusesOtherHosts } from './service-origins';
import { isBucketWebsite, targetOrigins } from './target-origin';
import { overlap } from './wildcards';

/** Servers whose certificates AWS takes care of. */
const CERTIFIED_BY_AWS = /\.(execute-api\.[a-z0-9-]+\.amazonaws\.com|s3[a-z0-9.-]*\.amazonaws\.com|mediastore\.[a-z0-9-]+\.amazonaws\.com|mediapackage[a-z0-9.-]*\.amazonaws\.com|on\.aws|cloudfront\.net)(\.cn)?$/i;

const REQUIRES_HTTPS = ['https-only', 'redirect-to-https'];
const MAY_USE_HTTPS = ['match-viewer', 'https-only'];

function requiresHttps({ viewerProtocolPolicy }: CacheBehavior): boolean {
  return isKnown(viewerProtocolPolicy) && REQUIRES_HTTPS.includes(viewerProtocolPolicy);
}

function mayUseHttps({ custom }: Origin): boolean {
  return isKnown(custom?.protocolPolicy) && MAY_USE_HTTPS.includes(custom.protocolPolicy);
}

/** Whether an origin is a bucket's website that has no content: it sends all viewers elsewhere. */
function onlyRedirects(origin: Origin, application: Application): boolean {
  return bucketOf(origin, application)?.websiteConfiguration?.RedirectAllRequestsTo !== undefined;
}

/** The origins that are asked by HTTPS with the viewer's Host and may answer to it, each with the first behavior that does so. */
function askedWithHost(site: WebDistribution): Map<Origin, CacheBehavior> {
  const asked = new Map<Origin, CacheBehavior>();
  for (const behavior of cacheBehaviorsOf(site).filter((candidate) => propertyThatSends(candidate, 'Host') !== undefined)) {
    const targets = targetOrigins(site, behavior).filter((origin) => mayUseHttps(origin) && !refusesOtherHosts(origin));
    for (const origin of targets) if (!asked.has(origin)) asked.set(origin, behavior);
  }
  return asked;
}

function listOfAliases({ aliases }: WebDistribution): string {
  return knownItems(aliases).join(', ') || 'the distribution\'s domain name';
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'https-shadowed-by-http',
    level: 'warning',
    spec: ['TLS-009'],
    says: 'a behavior that requires HTTPS comes before behaviors that allow HTTP for the same paths',
    *check({ cacheBehaviors }) {
      for (const [i, later] of cacheBehaviors.entries()) {
        if (!requiresHttps(later)) continue;
        for (const earlier of cacheBehaviors.slice(0, i)) {
          const [one, other] = [earlier.pathPattern, later.pathPattern];
          if (earlier.viewerProtocolPolicy !== 'allow-all' || !isKnown(one) || !isKnown(other) || !overlap(one, other)) continue;
          const says = `paths that match ${one} as well use HTTP, since that behavior comes first and allows it`;
          yield { at: at(later, 'PathPattern'), got: other, says, fix: `put it before ${earlier.location.path}` };
        }
      }
    },
  },
  {
    id: 'https-viewer-http-origin',
    level: 'warning',
    spec: ['TLS-013', 'TLS-018', 'REQ-080'],
    says: 'content that viewers get by HTTPS alone comes from its origin by HTTPS, too',
    *check(site, { application }) {
      for (const behavior of cacheBehaviorsOf(site).filter(requiresHttps)) {
        for (const origin of targetOrigins(site, behavior)) {
          if (origin.custom?.protocolPolicy !== 'http-only' || onlyRedirects(origin, application)) continue;
          const fix = isBucketWebsite(origin)
            ? 'a bucket website speaks HTTP only: use the bucket\'s REST name with an access control, or acknowledge this'
            : 'set OriginProtocolPolicy to match-viewer or https-only';
          yield { at: at(behavior, 'ViewerProtocolPolicy'), got: behavior.viewerProtocolPolicy, says: `its origin ${origin.id} is asked in clear text`, fix };
        }
      }
    },
  },
  {
    id: 'origin-certificate',
    level: 'info',
    spec: ['TLS-019', 'REQ-146'],
    says: 'a server that is asked by HTTPS when viewers use it has a certificate of a certificate authority for its name; a self-signed one makes CloudFront answer 502',
    *check({ origins }) {
      for (const origin of origins) {
        const { custom, domainName } = origin;
        if (custom?.protocolPolicy !== 'match-viewer' || !isKnown(domainName) || domainName === '' || CERTIFIED_BY_AWS.test(domainName) || isBucketWebsite(origin)) continue;
        const fix = /\.elb\.amazonaws\.com$/i.test(domainName)
          ? 'give the load balancer a domain name with a certificate of ACM, and name the origin by it'
          : `make sure that the server has one for ${domainName}, with its intermediate certificates`;
        yield { at: at(custom, 'OriginProtocolPolicy'), got: custom.protocolPolicy, fix };
      }
    },
  },
  {
    id: 'host-header-certificate',
    level: 'warning',
    spec: ['TLS-026'],
    says: 'an origin that is asked by HTTPS with the viewer\'s Host has a certificate for that host, too',
    *check(site) {
      for (const [{ id }, behavior] of askedWithHost(site)) {
        const says = `the origin ${id} gets the viewer's Host, so its certificate has to cover ${listOfAliases(site)} or the origin's domain name`;
        yield { at: at(behavior, 'TargetOriginId'), says, fix: 'check the names of the certificate, or do not forward Host' };
      }
    },
  },
];

/** Rules about HTTPS between viewers, CloudFront and origins; certificates for viewers have a file of their own. */
export const httpsRules: RuleSet = { distribution };
