import fc from 'fast-check';
import { box } from './box';
import { boxesIn, MalformedMedia, NumberReader } from '../../../src/edge/mp4/boxes';

test('boxes are read as they were written, also of a large size and of none', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]{4}$/), fc.uint8Array({ maxLength: 50 }))), (given) => {
    const bytes = Buffer.concat(given.map(([type, content]) => box(type, content)));
    const read = boxesIn(bytes, 0, bytes.length).map(({ type, contentStart, end }) => [type, new Uint8Array(bytes.subarray(contentStart, end))]);
    expect(read).toEqual(given);
  }));
  const large = Buffer.from('000000016d64617400000000000000126162', 'hex');
  const endless = Buffer.from('000000006d646174616263', 'hex');
  expect([large, endless].map((bytes) => boxesIn(bytes, 0, bytes.length)[0])).toEqual([
    { type: 'mdat', start: 0, contentStart: 16, end: 18 }, { type: 'mdat', start: 0, contentStart: 8, end: 11 },
  ]);
});

test('QuickTime may end a list of boxes with a zero, and other bytes are malformed', () => {
  const list = Buffer.concat([box('wide'), Buffer.alloc(4)]);
  expect(boxesIn(list, 0, list.length).map(({ type }) => type)).toEqual(['wide']);
  for (const rest of ['00000001', '000000', '0000000000']) {
    const other = Buffer.concat([box('wide'), Buffer.from(rest, 'hex')]);
    expect(() => boxesIn(other, 0, other.length)).toThrow(MalformedMedia);
  }
});

test('numbers are read up to the end of their box', () => {
  const reader = new NumberReader(Buffer.from('0001000000020000000000000003ff', 'hex'), 0, 14);
  expect([reader.number(2), reader.number(4), reader.number(8)]).toEqual([1, 2, 3]);
  expect(() => reader.number(1)).toThrow('the box ends at byte 14, before its numbers');
});
