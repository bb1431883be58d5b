import { EdgeFunctionAssociation, LambdaAssociation } from './edge-code';
import { Part } from './location';
import { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from './policies';
import { Selection } from './selection';
import { Value } from './unknown';

/** How CloudFront treats the requests whose path matches a pattern. */
export interface CacheBehavior extends Part {
  /** Whether this is the default cache behavior, which takes what no path pattern matches. */
  readonly isDefault: boolean;
  /** The pattern that a request's path must match; `*` for the default cache behavior. */
  readonly pathPattern: Value<string>;
  /** The id of an origin or of an origin group. */
  readonly targetOriginId: Value<string> | undefined;
  readonly viewerProtocolPolicy: Value<string> | undefined;
  /** Methods that are forwarded to the origin. */
  readonly allowedMethods: Value<readonly Value<string>[]>;
  /** Methods whose responses are cached. */
  readonly cachedMethods: Value<readonly Value<string>[]>;
  readonly compress: Value<boolean>;
  readonly smoothStreaming: Value<boolean>;
  /** How long objects stay in the cache: of the cache policy, or of the behavior itself. */
  readonly ttl: TtlBounds;
  /** What tells cached objects apart. `UNKNOWN` when the cache policy is one that cannot be known. */
  readonly cacheKey: Value<CacheKey>;
  /** What the origin receives of the viewer's request beside what is in the cache key. */
  readonly forwarding: Value<Forwarding>;
  /** The behavior's own `ForwardedValues`, the older style, when it is written. */
  readonly forwardedValues: ForwardedValues | undefined;
  readonly cachePolicyId: Value<string> | undefined;
  /** The policy that `cachePolicyId` names: one of this application, or a managed one. */
  readonly cachePolicy: Value<CachePolicy> | undefined;
  readonly originRequestPolicyId: Value<string> | undefined;
  readonly originRequestPolicy: Value<OriginRequestPolicy> | undefined;
  readonly responseHeadersPolicyId: Value<string> | undefined;
  readonly responseHeadersPolicy: Value<ResponseHeadersPolicy> | undefined;
  /** AWS accounts whose CloudFront key pairs may sign: account ids or `self`. Empty: content is not private. */
  readonly trustedSigners: Value<readonly Value<string>[]>;
  /** Ids of key groups whose keys may sign. */
  readonly trustedKeyGroups: Value<readonly Value<string>[]>;
  readonly functionAssociations: readonly EdgeFunctionAssociation[];
  readonly lambdaAssociations: readonly LambdaAssociation[];
  readonly realtimeLogConfigArn: Value<string> | undefined;
  readonly fieldLevelEncryptionId: Value<string> | undefined;
  readonly grpc: Value<boolean>;
}

/** The bounds within which an origin's headers decide how long an object is cached, in seconds. */
export interface TtlBounds extends Part {
  readonly min: Value<number>;
  readonly default: Value<number>;
  readonly max: Value<number>;
}

/** What belongs to the key of a cached object beside host and path. */
export interface CacheKey {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly queryStrings: Selection;
  /** Whether a normalised Accept-Encoding with gzip is part of the key (and of the origin request). */
  readonly gzip: Value<boolean>;
  /** The same for Brotli. */
  readonly brotli: Value<boolean>;
}

/** What an origin request takes from the viewer's request in addition to the cache key. */
export interface Forwarding {
  readonly headers: Selection;
  /** `CloudFront-*` headers that are added on top of all viewer headers. */
  readonly addedHeaders: readonly Value<string>[];
  readonly cookies: Selection;
  readonly queryStrings: Selection;
}

/** The older style of deciding, in one place, both the cache key and what is forwarded. */
export interface ForwardedValues extends Part {
  readonly queryString: Value<boolean> | undefined;
  /** Query strings that are in the cache key while all are forwarded; empty means all. */
  readonly queryStringCacheKeys: Value<readonly Value<string>[]>;
  /** `none`, `whitelist` or `all`. */
  readonly forwardCookies: Value<string> | undefined;
  readonly whitelistedCookies: Value<readonly Value<string>[]>;
  /** Header names, or `*` alone for all. */
  readonly headers: Value<readonly Value<string>[]>;
}
