import { ErrorCaching } from '../../config';
import { httpDate } from '../http-date';
import { RawHeaders } from '../message';
import { cacheControl, headerValue, joinedHeader, seconds } from '../raw-headers';

/** The bounds of a behavior, in seconds, and where they are set. */
export interface FreshnessBounds {
  readonly min: number;
  readonly default: number;
  readonly max: number;
  readonly setting: string;
  /** Milliseconds since the epoch after which nothing is fresh. @default - there is no such time */
  readonly lastExpiry?: number;
}

/** How long a response may be served, and why. */
export interface Freshness {
  /** Seconds; 0 for not at all. */
  readonly ttl: number;
  /** What decided: a directive or header of the origin, or a bound of the behavior. */
  readonly decided: 's-maxage' | 'max-age' | 'Expires' | 'no-store' | 'no-cache' | 'private' | 'DefaultTTL';
  /** The number of seconds that it asked for. */
  readonly asked: number;
  /** The bound that changed it. */
  readonly clampedBy?: 'MinTTL' | 'MaxTTL';
}

/** Directives that forbid caching while the minimum TTL is 0. With the names of headers they forbid the caching of those alone [OBJ-058]. */
const FORBIDDING = ['no-store', 'no-cache', 'private'] as const;

function forbiddingDirective(directives: ReadonlyMap<string, string>): typeof FORBIDDING[number] | undefined {
  return FORBIDDING.find((directive) => directives.get(directive) === '');
}

/** Headers, in lower case, that the origin keeps out of the cache, such as those of `no-cache="Set-Cookie"` or `private="Set-Cookie"`. */
export function uncachedHeaders(headers: RawHeaders): readonly string[] {
  const directives = cacheControl(headers);
  const names = ['no-cache', 'private'].map((directive) => directives.get(directive) ?? '').join();
  return names.split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
}

/**
 * How long a response may be served before the origin is asked again.
 *
 * @param headers  the origin's response headers
 * @param bounds   the behavior's bounds, in seconds
 * @param now      milliseconds since the epoch
 * @param age      seconds that the response has been in other caches, which count as well
 * @see OBJ-109 to OBJ-131
 */
export function freshness(headers: RawHeaders, bounds: FreshnessBounds, now: number, age: number = initialAge(headers)): Freshness {
  const directives = cacheControl(headers);
  const forbidden = forbiddingDirective(directives);
  if (forbidden !== undefined) return bounds.min > 0 ? { ttl: bounds.min, decided: forbidden, asked: 0, clampedBy: 'MinTTL' } : { ttl: 0, decided: forbidden, asked: 0 };
  const stated = statedLifetime(headers, directives, now, age) ?? { decided: 'DefaultTTL', asked: bounds.default, left: bounds.default };
  if (bounds.lastExpiry === undefined) return clamp(stated, bounds);
  return clamp(stated, { min: bounds.min, max: Math.min(bounds.max, Math.floor((bounds.lastExpiry - now) / 1000)) });
}

/** Seconds that a response had been in other caches when it came: the first Age that it has, which counts only as a whole number. */
export function initialAge(headers: RawHeaders): number {
  return seconds(headerValue(headers, 'age')?.split(',', 1)[0].trim()) ?? 0;
}

/** A lifetime in seconds, and what is left of it when the response comes. */
interface Lifetime {
  readonly decided: Freshness['decided'];
  readonly asked: number;
  readonly left: number;
}

/** What the origin says itself: s-maxage before max-age before Expires. One that is no number is over at once (RFC 9111, 4.2.1). */
function statedLifetime(headers: RawHeaders, directives: ReadonlyMap<string, string>, now: number, age: number): Lifetime | undefined {
  for (const decided of ['s-maxage', 'max-age'] as const) {
    const value = directives.get(decided);
    if (value === undefined) continue;
    const asked = seconds(value) ?? 0;
    return { decided, asked, left: Math.max(0, asked - age) };
  }
  const expires = joinedHeader(headers, 'expires');
  return expires === undefined ? undefined : lifetimeUntil(httpDate(expires, now) ?? -Infinity, httpDate(headerValue(headers, 'date'), now) ?? now, now, age);
}

/** A date of expiry is held against the origin's own date, since the origin's clock may differ (RFC 9111, 4.2). */
function lifetimeUntil(expires: number, date: number, now: number, age: number): Lifetime {
  const asked = Math.max(0, Math.floor((expires - date) / 1000));
  const left = Math.floor(Math.min(expires - date - age * 1000, expires - now) / 1000);
  return { decided: 'Expires', asked, left: Math.max(0, left) };
}

function clamp({ decided, asked, left }: Lifetime, { min, max }: Pick<FreshnessBounds, 'min' | 'max'>): Freshness {
  if (left > max) return { ttl: max, decided, asked, clampedBy: 'MaxTTL' };
  if (left < min) return { ttl: min, decided, asked, clampedBy: 'MinTTL' };
  return { ttl: left, decided, asked };
}

/**
 * How long an error is cached: at least for the error caching minimum TTL, longer when the origin says so; 0 for not at all.
 *
 * @param minimum  the error caching minimum TTL, in seconds
 * @param cached   which errors are cached
 * @see ERR-017 to ERR-055, DTD-087 to DTD-091
 */
export function errorLifetime(status: number, headers: RawHeaders, minimum: number, bounds: FreshnessBounds, cached: ErrorCaching, now: number): number {
  if (bounds.max === 0) return 0;
  const directives = cacheControl(headers);
  const forbidden = forbiddingDirective(directives) !== undefined;
  const stated = statedLifetime(headers, directives, now, initialAge(headers));
  if (cached.byHeader.includes(status)) {
    if (forbidden || stated === undefined || stated.decided === 'Expires') return 0;
  } else if (!cached.always.includes(status) || (forbidden && cached.keptOut.includes(status))) {
    return 0;
  }
  const left = forbidden ? 0 : stated?.left ?? 0;
  return Math.max(minimum, Math.min(left, bounds.max));
}
