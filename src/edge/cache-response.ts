import { knownOr, originKind } from '../config';
import { cacheTags } from './cache/cache-tags';
import { CachedObject, CachedPart } from './cache/cached-object';
import { errorLifetime, Freshness, freshness, initialAge, uncachedHeaders } from './cache/freshness';
import { ObjectBody } from './cache/object-body';
import type { CompiledDistribution } from './compiled-distribution';
import { compressed, encodingFor, headersOfCompressed } from './compression';
import { hasConditions } from './conditionals';
import { Answer, decide, Exchange, isAbandoned } from './exchange';
import { invalidationPathOf, resistsInvalidation } from './invalidation';
import { Body, RawHeaders, ResultType } from './message';
import { checkedBody, statedLength } from './origin-body';
import { parseContentRange, sizeOf } from './ranges';
import { cacheControl, headerValue, joinedHeader, seconds, withoutHeaders } from './raw-headers';

/** What an origin, or the edge in its place, answered. */
interface Response {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: Body;
  /** Whether the range that was asked for can be cut out of it, since it is the whole object. */
  readonly hasRanges?: boolean;
  /** Whether a function has made it. */
  readonly isGenerated?: boolean;
}

/** The statuses below 400 that are cached also where the origin says no lifetime. */
const CACHED_STATUSES: readonly number[] = [200, 203, 204, 300, 301, 302, 303, 307, 308];

/** Those that are never cached: parts for which nobody asked, and confirmations. */
const UNCACHED_STATUSES: readonly number[] = [206, 304];

/** Decides whether and how long a response is cached, stores it as it arrives, and makes it the answer. */
export function cacheResponse(exchange: Exchange, received: Response): Answer {
  const response = asWhole(exchange, received);
  const lifetime = lifetimeOf(exchange, response);
  const resultType = exchange.isShieldHit && response.status < 400 ? 'Hit' : missResultType(response);
  if (lifetime === undefined) {
    return { status: received.status, headers: passedHeaders(exchange, received.headers), body: received.body, resultType };
  }
  const object = objectOf(exchange, response, lifetime);
  const store = () => {
    if (object.body.complete && !isAbandoned(exchange)) exchange.location.cache.set(object, exchange.lastRemoval);
  };
  // A body that still arrives is stored before anybody can have read its end, so that nobody finds it neither on its way nor in the cache.
  if (object.body.complete) store();
  else void object.body.settled().then(store);
  // The whole object in answer to a range: the viewer gets it as it is, later ones get their ranges of it [ERR-061, ERR-062].
  const isWhole = exchange.keyOfWhole !== undefined && object.part === undefined && response === received && received.hasRanges !== true;
  const { headers } = object;
  object.headers = withoutUncached(headers);
  return { status: object.status, headers, body: object.body.bytes, resultType, object, isWhole };
}

/** The result type of what comes from an origin, or from a function in its place [FUN-170]. */
export function missResultType({ status, isGenerated }: Pick<Response, 'status' | 'isGenerated'>): ResultType {
  if (isGenerated === true) return 'LambdaGeneratedResponse';
  return status >= 400 ? 'Error' : 'Miss';
}

/** The headers of an origin's answer that is not cached, with the age that it had in other caches. */
export function passedHeaders(exchange: Exchange, headers: RawHeaders): string[] {
  const age = initialAge(headers);
  const passed = storedHeaders(exchange, headers);
  if (age > 0) passed.push('Age', String(age));
  return passed;
}

/** The headers of an origin's answer as they are cached and sent on. One without a Date gets the time at which it came (RFC 9110, 6.6.1). */
function storedHeaders({ behavior, origin, now }: Exchange, headers: RawHeaders): string[] {
  const stored = behavior!.responseHeaders(headers, origin === undefined ? 'custom' : originKind(origin));
  if (headerValue(stored, 'date') === undefined) stored.push('Date', new Date(now).toUTCString());
  return stored;
}

/** The headers of an answer that are cached with it: without those that the origin keeps for the viewer who asked [OBJ-058]. */
function withoutUncached(headers: readonly string[]): readonly string[] {
  const uncached = uncachedHeaders(headers);
  return uncached.length === 0 ? headers : withoutHeaders(headers, (lower) => uncached.includes(lower));
}

/**
 * Gives an expired copy that the origin confirmed a new life, with the headers of the confirmation [DTD-070].
 *
 * @returns the headers for the viewer who asked, with those that are not cached
 */
