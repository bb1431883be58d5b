import {
  CacheKey, CachePolicy, EVERYTHING, Forwarding, isKnown, knownOr, MANAGED_CACHE_POLICIES, MANAGED_ORIGIN_REQUEST_POLICIES,
  MANAGED_RESPONSE_HEADERS_POLICIES, MANAGED_SECURITY_HEADERS, ManagedResponseHeadersPolicy, ManagedSelection, NOTHING, OriginRequestPolicy, Part, PolicyHeader,
  ResponseHeadersPolicy, Selection, TtlBounds, Value,
} from '../../config';
import { PartReader } from '../part-reader';

const DEFAULT_TTL = 86_400;
const MAX_TTL = 31_536_000;

export function readCachePolicy(resource: PartReader, id: string): CachePolicy {
  const config = resource.childOrEmpty('CachePolicyConfig');
  const key = config.childOrEmpty('ParametersInCacheKeyAndForwardedToOrigin');
  const min = config.number('MinTTL') ?? 0;
  const standard = config.number('DefaultTTL') ?? atLeast(min, DEFAULT_TTL);
  return {
    ...config.part,
    id,
    name: config.text('Name'),
    comment: config.text('Comment'),
    managed: false,
    ttl: { ...config.part, min, default: standard, max: config.number('MaxTTL') ?? atLeast(standard, MAX_TTL) },
    cacheKey: {
      headers: selection(key, 'HeadersConfig', 'HeaderBehavior', 'Headers'),
      cookies: selection(key, 'CookiesConfig', 'CookieBehavior', 'Cookies'),
      queryStrings: selection(key, 'QueryStringsConfig', 'QueryStringBehavior', 'QueryStrings'),
      gzip: key.flag('EnableAcceptEncodingGzip') ?? false,
      brotli: key.flag('EnableAcceptEncodingBrotli') ?? false,
    },
  };
}

export function readOriginRequestPolicy(resource: PartReader, id: string): OriginRequestPolicy {
  const config = resource.childOrEmpty('OriginRequestPolicyConfig');
  const headers = config.childOrEmpty('HeadersConfig');
  const behavior = knownOr(headers.text('HeaderBehavior'), 'none');
  const forwarding: Forwarding = {
    headers: behavior === 'allViewerAndWhitelistCloudFront' ? EVERYTHING : selection(config, 'HeadersConfig', 'HeaderBehavior', 'Headers'),
    addedHeaders: behavior === 'allViewerAndWhitelistCloudFront' ? listOf(headers.texts('Headers')) : [],
    cookies: selection(config, 'CookiesConfig', 'CookieBehavior', 'Cookies'),
    queryStrings: selection(config, 'QueryStringsConfig', 'QueryStringBehavior', 'QueryStrings'),
  };
  return { ...config.part, id, name: config.text('Name'), comment: config.text('Comment'), managed: false, forwarding };
}

export function readResponseHeadersPolicy(resource: PartReader, id: string): ResponseHeadersPolicy {
  const config = resource.childOrEmpty('ResponseHeadersPolicyConfig');
  const timing = config.child('ServerTimingHeadersConfig');
  return {
    ...config.part,
    id,
    name: config.text('Name'),
    comment: config.text('Comment'),
    managed: false,
    cors: corsHeaders(config.child('CorsConfig')),
    security: securityHeaders(config.child('SecurityHeadersConfig')),
    custom: (config.child('CustomHeadersConfig')?.children('Items') ?? []).map((item) => header(item, item.headerName('Header'), item.headerValue('Value'))),
    remove: (config.child('RemoveHeadersConfig')?.children('Items') ?? []).flatMap((item) => item.text('Header') ?? []),
    serverTimingSamplingRate: timing !== undefined && timing.flag('Enabled') !== false ? timing.number('SamplingRate') ?? 0 : undefined,
  };
}

function corsHeaders(cors: PartReader | undefined): ResponseHeadersPolicy['cors'] {
  if (cors === undefined) return undefined;
  const items = (name: string) => listOf(cors.child(name)?.texts('Items') ?? []);
  return {
    ...cors.part,
    allowCredentials: cors.flag('AccessControlAllowCredentials') ?? false,
    allowHeaders: items('AccessControlAllowHeaders'),
    allowMethods: items('AccessControlAllowMethods'),
    allowOrigins: items('AccessControlAllowOrigins'),
    exposeHeaders: items('AccessControlExposeHeaders'),
    maxAge: cors.number('AccessControlMaxAgeSec'),
    originOverride: cors.flag('OriginOverride') ?? false,
  };
}

/** One security header each: the property, the header, and how its value is put together. */
const SECURITY_HEADERS: readonly (readonly [string, string, (part: PartReader) => Value<string> | undefined])[] = [
  ['ContentSecurityPolicy', 'Content-Security-Policy', (part) => part.headerValue('ContentSecurityPolicy')],
  ['ContentTypeOptions', 'X-Content-Type-Options', () => 'nosniff'],
  ['FrameOptions', 'X-Frame-Options', (part) => part.headerValue('FrameOption')],
  ['ReferrerPolicy', 'Referrer-Policy', (part) => part.headerValue('ReferrerPolicy')],
  ['StrictTransportSecurity', 'Strict-Transport-Security', strictTransportSecurity],
  ['XSSProtection', 'X-XSS-Protection', xssProtection],
];

