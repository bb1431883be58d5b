import { createHash } from 'crypto';
import { isTagItem } from './cache/cache-tags';
import { CacheShare, ObjectCache } from './cache/object-cache';
import { PendingFetch } from './cache/pending-fetch';
import { Capacity } from './capacity';
import { Clock } from './clock';
import { Configuration } from './configuration';
import { invalidationMatcher } from './invalidation';
import { Invalidation } from './invalidations';
import { viewerCountry } from './locator/viewer-country';
import { ViewerPlace, ViewerRequest } from './message';
import type { OriginShields } from './origin/origin-shield';

/** What edge locations have in common. */
export interface EdgeLocationOptions {
  readonly clock: Clock;
  /** Bytes that the cache of one location holds. */
  readonly cacheSize: number | undefined;
  /** What the cache of one location may take of what the process has. */
  readonly cacheShare: CacheShare;
  /** Bytes of the largest object that is cached; undefined for what the edition says. */
  readonly largestObject: number | undefined;
  /** Whether nothing is compressed, as CloudFront may have it under load [DTD-016]. */
  readonly skipsCompression: boolean;
  /** The country of an address; undefined when it is not known. */
  readonly countryOf: (ip: string) => string | undefined;
  /** Where an address is within its country; undefined when it is not known. */
  readonly placeOf: (ip: string) => ViewerPlace | undefined;
  /** The caches in front of origins that have one; undefined for such a cache itself. */
  readonly shields?: OriginShields;
}

/** One edge location: its own cache, and the configuration that has reached it. */
export class EdgeLocation {
  /** The name by which it shows up in Via. */
  public readonly via: string;
  public readonly clock: Clock;
  public readonly cache: ObjectCache;
  /** Requests to origins that others wait for, by cache key. */
  public readonly pending = new Map<string, PendingFetch>();
  /** Milliseconds since the epoch until which a distribution's root is a cached error, by id. */
  public readonly rootErrors = new Map<string, number>();
  /** Whether it can serve requests. */
  public capacity: Capacity = 'available';
  public readonly largestObject: number | undefined;
  public readonly skipsCompression: boolean;
  public readonly countryOf: (ip: string) => string | undefined;
  public readonly shields: OriginShields | undefined;
  private readonly placeOf: (ip: string) => ViewerPlace | undefined;

  /** @param name such as `IAD89-P1` */
  public constructor(public readonly name: string, public configuration: Configuration, options: EdgeLocationOptions) {
    const { clock, cacheSize, cacheShare, largestObject, skipsCompression, countryOf, placeOf, shields } = options;
    this.via = `${createHash('md5').update(name).digest('hex')}.cloudfront.net (CloudFront)`;
    this.clock = clock;
    this.cache = new ObjectCache(cacheSize, cacheShare);
    this.largestObject = largestObject;
    this.skipsCompression = skipsCompression;
    this.countryOf = countryOf;
    this.placeOf = placeOf;
    this.shields = shields;
  }

  /** Whether a Via header says that a request has come through this location, or the caches behind it. */
  public hasPassed(via: string): boolean {
    return via.includes(this.via) || [...this.shields?.all ?? []].some((shield) => via.includes(shield.via));
  }

  /** The country of a viewer, in capitals; undefined when it is not known. */
  public viewerCountry(request: ViewerRequest): string | undefined {
    return viewerCountry(request, this.countryOf);
  }

  /** Where a viewer is within its country; undefined when it is not known. */
  public viewerPlace({ place, ip }: Pick<ViewerRequest, 'place' | 'ip'>): ViewerPlace | undefined {
    return place ?? this.placeOf(ip);
  }

  /**
   * Removes what an invalidation means from the cache, also what is on its way there; who comes from now on does not wait for that.
   *
   * @param tags the cache tags that it names, with the header that they are read from
   */
  public invalidate({ id, distributionId, paths }: Invalidation, tags: readonly string[]): void {
    const listed = paths.filter((path) => !isTagItem(path));
    this.cache.invalidate(distributionId, listed, id, tags);
    if (this.pending.size === 0) return;
    const matchers = listed.map(invalidationMatcher);
    for (const [key, pending] of this.pending) {
      if (pending.distributionId !== distributionId) continue;
      // Which tags it has is not known yet: nobody is to wait for what may be an old version.
      if (tags.length > 0 || matchers.some((matches) => matches(pending.invalidationPath))) this.pending.delete(key);
    }
  }
}
