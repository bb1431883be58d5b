import { CachedObject } from '../../../src/edge/cache/cached-object';
import { ObjectBody } from '../../../src/edge/cache/object-body';
import { cacheShare, ObjectCache } from '../../../src/edge/cache/object-cache';

let looks = 0;

function objectAt(path: string, more: Partial<CachedObject> = {}): CachedObject {
  const object = {
    distributionId: 'E1',
    path,
    key: `E1 ${path}`,
    status: 200,
    part: undefined,
    headers: [],
    body: ObjectBody.of(Buffer.from('body')),
    etag: undefined,
    lastModified: undefined,
    confirmedAt: 0,
    initialAge: 0,
    freshUntil: Infinity,
    servedStaleUntil: 0,
    staleWhileRevalidate: 0,
    staleIfError: 0,
    checked: 0,
    cacheTags: [],
    resistsInvalidation: false,
    ...more,
  };
  return Object.defineProperty(object, 'invalidationPath', { get: () => { looks++; return path; } }) as CachedObject;
}

function cacheOf(...paths: string[]): ObjectCache {
  const cache = new ObjectCache();
  for (const path of paths) cache.set(objectAt(path));
  return cache;
}

const held = (cache: ObjectCache, ...paths: string[]) => paths.filter((path) => cache.get(`E1 ${path}`) !== undefined);

beforeEach(() => { looks = 0; });

test('an invalidation looks at no object, however many there are; a lookup looks at its own once', () => {
  const paths = Array.from({ length: 1000 }, (_, i) => `/${i}`);
  const cache = cacheOf(...paths);
  cache.invalidate('E1', ['/1*'], 'I1');
  expect(looks).toBe(0);
  expect(held(cache, '/1', '/15', '/2')).toEqual(['/2']);
  expect(looks).toBe(3);
  expect(held(cache, '/2', '/2')).toEqual(['/2', '/2']);
  expect(looks).toBe(3);
});

test('what is stored after an invalidation stays', () => {
  const cache = cacheOf('/a', '/b');
  cache.invalidate('E1', ['/*'], 'I1');
  cache.set(objectAt('/a'));
  expect(held(cache, '/a', '/b')).toEqual(['/a']);
});

test('several invalidations add up, whatever their order', () => {
  const cache = cacheOf('/a/1', '/a/2', '/b/1', '/c');
  cache.invalidate('E1', ['/a/*'], 'I1');
  cache.invalidate('E1', ['/c'], 'I2');
  cache.invalidate('E1', ['/a/1*', '/b/*'], 'I3');
  expect(held(cache, '/a/1', '/a/2', '/b/1', '/c')).toEqual([]);
});

test('objects of another distribution stay', () => {
  const cache = cacheOf('/a');
  cache.invalidate('E2', ['/*', '/a'], 'I1');
  expect(held(cache, '/a')).toEqual(['/a']);
});

test('the invalidation that removed an object is told', () => {
  const cache = cacheOf('/a', '/b');
  cache.invalidate('E1', ['/a'], 'I1');
  expect([cache.get('E1 /a'), cache.removerOf('E1 /a'), cache.removerOf('E1 /b'), cache.nearest('E1', '/a'), cache.nearest('E1', '/b')])
    .toEqual([undefined, 'I1', undefined, undefined, 'E1 /b']);
});

test('what an invalidation removed is no object to compare with, though nobody has looked for it since', () => {
  const cache = cacheOf('/a', '/b');
  cache.invalidate('E1', ['/a'], 'I1');
  expect([cache.nearest('E1', '/a'), cache.nearest('E1', '/b'), cache.nearest('E1', '/c')]).toEqual([undefined, 'E1 /b', undefined]);
});

