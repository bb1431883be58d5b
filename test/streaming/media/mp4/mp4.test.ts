import { box, words } from '../../../edge/mp4/box';
import { bytesOf, expectToBearDamage, messagesOf } from '../files';
import { mp4a, MP4A, mp4File, TrackTables, trackTables } from './mp4-file';
import { MediaError, MediaMessage, openMedia } from '../../../../src/streaming/media';

const opened = (content: Uint8Array) => openMedia(bytesOf(content), 'mp4');
const hex = ({ payload }: MediaMessage) => Buffer.from(payload).toString('hex');
const shown = (message: MediaMessage) => `${message.kind} ${message.timestamp} ${hex(message)}${message.isKeyFrame ? ' key' : ''}`;

/** Frames 0001 to 0006, of which the first and the fifth are key frames. */
const MEDIA = Buffer.from('000100020003000400050006', 'hex');
function video(more: Partial<TrackTables> = {}): (offset: number) => TrackTables[] {
  return (offset) => [{ ...more, tables: { ...trackTables(6, offset), stss: words(0, 2, 1, 5), ...more.tables } }];
}

test.each([false, true])('H.264 is played with its configuration first, with moov behind the media: %s [RTM-037]', async (moovLast) => {
  const stream = await opened(mp4File(video(), MEDIA, { moovLast }));
  expect((await messagesOf(stream)).map(shown)).toEqual([
    'video 0 17000000000142c01e', 'video 0 17010000000001 key', 'video 100 27010000000002', 'video 200 27010000000003',
    'video 300 27010000000004', 'video 400 17010000000005 key', 'video 500 27010000000006',
  ]);
  expect([stream.duration, stream.metadata]).toEqual([600, { duration: 0.6, videocodecid: 7, width: 64, height: 48 }]);
});

test('playing begins at the key frame at a time or before it, and audio at the same time', async () => {
  const both = (offset: number) => [...video()(offset), { kind: 'soun' as const, tables: trackTables(6, offset) }];
  const stream = await opened(mp4File(both, MEDIA));
  const from = async (time: number) => (await messagesOf(stream, time)).slice(0, 4).map(shown);

  const second = ['video 400 17000000000142c01e', 'audio 400 af001210', 'video 400 17010000000005 key', 'audio 400 af010005'];
  for (const time of [400, 450, 9_000]) expect([time, await from(time)]).toEqual([time, second]);
  expect(await from(399)).toEqual(['video 0 17000000000142c01e', 'audio 0 af001210', 'video 0 17010000000001 key', 'audio 0 af010001']);
});

test('frames that are shown later than they are decoded say how much later, also less than nothing', async () => {
  const stream = await opened(mp4File(video({ tables: { ctts: words(0, 2, 1, 70_000, 5, 0xffffffff) } }), MEDIA));
  expect((await messagesOf(stream)).slice(1, 3).map(shown)).toEqual(['video 0 17010111700001 key', 'video 100 2701ffffff0002']);
});

test.each([
  ['an empty edit is a gap', words(0, 2, 250, 0xffffffff, 0x10000, 600, 0, 0x10000), [250, 350, 450, 550, 650, 750], 850],
  ['what is before the edit is decoded, and takes its time', words(0, 1, 0, 150, 0x10000), [0, 100, 200, 300, 400, 500], 600],
  ['an edit ends the track', words(0, 1, 250, 0, 0x10000), [0, 100, 200], 250],
])('%s', async (_title, elst, times, duration) => {
  const stream = await opened(mp4File(video({ elst }), MEDIA));
  expect((await messagesOf(stream)).slice(1).map(({ timestamp }) => timestamp)).toEqual(times);
  expect(stream.duration).toBe(duration);
});

test('frames are found in every chunk, and their sizes in every table', async () => {
  const chunks = (offset: number): TrackTables['tables'] => ({ stsc: words(0, 2, 1, 1, 1, 2, 2, 1), stco: null, co64: words(0, 4, 0, offset, 0, offset + 8, 0, offset + 4, 0, offset + 2) });
  const sizesOfEach: TrackTables['tables'][] = [
    { stsz: words(0, 0, 6, 2, 2, 2, 2, 2, 2) },
    { stsz: null, stz2: Buffer.from('000000000000000800000006020202020202', 'hex') },
    { stsz: null, stz2: Buffer.from('000000000000000400000006222222', 'hex') },
  ];
  for (const sizes of sizesOfEach) {
    const stream = await opened(mp4File((offset) => video({ tables: { ...chunks(offset), ...sizes } })(offset), MEDIA));
    expect((await messagesOf(stream)).slice(1).map(({ payload }) => payload[6])).toEqual([1, 5, 6, 3, 4, 2]);
    expect((await messagesOf(stream, 400)).slice(1).map(({ payload }) => payload[6])).toEqual([4, 2]);
  }
});

