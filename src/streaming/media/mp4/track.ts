import { audioCodec, Codec, videoCodec } from './codec';
import { Edit, editOf } from './edit';
import { Samples } from './sample';
import { SampleTable } from './sample-table';
import { Box, boxesIn, children, MalformedMedia, NumberReader } from '../../../edge';

export type TrackKind = 'audio' | 'video';

/** A track of audio or video. */
export interface Track {
  readonly id: number;
  readonly kind: TrackKind;
  /** What it is encoded as, such as `avc1`. */
  readonly encoding: string;
  /** Undefined where RTMP does not play it. */
  readonly codec: Codec | undefined;
  /** Units in a second. */
  readonly timeScale: number;
  readonly edit: Edit;
  readonly samples: Samples;
}

/** A track that RTMP plays. */
export type PlayableTrack = Track & { readonly codec: Codec };

const KINDS: { readonly [handler: string]: TrackKind } = { vide: 'video', soun: 'audio' };
const CODECS: { readonly [kind in TrackKind]: (bytes: Buffer, entry: Box) => Codec | undefined } = { video: videoCodec, audio: audioCodec };

/** The tracks of audio and video. @throws MalformedMedia */
export function tracksOf(bytes: Buffer, moov: Box): Track[] {
  const movieScale = timeScaleOf(bytes, only(bytes, moov, 'mvhd'));
  return children(bytes, moov, 'trak').flatMap((trak) => trackOf(bytes, trak, movieScale));
}

function trackOf(bytes: Buffer, trak: Box, movieScale: number): Track[] {
  const mdia = only(bytes, trak, 'mdia');
  const { contentStart } = only(bytes, mdia, 'hdlr');
  const handler = bytes.toString('latin1', contentStart + 8, contentStart + 12);
  if (!Object.hasOwn(KINDS, handler)) return [];
  const kind = KINDS[handler];
  const timeScale = timeScaleOf(bytes, only(bytes, mdia, 'mdhd'));
  const stbl = only(bytes, only(bytes, mdia, 'minf'), 'stbl');
  const stsd = only(bytes, stbl, 'stsd');
  const [entry] = boxesIn(bytes, stsd.contentStart + 8, stsd.end);
  if (entry === undefined) throw new MalformedMedia('the track does not say how it is encoded');
  return [{
    id: numberBehindTimes(bytes, only(bytes, trak, 'tkhd')),
    kind,
    encoding: entry.type,
    codec: CODECS[kind](bytes, entry),
    timeScale,
    edit: editOf(bytes, trak, movieScale, timeScale),
    samples: new SampleTable(bytes, stbl),
  }];
}

/** The one box of a type that another one contains. */
function only(bytes: Buffer, parent: Box, type: string): Box {
  const [box] = children(bytes, parent, type);
  if (box === undefined) throw new MalformedMedia(`the box ${parent.type} has no box ${type}`);
  return box;
}

function timeScaleOf(bytes: Buffer, header: Box): number {
  const scale = numberBehindTimes(bytes, header);
  if (scale === 0) throw new MalformedMedia(`the box ${header.type} has no units of time`);
  return scale;
}

/** The number that follows the times of creation and change in a header. */
function numberBehindTimes(bytes: Buffer, header: Box): number {
  const reader = new NumberReader(bytes, header.contentStart, header.end);
  const width = reader.number(1) === 1 ? 8 : 4;
  reader.skip(3 + 2 * width);
  return reader.number(4);
}
