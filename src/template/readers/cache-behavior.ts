import {
  CacheBehavior, CacheKey, CachePolicy, Defaults, EdgeFunction, EVERYTHING, Forwarding, ForwardedValues, isKnown, knownOr, LambdaAssociation, LambdaFunction, NOTHING,
  OriginRequestPolicy, Policy, ResponseHeadersPolicy, Selection, TtlBounds, UNKNOWN, Value,
} from '../../config';
import { PartReader } from '../part-reader';
import { listOf } from './policies';

/** What behaviors refer to by id or ARN. */
export interface Referenced {
  readonly defaults: Defaults;
  readonly cachePolicies: readonly CachePolicy[];
  readonly originRequestPolicies: readonly OriginRequestPolicy[];
  readonly responseHeadersPolicies: readonly ResponseHeadersPolicy[];
  readonly functions: readonly EdgeFunction[];
  readonly lambdaFunctions: readonly LambdaFunction[];
}

export function readCacheBehavior(part: PartReader, isDefault: boolean, referenced: Referenced): CacheBehavior {
  const cachePolicyId = part.text('CachePolicyId');
  const cachePolicy = byId(referenced.cachePolicies, cachePolicyId);
  const forwardedValues = readForwardedValues(part.child('ForwardedValues'));
  const originRequestPolicyId = part.text('OriginRequestPolicyId');
  const originRequestPolicy = byId(referenced.originRequestPolicies, originRequestPolicyId);
  const responseHeadersPolicyId = part.text('ResponseHeadersPolicyId');
  return {
    isDefault,
    pathPattern: isDefault ? '*' : part.text('PathPattern') ?? '',
    targetOriginId: part.text('TargetOriginId'),
    viewerProtocolPolicy: part.text('ViewerProtocolPolicy'),
    allowedMethods: methods(part, 'AllowedMethods'),
    cachedMethods: methods(part, 'CachedMethods'),
    compress: part.flag('Compress') ?? false,
    smoothStreaming: part.flag('SmoothStreaming') ?? false,
    ttl: ttlBounds(part, cachePolicyId, cachePolicy, referenced.defaults),
    cacheKey: cacheKey(cachePolicyId, cachePolicy, forwardedValues),
    forwarding: forwarding(originRequestPolicyId, originRequestPolicy, cachePolicyId, forwardedValues),
    forwardedValues,
    cachePolicyId,
    cachePolicy,
    originRequestPolicyId,
    originRequestPolicy,
    responseHeadersPolicyId,
    responseHeadersPolicy: byId(referenced.responseHeadersPolicies, responseHeadersPolicyId),
    trustedSigners: part.texts('TrustedSigners'),
    trustedKeyGroups: part.texts('TrustedKeyGroups'),
    functionAssociations: part.children('FunctionAssociations').map((item) => {
      const functionArn = item.text('FunctionARN');
      return { ...item.part, eventType: item.text('EventType'), functionArn, function: referenced.functions.find(({ arn }) => arn === functionArn) };
    }),
    lambdaAssociations: part.children('LambdaFunctionAssociations').map((item) => readLambdaAssociation(item, referenced.lambdaFunctions)),
    realtimeLogConfigArn: part.text('RealtimeLogConfigArn'),
    fieldLevelEncryptionId: part.text('FieldLevelEncryptionId'),
    grpc: part.child('GrpcConfig')?.flag('Enabled') ?? false,
    ...part.part,
  };
}

function readLambdaAssociation(part: PartReader, functions: readonly LambdaFunction[]): LambdaAssociation {
  const functionArn = part.text('LambdaFunctionARN');
  const own = isKnown(functionArn) ? functions.find(({ arn }) => functionArn === arn || functionArn.startsWith(`${arn}:`)) : undefined;
  return { ...part.part, eventType: part.text('EventType'), functionArn, includeBody: part.flag('IncludeBody') ?? false, function: own };
}

