import { getHeapStatistics } from 'v8';
import { LRUCache } from 'lru-cache';
import { CachedObject } from './cached-object';
import { CachedParts, isPartial, PartialObject } from './cached-parts';
import { joinedParts } from './joined-parts';
import { Removals } from './removals';

/** Bytes of memory that an object takes beside its body, its headers and the text of its URL, about. */
const OVERHEAD = 1_024;

/** What a cache may take of what its process has. */
export interface CacheShare {
  /** Bytes of objects that may be in memory, where all are but large bodies. */
  readonly memory: number;
  /** How many objects may be in files. */
  readonly files: number;
}

/** What each of some caches may take: together half of the heap and a quarter of the files that the process may have open, which it needs for other things as well. */
export function cacheShare(caches: number): CacheShare {
  return { memory: getHeapStatistics().heap_size_limit / 2 / caches, files: Math.max(1, Math.floor((mostFiles ??= openFiles()) / 4 / caches)) };
}

let mostFiles: number | undefined;

/** How many files the process may have open. */
function openFiles(): number {
  const { userLimits } = process.report.getReport() as { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } };
  const limit = userLimits?.open_files?.soft;
  return typeof limit === 'number' ? limit : Infinity;
}

/** The cache of one edge location. What was not used for the longest time leaves first when the cache is full. */
export class ObjectCache {
  private readonly objects: LRUCache<string, CachedObject>;
  /** The key of an object of each path, to tell what another request's key differs in. */
  private readonly keyOfPath = new Map<string, string>();
  /** The cached parts of objects, by the key of the whole. */
  private readonly parts = new Map<string, CachedParts>();
  private readonly removals = new Removals();
  private lastRemoved: { readonly key: string; readonly by: string } | undefined;

  /** @param maximumSize bytes of all objects together */
  public constructor(maximumSize = 8 * 1024 ** 3, share = cacheShare(1)) {
    // Of a full cache that has objects of one kind alone, each takes its share of what there is for that kind.
    const scarcity = Math.max(1, maximumSize / share.memory);
    const fileSize = Math.ceil(maximumSize / share.files);
    this.objects = new LRUCache<string, CachedObject>({
      maxSize: maximumSize,
      sizeCalculation: (object) => Math.ceil(bytesInMemory(object) * scarcity) + (object.body.isInMemory ? 0 : Math.max(fileSize, object.body.length)),
      dispose: (object) => this.forget(object),
    });
  }

  public get(key: string): CachedObject | undefined {
    const object = this.objects.get(key);
    return object === undefined || object.checked === this.removals.latest ? object : this.check(object);
  }

  /** The number of the last removal. */
  public get latestRemoval(): number {
    return this.removals.latest;
  }

  /**
   * Stores an object, unless it was removed on its way, or what is there was asked for later.
   *
   * @param asOf the number of the last removal when it was asked for
   */
  public set(object: CachedObject, asOf = this.removals.latest): void {
    object.checked = asOf;
    if (asOf < this.removals.latest && this.removals.removerOf(object) !== undefined) return;
    const replaced = this.replacedBy(object);
    if (replaced.some(({ confirmedAt }) => confirmedAt > object.confirmedAt)) return;
    for (const { key } of replaced) this.objects.delete(key);
    this.objects.set(object.key, object);
    // What is larger than the cache is not kept.
    if (this.objects.peek(object.key) !== object) return;
    if (isPartial(object)) this.addPart(object);
    else this.keyOfPath.set(pathKey(object.distributionId, object.path), object.key);
  }

  /** A cached part that has all that a Range header asks for, or fresh ones that have it together. */
  public part(keyOfWhole: string, header: string, now: number): CachedObject | undefined {
    const found = this.parts.get(keyOfWhole)?.find(header).map(({ key }) => this.get(key)) ?? [];
    if (found.length < 2) return found[0];
    const fresh = found.filter((object): object is PartialObject => object !== undefined && now < object.freshUntil);
    return fresh.length === found.length ? joinedParts(fresh) : undefined;
  }

  /** The key of an object that is cached for a path, whatever else its key has. */
  public nearest(distributionId: string, path: string): string | undefined {
    const key = this.keyOfPath.get(pathKey(distributionId, path));
    const object = key === undefined ? undefined : this.objects.peek(key);
    return object === undefined || this.removals.removerOf(object) !== undefined ? undefined : key;
  }

  /** Removes what an invalidation means by paths and cache tags: each object when it is next looked up. */
  public invalidate(distributionId: string, paths: readonly string[], invalidationId: string, tags: readonly string[] = []): void {
    this.removals.add(distributionId, [...paths, ...tags], invalidationId);
  }

  /** The invalidation that removed the object of a key, told to who has just looked for it. */
  public removerOf(key: string): string | undefined {
    return this.lastRemoved?.key === key ? this.lastRemoved.by : undefined;
  }

  /** Holds an object against the invalidations since it was last looked up. */
  private check(object: CachedObject): CachedObject | undefined {
    const by = this.removals.removerOf(object);
    if (by === undefined) {
      object.checked = this.removals.latest;
      return object;
    }
    this.objects.delete(object.key);
    this.lastRemoved = { key: object.key, by };
    return undefined;
  }

  private replacedBy(object: CachedObject): readonly CachedObject[] {
    if (isPartial(object)) return this.parts.get(object.part.of)?.replacedBy(object) ?? [];
    const present = this.objects.peek(object.key);
    return present === undefined ? [] : [present];
  }

  private forget(object: CachedObject): void {
    if (isPartial(object)) this.forgetPart(object);
    const known = pathKey(object.distributionId, object.path);
    if (this.keyOfPath.get(known) === object.key) this.keyOfPath.delete(known);
  }

  private addPart(object: PartialObject): void {
    let parts = this.parts.get(object.part.of);
    if (parts === undefined) this.parts.set(object.part.of, parts = new CachedParts());
    parts.add(object);
  }

  private forgetPart(object: PartialObject): void {
    const parts = this.parts.get(object.part.of);
    parts?.remove(object);
    if (parts?.isEmpty) this.parts.delete(object.part.of);
  }
}

/** The body where it is there, the headers, and the URL: it is part of the key, and its path is kept twice more. */
function bytesInMemory({ key, path, headers, body }: CachedObject): number {
  const texts = headers.reduce((sum, text) => sum + text.length, 2 * key.length + path.length);
  return OVERHEAD + texts + (body.isInMemory ? body.length : 0);
}

function pathKey(distributionId: string, path: string): string {
  return `${distributionId} ${path}`;
}
