/** The policies that AWS provides under the same ids in every account [POL-061, POL-069, POL-095, POL-154, POL-155]. */

/** Names, or one of the words that a policy has in their place. */
export type ManagedSelection = 'none' | 'all' | 'allViewer' | readonly string[] | { readonly allExcept: readonly string[] };

export interface ManagedCachePolicy {
  readonly name: string;
  readonly id: string;
  /** Minimum, default and maximum, in seconds. */
  readonly ttl: readonly [number, number, number];
  readonly headers: ManagedSelection;
  readonly cookies: ManagedSelection;
  readonly queryStrings: ManagedSelection;
  readonly gzip: boolean;
  readonly brotli: boolean;
}

const YEAR = 31_536_000;
const OVERRIDES = ['Host', 'Origin', 'X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'];

function cachePolicy(
  name: string, id: string, ttl: readonly [number, number, number],
  headers: ManagedSelection, cookies: ManagedSelection, queryStrings: ManagedSelection, gzip: boolean, brotli: boolean,
): ManagedCachePolicy {
  return { name, id, ttl, headers, cookies, queryStrings, gzip, brotli };
}

export const MANAGED_CACHE_POLICIES: readonly ManagedCachePolicy[] = [
  cachePolicy('Managed-CachingOptimized', '658327ea-f89d-4fab-a63d-7e88639e58f6', [1, 86_400, YEAR], 'none', 'none', 'none', true, true),
  cachePolicy('Managed-CachingOptimizedForUncompressedObjects', 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d', [1, 86_400, YEAR], 'none', 'none', 'none', false, false),
  cachePolicy('Managed-CachingDisabled', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', [0, 0, 0], 'none', 'none', 'none', false, false),
  cachePolicy('Managed-Elemental-MediaPackage', '08627262-05a9-4f76-9ded-b50ca2e3a84f', [0, 86_400, YEAR], ['Origin'], 'none', ['aws.manifestfilter', 'start', 'end', 'm'], true, false),
  cachePolicy('Managed-Amplify', '2e54312d-136d-493c-8eb9-b001f22f67d2', [2, 2, 600], ['Authorization', 'CloudFront-Viewer-Country', 'Host'], 'all', 'all', true, true),
  cachePolicy('UseOriginCacheControlHeaders', '83da9c7e-98b4-4e11-a168-04f0df8e2c65', [0, 0, YEAR], OVERRIDES, 'all', 'none', true, true),
  cachePolicy('UseOriginCacheControlHeaders-QueryStrings', '4cc15a8a-d715-48a4-82b8-cc0b614638fe', [0, 0, YEAR], OVERRIDES, 'all', 'all', true, true),
  cachePolicy('Managed-Amplify-Default', '4d1d2f1d-3a71-49ad-9e08-7ea5d843a556', [0, 0, YEAR], ['Accept', 'Authorization', 'CloudFront-Viewer-Country', 'Host'], 'all', 'all', true, true),
  cachePolicy('Managed-Amplify-DefaultNoCookies', 'a6bad946-36c3-4c33-aa98-362c74a7fb13', [0, 0, YEAR], ['Accept', 'Authorization', 'CloudFront-Viewer-Country', 'Host'], 'none', 'all', true, true),
  cachePolicy('Managed-Amplify-ImageOptimization', '1c6db51a-a33f-469a-8245-dae26771f530', [0, 0, YEAR], ['Accept', 'Authorization', 'Host'], 'none', 'all', true, true),
  cachePolicy('Managed-Amplify-StaticContent', '7e5fad67-ee98-4ad0-b05a-394999eefc1a', [0, 0, YEAR], ['Authorization', 'Host'], 'none', 'none', true, true),
];

export interface ManagedOriginRequestPolicy {
  readonly name: string;
  readonly id: string;
  readonly headers: ManagedSelection;
  /** Headers of CloudFront's own that are added to all viewer headers. */
  readonly addedHeaders: readonly string[];
  readonly cookies: ManagedSelection;
  readonly queryStrings: ManagedSelection;
}

const PREFLIGHT = ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'];

/** What Managed-AllViewerAndCloudFrontHeaders-2022-06 adds. */
const CLOUDFRONT_HEADERS_2022_06 = [
  'CloudFront-Forwarded-Proto', 'CloudFront-Is-Android-Viewer', 'CloudFront-Is-Desktop-Viewer', 'CloudFront-Is-IOS-Viewer',
  'CloudFront-Is-Mobile-Viewer', 'CloudFront-Is-SmartTV-Viewer', 'CloudFront-Is-Tablet-Viewer', 'CloudFront-Viewer-Address',
  'CloudFront-Viewer-ASN', 'CloudFront-Viewer-City', 'CloudFront-Viewer-Country', 'CloudFront-Viewer-Country-Name',
  'CloudFront-Viewer-Country-Region', 'CloudFront-Viewer-Country-Region-Name', 'CloudFront-Viewer-Http-Version',
  'CloudFront-Viewer-Latitude', 'CloudFront-Viewer-Longitude', 'CloudFront-Viewer-Metro-Code', 'CloudFront-Viewer-Postal-Code',
  'CloudFront-Viewer-Time-Zone', 'CloudFront-Viewer-TLS',
];

function originRequestPolicy(
  name: string, id: string, headers: ManagedSelection, cookies: ManagedSelection, queryStrings: ManagedSelection, addedHeaders: readonly string[] = [],
): ManagedOriginRequestPolicy {
  return { name, id, headers, addedHeaders, cookies, queryStrings };
}

export const MANAGED_ORIGIN_REQUEST_POLICIES: readonly ManagedOriginRequestPolicy[] = [
  originRequestPolicy('Managed-AllViewer', '216adef6-5c7f-47e4-b989-5492eafa07d3', 'allViewer', 'all', 'all'),
  originRequestPolicy('Managed-AllViewerAndCloudFrontHeaders-2022-06', '33f36d7e-f396-46d9-90e0-52428a34d9dc', 'allViewer', 'all', 'all', CLOUDFRONT_HEADERS_2022_06),
  originRequestPolicy('Managed-AllViewerExceptHostHeader', 'b689b0a8-53d0-40ab-baf2-68738e2966ac', { allExcept: ['Host'] }, 'all', 'all'),
  originRequestPolicy('Managed-CORS-CustomOrigin', '59781a5b-3903-41f3-afcb-af62929ccde1', ['Origin'], 'none', 'none'),
  originRequestPolicy('Managed-CORS-S3Origin', '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf', PREFLIGHT, 'none', 'none'),
  originRequestPolicy('Managed-Elemental-MediaTailor-PersonalizedManifests', '775133bc-15f2-49f9-abea-afb2e0bf67d2', [...PREFLIGHT, 'User-Agent', 'X-Forwarded-For'], 'none', 'all'),
  originRequestPolicy('Managed-UserAgentRefererHeaders', 'acba4595-bd28-49b8-b9fe-13317c0390fa', ['User-Agent', 'Referer'], 'none', 'none'),
  originRequestPolicy('Managed-HostHeaderOnly', 'bf0718e1-ba1e-49d1-88b1-f726733018ae', ['Host'], 'none', 'none'),
];

export interface ManagedResponseHeadersPolicy {
  readonly name: string;
  readonly id: string;
  readonly cors: 'none' | 'simple' | 'with preflight';
  readonly security: boolean;
}

export const MANAGED_RESPONSE_HEADERS_POLICIES: readonly ManagedResponseHeadersPolicy[] = [
  { name: 'Managed-SimpleCORS', id: '60669652-455b-4ae9-85a4-c4c02393f86c', cors: 'simple', security: false },
  { name: 'Managed-CORS-With-Preflight', id: '5cc3b908-e619-4b99-88e5-2cf7f45965bd', cors: 'with preflight', security: false },
  { name: 'Managed-CORS-and-SecurityHeadersPolicy', id: 'e61eb60c-9c35-4d20-a928-2b84e02af89c', cors: 'simple', security: true },
  { name: 'Managed-CORS-with-preflight-and-SecurityHeadersPolicy', id: 'eaab4381-ed33-4a86-88ca-d9558dc6cd63', cors: 'with preflight', security: true },
  { name: 'Managed-SecurityHeadersPolicy', id: '67f7725c-6f97-4210-82d7-5512b31e9d03', cors: 'none', security: true },
];

/** Name, value, and whether it replaces the origin's: the headers of Managed-SecurityHeadersPolicy [POL-155]. */
export const MANAGED_SECURITY_HEADERS: readonly (readonly [string, string, boolean])[] = [
  ['Referrer-Policy', 'strict-origin-when-cross-origin', false],
  ['Strict-Transport-Security', 'max-age=31536000', false],
  ['X-Content-Type-Options', 'nosniff', true],
  ['X-Frame-Options', 'SAMEORIGIN', false],
  ['X-XSS-Protection', '1; mode=block', false],
];