test.each([
  ['AAC', MP4A, ['af001210', 'af010001'], { audiocodecid: 10, audiosamplerate: 44_100, stereo: true }],
  ['MP3', mp4a(0x6b, '', { channels: 1 }), ['2e0001'], { audiocodecid: 2, audiosamplerate: 44_100, stereo: false }],
  ['MP3 of QuickTime', box('.mp3', mp4a(0, '', { sampleRate: 22_050 }).subarray(8)), ['2b0001'], { audiocodecid: 2, audiosamplerate: 22_050, stereo: true }],
])('%s is played', async (_title, entry, bodies, metadata) => {
  const stream = await opened(mp4File((offset) => [{ kind: 'soun', entry, tables: trackTables(6, offset) }], MEDIA));
  expect((await messagesOf(stream)).slice(0, bodies.length).map(hex)).toEqual(bodies);
  expect(stream.metadata).toEqual({ duration: 0.6, ...metadata });
});

test('the first track that RTMP plays is played, and no subtitles', async () => {
  const tracks = (offset: number): TrackTables[] => [{ kind: 'text', entry: box('tx3g'), tables: trackTables(6, offset) }, { entry: box('hvc1'), tables: trackTables(6, offset) }, ...video()(offset)];
  expect((await messagesOf(await opened(mp4File(tracks, MEDIA)))).length).toBe(7);
});

const moov = (...boxes: readonly Buffer[]) => box('moov', ...boxes);
const with6 = (tables: TrackTables['tables'], more: Partial<TrackTables> = {}) => mp4File(video({ ...more, tables }), MEDIA);

test.each<[says: string, content: Buffer]>([
  ['byte 0: no room for a box at byte 0', Buffer.alloc(4)],
  ['byte 0: the box at byte 0 has 7 bytes', words(7, 0)],
  ['byte 16: it ends without a box moov', box('mdat', Buffer.alloc(8))],
  ['byte 0: the box moov has no box mvhd', moov()],
  ['byte 0: it has neither audio nor video', moov(box('mvhd', words(0, 0, 0, 1_000)))],
  ['byte 0: the box mvhd has no units of time', moov(box('mvhd', words(0, 0, 0, 0)))],
  ['byte 12: the video is encoded as hvc1; RTMP plays H.264', with6({}, { entry: box('hvc1') })],
  ['byte 12: the audio is encoded as mp4a; RTMP plays AAC and MP3', mp4File((offset) => [{ kind: 'soun', entry: mp4a(0xa5, ''), tables: trackTables(1, offset) }], MEDIA)],
  ['byte 12: the video has no box avcC', with6({}, { entry: box('avc1', Buffer.alloc(78)) })],
  ['byte 12: the box esds has a descriptor 0 in the place of 3', mp4File(() => [{ kind: 'soun', entry: box('mp4a', Buffer.alloc(28), box('esds', words(0, 0))) }], MEDIA)],
  ['byte 12: the track has no box stts', with6({ stts: null })],
  ['byte 12: the track has no box stsz', with6({ stsz: null })],
  ['byte 12: the box stts ends before its 100 entries', with6({ stts: words(0, 100, 1, 1) })],
  ['byte 12: the frame 6 has no duration', with6({ stts: words(0, 1, 5, 100) })],
  ['byte 12: 1 frames are in no chunk', with6({ stsc: words(0, 1, 1, 5, 1) })],
  ['byte 12: the box stsc does not go through 1 chunks in order', with6({ stsc: words(0, 2, 2, 1, 1, 3, 1, 1) })],
  ['byte 12: the edit list plays at 2 times the speed; only 1 can be streamed', with6({}, { elst: words(0, 1, 600, 0, 0x20000) })],
  ['byte 12: the edit list puts the track together from 2 parts; only one can be streamed', with6({}, { elst: words(0, 2, 100, 0, 0x10000, 100, 300, 0x10000) })],
  ['byte 4294967295: 2 bytes have to be there, but the file ends at byte 406', with6({ stco: words(0, 1, 0xffffffff) })],
  ['byte 1: the frame has 16777211 bytes; a message has room for 16777210', with6({ stco: words(0, 1, 1), stsz: words(0, 16_777_211, 6) })],
])('a file is refused: %s', async (says, content) => {
  const error = await opened(content).then((stream) => messagesOf(stream)).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(MediaError);
  expect(error.message).toContain(`MP4 file, ${says}`);
});

test('damaged files are refused, or play other things, and never hang or crash', () => {
  const tables = (offset: number) => [...video({ elst: words(0, 1, 600, 100, 0x10000), tables: { ctts: words(0, 1, 6, 100) } })(offset), { kind: 'soun' as const, tables: trackTables(6, offset) }];
  return expectToBearDamage(mp4File(tables, MEDIA), 'mp4', { changes: 3, from: 1_000, numRuns: 1_500, isBoundless: true });
});

test('no more is read of a file than its index and the frames that are played', async () => {
  const bytes = bytesOf(mp4File((offset) => video()(offset + 10_000_000), Buffer.concat([Buffer.alloc(10_000_000), MEDIA]), { moovLast: true }));
  await messagesOf(await openMedia(bytes, 'mp4'));
  expect(bytes.reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(100_000);
});

