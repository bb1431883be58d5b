/* eslint-disable no-bitwise -- flags of boxes are bits */
import { Sample } from './sample';
import { Box, children, fragmentTime, MalformedMedia, NumberReader, readBoxHeader } from '../../../edge';

/** What holds for frames that do not say otherwise. */
export interface SampleDefaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

/** Frames of one fragment, more than an hour has. */
const MOST_SAMPLES = 1_000_000;

const HAS = { baseOffset: 0x1, description: 0x2, defaultDuration: 0x8, defaultSize: 0x10, defaultFlags: 0x20 } as const;
const RUN_HAS = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, delay: 0x800 } as const;
const IS_NO_KEY = 0x10000;

/** The defaults that a file has for its fragments, by the ids of tracks; none where it has no fragments. @throws MalformedMedia */
export function fragmentDefaults(bytes: Buffer, moov: Box): ReadonlyMap<number, SampleDefaults> {
  const boxes = children(bytes, moov, 'mvex').flatMap((mvex) => children(bytes, mvex, 'trex'));
  return new Map(boxes.map(({ contentStart, end }) => {
    const reader = new NumberReader(bytes, contentStart + 4, end);
    const id = reader.number(4);
    reader.skip(4);
    return [id, { duration: reader.number(4), size: reader.number(4), flags: reader.number(4) }];
  }));
}

/** The frames of a track in a fragment. */
export interface FragmentSamples {
  readonly samples: readonly Sample[];
  /** When the last one ends. */
  readonly end: number;
}

/** Where the next frame of a fragment is, and when. */
interface Position {
  offset: number;
  time: number;
}

/**
 * Reads what a fragment says of the frames of a track.
 *
 * @param bytes     the box moof
 * @param offset    where it is in the file
 * @param start     when the frames begin, where the fragment does not say it
 * @throws MalformedMedia
 */
export function readFragment(bytes: Buffer, offset: number, trackId: number, defaults: SampleDefaults, start: number): FragmentSamples {
  const samples: Sample[] = [];
  let end = start;
  for (const traf of children(bytes, readBoxHeader(bytes, 0, bytes.length), 'traf')) {
    const header = readHeader(bytes, traf, offset, defaults);
    if (header.trackId !== trackId) continue;
    const position = { offset: header.base, time: fragmentTime(bytes, traf) ?? start };
    for (const run of children(bytes, traf, 'trun')) readRun(bytes, run, header, position, samples);
    end = position.time;
  }
  return { samples, end };
}

/** What the frames of a track in a fragment have in common. */
interface FragmentHeader extends SampleDefaults {
  readonly trackId: number;
  /** What the offsets of runs count from. */
  readonly base: number;
}

function readHeader(bytes: Buffer, traf: Box, offset: number, defaults: SampleDefaults): FragmentHeader {
  const [tfhd] = children(bytes, traf, 'tfhd');
  if (tfhd === undefined) throw new MalformedMedia('the fragment does not say of which track it is');
  const reader = new NumberReader(bytes, tfhd.contentStart, tfhd.end);
  const flags = reader.number(4);
  const optional = (flag: number, length: number, otherwise: number) => (flags & flag) === 0 ? otherwise : reader.number(length);
  const trackId = reader.number(4);
  const base = optional(HAS.baseOffset, 8, offset);
  optional(HAS.description, 4, 0);
  return {
    trackId,
    base,
    duration: optional(HAS.defaultDuration, 4, defaults.duration),
    size: optional(HAS.defaultSize, 4, defaults.size),
    flags: optional(HAS.defaultFlags, 4, defaults.flags),
  };
}

/** Adds the frames of a run, and moves the position behind them. */
function readRun(bytes: Buffer, trun: Box, header: FragmentHeader, position: Position, samples: Sample[]): void {
  const reader = new NumberReader(bytes, trun.contentStart, trun.end);
  const flags = reader.number(4);
  const optional = (flag: number, otherwise: number) => (flags & flag) === 0 ? otherwise : reader.number(4);
  const count = reader.number(4);
  if (samples.length + count > MOST_SAMPLES) throw new MalformedMedia(`the fragment has more than ${MOST_SAMPLES} frames`);
  if ((flags & RUN_HAS.offset) !== 0) position.offset = header.base + (reader.number(4) | 0);
  const firstFlags = optional(RUN_HAS.firstFlags, header.flags);
  for (let i = 0; i < count; i++) {
    const duration = optional(RUN_HAS.duration, header.duration);
    const size = optional(RUN_HAS.size, header.size);
    const isKey = (optional(RUN_HAS.flags, i === 0 ? firstFlags : header.flags) & IS_NO_KEY) === 0;
    samples.push({ offset: position.offset, size, time: position.time, delay: optional(RUN_HAS.delay, 0) | 0, isKey });
    position.offset += size;
    position.time += duration;
  }
}
