import fc from 'fast-check';
import { AmfValue, MalformedAmf } from '../../../src/streaming/protocol/amf-value';
import { decodeAmf0 } from '../../../src/streaming/protocol/amf0';

/** Reads a value of AMF 3, to which AMF 0 switches. */
function read(hex: string): AmfValue {
  return decodeAmf0(Buffer.from(`11${hex.replace(/ /g, '')}`, 'hex'))[0];
}

test.each<[form: string, bytes: string, value: AmfValue]>([
  ['undefined', '00', undefined],
  ['null', '01', null],
  ['false', '02', false],
  ['true', '03', true],
  ['a small integer', '04 7f', 127],
  ['an integer of two bytes', '04 8100', 128],
  ['an integer of four bytes', '04 80c08000', 0x200000],
  ['a negative integer', '04 ffffffff', -1],
  ['a number', '05 4000000000000000', 2],
  ['a string', '06 07 616263', 'abc'],
  ['XML', '0b 09 3c612f3e', '<a/>'],
  ['a date', '08 01 0000000000000000', new Date(0)],
  ['bytes', '0c 05 0102', Buffer.from([1, 2])],
  ['a list', '09 05 01 04 01 04 02', [1, 2]],
  ['a list with names', '09 03 03 61 04 01 01 04 02', { a: 1, 0: 2 }],
  ['a dynamic object', '0a 0b 01 03 61 04 01 01', { a: 1 }],
  ['an object of a class', '0a 13 07 466f6f 03 61 04 07', { a: 7 }],
  ['a string that was there before', '09 05 01 06 03 61 06 00', ['a', 'a']],
  ['an object of a class that was there before', '09 05 01 0a 13 01 03 61 04 01 0a 01 04 02', [{ a: 1 }, { a: 2 }]],
  ['an object that was there before', '09 05 01 0a 0b 01 01 0a 02', [{}, {}]],
])('%s is read', (_form, bytes, value) => {
  expect(read(bytes)).toEqual(value);
});

test.each([
  ['a string that breaks off', '06 7f 61'],
  ['a reference to nothing', '06 08'],
  ['an object with a form of its own', '0a 07 03 61'],
  ['a list longer than the message', '09 ffffffff 01'],
  ['lists that lie too deep', '09 03 01'.repeat(40)],
  ['a marker that is none', '42'],
])('%s is refused', (_what, bytes) => {
  expect(() => read(bytes)).toThrow(MalformedAmf);
});

test('any bytes are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    try {
      decodeAmf0(Buffer.concat([Buffer.from([0x11]), bytes]));
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedAmf);
    }
  }), { numRuns: 1_000 });
});
