import fc from 'fast-check';
import { isSingleRange, parseContentRange, parseRanges } from '../../src/edge/ranges';

test.each<[string, ReturnType<typeof parseRanges>]>([
  ['bytes=0-4', [{ first: 0, last: 4 }]],
  ['bytes=5-', [{ first: 5, last: 9 }]],
  ['bytes=-3', [{ first: 7, last: 9 }]],
  ['bytes=-30', [{ first: 0, last: 9 }]],
  ['bytes=8-30', [{ first: 8, last: 9 }]],
  ['bytes=0-1, 3-4', [{ first: 0, last: 1 }, { first: 3, last: 4 }]],
  ['bytes=0-1,8-30', [{ first: 0, last: 1 }, { first: 8, last: 9 }]],
  ['bytes=0-1,20-30', [{ first: 0, last: 1 }]],
  ['BYTES=0-4', [{ first: 0, last: 4 }]],
  ['bytes=9-9', [{ first: 9, last: 9 }]],
  ['bytes=0-4;', undefined],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=20-30,40-50', 'unsatisfiable'],
  ['bytes=4-2', undefined],
  ['bytes=3-4,0-1', undefined],
  ['bytes=0-3,2-5', undefined],
  ['bytes=0-1,-20-30', undefined],
  ['bytes=', undefined],
  ['lines=0-4', undefined],
  ['bytes=a-b', undefined],
])('%s of ten bytes', (header, ranges) => expect(parseRanges(header, 10)).toEqual(ranges));

test('an object without bytes has no range', () => {
  expect(['bytes=0-', 'bytes=0-0', 'bytes=-1', 'bytes=-0'].map((header) => parseRanges(header, 0))).toEqual(Array(4).fill('unsatisfiable'));
});

test('no range leaves the object, and they ascend without overlap', () => {
  const specification = fc.oneof(
    fc.tuple(fc.nat(50), fc.nat(50)).map(([first, last]) => `${first}-${last}`),
    fc.nat(50).map((first) => `${first}-`),
    fc.nat(50).map((suffix) => `-${suffix}`),
  );
  fc.assert(fc.property(fc.array(specification, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40 }), (list, length) => {
    const ranges = parseRanges(`bytes=${list.join(',')}`, length);
    if (!Array.isArray(ranges)) return true;
    return ranges.every(({ first, last }, i) => first <= last && last < length && first > (ranges[i - 1]?.last ?? -1));
  }));
});

test('an origin is asked for one range as it is', () => {
  expect(['bytes=0-4', 'bytes=-5', 'bytes=5-', 'BYTES= 0-4 ', 'bytes=0-1,3-4', 'bytes=a', 'lines=0-1', 'x bytes=0-1'].map(isSingleRange)).toEqual([true, true, true, true, false, false, false, false]);
});

test('a Content-Range says which part comes, and of how much', () => {
  expect(parseContentRange('bytes 2-4/10')).toEqual({ first: 2, last: 4, length: 10 });
  expect(parseContentRange('Bytes 4-4/5')).toEqual({ first: 4, last: 4, length: 5 });
  for (const header of ['x bytes 2-4/10', 'bytes 2-4/10 bytes', 'bytes 2-4/*', 'bytes */10', 'bytes 4-2/10', 'bytes 2-10/10', '', undefined]) expect(parseContentRange(header)).toBeUndefined();
});
