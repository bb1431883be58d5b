import fc from 'fast-check';
import { ChunkReader, MAX_MESSAGE_LENGTH } from '../../../src/streaming/protocol/chunk-reader';
import { ChunkWriter } from '../../../src/streaming/protocol/chunk-writer';
import { ProtocolViolation, RtmpMessage } from '../../../src/streaming/protocol/message';

const message: fc.Arbitrary<RtmpMessage> = fc.record({
  type: fc.constantFrom(4, 8, 9, 18, 20),
  streamId: fc.nat(5),
  timestamp: fc.oneof(fc.nat(100_000), fc.integer({ min: 0xfffff0, max: 0xffffffff })),
  payload: fc.uint8Array({ maxLength: 1_000 }),
});

const messages = fc.array(message, { maxLength: 6 });

test('messages come out as they went in, however their bytes are cut, before and after a change of the chunk size', () => {
  fc.assert(fc.property(messages, messages, fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 400 }), (first, second, size, cut) => {
    const writer = new ChunkWriter();
    const bytes = Buffer.concat([...first.map((one) => writer.write(one)), writer.changeSize(size), ...second.map((one) => writer.write(one))]);
    const reader = new ChunkReader();
    const read: RtmpMessage[] = [];
    for (let at = 0; at < bytes.length; at += cut) read.push(...reader.read(bytes.subarray(at, at + cut)));
    expect(read.map((one) => ({ ...one, payload: [...one.payload] }))).toEqual([...first, ...second].map((one) => ({ ...one, payload: [...one.payload] })));
  }));
});

test('a message of 300 bytes is three chunks of 128, 128 and 44 bytes, two of them without a header of their own [RTM-018]', () => {
  const bytes = new ChunkWriter().write({ type: 20, streamId: 1, timestamp: 7, payload: Buffer.alloc(300, 0xaa) });
  expect(Buffer.from(bytes.subarray(0, 12)).toString('hex')).toBe('0300000700012c1401000000');
  expect(bytes).toHaveLength(12 + 128 + 1 + 128 + 1 + 44);
  expect([bytes[12 + 128], bytes[12 + 128 + 1 + 128]]).toEqual([0xc3, 0xc3]);
});

test.each([
  ['of 11, 7, 3 and 0 bytes', ['03 0000 0a 000001 14 01000000 aa', '43 000005 000001 14 bb', '83 000002 cc', 'c3 dd'], [10, 15, 17, 19]],
  ['with a timestamp of four bytes, also where the chunk has none of its own', ['03 ffffff 000001 14 01000000 01000000 aa', 'c3 00000001 bb'], [0x01000000, 0x02000000]],
])('headers are read: %s [RTM-018]', (_what, chunks, timestamps) => {
  const reader = new ChunkReader();
  const read = chunks.flatMap((chunk) => [...reader.read(Buffer.from(chunk.replace(/ /g, ''), 'hex'))]);
  expect(read.map(({ timestamp, streamId, type }) => [timestamp, streamId, type])).toEqual(timestamps.map((timestamp) => [timestamp, 1, 20]));
});

test('times begin anew after 49 days', () => {
  const bytes = new ChunkWriter().write({ type: 8, streamId: 1, timestamp: 2 ** 32 + 5, payload: Buffer.of(0x2f) });
  expect([...new ChunkReader().read(bytes)]).toMatchObject([{ timestamp: 5, payload: Buffer.of(0x2f) }]);
});

test.each([['one byte', '00', '05'], ['two bytes', '01', '0501']])('the id of a chunk stream may take %s', (_size, form, rest) => {
  const chunk = Buffer.from(`${form}${rest}000000000001140100000099`, 'hex');
  expect([...new ChunkReader().read(chunk)]).toMatchObject([{ type: 20, payload: Buffer.from([0x99]) }]);
});

test('messages on several chunk streams may take turns', () => {
  const reader = new ChunkReader();
  const begin = (id: number, fill: number) => Buffer.concat([Buffer.from([id]), Buffer.from('0000000000c81401000000', 'hex'), Buffer.alloc(128, fill)]);
  const goOn = (id: number, fill: number) => Buffer.concat([Buffer.from([0xc0 + id]), Buffer.alloc(72, fill)]);
  const read = [...reader.read(Buffer.concat([begin(3, 1), begin(4, 2), goOn(4, 2), goOn(3, 1)]))];
  expect(read.map(({ payload }) => [payload.length, payload[0], payload[199]])).toEqual([[200, 2, 2], [200, 1, 1]]);
});

test('a message that the client gives up is none', () => {
  const reader = new ChunkReader();
  expect([...reader.read(Buffer.concat([Buffer.from('030000000000c81401000000', 'hex'), Buffer.alloc(128)]))]).toEqual([]);
  expect([...reader.read(Buffer.from('02000000000004020000000000000003', 'hex'))]).toEqual([]);
  expect([...reader.read(Buffer.from('03000000000001140100000055', 'hex'))]).toMatchObject([{ payload: Buffer.from([0x55]) }]);
});

test.each([
  ['a message that is too long', '03 000000 ffffff 14 01000000'],
  ['a chunk size of nothing', '02 000000 000004 01 00000000 00000000'],
  ['a chunk size with its first bit set', '02 000000 000004 01 00000000 80000000'],
  ['a chunk size that breaks off', '02 000000 000001 01 00000000 00'],
  ['a chunk stream that begins without a header', 'c5'],
  ['an abort message that names nothing', '02 000000 000000 02 00000000'],
  ['a message that begins within another one', `03 000000 0000c8 14 01000000 ${'00'.repeat(128)} 03 000000 0000c8 14 01000000`],
])('%s is a violation', (_what, bytes) => {
  expect(() => [...new ChunkReader().read(Buffer.from(bytes.replace(/ /g, ''), 'hex'))]).toThrow(ProtocolViolation);
});

test('unfinished messages together take no more memory than one may', () => {
  const reader = new ChunkReader();
  const begin = (id: number) => Buffer.concat([Buffer.from([0, id]), Buffer.from('00000003fff01401000000', 'hex'), Buffer.alloc(128)]);
  const goOn = (id: number) => Buffer.concat([Buffer.from([0xc0, id]), Buffer.alloc(128)]);
  expect(() => {
    for (let id = 0; id < 60; id++) {
      [...reader.read(begin(id))];
      for (let held = 0; held < MAX_MESSAGE_LENGTH / 20; held += 128) [...reader.read(goOn(id))];
    }
  }).toThrow('on their way at the same time');
});

test('a client has no more than 64 chunk streams', () => {
  const begin = (id: number) => Buffer.from([id, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0]);
  const reader = new ChunkReader();
  for (let id = 2; id < 64; id++) expect([...reader.read(begin(id))]).toHaveLength(1);
  for (const id of [0, 1]) [...reader.read(Buffer.concat([Buffer.from([0, id]), begin(3).subarray(1)]))];
  expect(() => [...reader.read(Buffer.concat([Buffer.from([0, 2]), begin(3).subarray(1)]))]).toThrow('more than 64 chunk streams');
});

test('any bytes are messages or a violation', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
    try {
      [...new ChunkReader().read(bytes)];
    } catch (error) {
      expect(error).toBeInstanceOf(ProtocolViolation);
    }
  }), { numRuns: 1_000 });
});
