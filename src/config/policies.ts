import { CacheKey, Forwarding, TtlBounds } from './cache-behavior';
import { Part } from './location';
import { Value } from './unknown';

/** A policy that several cache behaviors may share. */
export interface Policy extends Part {
  /** The id by which a behavior names it: the managed policy's id, or the local value of the resource's `Ref`. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  readonly comment: Value<string> | undefined;
  /** Whether AWS provides it. */
  readonly managed: boolean;
}

/** What is in the cache key and how long objects stay cached. */
export interface CachePolicy extends Policy {
  readonly ttl: TtlBounds;
  readonly cacheKey: CacheKey;
}

/** What the origin receives beside what is in the cache key. */
export interface OriginRequestPolicy extends Policy {
  readonly forwarding: Forwarding;
}

/** Headers that CloudFront adds to, or removes from, what viewers receive. */
export interface ResponseHeadersPolicy extends Policy {
  readonly cors: CorsHeaders | undefined;
  readonly security: readonly PolicyHeader[];
  readonly custom: readonly PolicyHeader[];
  readonly remove: readonly Value<string>[];
  /** The share of responses, in percent, that get a Server-Timing header without being asked for it; undefined when that header is off. */
  readonly serverTimingSamplingRate: Value<number> | undefined;
}

/** A header with its value, and whether it replaces the origin's. */
export interface PolicyHeader extends Part {
  readonly name: Value<string>;
  readonly value: Value<string>;
  readonly override: Value<boolean>;
}

export interface CorsHeaders extends Part {
  readonly allowCredentials: Value<boolean>;
  readonly allowHeaders: readonly Value<string>[];
  readonly allowMethods: readonly Value<string>[];
  readonly allowOrigins: readonly Value<string>[];
  readonly exposeHeaders: readonly Value<string>[];
  /** Seconds. */
  readonly maxAge: Value<number> | undefined;
  readonly originOverride: Value<boolean>;
}
