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

/** The frames of a track in fragments: boxes moof, each before its media. Of each fragment no more is kept than where it is and when. */
export class FragmentedSamples implements Samples {
  /** Looks through the fragments of a file. @throws MediaError */
  public static async read(bytes: MediaBytes, trackId: number, defaults: SampleDefaults): Promise<FragmentedSamples> {
    const samples = new FragmentedSamples(bytes, trackId, defaults);
    const reader = new MediaReader(bytes, 'mp4');
    for await (const box of topLevelBoxes(reader)) if (box.type === 'moof') await samples.add(reader, box);
    return samples;
  }

  public end = 0;

  private readonly fragments: Fragment[] = [];

  private constructor(private readonly bytes: MediaBytes, private readonly trackId: number, private readonly defaults: SampleDefaults) {}

  public async *from(time: number): AsyncIterable<Sample> {
    const reader = new MediaReader(this.bytes, 'mp4');
    let first = 0;
    this.fragments.forEach(({ key }, i) => { if (key !== undefined && key <= time) first = i; });
    for (let i = first; i < this.fragments.length; i++) {
      const { samples } = await this.samplesOf(reader, this.fragments[i].box, this.fragments[i].start);
      yield* i === first ? sinceKey(samples, time) : samples;
    }
  }

  private async add(reader: MediaReader, box: TopLevelBox): Promise<void> {
    const start = this.end;
    const { samples, end } = await this.samplesOf(reader, box, start);
    if (samples.length > 0) this.fragments.push({ box, start, key: samples.find(({ isKey }) => isKey)?.time });
    this.end = end;
  }

  private async samplesOf(reader: MediaReader, box: TopLevelBox, start: number): Promise<FragmentSamples> {
    const bytes = await wholeBox(reader, box);
    try {
      return readFragment(bytes, box.offset, this.trackId, this.defaults, start);
    } catch (error) {
      throw locatedAt(reader, box.offset, error);
    }
  }
}

/** The frames from the last key frame on that is not behind a time. */
function sinceKey(samples: readonly Sample[], time: number): readonly Sample[] {
  let first = 0;
  samples.forEach((sample, i) => { if (sample.isKey && sample.time <= time) first = i; });
  return samples.slice(first);
}