function securityHeaders(security: PartReader | undefined): PolicyHeader[] {
  if (security === undefined) return [];
  return SECURITY_HEADERS.flatMap(([name, headerName, value]) => {
    const part = security.child(name);
    return part === undefined ? [] : [header(part, headerName, value(part))];
  });
}

function strictTransportSecurity(part: PartReader): string {
  const directives = [`max-age=${knownOr(part.number('AccessControlMaxAgeSec'), 0)}`];
  if (part.flag('IncludeSubdomains') === true) directives.push('includeSubDomains');
  if (part.flag('Preload') === true) directives.push('preload');
  return directives.join('; ');
}

function xssProtection(part: PartReader): string {
  if (part.flag('Protection') !== true) return '0';
  const report = part.headerValue('ReportUri');
  if (part.flag('ModeBlock') === true) return '1; mode=block';
  return isKnown(report) ? `1; report=${report}` : '1';
}

function header(part: PartReader, name: Value<string> | undefined, value: Value<string> | undefined): PolicyHeader {
  return { ...part.part, name: name ?? '', value: value ?? '', override: part.flag('Override') ?? false };
}

function selection(parent: PartReader, config: string, behavior: string, names: string): Selection {
  const part = parent.childOrEmpty(config);
  switch (part.text(behavior)) {
    case 'whitelist': return { include: 'listed', names: listOf(part.texts(names)) };
    case 'allExcept': return { include: 'all-except', names: listOf(part.texts(names)) };
    case 'all':
    case 'allViewer':
    case 'allViewerAndWhitelistCloudFront': return EVERYTHING;
    default: return NOTHING;
  }
}

/** The items of a list; none of a list that is not known. */
export function listOf<T>(list: Value<readonly T[]>): readonly T[] {
  return isKnown(list) ? list : [];
}

function atLeast(least: Value<number>, usual: number): Value<number> {
  return isKnown(least) ? Math.max(least, usual) : usual;
}

function managedPart(name: string): Part {
  return { location: { template: '', logicalId: name, path: '' }, stated: Object.create(null) };
}

function managedSelection(given: ManagedSelection): Selection {
  if (given === 'none') return NOTHING;
  if (given === 'all' || given === 'allViewer') return EVERYTHING;
  return 'allExcept' in given ? { include: 'all-except', names: given.allExcept } : { include: 'listed', names: given };
}

const ALL_METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'];

function managedCors({ name, cors }: ManagedResponseHeadersPolicy): ResponseHeadersPolicy['cors'] {
  if (cors === 'none') return undefined;
  const preflight = cors === 'with preflight';
  return {
    ...managedPart(name),
    allowCredentials: false,
    allowHeaders: [],
    allowMethods: preflight ? ALL_METHODS : [],
    allowOrigins: ['*'],
    exposeHeaders: preflight ? ['*'] : [],
    maxAge: undefined,
    originOverride: false,
  };
}

/** The managed cache policies in the shape of the application's own. */
export const MANAGED_CACHE: readonly CachePolicy[] = MANAGED_CACHE_POLICIES.map(({ id, name, ttl, headers, cookies, queryStrings, gzip, brotli }) => {
  const part = managedPart(name);
  const bounds: TtlBounds = { ...part, min: ttl[0], default: ttl[1], max: ttl[2] };
  const cacheKey: CacheKey = { headers: managedSelection(headers), cookies: managedSelection(cookies), queryStrings: managedSelection(queryStrings), gzip, brotli };
  return { ...part, id, name, comment: '', managed: true, ttl: bounds, cacheKey };
});

/** The managed origin request policies. */
export const MANAGED_ORIGIN_REQUEST: readonly OriginRequestPolicy[] = MANAGED_ORIGIN_REQUEST_POLICIES.map((policy) => ({
  ...managedPart(policy.name),
  id: policy.id,
  name: policy.name,
  comment: '',
  managed: true,
  forwarding: {
    headers: managedSelection(policy.headers),
    addedHeaders: policy.addedHeaders,
    cookies: managedSelection(policy.cookies),
    queryStrings: managedSelection(policy.queryStrings),
  },
}));

/** The managed response headers policies. */
export const MANAGED_RESPONSE_HEADERS: readonly ResponseHeadersPolicy[] = MANAGED_RESPONSE_HEADERS_POLICIES.map((policy) => ({
  ...managedPart(policy.name),
  id: policy.id,
  name: policy.name,
  comment: '',
  managed: true,
  cors: managedCors(policy),
  security: policy.security ? MANAGED_SECURITY_HEADERS.map(([name, value, override]) => ({ ...managedPart(policy.name), name, value, override })) : [],
  custom: [],
  remove: [],
  serverTimingSamplingRate: undefined,
}));
