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
  /** By distribution and path. */
  private readonly paths = new Map<string, Removal>();
  /** By distribution, the latest last. */
  private readonly beginnings = new Map<string, (Removal & { readonly prefix: string })[]>();

  public add(distributionId: string, paths: readonly string[], by: string): void {
    const removal = { number: ++this.latest, by };
    for (const path of paths) {
      if (isWildcard(path)) this.addBeginning(distributionId, path.slice(0, -1), removal);
      else this.paths.set(`${distributionId} ${path}`, removal);
    }
  }

  /** The id of the invalidation that removed an object since it was stored, or last held against them. */
  public removerOf({ distributionId, invalidationPath, checked, resistsInvalidation }: CachedObject): string | undefined {
    if (resistsInvalidation) return undefined;
    const exact = this.paths.get(`${distributionId} ${invalidationPath}`);
    if (exact !== undefined && exact.number > checked) return exact.by;
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