export function renew(exchange: Exchange, object: CachedObject, headers: RawHeaders): readonly string[] {
  const confirmed = storedHeaders(exchange, headers);
  const fresh = object.compression === undefined ? confirmed : headersOfCompressed(confirmed, object.compression);
  const replaced = new Set<string>();
  for (let i = 0; i < fresh.length; i += 2) replaced.add(fresh[i].toLowerCase());
  replaced.delete('content-length');
  const kept: string[] = [];
  for (let i = 0; i < object.headers.length; i += 2) {
    if (!replaced.has(object.headers[i].toLowerCase())) kept.push(object.headers[i], object.headers[i + 1]);
  }
  for (let i = 0; i < fresh.length; i += 2) if (fresh[i].toLowerCase() !== 'content-length') kept.push(fresh[i], fresh[i + 1]);
  object.headers = withoutUncached(kept);
  object.cacheTags = cacheTags(kept, exchange.distribution!);
  object.initialAge = initialAge(headers);
  const { ttl, ...reasons } = freshness(kept, exchange.behavior!.ttl, exchange.now, object.initialAge);
  object.confirmedAt = exchange.now;
  object.freshUntil = exchange.now + ttl * 1000;
  object.servedStaleUntil = 0;
  Object.assign(object, staleWindows(kept, exchange.behavior!.ttl.max - ttl));
  decide(exchange, 'freshness', 'renewed', { ttl, ...reasons }, exchange.behavior!.ttl.setting);
  return kept;
}

/**
 * Seconds after its expiry in which an object may be served nevertheless. While the origin fails that is up to the maximum TTL, unless the origin says less [ERR-038].
 *
 * @param rest seconds from its expiry to the end of the maximum TTL, which ends both windows [DTD-061]
 */
function staleWindows(headers: RawHeaders, rest: number): Pick<CachedObject, 'staleWhileRevalidate' | 'staleIfError'> {
  const directives = cacheControl(headers);
  const within = (asked: number | undefined) => (asked === undefined ? undefined : Math.max(0, Math.min(asked, rest)));
  return {
    staleWhileRevalidate: within(seconds(directives.get('stale-while-revalidate'))) ?? 0,
    staleIfError: within(seconds(directives.get('stale-if-error'))) ?? rest,
  };
}

/** Seconds that an error of a status is cached at least. */
export function errorCachingMinTtl(distribution: CompiledDistribution, status: number): number {
  return knownOr(distribution.errorResponses.get(status)?.errorCachingMinTtl, distribution.errorCachingMinTtl);
}

/** Which part of the object the origin's answer to a range is; none where it has another length than it says. */
function partOf({ keyOfWhole }: Exchange, { status, headers, body }: Response): CachedPart | undefined {
  const range = status === 206 && keyOfWhole !== undefined ? parseContentRange(headerValue(headers, 'content-range')) : undefined;
  if (range === undefined) return undefined;
  const length = body instanceof Uint8Array ? body.length : statedLength(headers) ?? sizeOf(range);
  return length === sizeOf(range) ? { ...range, of: keyOfWhole! } : undefined;
}

/** A part that is all of its object counts as the whole, as players get it that ask for `bytes=0-`; unless the whole would be compressed. */
function asWhole(exchange: Exchange, response: Response): Response {
  const part = partOf(exchange, response);
  if (part === undefined || statedLength(response.headers) !== part.length || encodingFor(exchange, 200, response.headers) !== undefined) return response;
  return { ...response, status: 200, headers: withoutHeaders(response.headers, (lower) => lower === 'content-range') };
}

/** The key of what is no part: of the whole object, but for an error that answers a range, which says nothing of other ranges. */
function keyWithoutPart({ key, keyOfWhole }: Exchange, status: number): string {
  return status >= 400 ? key : keyOfWhole ?? key;
}

