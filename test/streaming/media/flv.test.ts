import fc from 'fast-check';
import { bytesOf, expectToBearDamage, messagesOf } from './files';
import { flvFile } from './flv-file';
import { MediaMessage, openMedia } from '../../../src/streaming/media';
import { encodeAmf0, encodeEcmaArray } from '../../../src/streaming/protocol/amf0';

const message = (kind: MediaMessage['kind'], timestamp: number, hex: string) => ({ kind, timestamp, payload: Buffer.from(hex, 'hex') });
const avcHeader = message('video', 0, '1700000000aa');
const aacHeader = message('audio', 0, 'af0011');
const metadata = message('data', 0, '02000a6f6e4d65746144617461080000000000');
/** Two key frames a second apart, with a frame and audio between them. */
const film = [
  metadata, avcHeader, aacHeader,
  message('video', 0, '170100000001'), message('audio', 0, 'af0101'), message('video', 500, '270100000002'), message('audio', 500, 'af0102'),
  message('video', 1_000, '170100000003'), message('audio', 1_000, 'af0103'), message('video', 1_500, '270100000004'),
];

const opened = (content: Uint8Array) => openMedia(bytesOf(content), 'flv');
const plain = ({ kind, timestamp, payload }: Omit<MediaMessage, 'isKeyFrame'>) => `${kind} ${timestamp} ${Buffer.from(payload).toString('hex')}`;
const shown = (played: MediaMessage) => `${plain(played)}${played.isKeyFrame ? ' key' : ''}`;

test('an FLV file is played tag by tag, its own metadata apart', async () => {
  const stream = await opened(flvFile(film));

  expect((await messagesOf(stream)).map(shown)).toEqual([
    'video 0 1700000000aa', 'audio 0 af0011', 'video 0 170100000001 key', 'audio 0 af0101', 'video 500 270100000002', 'audio 500 af0102',
    'video 1000 170100000003 key', 'audio 1000 af0103', 'video 1500 270100000004',
  ]);
  expect([stream.duration, stream.metadata]).toEqual([1_500, { duration: 1.5 }]);
});

test('playing begins at the key frame at a time or before it, with what decoders need', async () => {
  const stream = await opened(flvFile(film));
  const from = async (time: number) => (await messagesOf(stream, time)).slice(0, 3).map(shown);

  const second = ['video 1000 1700000000aa', 'audio 1000 af0011', 'video 1000 170100000003 key'];
  for (const time of [1_000, 1_499, 99_000]) expect([time, await from(time)]).toEqual([time, second]);
  expect(await from(999)).toEqual(['video 0 1700000000aa', 'audio 0 af0011', 'video 0 170100000001 key']);
});

test('what a file says of itself is told to players, single values as they are, and spares reading its end', async () => {
  const told = encodeEcmaArray({ duration: 90, width: 640, stereo: true, encoder: 'Lavf', keyframes: { times: [0, 1] } });
  const bytes = bytesOf(flvFile([{ kind: 'data', timestamp: 0, payload: Buffer.concat([encodeAmf0('onMetaData'), told]) }, ...Array.from({ length: 500 }, (_, i) => message('audio', i, `2f${'00'.repeat(400)}`))]));
  const stream = await openMedia(bytes, 'flv');
  expect([stream.metadata, stream.duration, bytes.reads]).toEqual([{ duration: 90, width: 640, stereo: true, encoder: 'Lavf' }, 90_000, [[0, 65_536]]]);
});

test.each(['02000a6f6e4d65746144617461', '02000a6f6e4d65746144617461080000', '02000a6f6e4d65746144617461ff', '02000a6f6e4d6574614461746102000161', '02000a6f6e4d657461446174610800000001000864757261 74696f6e007ff00000000000000000 09'.replace(/ /g, '')])('a file whose own words cannot be read is played all the same: %s', async (told) => {
  const stream = await opened(flvFile([message('data', 0, told), ...film.slice(1)]));
  expect([stream.metadata, (await messagesOf(stream)).length]).toEqual([{ duration: 1.5 }, 9]);
});

test('without video, playing begins at any audio', async () => {
  const stream = await opened(flvFile([0, 26, 52, 2_000, 2_026, 2_052].map((time) => message('audio', time, '2f01'))));
  for (const time of [2_051, 40, 2_027]) expect((await messagesOf(stream, time))[0].timestamp).toBe(time === 40 ? 26 : 2_026);
});

test('times count from the first frame, and go beyond 24 bits', async () => {
  const stream = await opened(flvFile([message('video', 0x1000000, '12'), message('video', 0x1000028, '22')]));
  expect([(await messagesOf(stream)).map(({ timestamp }) => timestamp), stream.duration]).toEqual([[0, 40], 40]);
});

test('the duration is found at the end of the file, or, where that misleads, by reading it', async () => {
  const content = flvFile(Array.from({ length: 5_000 }, (_, i) => message('audio', i * 26, `2f${'00'.repeat(400)}`)));
  const bytes = bytesOf(content);
  expect((await openMedia(bytes, 'flv')).duration).toBe(4_999 * 26);
  expect(bytes.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(200_000);

  content.writeUInt32BE(0, content.length - 4);
  expect((await opened(content)).duration).toBe(4_999 * 26);
});

test.each([
  ['FLV file, byte 0: 9 bytes have to be there, but the file ends at byte 0', Buffer.alloc(0)],
  ['FLV file, byte 0: it does not begin with FLV and version 1', Buffer.from('RIFF 1234 1234')],
  ['FLV file, byte 13: the tag is encrypted', flvFile([film[1]]).fill(0x29, 13, 14)],
  ['FLV file, byte 13: the tag has type 7, which is none of 8, 9, 18', flvFile([film[1]]).fill(7, 13, 14)],
  ['FLV file, byte 34: the tag has 3 bytes, but the file ends at byte 50', flvFile([film[1], film[2]]).subarray(0, 50)],
])('%s', async (says, content) => {
  await expect(opened(content).then(messagesOf)).rejects.toMatchObject({ name: 'MediaError', message: says });
});

test('any messages come back as they were written, whatever is asked for', async () => {
  const written = fc.array(fc.record({ kind: fc.constantFrom('audio' as const, 'video' as const), delta: fc.nat(2_000), payload: fc.uint8Array({ maxLength: 40 }) }), { minLength: 1, maxLength: 60 });
  await fc.assert(fc.asyncProperty(written, fc.array(fc.nat(40_000), { maxLength: 5 }), async (given, times) => {
    let timestamp = 0;
    const all = given.map(({ kind, delta, payload }, i) => ({ kind, payload, timestamp: timestamp += i === 0 ? 0 : delta }));
    const stream = await opened(flvFile(all));
    for (const time of times) {
      const played = await messagesOf(stream, time);
      const start = played[0].timestamp;
      expect(start).toBeLessThanOrEqual(time);
      // What is behind the time is always there.
      const behind = ({ timestamp: at }: { readonly timestamp: number }) => at > time;
      expect(played.filter(behind).map(plain)).toEqual(all.filter(behind).map(plain));
    }
    expect((await messagesOf(stream)).map(plain)).toEqual(all.map(plain));
  }), { numRuns: 100 });
});

test('damaged files are refused, or play other things, and never hang or crash', () => expectToBearDamage(flvFile(film), 'flv', { changes: 4, from: 3_000, numRuns: 500 }));