describe('parts of an object', () => {
  const partOf = (first: number, last: number, length: number, more: Partial<CachedObject> = {}) => (
    objectAt('/film', { key: `E1 /film range: ${first}-${last}`, part: { of: 'E1 /film', first, last, length }, ...more })
  );
  const cacheOfParts = (...parts: [number, number, number][]) => {
    const cache = new ObjectCache();
    for (const part of parts) cache.set(partOf(...part));
    return cache;
  };

  test.each([
    ['bytes=0-99', 0], ['bytes=10-20', 0], ['bytes=0-100', undefined], ['bytes=150-', undefined], ['bytes=900-', 900], ['bytes=-100', 900], ['bytes=-101', undefined],
    ['bytes=0-9,90-99', 0], ['bytes=0-9,95-104', undefined], ['bytes=1000-', undefined], ['bytes=none', undefined],
  ])('%s is in the part from %j', (header, first) => {
    expect(cacheOfParts([0, 99, 1000], [900, 999, 1000]).part('E1 /film', header, 0)?.part?.first).toBe(first);
  });

  test('a part that another takes the place of is not found any more, the others are', () => {
    const cache = cacheOfParts([0, 99, 100], [200, 299, 1000], [0, 99, 1000]);
    expect([cache.part('E1 /film', 'bytes=-50', 0), cache.part('E1 /film', 'bytes=0-9', 0)?.part?.length, cache.part('E1 /film', 'bytes=200-209', 0)?.part?.first]).toEqual([undefined, 1000, 200]);
  });

  test('parts that have a range together are found as one while all of them are fresh', () => {
    const cache = new ObjectCache();
    for (const [first, freshUntil] of [[0, 60], [100, 50], [200, 70]]) cache.set(partOf(first, first + 99, 1000, { etag: '"1"', freshUntil }));
    const found = cache.part('E1 /film', 'bytes=50-249', 49);
    expect([found?.part, found?.freshUntil]).toEqual([{ of: 'E1 /film', first: 0, last: 299, length: 1000 }, 50]);
    expect(cache.part('E1 /film', 'bytes=50-249', 50)).toBeUndefined();
    cache.invalidate('E1', ['/film'], 'I1');
    expect(cache.part('E1 /film', 'bytes=50-249', 0)).toBeUndefined();
  });

  test('a part of an older version that comes later takes the place of none of a newer one', () => {
    const cache = new ObjectCache();
    cache.set(partOf(0, 9, 100, { etag: '"2"', confirmedAt: 5 }));
    cache.set(partOf(10, 19, 100, { etag: '"1"', confirmedAt: 4 }));
    expect(['bytes=0-9', 'bytes=10-19'].map((header) => cache.part('E1 /film', header, 0)?.etag)).toEqual(['"2"', undefined]);
  });

  test('a part is no object to compare with, and an invalidation removes it', () => {
    const cache = cacheOfParts([0, 99, 1000]);
    expect(cache.nearest('E1', '/film')).toBeUndefined();
    cache.invalidate('E1', ['/film'], 'I1');
    expect(cache.part('E1 /film', 'bytes=0-9', 0)).toBeUndefined();
  });
});

test('a later invalidation with a longer beginning, or a shorter one, leaves the others as they are', () => {
  const cache = cacheOf('/a/b/1', '/a/2', '/c/1');
  cache.invalidate('E1', ['/a/*'], 'I1');
  cache.set(objectAt('/a/3'));
  cache.invalidate('E1', ['/a/b/*', '/c/*'], 'I2');
  expect(held(cache, '/a/b/1', '/a/2', '/c/1', '/a/3')).toEqual(['/a/3']);
});

test.each<[string, Partial<CachedObject>, number]>([
  ['bodies in memory', { body: ObjectBody.of(Buffer.alloc(10_000)) }, 9],
  ['long URLs', { path: `/${'a'.repeat(8_000)}` }, 3],
  ['large headers', { headers: ['X', 'x'.repeat(30_000)] }, 3],
])('objects with %s leave when what is for memory is used up, though there is room for their bodies', (_title, more, most) => {
  const cache = new ObjectCache(1_000_000_000, { memory: 100_000, files: Infinity });
  for (let i = 0; i < 20; i++) cache.set(objectAt(`/${i}`, { ...more, key: `E1 /${i} ${more.path ?? ''}` }));
  const left = Array.from({ length: 20 }, (_, i) => i).filter((i) => cache.get(`E1 /${i} ${more.path ?? ''}`) !== undefined);
  expect(left).toEqual(Array.from({ length: most }, (_, i) => 20 - most + i));
});

test('large bodies, which are in files, take no memory that counts', async () => {
  const cache = new ObjectCache(10_000_000, { memory: 100_000, files: Infinity });
  const large = () => ObjectBody.of(Buffer.alloc(2_000_000));
  for (let i = 0; i < 5; i++) cache.set(objectAt(`/${i}`, { body: large() }));
  expect(held(cache, '/0', '/1', '/2', '/3', '/4')).toEqual(['/1', '/2', '/3', '/4']);
});

test('bodies in files leave when the process has no more files for them, though there is room', () => {
  const cache = new ObjectCache(1_000_000_000, { memory: 1_000_000_000, files: 3 });
  for (let i = 0; i < 5; i++) cache.set(objectAt(`/${i}`, { body: ObjectBody.of(Buffer.alloc(2_000_000)) }));
  cache.set(objectAt('/small'));
  expect(held(cache, '/0', '/1', '/2', '/3', '/4', '/small')).toEqual(['/3', '/4', '/small']);
});

test.each([1, 2, 10])('%i caches take no more together than one alone', (caches) => {
  const [alone, share] = [cacheShare(1), cacheShare(caches)];
  expect(share.memory * caches).toBeCloseTo(alone.memory);
  expect([share.files * caches <= alone.files, share.files]).toEqual([true, Math.floor(alone.files / caches)]);
  expect(cacheShare(1e9).files).toBe(1);
});

test('what was asked for earlier and comes later takes the place of nothing that is newer', () => {
  const cache = new ObjectCache();
  const version = (confirmedAt: number) => objectAt('/a', { confirmedAt });
  for (const time of [5, 3, 7, 6]) cache.set(version(time));
  expect(cache.get('E1 /a')?.confirmedAt).toBe(7);
});