function readForwardedValues(part: PartReader | undefined): ForwardedValues | undefined {
  if (part === undefined) return undefined;
  const cookies = part.child('Cookies');
  return {
    ...part.part,
    queryString: part.flag('QueryString'),
    queryStringCacheKeys: part.texts('QueryStringCacheKeys'),
    forwardCookies: cookies?.text('Forward'),
    whitelistedCookies: cookies?.texts('WhitelistedNames') ?? [],
    headers: part.texts('Headers'),
  };
}

const READ_METHODS = ['GET', 'HEAD'];

function methods(part: PartReader, property: string): Value<readonly Value<string>[]> {
  const listed = part.texts(property);
  return isKnown(listed) && listOf(listed).length === 0 ? READ_METHODS : listed;
}

function byId<P extends Policy>(policies: readonly P[], id: Value<string> | undefined): Value<P> | undefined {
  return id === undefined ? undefined : policies.find((policy) => policy.id === id) ?? UNKNOWN;
}

function ttlBounds(part: PartReader, policyId: Value<string> | undefined, policy: Value<CachePolicy> | undefined, defaults: Defaults): TtlBounds {
  if (isKnown(policy)) return policy.ttl;
  if (policyId !== undefined) return { ...part.part, min: UNKNOWN, default: UNKNOWN, max: UNKNOWN };
  const bounds = { min: part.number('MinTTL') ?? defaults.minTtl, default: part.number('DefaultTTL') ?? defaults.defaultTtl };
  // A default or minimum TTL above the usual maximum raises it [DST-008].
  const maximum = Math.max(defaults.maxTtl, knownOr(bounds.min, 0), knownOr(bounds.default, 0));
  return { ...part.part, ...bounds, max: part.number('MaxTTL') ?? maximum };
}

function cacheKey(policyId: Value<string> | undefined, policy: Value<CachePolicy> | undefined, legacy: ForwardedValues | undefined): Value<CacheKey> {
  if (isKnown(policy)) return policy.cacheKey;
  if (policyId !== undefined) return UNKNOWN;
  return { headers: headersOf(legacy), cookies: cookiesOf(legacy), queryStrings: keyQueryStrings(legacy), gzip: true, brotli: false };
}

const NOTHING_MORE: Forwarding = { headers: NOTHING, addedHeaders: [], cookies: NOTHING, queryStrings: NOTHING };

function forwarding(
  requestPolicyId: Value<string> | undefined, requestPolicy: Value<OriginRequestPolicy> | undefined,
  cachePolicyId: Value<string> | undefined, legacy: ForwardedValues | undefined,
): Value<Forwarding> {
  if (isKnown(requestPolicy)) return requestPolicy.forwarding;
  if (requestPolicyId !== undefined) return UNKNOWN;
  if (cachePolicyId !== undefined) return NOTHING_MORE;
  return { headers: headersOf(legacy), addedHeaders: [], cookies: cookiesOf(legacy), queryStrings: legacy?.queryString === true ? EVERYTHING : NOTHING };
}

function keyQueryStrings(legacy: ForwardedValues | undefined): Selection {
  if (legacy?.queryString !== true) return NOTHING;
  const keys = listOf(legacy.queryStringCacheKeys);
  return keys.length === 0 || keys.includes('*') ? EVERYTHING : { include: 'listed', names: keys };
}

function cookiesOf(legacy: ForwardedValues | undefined): Selection {
  if (legacy?.forwardCookies === 'all') return EVERYTHING;
  return legacy?.forwardCookies === 'whitelist' ? { include: 'listed', names: listOf(legacy.whitelistedCookies), wildcards: true } : NOTHING;
}

function headersOf(legacy: ForwardedValues | undefined): Selection {
  const names = listOf(legacy?.headers ?? []);
  if (names.length === 0) return NOTHING;
  return names.includes('*') ? EVERYTHING : { include: 'listed', names };
}
