import fc from 'fast-check';
import { Fragment, fragmentBytes, mediaFile } from './presentation';
import { MalformedMedia } from '../../../src/edge/mp4/boxes';
import { MediaFile } from '../../../src/edge/smooth-streaming/media-file';

/** A file at an origin that answers ranges. */
function opened(bytes: Buffer): Promise<MediaFile> {
  return MediaFile.open((_url, range) => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range!)!.map(Number);
    return Promise.resolve({ status: 206, headers: ['Content-Range', `bytes ${first}-${last}/${bytes.length}`], body: bytes.subarray(first, last + 1) });
  }, '/media.ismv');
}

const fragments = fc.uniqueArray(
  fc.record<Fragment>({ trackId: fc.integer({ min: 1, max: 3 }), time: fc.nat(0xffffffff), media: fc.string() }),
  { minLength: 1, maxLength: 12, selector: ({ trackId, time }) => `${trackId} ${time}` },
);

test('every fragment of a file is found, with its own bytes', async () => {
  await fc.assert(fc.asyncProperty(fragments, fc.boolean(), fc.constantFrom('tfxd' as const, 'tfdt' as const), async (given, index, timed) => {
    const file = await opened(mediaFile(given, { index, timed }));
    for (const fragment of given) expect(await file.fragment(fragment.trackId, fragment.time)).toEqual(fragmentBytes(fragment, timed));
    expect(await file.fragment(9, given[0].time)).toBeUndefined();
  }), { numRuns: 50 });
});

test('damaged files are malformed, or have other fragments, and never hang or crash', async () => {
  const whole = mediaFile([{ trackId: 1, time: 0, media: 'first' }, { trackId: 1, time: 5, media: 'second' }]);
  const changesOfBytes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(changesOfBytes, fc.nat(whole.length), async (changes, length) => {
    const damaged = Buffer.from(whole.subarray(0, length));
    for (const [at, byte] of changes) if (at < length) damaged[at] = byte;
    try {
      await (await opened(damaged)).fragment(1, 5);
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedMedia);
    }
  }), { numRuns: 300 });
});

/** A body that does not end. */
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield Buffer.alloc(16 * 1024 * 1024);
}

test('a server that does not end, with or without ranges, is not read to memory without end', async () => {
  const whole = MediaFile.open(() => Promise.resolve({ status: 200, headers: [], body: endless() }), '/media.ismv');
  await expect(whole).rejects.toThrow('its server has no ranges for a file of more than 268435456 bytes');
  const inRanges = await MediaFile.open((_url, range) => Promise.resolve({ status: 206, headers: ['Content-Range', 'bytes 0-0/1000'], body: range === 'bytes=0-0' ? Buffer.alloc(1) : endless() }), '/media.ismv');
  await expect(inRanges.fragment(1, 0)).rejects.toThrow('more bytes for 16 at byte 984');
});
