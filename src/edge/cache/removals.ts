import { isWildcard } from '../invalidation';
import { CachedObject } from './cached-object';

interface Removal {
  readonly number: number;
  /** The id of the invalidation. */
  readonly by: string;
}

/**
 * What invalidations have removed from a cache. Each object is held against them when it is next looked up,
 * so that an invalidation takes the same time whatever the cache holds.
 */
export class Removals {
  /** The number of the last removal. */
  public latest = 0;
  /** By distribution and path, or tag. */
  private readonly exact = new Map<string, Removal>();
  /** By distribution, the latest last. */
  private readonly beginnings = new Map<string, (Removal & { readonly prefix: string })[]>();

  public add(distributionId: string, pathsAndTags: readonly string[], by: string): void {
    const removal = { number: ++this.latest, by };
    for (const item of pathsAndTags) {
      if (isWildcard(item)) this.addBeginning(distributionId, item.slice(0, -1), removal);
      else this.exact.set(`${distributionId} ${item}`, removal);
    }
  }

  /** The id of the invalidation that removed an object since it was stored, or last held against them. */
  public removerOf({ distributionId, invalidationPath, cacheTags, checked, resistsInvalidation }: CachedObject): string | undefined {
    if (resistsInvalidation) return undefined;
    for (const name of [invalidationPath, ...cacheTags]) {
      const removal = this.exact.get(`${distributionId} ${name}`);
      if (removal !== undefined && removal.number > checked) return removal.by;
    }
    const beginnings = this.beginnings.get(distributionId) ?? [];
    for (let i = beginnings.length - 1; i >= 0 && beginnings[i].number > checked; i--) {
      if (invalidationPath.startsWith(beginnings[i].prefix)) return beginnings[i].by;
    }
    return undefined;
  }

  /** One that begins with another makes that one needless. */
  private addBeginning(distributionId: string, prefix: string, removal: Removal): void {
    const others = (this.beginnings.get(distributionId) ?? []).filter((earlier) => !earlier.prefix.startsWith(prefix));
    this.beginnings.set(distributionId, [...others, { ...removal, prefix }]);
  }
}
