import { isKnown } from '../config';
import { isTagItem } from './cache/cache-tags';
import type { CompiledBehavior } from './compiled-distribution';
import { selectQueryString } from './selection';

/**
 * Whether an invalidation path means an object. A `*` at the end stands for anything; anywhere else it is a plain character.
 * Query strings are part of what is compared, where they are part of what is cached [INV-026, INV-028].
 */
export function invalidationMatcher(path: string): (invalidationPath: string) => boolean {
  if (!isWildcard(path)) return (invalidationPath) => invalidationPath === path;
  const prefix = path.slice(0, -1);
  return (invalidationPath) => invalidationPath.startsWith(prefix);
}

/** Whether a path of an invalidation means all that begins with it. Tags have no wildcards [DTD-111]. */
export function isWildcard(path: string): boolean {
  return path.endsWith('*') && !isTagItem(path);
}

/** The path by which invalidations mean an object: with its query string, as far as that is in its key [DTD-104]. */
export function invalidationPathOf(path: string, query: string, behavior: CompiledBehavior): string {
  if (query === '') return path;
  const key = behavior.config.cacheKey;
  const kept = selectQueryString(query, isKnown(key) ? key.queryStrings : { include: 'all' });
  return kept === '' ? path : `${path}?${kept}`;
}

/** Media files in the format of Smooth Streaming, their manifests and fragments. */
const SMOOTH_STREAMING_MEDIA = /\.ism(?:[acv]$|\/)/i;

/** Whether an object is one that cannot be invalidated: Smooth Streaming media where the behavior is for that [INV-004, GEO-052]. */
export function resistsInvalidation(path: string, behavior: CompiledBehavior | undefined): boolean {
  return behavior?.config.smoothStreaming === true && SMOOTH_STREAMING_MEDIA.test(path);
}
