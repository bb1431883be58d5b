import { at, cacheBehaviorsOf, isKnown, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { targetOrigins } from './target-origin';
import { repetitions } from './values';

const HTTP_3 = ['http3', 'http2and3'];
const HTTP_2 = ['http2', 'http2and3'];
const GRPC_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

function versionOf({ httpVersion }: WebDistribution): string | undefined {
  return isKnown(httpVersion) ? httpVersion.toLowerCase() : undefined;
}

function hasHttp3(site: WebDistribution): boolean {
  return HTTP_3.includes(versionOf(site) ?? '');
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'http-version-sni',
    level: 'warning',
    spec: ['DTD-019'],
    editions: ['current'],
    says: 'HTTP/2 and HTTP/3 are for clients with SNI; dedicated IP addresses are for those without',
    *check(site) {
      const version = versionOf(site);
      if (version === undefined || version === 'http1.1' || site.viewerCertificate?.sslSupportMethod !== 'vip') return;
      yield { at: at(site, 'HttpVersion'), got: site.httpVersion, fix: 'use sni-only, or know that clients without SNI get HTTP/1.1' };
    },
  },
  {
    id: 'http3-continuous-deployment',
    level: 'error',
    spec: ['DTD-023'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a distribution with HTTP/3 takes no part in continuous deployment',
    *check(site) {
      if (hasHttp3(site) && (isStated(site.stated.ContinuousDeploymentPolicyId) || site.staging === true)) {
        yield { at: at(site, 'HttpVersion'), got: site.httpVersion, limit: 'http1.1, http2', fix: 'use http2 while traffic is split' };
      }
    },
  },
  {
    id: 'http3-viewer-mtls',
    level: 'error',
    spec: ['DTD-024'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'client certificates are not asked for over HTTP/3',
    *check(site) {
      if (hasHttp3(site) && isStated(site.stated.ViewerMtlsConfig)) yield { at: at(site, 'HttpVersion'), got: site.httpVersion, limit: 'http1.1, http2', fix: 'use http2' };
    },
  },
  {
    id: 'grpc-http2',
    level: 'error',
    spec: ['DTD-035'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'gRPC needs HTTP/2 and all seven methods',
    *check(site) {
      const version = versionOf(site);
      for (const behavior of cacheBehaviorsOf(site).filter(({ grpc }) => grpc === true)) {
        if (version !== undefined && !HTTP_2.includes(version)) yield { at: at(behavior, 'GrpcConfig.Enabled'), got: true, says: `gRPC needs HTTP/2; HttpVersion is ${version}`, fix: 'set HttpVersion to http2' };
        const { allowedMethods: allowed } = behavior;
        if (isKnown(allowed) && allowed.every(isKnown) && !GRPC_METHODS.every((method) => allowed.includes(method))) {
          yield { at: at(behavior, 'GrpcConfig.Enabled'), got: true, says: 'gRPC sends POST, which the behavior does not allow', fix: 'allow all seven methods' };
        }
      }
    },
  },
  {
    id: 'grpc-origin',
    level: 'error',
    spec: ['DTD-036'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'gRPC goes to a server by HTTPS; a bucket or VPC origin cannot answer it',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site).filter(({ grpc }) => grpc === true)) {
        for (const origin of targetOrigins(site, behavior)) {
          const isHttp = origin.custom?.protocolPolicy === 'http-only';
          if (!isHttp && origin.s3 === undefined && origin.vpc === undefined) continue;
          const says = isHttp ? `its origin ${origin.id} is asked by HTTP alone` : `its origin ${origin.id} is no public server`;
          yield { at: at(behavior, 'GrpcConfig.Enabled'), got: true, says, fix: 'use a custom origin with https-only or match-viewer' };
        }
      }
    },
  },
  {
    id: 'grpc-lambda',
    level: 'error',
    spec: ['DTD-037', 'FUN-012'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a behavior for gRPC has no Lambda@Edge functions',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.grpc === true && behavior.lambdaAssociations.length > 0) yield { at: at(behavior, 'GrpcConfig.Enabled'), got: true, fix: 'remove them; CloudFront Functions can stay' };
      }
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'certificate-http-versions',
    level: 'warning',
    spec: ['DTD-025'],
    editions: ['current'],
    says: 'distributions that share a certificate speak the same versions of HTTP',
    *check({ distributions }) {
      const known = distributions.filter((site) => isKnown(site.viewerCertificate?.acmCertificateArn) && versionOf(site) !== undefined);
      for (const { index, first } of repetitions(known.map(({ viewerCertificate }) => viewerCertificate?.acmCertificateArn))) {
        const [site, other] = [known[index], known[first]];
        if (versionOf(other) !== versionOf(site)) yield { at: at(site, 'HttpVersion'), got: site.httpVersion, limit: `${versionOf(other)}, as of ${other.location.logicalId}`, fix: 'use one version for both, or another certificate' };
      }
    },
  },
];

/** Rules about versions of HTTP, and about gRPC, which needs one of them. */
export const httpVersionRules: RuleSet = { distribution, application };
