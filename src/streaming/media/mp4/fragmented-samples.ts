import { FragmentSamples, readFragment, SampleDefaults } from './fragment';
import { Sample, Samples } from './sample';
import { locatedAt, TopLevelBox, topLevelBoxes, wholeBox } from './top-level-boxes';
import { MediaReader } from '../media-reader';
import { MediaBytes } from '../media-stream';

/** A fragment with frames of a track. */
interface Fragment {
  readonly box: TopLevelBox;
  /** When it begins where it does not say it itself. */
  readonly start: number;
  /** When its first key frame is decoded. */
  readonly key: number | undefined;
}

/** Looks through the fragments of a file, once for all tracks: their frames, by the ids that tracks have. @throws MediaError */
export async function fragmentedSamples(bytes: MediaBytes, defaults: ReadonlyMap<number, SampleDefaults>): Promise<ReadonlyMap<number, Samples>> {
  const reader = new MediaReader(bytes, 'mp4');
  const tracks = new Map([...defaults].map(([id, ofTrack]) => [id, new FragmentedSamples(bytes, id, ofTrack)]));
  if (tracks.size === 0) return tracks;
  for await (const box of topLevelBoxes(reader)) {
    if (box.type !== 'moof') continue;
    const moof = await wholeBox(reader, box);
    for (const samples of tracks.values()) samples.add(reader, box, moof);
  }
  return tracks;
}

/** The frames of a track in fragments: boxes moof, each before its media. Of each fragment no more is kept than where it is and when. */
class FragmentedSamples implements Samples {
  public end = 0;

  private readonly fragments: Fragment[] = [];

  public constructor(private readonly bytes: MediaBytes, private readonly trackId: number, private readonly defaults: SampleDefaults) {}

  /** The next fragment of the file. */
  public add(reader: MediaReader, box: TopLevelBox, moof: Buffer): void {
    const start = this.end;
    const { samples, end } = this.samplesIn(reader, box, moof, start);
    if (samples.length > 0) this.fragments.push({ box, start, key: samples.find(({ isKey }) => isKey)?.time });
    this.end = end;
  }

  public async *from(time: number): AsyncIterable<Sample> {
    const reader = new MediaReader(this.bytes, 'mp4');
    let first = 0;
    this.fragments.forEach(({ key }, i) => { if (key !== undefined && key <= time) first = i; });
    for (let i = first; i < this.fragments.length; i++) {
      const { box, start } = this.fragments[i];
      const { samples } = this.samplesIn(reader, box, await wholeBox(reader, box), start);
      yield* i === first ? sinceKey(samples, time) : samples;
    }
  }

  private samplesIn(reader: MediaReader, { offset }: TopLevelBox, moof: Buffer, start: number): FragmentSamples {
    try {
      return readFragment(moof, offset, this.trackId, this.defaults, start);
    } catch (error) {
      throw locatedAt(reader, offset, error);
    }
  }
}

/** The frames from the last key frame on that is not behind a time. */
function sinceKey(samples: readonly Sample[], time: number): readonly Sample[] {
  let first = 0;
  samples.forEach((sample, i) => { if (sample.isKey && sample.time <= time) first = i; });
  return samples.slice(first);
}
