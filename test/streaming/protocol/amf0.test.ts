import fc from 'fast-check';
import { AmfValue, MalformedAmf } from '../../../src/streaming/protocol/amf-value';
import { decodeAmf0, encodeAmf0, encodeEcmaArray } from '../../../src/streaming/protocol/amf0';

const { value } = fc.letrec<{ value: AmfValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double({ noNaN: true }), fc.boolean(), fc.string({ unit: 'binary' }), fc.constant(null), fc.constant(undefined),
    fc.integer({ min: 0, max: 4e12 }).map((time) => new Date(time)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
}));

test('what is written is read as it was', () => {
  fc.assert(fc.property(fc.array(value, { maxLength: 4 }), (values) => {
    expect(decodeAmf0(encodeAmf0(...values))).toEqual(values);
  }));
});

test.each<[form: string, bytes: string, read: AmfValue]>([
  ['a string', '020003 616263', 'abc'],
  ['a long string', '0c00000003 616263', 'abc'],
  ['an ECMA array', '0800000001 0001 61 004000000000000000 000009', { a: 2 }],
  ['a typed object', '10 0003 466f6f 0001 61 0101 000009', { a: true }],
  ['an XML document', '0f00000004 3c612f3e', '<a/>'],
  ['what is not supported', '0d', undefined],
])('%s is read', (_form, bytes, read) => {
  expect(decodeAmf0(Buffer.from(bytes.replace(/ /g, ''), 'hex'))).toEqual([read]);
});

test('a reference is the object that it means', () => {
  const bytes = Buffer.concat([encodeAmf0({ a: 1 }), Buffer.from('070000', 'hex')]);
  expect(decodeAmf0(bytes)).toEqual([{ a: 1 }, { a: 1 }]);
});

test('metadata are an ECMA array', () => {
  const bytes = encodeEcmaArray({ duration: 2.5, canSeek: true });
  expect(bytes[0]).toBe(8);
  expect(decodeAmf0(bytes)).toEqual([{ duration: 2.5, canSeek: true }]);
});

test.each([
  ['a number that breaks off', '00 4000'],
  ['a string that is longer than the message', '02 ffff 61'],
  ['a list of four thousand million items', '0a ffffffff 05'],
  ['an object without end', '03 0001 61 05'],
  ['a marker that is none', '42'],
  ['a reference to nothing', '07 0003'],
  ['an object in a movie clip', '04'],
  ['objects that lie too deep', '03000161'.repeat(40)],
  ['lists that lie too deep', '0a00000001'.repeat(40)],
])('%s is refused', (_what, bytes) => {
  expect(() => decodeAmf0(Buffer.from(bytes.replace(/ /g, ''), 'hex'))).toThrow(MalformedAmf);
});

test('names that mean something in JavaScript are only names', () => {
  const [read] = decodeAmf0(Buffer.concat([Buffer.from('03', 'hex'), named('__proto__'), Buffer.from('0101', 'hex'), Buffer.from('000009', 'hex')]));
  expect(Object.keys(read as object)).toEqual(['__proto__']);
});

test('any bytes are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    try {
      decodeAmf0(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedAmf);
    }
  }), { numRuns: 1_000 });
});

function named(name: string): Buffer {
  return Buffer.concat([Buffer.from([0, name.length]), Buffer.from(name)]);
}
