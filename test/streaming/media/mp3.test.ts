import { bytesOf, expectToBearDamage, messagesOf } from './files';
import { MediaMessage, openMedia } from '../../../src/streaming/media';

/** A frame of MPEG 1, layer III, 44.1 kHz, 128 kbit/s, mono: 417 bytes, 26.12 ms. */
function frame(content = '', at = 4): Buffer {
  const bytes = Buffer.alloc(417);
  bytes.set(Buffer.from('fffb90c0', 'hex'));
  bytes.write(content, at, 'latin1');
  return bytes;
}

/** The frame by which encoders say how many frames follow. */
function counted(name: string, count: number): Buffer {
  const at = name === 'VBRI' ? 36 : 4 + 17;
  const bytes = frame(name, at);
  if (name !== 'VBRI') bytes.writeUInt32BE(1, at + 4);
  bytes.writeUInt32BE(count, at + (name === 'VBRI' ? 14 : 8));
  return bytes;
}

const id3 = Buffer.concat([Buffer.from('49443304000000000201', 'hex'), Buffer.alloc(257)]);
const song = Array.from({ length: 100 }, (_, i) => frame(String(i)));
const opened = (...parts: readonly Buffer[]) => openMedia(bytesOf(Buffer.concat(parts)), 'mp3');
const numberOf = ({ payload }: MediaMessage) => Number.parseInt(Buffer.from(payload.subarray(5, 8)).toString('latin1'), 10);
const numbers = async (...parts: readonly Buffer[]) => (await messagesOf(await opened(...parts))).map(numberOf);
const all = song.map((_, i) => i);

test('an MP3 file is played frame by frame, as audio of Flash Video [RTM-037]', async () => {
  const stream = await opened(...song);
  const messages = await messagesOf(stream);

  expect(messages.map(({ kind, isKeyFrame }) => `${kind} ${isKeyFrame}`)).toEqual(song.map(() => 'audio false'));
  expect(messages.map(({ payload }) => Buffer.from(payload))).toEqual(song.map((bytes) => Buffer.concat([Buffer.of(0x2e), bytes])));
  expect(messages.slice(0, 4).map(({ timestamp }) => timestamp)).toEqual([0, 26, 52, 78]);
  expect(stream.metadata).toEqual({ duration: 2.606, audiocodecid: 2, audiosamplerate: 44_100, stereo: false });
});

test('sound at 8 kHz has a format of its own', async () => {
  const slow = Buffer.concat([Buffer.from('ffe318c0', 'hex'), Buffer.alloc(68)]);
  const stream = await opened(slow, slow);
  expect((await messagesOf(stream)).map(({ payload, timestamp }) => [payload[0], timestamp])).toEqual([[0xe2, 0], [0xe2, 72]]);
  expect(stream.metadata.audiosamplerate).toBe(8_000);
});

test('playing begins with the frame of a time', async () => {
  const stream = await opened(...song);
  const first = async (from: number) => (await messagesOf(stream, from))[0].timestamp;
  for (const [from, timestamp] of [[0, 0], [26, 26], [51, 26], [52, 52], [2_586, 2_586]]) expect([from, await first(from)]).toEqual([from, timestamp]);
  expect(await messagesOf(stream, 3_000)).toEqual([]);
});

test.each(['Xing', 'Info', 'VBRI'])('the duration is what %s says, and its frame is no sound', async (name) => {
  expect((await opened(counted(name, 10_000), ...song)).duration).toBe(Math.round(10_000 * 1_152 / 44.1));
  expect(await numbers(counted(name, 100), ...song)).toEqual(all);
});

test.each<[where: string, parts: readonly Buffer[]]>([
  ['tags in front', [id3, id3, ...song]],
  ['a tag with a footer', [Buffer.concat([Buffer.from('4944330400100000000a', 'hex'), Buffer.alloc(20)]), ...song]],
  ['tags behind', [...song, Buffer.from(`TAG${'x'.repeat(125)}`)]],
  ['pictures behind', [...song, Buffer.from('APETAGEX'), Buffer.alloc(200_000)]],
  ['other bytes between, which begin like a frame', [...song.slice(0, 50), Buffer.from('00fffb90c000', 'hex'), ...song.slice(50)]],
  ['a frame that is cut off', [...song, frame().subarray(0, 400)]],
])('%s are no sound', async (_where, parts) => {
  expect(await numbers(...parts)).toEqual(all);
});

test.each<[says: string, parts: readonly Buffer[]]>([
  ['byte 0: it ends without a frame of MP3', []],
  ['byte 9: it ends without a frame of MP3', [Buffer.from('not music')]],
  ['byte 267: no frame of MP3 is in the 65536 bytes from here on', [id3, Buffer.alloc(70_000)]],
  ['byte 41700: no frame of MP3 is in the 65536 bytes from here on', [...song, Buffer.alloc(70_000), ...song]],
  ['byte 4: it ends without a frame of MP3', [Buffer.from('fffd90c0', 'hex')]],
])('%s', async (says, parts) => {
  await expect(opened(...parts).then((stream) => messagesOf(stream))).rejects.toMatchObject({ name: 'MediaError', message: `MP3 file, ${says}` });
});

test('no more is read of a file than its first frame, and then what is played', async () => {
  const bytes = bytesOf(Buffer.concat(Array.from({ length: 5_000 }, () => frame())));
  const stream = await openMedia(bytes, 'mp3');
  expect(bytes.reads).toEqual([[0, 65_536]]);
  await messagesOf(stream);
  expect(bytes.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(2_300_000);
});

test('damaged files are refused, or play other things, and never hang or crash', () => (
  expectToBearDamage(Buffer.concat([id3, counted('Xing', 5), ...song.slice(0, 5)]), 'mp3', { changes: 6, from: 150, numRuns: 500 })
));
