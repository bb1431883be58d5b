import {
  Application, CacheBehavior, CustomErrorResponse, DistributionTenant, Edition, ErrorCaching, Facts, factsOf, isKnown, knownItems, knownOr, LIMITS,
  NOT_IN_ROOT_OBJECT, Origin, OriginGroup, Value, WebDistribution,
} from '../config';
import { CacheKeyMaker, cacheKeyMaker } from './cache/cache-key';
import { FreshnessBounds } from './cache/freshness';
import { CompiledEncryption, compileEncryption } from './field-level-encryption/compile-encryption';
import { compileFunctions, FunctionRuntimes } from './functions/compile-functions';
import { OriginChoice } from './functions/origin-choice';
import { ViewerFunctions } from './functions/viewer-functions';
import { BehaviorLambdas, LambdaRuntimes } from './lambda/behavior-lambdas';
import { viewerLambdas } from './lambda/viewer-events';
import { compiledOrigin } from './origin/compiled-origin';
import { MediaQuality } from './origin/media-quality';
import { OriginPrincipal } from './origin/origin-client';
import { OriginSigner } from './origin/origin-signer';
import { OriginHeaderMaker, originHeaderMaker } from './origin-request-headers';
import { pathMatcher } from './path-pattern';
import { Refusal, refusalOf } from './refusal';
import { ResponseHeaderMaker, responseHeaderMaker } from './response-headers';
import { HeaderChange, responseHeaderChange } from './response-headers-policy';
import { AccountKeyPairs, TrustedKeys, trustedKeys } from './signing/trusted-keys';
import type { Staging } from './staging';
import type { CompiledWebAcl } from './web-acl/web-acl';

/** A distribution made ready for requests: everything that does not depend on the request is decided once. */
export interface CompiledDistribution {
  /** What its objects in caches belong to: the id of the distribution, or of the tenant. */
  readonly id: string;
  readonly config: WebDistribution;
  /** The tenant whose distribution it is. */
  readonly tenant: DistributionTenant | undefined;
  /** The domain name through which viewers reach the tenant; undefined where that is not in the template. */
  readonly endpoint: string | undefined;
  /** The account that owns it and its certificate; undefined where that is not known. */
  readonly account: string | undefined;
  /** Why it serves nothing; undefined for one that does. */
  readonly refusal: Refusal | undefined;
  /** Whether viewers are told that they can use HTTP/3. */
  readonly offersHttp3: boolean;
  readonly defaultRootObject: string;
  /** Whether the name of the default root object is one that CloudFront does not take. */
  readonly refusesRoot: boolean;
  readonly origins: readonly CompiledOrigin[];
  readonly behaviors: readonly CompiledBehavior[];
  readonly geo: { readonly type: string; readonly countries: ReadonlySet<string>; readonly setting: string };
  readonly webAcl: CompiledWebAcl | undefined;
  readonly errorResponses: ReadonlyMap<number, CustomErrorResponse>;
  readonly errorCaching: ErrorCaching;
  /** The response header that has the cache tags of an object, in lower case. */
  readonly cacheTagHeader: string | undefined;
  /** Seconds that an error without a custom error response is cached at least. */
  readonly errorCachingMinTtl: number;
  /** Where a continuous deployment policy sends some of its requests. */
  staging: Staging | undefined;
}

/** A cache behavior made ready for requests. */
export interface CompiledBehavior {
  readonly config: CacheBehavior;
  readonly pattern: string;
  /** The path of its settings in the template. */
  readonly setting: string;
  readonly matches: (path: string) => boolean;
  readonly viewerProtocolPolicy: string;
  readonly allowedMethods: ReadonlySet<string>;
  /** How signatures are checked; undefined where content is public. */
  readonly signatures: { readonly keys: TrustedKeys; readonly refusesStartSecond: boolean } | undefined;
  readonly cachedMethods: ReadonlySet<string>;
  readonly compress: boolean;
  readonly smoothStreaming: boolean;
  /** Whether requests of gRPC are proxied as such. */
  readonly grpc: boolean;
  readonly ttl: FreshnessBounds;
  readonly makeKey: CacheKeyMaker;
  /** Whether a copy that came uncompressed for viewers with gzip is for those without as well. */
  readonly sharesUncompressed: boolean;
  readonly originHeaders: OriginHeaderMaker;
  readonly forwardsAllHeaders: boolean;
  readonly responseHeaders: ResponseHeaderMaker;
  /** Whether If-None-Match and If-Modified-Since count: not where cookies are forwarded [OBJ-057]. */
  readonly allowsConditions: boolean;
  /** What the response headers policy does. */
  readonly changeResponseHeaders: HeaderChange | undefined;
  /** Which fields of bodies are encrypted; undefined where none are. */
  readonly encryption: CompiledEncryption | undefined;
  /** What runs at the events of viewers. */
  readonly functions: ViewerFunctions;
  readonly target: Target | undefined;
  /** The functions of Lambda@Edge. */
  readonly lambdas: BehaviorLambdas;
}