/** Seconds that a response is fresh; 0 for one that the origin is asked about each time, undefined for one that is not kept. */
function lifetimeOf(exchange: Exchange, response: Response): number | undefined {
  const { status, headers } = response;
  const { ttl } = exchange.behavior!;
  if (status === 412 && hasConditions(exchange.request.headers)) {
    decide(exchange, 'freshness', 'not cached', { decided: 'the viewer\'s own condition' });
    return undefined;
  }
  if (status >= 400) {
    const { errorCaching } = exchange.distribution!;
    const lifetime = errorLifetime(status, headers, errorCachingMinTtl(exchange.distribution!, status), ttl, errorCaching, exchange.now);
    decide(exchange, 'freshness', lifetime > 0 ? 'error cached' : 'error not cached', { status, ttl: lifetime }, 'DistributionConfig.CustomErrorResponses');
    return lifetime > 0 ? lifetime : undefined;
  }
  const { ttl: own, ...reasons } = freshness(headers, ttl, exchange.now);
  if (!isCachedStatus(status, reasons.decided) && partOf(exchange, response) === undefined) {
    decide(exchange, 'freshness', 'not cached', { status });
    return undefined;
  }
  if (ttl.min === 0 && joinedHeader(headers, 'vary')?.includes('*')) {
    decide(exchange, 'freshness', 'not cached', { decided: 'Vary: *' });
    return undefined;
  }
  const lifetime = ttl.max > 0 ? Math.max(own, exchange.leastTtl) : own;
  const isAskedAbout = mayBeConfirmed(exchange, headers, reasons.decided);
  const isKept = lifetime > 0 || isAskedAbout || mayBeLastResort(exchange, headers, reasons.decided);
  decide(exchange, 'freshness', lifetime > 0 ? 'cached' : isAskedAbout ? 'kept' : 'not cached', { ttl: lifetime, ...reasons }, ttl.setting);
  return isKept ? lifetime : undefined;
}

/** Whether answers of a status below 400 are cached, by themselves or since the origin says for how long (RFC 9111, 3). */
function isCachedStatus(status: number, decided: Freshness['decided']): boolean {
  return CACHED_STATUSES.includes(status) || (!UNCACHED_STATUSES.includes(status) && decided !== 'DefaultTTL' && !isForbidding(decided));
}

/** Whether a copy that is never fresh saves the transfer when the origin says that it is still good [OBJ-105]. */
function mayBeConfirmed({ behavior, keyOfWhole }: Exchange, headers: RawHeaders, decided: Freshness['decided']): boolean {
  if (isForbidding(decided)) return false;
  if (behavior!.ttl.max === 0 || !behavior!.allowsConditions || keyOfWhole !== undefined) return false;
  return headerValue(headers, 'etag') !== undefined || headerValue(headers, 'last-modified') !== undefined;
}

/** Whether a copy that the origin forbids to cache is kept for the time when the origin cannot be reached, which it may forbid, too [POL-041]. */
function mayBeLastResort({ behavior, keyOfWhole }: Exchange, headers: RawHeaders, decided: Freshness['decided']): boolean {
  return isForbidding(decided) && keyOfWhole === undefined && staleWindows(headers, behavior!.ttl.max).staleIfError > 0;
}

function isForbidding(decided: Freshness['decided']): boolean {
  return decided === 'no-cache' || decided === 'no-store' || decided === 'private';
}

/** Bytes of the largest object that is cached. */
export function limitOf({ location }: Exchange): number {
  return location.largestObject ?? location.configuration.sizeLimits.cachedObject;
}

function objectOf(exchange: Exchange, response: Response, lifetime: number): CachedObject {
  const part = partOf(exchange, response);
  const checked = checkedBody(response.body, statedLength(response.headers) ?? (part && sizeOf(part)), limitOf(exchange));
  const { headers, body: source, compression } = compressed(exchange, response.status, storedHeaders(exchange, response.headers), checked);
  const body = bodyOf(source);
  return {
    distributionId: exchange.distribution!.id,
    path: exchange.path,
    invalidationPath: invalidationPathOf(exchange.path, exchange.query, exchange.behavior!),
    cacheTags: cacheTags(headers, exchange.distribution!),
    resistsInvalidation: resistsInvalidation(exchange.path, exchange.behavior),
    checked: 0,
    key: part === undefined ? keyWithoutPart(exchange, response.status) : `${part.of}\nrange: ${part.first}-${part.last}`,
    status: response.status,
    isLastResort: lifetime === 0 && isForbidding(freshness(response.headers, exchange.behavior!.ttl, exchange.now).decided),
    part,
    headers,
    body,
    compression,
    etag: headerValue(headers, 'etag'),
    lastModified: headerValue(headers, 'last-modified'),
    confirmedAt: exchange.now,
    initialAge: initialAge(response.headers),
    freshUntil: exchange.now + lifetime * 1000,
    servedStaleUntil: 0,
    ...staleWindows(response.headers, exchange.behavior!.ttl.max - lifetime),
  };
}

/** A body that is there, or that fills itself from its source. */
function bodyOf(source: Body): ObjectBody {
  if (source === undefined || source instanceof Uint8Array) return ObjectBody.of(source ?? new Uint8Array(0));
  const body = new ObjectBody();
  void body.fill(source);
  return body;
}
