import fc from 'fast-check';
import { CachedPart } from '../../../src/edge/cache/cached-object';
import { CachedParts, PartialObject } from '../../../src/edge/cache/cached-parts';

const partial = (first: number, last: number, length = 100, etag?: string) => ({ part: { of: 'key', first, last, length }, etag }) as PartialObject;

function partsOf(...objects: PartialObject[]): CachedParts {
  const parts = new CachedParts();
  for (const object of objects) put(parts, object);
  return parts;
}

function put(parts: CachedParts, object: PartialObject): readonly PartialObject[] {
  const replaced = parts.replacedBy(object);
  for (const other of replaced) parts.remove(other);
  parts.add(object);
  return replaced;
}

const shown = (object: PartialObject) => [object.part.first, object.part.last];

test.each<[string, ...[number, number][]]>([
  ['bytes=0-9', [0, 9]],
  ['bytes=3-9', [0, 9]],
  ['bytes=5-12', [5, 20]],
  ['bytes=0-12', [0, 9], [5, 20]],
  ['bytes=9-24', [5, 20], [21, 25]],
  ['bytes=0-25', [0, 9], [5, 20], [21, 25]],
  ['bytes=0-26'],
  ['bytes=26-27'],
  ['bytes=-10', [90, 99]],
  ['bytes=95-', [90, 99]],
  ['bytes=89-'],
  ['bytes=6-7,9-11', [5, 20]],
  ['bytes=1-2,22-23', [0, 9], [5, 20], [21, 25]],
  ['bytes=100-'],
])('%s is looked for among the parts 0-9, 5-20, 21-25 and 90-99 of 100 bytes', (header, ...found) => {
  const part = (first: number, last: number) => partial(first, last, 100, '"1"');
  expect(partsOf(part(90, 99), part(0, 9), part(21, 25), part(5, 20)).find(header).map(shown)).toEqual(found);
});

test.each([[undefined, undefined], ['W/"1"', 'W/"1"'], ['"1"', undefined], [undefined, '"1"']])('parts with the tags %j and %j may be of two versions, and are not put together', (one, other) => {
  const parts = partsOf(partial(0, 9, 100, one), partial(10, 19, 100, other));
  expect([parts.find('bytes=5-14'), parts.find('bytes=10-14').map(shown)]).toEqual([[], [[10, 19]]]);
});

test('a new part is in the place of those within it, of those that it lies within, and of all of another length', () => {
  const parts = partsOf(partial(0, 9), partial(10, 19), partial(15, 40), partial(50, 60), partial(51, 70));
  expect(put(parts, partial(10, 30)).map(shown)).toEqual([[10, 19]]);
  expect(put(parts, partial(52, 53)).map(shown)).toEqual([[50, 60], [51, 70]]);
  expect(put(parts, partial(0, 9)).map(shown)).toEqual([[0, 9]]);
  expect(put(parts, partial(70, 80)).map(shown)).toEqual([]);
  expect(put(parts, partial(0, 1, 7)).map(shown)).toEqual([[0, 9], [10, 30], [15, 40], [52, 53], [70, 80]]);
  expect(parts.find('bytes=-7')).toEqual([]);
});

test('a part of another version, by its ETag, is in the place of all others; one without a tag may be of the same', () => {
  const parts = partsOf(partial(0, 9, 100, '"1"'), partial(10, 19, 100, '"1"'));
  expect(put(parts, partial(20, 29)).map(shown)).toEqual([]);
  expect(put(parts, partial(30, 39, 100, '"2"')).map(shown)).toEqual([[0, 9], [10, 19], [20, 29]]);
});

test('whatever parts come, the newest one that has a range is not hidden by another', () => {
  const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([one, other]) => partial(Math.min(one, other), Math.max(one, other), 41));
  fc.assert(fc.property(fc.array(range, { minLength: 1, maxLength: 30 }), range, (objects, { part: wanted }) => {
    const parts = partsOf(...objects);
    const isWithin = (one: CachedPart, other: CachedPart) => other.first <= one.first && one.last <= other.last;
    const left = objects.filter(({ part }, i) => !objects.slice(i + 1).some((later) => isWithin(part, later.part) || isWithin(later.part, part)));
    const [found] = parts.find(`bytes=${wanted.first}-${wanted.last}`);
    return found === undefined ? !left.some(({ part }) => isWithin(wanted, part)) : left.includes(found) && isWithin(wanted, found.part);
  }));
});
