import type { Compression } from '../compression';
import { ByteRange } from '../ranges';
import { ObjectBody } from './object-body';

/** Which part of an object a cached response is. */
export interface CachedPart extends ByteRange {
  /** The key of the whole object. */
  readonly of: string;
  /** Bytes of the whole object. */
  readonly length: number;
}

/** The body of a cached response, for those who read it. */
export type StoredBody = Pick<ObjectBody, 'length' | 'complete' | 'isInMemory' | 'bytes' | 'read' | 'settled'>;

/** A response in the cache of an edge location. */
export interface CachedObject {
  readonly distributionId: string;
  /** The path of the request, as the viewer sent it, without the query string. */
  readonly path: string;
  /** What invalidations mean it by: the path, with the query string as far as that is in the key. */
  readonly invalidationPath: string;
  /** Its cache tags, by which invalidations mean it as well. */
  cacheTags: readonly string[];
  /** Whether no invalidation removes it. */
  readonly resistsInvalidation: boolean;
  /** The number of the last removal that it was held against. */
  checked: number;
  readonly key: string;
  readonly status: number;
  /** Whether it is kept for the time when the origin cannot be reached, and for nothing else [POL-041]. */
  readonly isLastResort: boolean;
  /** Undefined for a whole object. */
  readonly part: CachedPart | undefined;
  /** The origin's headers as they are stored and sent on: without those of the connection, Age, X-Cache and the like. */
  headers: readonly string[];
  readonly body: StoredBody;
  /** How the edge has compressed the body; undefined where it is as the origin sent it. */
  readonly compression: Compression | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Milliseconds since the epoch when the origin said that this is its answer. */
  confirmedAt: number;
  /** Seconds that the response had been in other caches by then. */
  initialAge: number;
  /** Milliseconds since the epoch until which it is served without asking the origin. */
  freshUntil: number;
  /** While the origin fails, milliseconds since the epoch until which it is not asked again. */
  servedStaleUntil: number;
  /** Seconds after expiry in which `stale-while-revalidate` and `stale-if-error` allow the object. */
  staleWhileRevalidate: number;
  staleIfError: number;
}
