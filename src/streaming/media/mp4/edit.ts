import { Box, children, MalformedMedia, NumberReader } from '../../../edge';

/** The part of a track that is played. */
export interface Edit {
  /** Where it begins and ends, in units of the track. */
  readonly start: number;
  readonly end: number;
  /** Seconds until it begins. */
  readonly gap: number;
}

const NORMAL_SPEED = 0x10000;

/**
 * Reads the edit list of a track.
 *
 * @param movieScale  units of the movie in a second
 * @param trackScale  units of the track in a second
 * @throws MalformedMedia also where a track is put together from several parts
 */
export function editOf(bytes: Buffer, trak: Box, movieScale: number, trackScale: number): Edit {
  const parts: Omit<Edit, 'gap'>[] = [];
  let gap = 0;
  for (const { duration, start, speed } of entriesOf(bytes, trak)) {
    if (start === undefined) {
      if (parts.length === 0) gap += duration / movieScale;
      continue;
    }
    if (speed !== NORMAL_SPEED) throw new MalformedMedia(`the edit list plays at ${speed / NORMAL_SPEED} times the speed; only 1 can be streamed`);
    parts.push({ start, end: duration === 0 ? Infinity : start + duration / movieScale * trackScale });
  }
  if (parts.length > 1) throw new MalformedMedia(`the edit list puts the track together from ${parts.length} parts; only one can be streamed`);
  return { ...parts[0] ?? { start: 0, end: Infinity }, gap };
}

/** The entries of the list; those without a start are empty. */
function entriesOf(bytes: Buffer, trak: Box): { readonly duration: number; readonly start: number | undefined; readonly speed: number }[] {
  const [elst] = children(bytes, trak, 'edts').flatMap((edts) => children(bytes, edts, 'elst'));
  if (elst === undefined) return [];
  const reader = new NumberReader(bytes, elst.contentStart, elst.end);
  const width = reader.number(1) === 1 ? 8 : 4;
  reader.skip(3);
  const length = reader.number(4);
  const entries = [];
  for (let i = 0; i < length; i++) {
    const [duration, start, speed] = [reader.number(width), reader.number(width), reader.number(4)];
    // Minus one.
    const isEmpty = start >= 2 ** (8 * width - 1);
    entries.push({ duration, start: isEmpty ? undefined : start, speed });
  }
  return entries;
}
