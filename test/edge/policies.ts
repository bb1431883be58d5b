import { Json, Scenario } from './scenario';

/** Policies of a behavior: the configuration of one of the template's own, or the id of a managed one. */
export interface Policies {
  readonly cache?: string | CachePolicyConfig;
  readonly request?: string | Json;
  readonly response?: string | Json;
}

/** What a cache policy has in its key, and its TTLs. */
export interface CachePolicyConfig {
  readonly headers?: readonly string[];
  /** Names, or one of the words that a policy has in their place. */
  readonly cookies?: Names;
  readonly queryStrings?: Names;
  readonly gzip?: boolean;
  readonly brotli?: boolean;
  /** Minimum, default and maximum, in seconds. */
  readonly ttl?: readonly [number, number, number];
}

type Names = 'none' | 'all' | readonly string[] | { readonly allExcept: readonly string[] };

export const MANAGED = {
  CachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  CachingOptimizedForUncompressedObjects: 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
  CachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  ElementalMediaPackage: '08627262-05a9-4f76-9ded-b50ca2e3a84f',
  Amplify: '2e54312d-136d-493c-8eb9-b001f22f67d2',
  UseOriginCacheControlHeaders: '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
  UseOriginCacheControlHeadersQueryStrings: '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
  AllViewer: '216adef6-5c7f-47e4-b989-5492eafa07d3',
  AllViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  UserAgentRefererHeaders: 'acba4595-bd28-49b8-b9fe-13317c0390fa',
  CorsS3Origin: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
  SimpleCors: '60669652-455b-4ae9-85a4-c4c02393f86c',
  CorsWithPreflight: '5cc3b908-e619-4b99-88e5-2cf7f45965bd',
  SecurityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
} as const;

/** The behavior of a scenario that has policies, and the template's resources for them. */
export function policies({ cache, request, response }: Policies, behavior: Json = {}): Pick<Scenario, 'behavior' | 'resources'> {
  const own = (policy: unknown, logicalId: string) => (typeof policy === 'object' ? { Ref: logicalId } : policy);
  return {
    behavior: {
      ...(cache === undefined ? {} : { ForwardedValues: undefined }),
      CachePolicyId: own(cache, 'Cache'),
      OriginRequestPolicyId: own(request, 'Request'),
      ResponseHeadersPolicyId: own(response, 'Response'),
      ...behavior,
    },
    resources: {
      ...(typeof cache === 'object' ? { Cache: cachePolicy(cache) } : {}),
      ...(typeof request === 'object' ? { Request: { Type: 'AWS::CloudFront::OriginRequestPolicy', Properties: { OriginRequestPolicyConfig: { Name: 'request', ...request } } } } : {}),
      ...(typeof response === 'object' ? { Response: { Type: 'AWS::CloudFront::ResponseHeadersPolicy', Properties: { ResponseHeadersPolicyConfig: { Name: 'response', ...response } } } } : {}),
    },
  };
}

/** The three parts of an origin request policy. */
export function originRequestPolicy({ headers = 'none', cookies = 'none', queryStrings = 'none' }: {
  readonly headers?: Names | 'allViewer'; readonly cookies?: Names; readonly queryStrings?: Names;
}): Json {
  return { HeadersConfig: part('Header', headers), CookiesConfig: part('Cookie', cookies), QueryStringsConfig: part('QueryString', queryStrings) };
}

function cachePolicy({ headers = [], cookies = 'none', queryStrings = 'none', gzip = false, brotli = false, ttl = [0, 86_400, 31_536_000] }: CachePolicyConfig): Json {
  const key = {
    HeadersConfig: part('Header', headers.length === 0 ? 'none' : headers),
    CookiesConfig: part('Cookie', cookies),
    QueryStringsConfig: part('QueryString', queryStrings),
    EnableAcceptEncodingGzip: gzip,
    EnableAcceptEncodingBrotli: brotli,
  };
  const CachePolicyConfig = { Name: 'cache', MinTTL: ttl[0], DefaultTTL: ttl[1], MaxTTL: ttl[2], ParametersInCacheKeyAndForwardedToOrigin: key };
  return { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig } };
}

function part(kind: 'Header' | 'Cookie' | 'QueryString', names: Names | 'allViewer'): Json {
  if (typeof names === 'string') return { [`${kind}Behavior`]: names };
  if ('allExcept' in names) return { [`${kind}Behavior`]: 'allExcept', [`${kind}s`]: names.allExcept };
  return { [`${kind}Behavior`]: 'whitelist', [`${kind}s`]: names };
}
