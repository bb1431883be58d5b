import { box, words } from '../../../edge/mp4/box';
import { bytesOf, expectToBearDamage, messagesOf } from '../files';
import { trak } from './mp4-file';
import { MediaError, MediaMessage, openMedia } from '../../../../src/streaming/media';

const EMPTY = { stts: words(0, 0), stsc: words(0, 0), stsz: words(0, 0, 0), stco: words(0, 0) };

/** A file of one track, whose frames last 100 units, have 2 bytes and are no key frames, unless a fragment says otherwise. */
function file(...fragments: readonly Buffer[]): Buffer {
  const defaults = box('mvex', box('trex', words(0, 1, 1, 100, 2, 0x10000)));
  return Buffer.concat([box('moov', box('mvhd', words(0, 0, 0, 1_000, 0)), trak({ tables: EMPTY }, 1), defaults), ...fragments]);
}

/** A fragment, whose boxes traf are told where its media begin. */
function fragment(media: string, ...trafsAt: readonly ((offset: number) => readonly Buffer[])[]): Buffer {
  const moofAt = (offset: number) => box('moof', ...trafsAt.map((boxes) => box('traf', ...boxes(offset))));
  return Buffer.concat([moofAt(moofAt(0).length + 8), box('mdat', Buffer.from(media, 'hex'))]);
}

/** Two frames, of which the first is a key frame. */
const pair = (media: string, ...more: readonly Buffer[]) => fragment(media, (offset) => [box('tfhd', words(0, 1)), ...more, box('trun', words(0x5, 2, offset, 0))]);

const opened = (content: Uint8Array) => openMedia(bytesOf(content), 'mp4');
const shown = ({ timestamp, payload, isKeyFrame }: MediaMessage) => `${timestamp} ${Buffer.from(payload.subarray(5)).toString('hex')}${isKeyFrame ? ' key' : ''}`;
const frames = async (content: Uint8Array, from = 0) => (await messagesOf(await opened(content), from)).slice(1).map(shown);

test('fragments follow each other, with what the file says of all frames [RTM-037]', async () => {
  const content = file(pair('00010002'), box('free'), pair('00030004'));
  expect(await frames(content)).toEqual(['0 0001 key', '100 0002', '200 0003 key', '300 0004']);
  expect((await opened(content)).duration).toBe(400);
  for (const [from, first] of [[199, '0 0001 key'], [200, '200 0003 key'], [9_000, '200 0003 key']] as const) expect((await frames(content, from))[0]).toBe(first);
});

test('a fragment may say when it begins', async () => {
  expect(await frames(file(pair('00010002', box('tfdt', words(0, 50))), pair('00030004', box('tfdt', words(0x01000000, 0, 700)))))).toEqual(['50 0001 key', '150 0002', '700 0003 key', '800 0004']);
});

test('a fragment may say all of its frames itself, or each of them', async () => {
  const common = fragment('000001', (offset) => [box('tfhd', words(0x38, 1, 10, 3, 0)), box('trun', words(1, 1, offset))]);
  const each = fragment('01000203', (offset) => [box('tfhd', words(0, 1)), box('trun', words(0xf01, 2, offset, 30, 1, 0x10000, 5, 40, 3, 0, 0xffffffff))]);
  const messages = await messagesOf(await opened(file(common, each)));
  expect(messages.slice(1).map(({ timestamp, payload }) => `${timestamp} ${Buffer.from(payload).toString('hex')}`)).toEqual(['0 1701000000000001', '10 270100000501', '40 1701ffffff000203']);
});

test('runs follow each other, and those of other tracks are left out', async () => {
  const content = file(fragment('ffff00010002', (offset) => [box('tfhd', words(0, 2)), box('trun', words(1, 1, offset))], (offset) => [box('tfhd', words(2, 1, 1)), box('trun', words(1, 1, offset + 2)), box('trun', words(0, 1))]));
  expect(await frames(content)).toEqual(['0 0001', '100 0002']);
});

test('the fragments of a file are looked through once, however many tracks are played', async () => {
  const both = (media: string) => fragment(media, ...[1, 2].map((track) => (offset: number) => [box('tfhd', words(0, track)), box('trun', words(1, 1, offset))]));
  const defaults = box('mvex', ...[1, 2].map((track) => box('trex', words(0, track, 1, 100, 2, 0))));
  const index = box('moov', box('mvhd', words(0, 0, 0, 1_000, 0)), trak({ tables: EMPTY }, 1), trak({ kind: 'soun', tables: EMPTY }, 2), defaults);
  const first = Buffer.concat([index, both('00'.repeat(100_000))]);
  const bytes = bytesOf(Buffer.concat([first, both('0001')]));
  const stream = await openMedia(bytes, 'mp4');
  expect(stream.duration).toBe(200);
  expect(bytes.reads.filter(([start]) => start === first.length)).toHaveLength(1);
});

test('places may count from a byte of the file', async () => {
  const media = box('mdat', Buffer.from('0007', 'hex'));
  const start = file().length + 8;
  expect(await frames(file(media, box('moof', box('traf', box('tfhd', words(1, 1, 0, start)), box('trun', words(0, 1))))))).toEqual(['0 0007']);
});

test.each<[says: string, content: Buffer]>([
  ['the fragment does not say of which track it is', file(box('moof', box('traf')))],
  ['the fragment has more than 1000000 frames', file(box('moof', box('traf', box('tfhd', words(0, 1)), box('trun', words(0, 0xffffffff)))))],
  ['before its numbers', file(box('moof', box('traf', box('tfhd', words(0, 1)), box('trun', words(0x100, 2, 100)))))],
  ['-5: 2 bytes have to be there', file(fragment('0001', () => [box('tfhd', words(0, 1)), box('trun', words(1, 1, 0x100000000 - 5 - file().length))]))],
])('a fragment is refused: %s', async (says, content) => {
  const error = await frames(content).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(MediaError);
  expect(error.message).toContain(says);
});

test('damaged fragments are refused, or play other things, and never hang or crash', () => (
  expectToBearDamage(file(pair('00010002', box('tfdt', words(0, 50))), pair('00030004')), 'mp4', { changes: 3, from: 500, numRuns: 1_000, isBoundless: true, isWhole: true })
));
