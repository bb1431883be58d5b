import { LogEntry } from '../access-logs/log-file';

/** Methods whose answers CloudFront caches. */
const CACHED: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Which objects are meant. */
export interface RequestedObjectsOptions {
  /** Whether objects with other query strings are other objects, as they are where query strings are in the cache key. @default true */
  readonly withQueryStrings?: boolean;
  /** The path of the object whose variants are wanted. @default - all objects */
  readonly variantsOf?: string;
}

/** The different objects that viewers have asked for, by their paths as an invalidation takes them, in the order of the log [INV-011, INV-029]. */
export function requestedObjects(entries: readonly LogEntry[], { withQueryStrings = true, variantsOf }: RequestedObjectsOptions = {}): string[] {
  const objects = new Set<string>();
  for (const { 'cs-method': method, 'cs-uri-stem': path, 'cs-uri-query': query } of entries) {
    if (path === undefined || !CACHED.has(method) || (variantsOf !== undefined && path !== variantsOf)) continue;
    objects.add(withQueryStrings && query !== undefined ? `${path}?${query}` : path);
  }
  return [...objects];
}
