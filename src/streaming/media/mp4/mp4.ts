import { fragmentDefaults } from './fragment';
import { fragmentedSamples } from './fragmented-samples';
import { Mp4Stream } from './mp4-stream';
import { locatedAt, TopLevelBox, topLevelBoxes, wholeBox } from './top-level-boxes';
import { PlayableTrack, Track, TrackKind, tracksOf } from './track';
import { MalformedMedia, readBoxHeader } from '../../../edge';
import { MediaReader } from '../media-reader';
import { MediaBytes, MediaStream } from '../media-stream';

const PLAYED: { readonly [kind in TrackKind]: string } = { video: 'H.264', audio: 'AAC and MP3' };

/** Opens a file of MP4: its first track of video and of audio that RTMP plays. Tracks of other kinds are left out. @throws MediaError */
export async function openMp4(bytes: MediaBytes): Promise<MediaStream> {
  const reader = new MediaReader(bytes, 'mp4');
  const index = await indexOf(reader);
  const moov = await wholeBox(reader, index);
  const located = (error: unknown) => locatedAt(reader, index.offset, error);
  try {
    const box = readBoxHeader(moov, 0, moov.length);
    const tracks = playedTracks(tracksOf(moov, box));
    return await Mp4Stream.open(bytes, await withFragments(bytes, tracks, fragmentDefaults(moov, box)), located);
  } catch (error) {
    throw located(error);
  }
}

/** The box that says where audio and video are, before or behind them. */
async function indexOf(reader: MediaReader): Promise<TopLevelBox> {
  for await (const box of topLevelBoxes(reader)) if (box.type === 'moov') return box;
  throw reader.error(reader.length, 'it ends without a box moov');
}

/** Tracks with their frames, which are in fragments where the file has defaults for them. */
async function withFragments(bytes: MediaBytes, tracks: readonly PlayableTrack[], defaults: ReturnType<typeof fragmentDefaults>): Promise<PlayableTrack[]> {
  const ofTracks = new Map([...defaults].filter(([trackId]) => tracks.some(({ id }) => id === trackId)));
  const fragmented = await fragmentedSamples(bytes, ofTracks);
  return tracks.map((track) => ({ ...track, samples: fragmented.get(track.id) ?? track.samples }));
}

function playedTracks(tracks: readonly Track[]): PlayableTrack[] {
  if (tracks.length === 0) throw new MalformedMedia('it has neither audio nor video');
  return (['video', 'audio'] as const).flatMap((kind) => {
    const [first, ...others] = tracks.filter((track) => track.kind === kind);
    if (first === undefined) return [];
    const played = [first, ...others].find((track): track is PlayableTrack => track.codec !== undefined);
    if (played === undefined) throw new MalformedMedia(`the ${kind} is encoded as ${first.encoding}; RTMP plays ${PLAYED[kind]}`);
    return [played];
  });
}
