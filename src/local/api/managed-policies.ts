import { Properties } from './element';
import {
  MANAGED_CACHE_POLICIES, MANAGED_ORIGIN_REQUEST_POLICIES, MANAGED_RESPONSE_HEADERS_POLICIES, ManagedResponseHeadersPolicy, ManagedSelection,
} from '../../config';

/** A policy that AWS provides, configured as one in a template would be. */
export interface ManagedPolicy {
  readonly id: string;
  readonly config: Properties;
}

function selection(given: ManagedSelection, behavior: string, names: string): Properties {
  if (typeof given === 'string') return { [behavior]: given };
  return 'allExcept' in given ? { [behavior]: 'allExcept', [names]: given.allExcept } : { [behavior]: 'whitelist', [names]: given };
}

const selections = (headers: Properties, cookies: ManagedSelection, queryStrings: ManagedSelection): Properties => ({
  HeadersConfig: headers,
  CookiesConfig: selection(cookies, 'CookieBehavior', 'Cookies'),
  QueryStringsConfig: selection(queryStrings, 'QueryStringBehavior', 'QueryStrings'),
});

export const MANAGED_CACHE: readonly ManagedPolicy[] = MANAGED_CACHE_POLICIES.map((
  { id, name, ttl: [MinTTL, DefaultTTL, MaxTTL], headers, cookies, queryStrings, gzip, brotli },
) => ({
  id,
  config: {
    Name: name,
    MinTTL,
    DefaultTTL,
    MaxTTL,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: gzip, EnableAcceptEncodingBrotli: brotli, ...selections(selection(headers, 'HeaderBehavior', 'Headers'), cookies, queryStrings),
    },
  },
}));

export const MANAGED_ORIGIN_REQUEST: readonly ManagedPolicy[] = MANAGED_ORIGIN_REQUEST_POLICIES.map(({ id, name, headers, addedHeaders, cookies, queryStrings }) => {
  const all = addedHeaders.length === 0 ? selection(headers, 'HeaderBehavior', 'Headers') : { HeaderBehavior: 'allViewerAndWhitelistCloudFront', Headers: addedHeaders };
  return { id, config: { Name: name, ...selections(all, cookies, queryStrings) } };
});

/** The headers of Managed-SecurityHeadersPolicy, as a policy configures them [POL-155]. */
const SECURITY_HEADERS: Properties = {
  XSSProtection: { Override: false, Protection: true, ModeBlock: true },
  FrameOptions: { Override: false, FrameOption: 'SAMEORIGIN' },
  ReferrerPolicy: { Override: false, ReferrerPolicy: 'strict-origin-when-cross-origin' },
  ContentTypeOptions: { Override: true },
  StrictTransportSecurity: { Override: false, AccessControlMaxAgeSec: 31_536_000 },
};

function corsConfig(cors: ManagedResponseHeadersPolicy['cors']): Properties | undefined {
  if (cors === 'none') return undefined;
  const preflight = cors === 'with preflight';
  return {
    AccessControlAllowOrigins: { Items: ['*'] },
    AccessControlAllowHeaders: { Items: ['*'] },
    AccessControlAllowMethods: { Items: preflight ? ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'] : ['GET', 'HEAD'] },
    AccessControlAllowCredentials: false,
    ...(preflight ? { AccessControlExposeHeaders: { Items: ['*'] } } : {}),
    OriginOverride: false,
  };
}

export const MANAGED_RESPONSE_HEADERS: readonly ManagedPolicy[] = MANAGED_RESPONSE_HEADERS_POLICIES.map(({ id, name, cors, security }) => ({
  id, config: { Name: name, CorsConfig: corsConfig(cors), ...(security ? { SecurityHeadersConfig: SECURITY_HEADERS } : {}) },
}));