/** What a behavior asks: one origin, or a primary and a secondary. */
export interface Target {
  readonly origins: readonly CompiledOrigin[];
  readonly failoverStatusCodes: ReadonlySet<number>;
  /** How good the pictures of the origins are, where that decides which is asked first. */
  readonly quality: MediaQuality | undefined;
}

/** An origin, and as whom it is asked. */
export interface CompiledOrigin {
  readonly config: Origin;
  readonly principal: OriginPrincipal;
  readonly signer: OriginSigner | undefined;
  /** Whether a function has made it for some requests. @default false */
  readonly isMadeByFunction?: boolean;
}

/** What a distribution is compiled for. */
export interface Compilation {
  readonly application: Application;
  readonly edition: Edition;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The web ACLs of the application, by ARN. */
  readonly webAcls: ReadonlyMap<string, CompiledWebAcl>;
  readonly functions: FunctionRuntimes;
  readonly lambdas: LambdaRuntimes;
  /** Key pairs of accounts that may be trusted signers. */
  readonly keyPairs: AccountKeyPairs;
  /** The distribution as it was, where it was there before. */
  readonly before: CompiledDistribution | undefined;
}

export function compileDistribution(
  config: WebDistribution, compilation: Compilation, tenant?: DistributionTenant,
): CompiledDistribution {
  const { application, edition, now, webAcls, before } = compilation;
  const facts = factsOf(edition);
  const defaultRootObject = knownOr(config.defaultRootObject, '').replace(/^\//, '');
  const signersBefore = before !== undefined && saysTheSame(before.config, config) ? before.origins.map(({ signer }) => signer) : [];
  const origins = config.origins.map((origin, i) => compiledOrigin(origin, config, application, now, signersBefore[i]));
  const behaviors = [...config.cacheBehaviors, config.defaultCacheBehavior].map((behavior) => compileBehavior(behavior, config, origins, compilation));
  return {
    id: tenant?.id ?? config.id,
    config,
    tenant,
    endpoint: tenant && application.connectionGroups.find(({ id }) => id === tenant.connectionGroupId)?.routingEndpoint,
    account: accountOf(config, application),
    refusal: refusalOf(config, tenant, application),
    origins,
    behaviors,
    offersHttp3: ['http3', 'http2and3'].includes(knownOr(config.httpVersion, '').toLowerCase()),
    defaultRootObject,
    refusesRoot: defaultRootObject.length > LIMITS.rootObjectCharacters || NOT_IN_ROOT_OBJECT.test(defaultRootObject),
    geo: geoOf(config),
    webAcl: isKnown(config.webAclId) ? webAcls.get(config.webAclId) : undefined,
    errorResponses: errorResponsesOf(config, facts),
    errorCaching: facts.errorCaching,
    cacheTagHeader: isKnown(config.cacheTagHeader) ? config.cacheTagHeader.toLowerCase() : undefined,
    errorCachingMinTtl: facts.defaults.errorCachingMinTtl,
    staging: undefined,
  };
}

/** Whether a distribution's own configuration stays as it is. */
function saysTheSame(before: WebDistribution, after: WebDistribution): boolean {
  return JSON.stringify(before.stated) === JSON.stringify(after.stated);
}

/** The account in the ARN of a certificate that a template names, else the template's own. */
function accountOf({ location, viewerCertificate: certificate }: WebDistribution, { templates }: Application): string | undefined {
  const arn = certificate?.acmCertificate === undefined ? certificate?.acmCertificateArn : undefined;
  if (isKnown(arn)) return arn.split(':')[4] || undefined;
  const template = templates.find(({ name }) => name === location.template);
  return template?.hasOwnAccount === true && isKnown(template.account) ? template.account : undefined;
}

function geoOf({ geoRestriction: { type, locations, location } }: WebDistribution): CompiledDistribution['geo'] {
  return { type: knownOr(type, 'none'), countries: new Set(knownItems(locations)), setting: location.path };
}

/** By status; those for a status that cannot have one are without effect. */
function errorResponsesOf({ customErrorResponses }: WebDistribution, { allowed }: Facts): ReadonlyMap<number, CustomErrorResponse> {
  return new Map(customErrorResponses.flatMap((response) => (
    isKnown(response.errorCode) && allowed.errorCodes.includes(response.errorCode) ? [[response.errorCode, response]] : []
  )));
}

function compileBehavior(
  behavior: CacheBehavior, config: WebDistribution, origins: readonly CompiledOrigin[], { application, edition, now, functions, keyPairs, lambdas }: Compilation,
): CompiledBehavior {
  const { defaults, signedContent } = factsOf(edition);
  const keys = trustedKeys(behavior, application, keyPairs);
  const pattern = knownOr(behavior.pathPattern, '');
  const behaviorLambdas = lambdas.of(behavior);
  const legacy = behavior.cachePolicyId === undefined;
  const target = targetOf(behavior.targetOriginId, config.originGroups, origins);
  const key = isKnown(behavior.cacheKey) ? behavior.cacheKey : undefined;
  const forwarding = isKnown(behavior.forwarding) ? behavior.forwarding : undefined;
  const selectsCookies = key?.cookies.include !== 'none' || forwarding?.cookies.include !== 'none';
  return {
    config: behavior,
    pattern,
    setting: behavior.location.path,
    matches: isKnown(behavior.pathPattern) ? pathMatcher(pattern) : () => false,
    viewerProtocolPolicy: knownOr(behavior.viewerProtocolPolicy, 'allow-all'),
    signatures: keys && { keys, refusesStartSecond: signedContent.refusesStartSecond },
    allowedMethods: new Set(knownItems(behavior.allowedMethods)),
    cachedMethods: new Set(knownItems(behavior.cachedMethods)),
    compress: knownOr(behavior.compress, false),
    smoothStreaming: knownOr(behavior.smoothStreaming, false),
    grpc: knownOr(behavior.grpc, false),
    ttl: {
      min: knownOr(behavior.ttl.min, defaults.minTtl),
      default: knownOr(behavior.ttl.default, defaults.defaultTtl),
      max: knownOr(behavior.ttl.max, defaults.maxTtl),
      setting: behavior.ttl.location.path || 'the managed cache policy',
      lastExpiry: defaults.lastExpiry,
    },
    makeKey: cacheKeyMaker(key),
    sharesUncompressed: legacy && edition === 'current' && behavior.compress !== true,
    originHeaders: originHeaderMaker(behavior, edition),
    forwardsAllHeaders: legacy && key?.headers.include === 'all',
    responseHeaders: responseHeaderMaker(behavior, edition, selectsCookies),
    allowsConditions: !selectsCookies,
    changeResponseHeaders: isKnown(behavior.responseHeadersPolicy) ? responseHeaderChange(behavior.responseHeadersPolicy) : undefined,
    encryption: compileEncryption(behavior, application),
    functions: {
      ...compileFunctions(behavior, functions, new OriginChoice({ application, distribution: config, origins, target, edition, now })), ...viewerLambdas(behaviorLambdas),
    },
    target,
    lambdas: behaviorLambdas,
  };
}

function targetOf(id: Value<string> | undefined, groups: readonly OriginGroup[], origins: readonly CompiledOrigin[]): Target | undefined {
  const group = groups.find((candidate) => isKnown(candidate.id) && candidate.id === id);
  const ids = group === undefined ? [id] : group.members;
  const members = ids.flatMap((member) => origins.find(({ config }) => isKnown(config.id) && config.id === member) ?? []);
  if (members.length === 0) return undefined;
  return {
    origins: members,
    failoverStatusCodes: new Set(group === undefined ? [] : knownItems(group.failoverStatusCodes)),
    quality: group?.selectionCriteria === 'media-quality-based' ? new MediaQuality() : undefined,
  };
}
