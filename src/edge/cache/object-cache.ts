import { LRUCache } from 'lru-cache';
import { parseRanges } from '../ranges';
import { CachedObject } from './cached-object';

/** Bytes that an object takes beside its body, about. */
const OVERHEAD = 512;

/** The cache of one edge location. What was not used for the longest time leaves first when the cache is full. */
export class ObjectCache {
  private readonly objects: LRUCache<string, CachedObject>;
  /** The key of an object of each path, to tell what another request's key differs in. */
  private readonly keyOfPath = new Map<string, string>();

  /** The cached parts of objects, by the key of the whole. */
  private readonly parts = new Map<string, CachedObject[]>();

  /** @param maximumSize bytes of all bodies together */
  public constructor(maximumSize = 8 * 1024 ** 3) {
    this.objects = new LRUCache<string, CachedObject>({
      maxSize: maximumSize,
      sizeCalculation: ({ body }) => body.length + OVERHEAD,
      dispose: (object) => this.forget(object),
    });
  }

  public get size(): number {
    return this.objects.size;
  }

  public get(key: string): CachedObject | undefined {
    return this.objects.get(key);
  }

  public set(object: CachedObject): void {
    this.objects.set(object.key, object);
    if (object.part !== undefined) this.parts.set(object.part.of, [...this.parts.get(object.part.of) ?? [], object]);
    else this.keyOfPath.set(pathKey(object.distributionId, object.path), object.key);
  }

  /** A cached part that has all that a Range header asks for. */
  public part(keyOfWhole: string, header: string): CachedObject | undefined {
    const found = this.parts.get(keyOfWhole)?.find(({ part }) => {
      const ranges = parseRanges(header, part!.length);
      return Array.isArray(ranges) && ranges.every(({ first, last }) => part!.first <= first && last <= part!.last);
    });
    return found && this.get(found.key);
  }

  /** The key of an object that is cached for a path, whatever else its key has. */
  public nearest(distributionId: string, path: string): string | undefined {
    return this.keyOfPath.get(pathKey(distributionId, path));
  }

  /** Removes what a test chooses; tells how many objects that were. */
  public deleteWhere(chosen: (object: CachedObject) => boolean): number {
    const keys = [...this.objects.values()].filter(chosen).map(({ key }) => key);
    keys.forEach((key) => this.objects.delete(key));
    return keys.length;
  }

  private forget({ distributionId, path, key, part }: CachedObject): void {
    if (part !== undefined) this.forgetPart(part.of, key);
    const known = pathKey(distributionId, path);
    if (this.keyOfPath.get(known) === key) this.keyOfPath.delete(known);
  }

  private forgetPart(keyOfWhole: string, key: string): void {
    const left = this.parts.get(keyOfWhole)!.filter((part) => part.key !== key);
    if (left.length > 0) this.parts.set(keyOfWhole, left);
    else this.parts.delete(keyOfWhole);
  }
}

function pathKey(distributionId: string, path: string): string {
  return `${distributionId} ${path}`;
}
