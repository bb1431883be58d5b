/* eslint-disable no-bitwise -- flags and sizes of boxes are bits */
import { Box, children, NumberReader } from '../mp4/boxes';

/** Where a fragment of a track begins in its file. */
export interface FragmentEntry {
  readonly trackId: number;
  /** In units of the track's time scale, which Smooth Streaming has at 10,000,000 a second. */
  readonly time: number;
  readonly offset: number;
}

/** The extended type of the box that gives a fragment its time (`tfxd`). */
const FRAGMENT_TIME = '6d1d9b0542d544e680e2141daff757b2';

/** What the index at the end of a file (`mfra`) says. @throws MalformedMedia */
export function indexedFragments(bytes: Buffer, mfra: Box): FragmentEntry[] {
  return children(bytes, mfra, 'tfra').flatMap((tfra) => {
    const reader = new NumberReader(bytes, tfra.contentStart, tfra.end);
    const wide = reader.number(1) === 1 ? 8 : 4;
    reader.skip(3);
    const trackId = reader.number(4);
    const sizes = reader.number(4);
    const rest = [sizes >> 4 & 3, sizes >> 2 & 3, sizes & 3].reduce((sum, size) => sum + size + 1, 0);
    const count = reader.number(4);
    const entries: FragmentEntry[] = [];
    for (let i = 0; i < count; i++) {
      entries.push({ trackId, time: reader.number(wide), offset: reader.number(wide) });
      reader.skip(rest);
    }
    return entries;
  });
}

/**
 * The tracks whose fragments begin with a box `moof`, and their times.
 *
 * @param offset  where the box is in its file
 * @throws MalformedMedia
 */
export function fragmentsOf(bytes: Buffer, moof: Box, offset: number): FragmentEntry[] {
  return children(bytes, moof, 'traf').flatMap((traf) => {
    const [header] = children(bytes, traf, 'tfhd');
    const time = fragmentTime(bytes, traf);
    if (header === undefined || time === undefined) return [];
    const reader = new NumberReader(bytes, header.contentStart, header.end);
    reader.skip(4);
    return [{ trackId: reader.number(4), time, offset }];
  });
}

/** When the part of a fragment that is of one track begins, in units of the track; undefined where it does not say. @throws MalformedMedia */
export function fragmentTime(bytes: Buffer, traf: Box): number | undefined {
  const smooth = children(bytes, traf, 'uuid').find(({ contentStart }) => bytes.toString('hex', contentStart, contentStart + 16) === FRAGMENT_TIME);
  const [decode] = children(bytes, traf, 'tfdt');
  const box = smooth ?? decode;
  if (box === undefined) return undefined;
  const reader = new NumberReader(bytes, box.contentStart, box.end);
  if (smooth !== undefined) reader.skip(16);
  const wide = reader.number(1) === 1 ? 8 : 4;
  reader.skip(3);
  return reader.number(wide);
}
