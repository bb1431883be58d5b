import { at, cacheBehaviorsOf, CacheBehavior, isKnown, knownItems, Location, Selection, Stated, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { oneOf } from './values';

const MODES = ['required', 'optional', 'passthrough'];
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** Headers about the certificate of a viewer that would make every object one of its own. */
const NOT_IN_A_KEY = ['cloudfront-viewer-cert-validity', 'cloudfront-viewer-cert-pem', 'client-cert', 'client-cert-chain'];
const CERTIFICATE_HEADERS = ['client-cert', 'client-cert-chain'];

interface ViewerMtls {
  readonly config: Stated;
  /** Undefined where it is not known. */
  readonly mode: string | undefined;
}

function mtlsOf({ stated }: WebDistribution): ViewerMtls | undefined {
  const config = below(stated, 'ViewerMtlsConfig');
  if (config === undefined) return undefined;
  const mode = config.Mode ?? 'required';
  return { config, mode: typeof mode === 'string' ? mode : undefined };
}

function place(site: WebDistribution, property: string): Location {
  return at(site, `ViewerMtlsConfig.${property}`);
}

function has(headers: Selection, name: string): boolean {
  if (headers.include === 'listed') return !headers.names.every(isKnown) || knownItems(headers.names).some((header) => header.toLowerCase() === name);
  return headers.include !== 'none';
}

/** What in a behavior does not go with `passthrough`; undefined for nothing. */
function obstacle(behavior: CacheBehavior): { readonly property: string; readonly says: string } | undefined {
  const { cachePolicyId, forwardedValues, lambdaAssociations } = behavior;
  if (isKnown(cachePolicyId) ? cachePolicyId !== CACHING_DISABLED : cachePolicyId === undefined && forwardedValues !== undefined) {
    return { property: 'CachePolicyId', says: 'with passthrough, nothing is cached: the policy is Managed-CachingDisabled' };
  }
  return lambdaAssociations.length > 0 ? { property: 'LambdaFunctionAssociations', says: 'with passthrough, no Lambda@Edge function runs' } : undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'viewer-mtls-mode',
    level: 'error',
    spec: ['DTD-247'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'certificates of viewers are required, optional, or passed through',
    *check(site) {
      yield* oneOf(site, 'ViewerMtlsConfig.Mode', mtlsOf(site)?.mode, MODES);
    },
  },
  {
    id: 'viewer-mtls-https',
    level: 'error',
    spec: ['DTD-248'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'where viewers show certificates, every behavior requires HTTPS',
    *check(site) {
      if (mtlsOf(site) === undefined) return;
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.viewerProtocolPolicy === 'allow-all') yield { at: at(behavior, 'ViewerProtocolPolicy'), got: 'allow-all', limit: 'https-only, redirect-to-https', fix: 'use one of these' };
      }
    },
  },
  {
    id: 'viewer-mtls-trust-store',
    level: 'error',
    spec: ['DTD-249'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'certificates of viewers are checked against a trust store, unless they are passed through',
    *check(site) {
      const mtls = mtlsOf(site);
      if (mtls?.mode === undefined || (mtls.config.TrustStoreConfig !== undefined && !isKnown(mtls.config.TrustStoreConfig))) return;
      const store = below(mtls.config, 'TrustStoreConfig')?.TrustStoreId;
      const isStated = store !== undefined && store !== null && store !== '';
      const isPassed = mtls.mode === 'passthrough';
      if (isPassed && isStated && isKnown(store)) yield { at: place(site, 'TrustStoreConfig.TrustStoreId'), got: store, says: 'with passthrough, the origin checks the certificates', fix: 'remove it' };
      if (!isPassed && MODES.includes(mtls.mode) && !isStated) yield { at: place(site, 'TrustStoreConfig.TrustStoreId'), says: `the mode ${mtls.mode} needs a trust store`, fix: 'give the id of an AWS::CloudFront::TrustStore' };
    },
  },
  {
    id: 'viewer-mtls-passthrough',
    level: 'error',
    spec: ['DTD-250', 'OTD-092'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'passing certificates through goes without cache, Lambda@Edge and Origin Shield',
    *check(site) {
      if (mtlsOf(site)?.mode !== 'passthrough') return;
      for (const behavior of cacheBehaviorsOf(site)) {
        const found = obstacle(behavior);
        if (found !== undefined) yield { at: at(behavior, found.property), says: found.says, fix: 'change it, or use the mode required' };
      }
      for (const { originShield } of site.origins) {
        if (originShield?.enabled === true) yield { at: at(originShield, 'Enabled'), got: true, fix: 'remove Origin Shield, or use the mode required' };
      }
    },
  },
  {
    id: 'viewer-mtls-passthrough-headers',
    level: 'warning',
    spec: ['DTD-250'],
    editions: ['current'],
    says: 'an origin that checks certificates gets them, as Client-Cert and Client-Cert-Chain',
    *check(site) {
      if (mtlsOf(site)?.mode !== 'passthrough') return;
      for (const behavior of cacheBehaviorsOf(site)) {
        const { forwarding } = behavior;
        if (!isKnown(forwarding) || CERTIFICATE_HEADERS.every((name) => has(forwarding.headers, name))) continue;
        yield { at: at(behavior, 'OriginRequestPolicyId'), fix: 'use an origin request policy with Client-Cert and Client-Cert-Chain' };
      }
    },
  },
  {
    id: 'viewer-mtls-expired',
    level: 'warning',
    spec: ['DTD-252'],
    editions: ['current'],
    says: 'viewers whose certificates have expired are let in',
    *check(site) {
      const mtls = mtlsOf(site);
      const ignores = mtls === undefined ? undefined : below(mtls.config, 'TrustStoreConfig')?.IgnoreCertificateExpiry;
      if (ignores === true || ignores === 'true') yield { at: place(site, 'TrustStoreConfig.IgnoreCertificateExpiry'), got: true, fix: 'remove it, unless this is meant' };
    },
  },
];

const cachePolicy: readonly Rule<Subjects['cachePolicy']>[] = [
  {
    id: 'cache-policy-certificate-headers',
    level: 'error',
    spec: ['DTD-258'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'the certificate of a viewer is no part of the cache key, though its fingerprint can be',
    *check(policy) {
      const { headers } = policy.cacheKey;
      if (headers.include !== 'listed') return;
      for (const [i, name] of headers.names.entries()) {
        if (!isKnown(name) || !NOT_IN_A_KEY.includes(name.toLowerCase())) continue;
        const path = `ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers[${i}]`;
        yield { at: at(policy, path), got: name, fix: 'use CloudFront-Viewer-Cert-Sha256, or put it into an origin request policy' };
      }
    },
  },
];

/** Rules about viewers that show certificates. */
export const viewerMtlsRules: RuleSet = { distribution, cachePolicy };
