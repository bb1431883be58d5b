import { Sample } from './sample';
import { PlayableTrack } from './track';

/** A frame, with its times in milliseconds since the beginning of the stream. */
export interface Frame {
  readonly track: PlayableTrack;
  readonly sample: Sample;
  readonly decoded: number;
  readonly shown: number;
}

/** A track in the times of the stream. */
export class TimedTrack {
  /** @param lead  milliseconds that the stream begins before what its edit list shows first */
  public constructor(public readonly track: PlayableTrack, private readonly lead = 0) {}

  /** Milliseconds at which the track ends. */
  public get end(): number {
    return this.milliseconds(Math.min(this.track.samples.end, this.track.edit.end));
  }

  /** The frames from the key frame at a time or before it. */
  public async *from(milliseconds: number): AsyncGenerator<Frame> {
    const { samples, edit } = this.track;
    // A decoder gets ready with what is before the edit.
    const time = Math.max(edit.start - 1, this.units(milliseconds));
    for await (const sample of samples.from(time)) {
      if (sample.time >= edit.end) return;
      yield { track: this.track, sample, decoded: Math.round(this.milliseconds(sample.time)), shown: Math.round(this.milliseconds(sample.time + sample.delay)) };
    }
  }

  private milliseconds(time: number): number {
    const { edit, timeScale } = this.track;
    return ((time - edit.start) / timeScale + edit.gap) * 1_000 + this.lead;
  }

  /** The time of the track at milliseconds as they are rounded. */
  private units(milliseconds: number): number {
    const { edit, timeScale } = this.track;
    return ((milliseconds + 0.5 - this.lead) / 1_000 - edit.gap) * timeScale + edit.start;
  }
}

/** The frames of several tracks in the order in which they are decoded. */
export async function* inOrder(tracks: readonly AsyncGenerator<Frame>[]): AsyncGenerator<Frame> {
  const next = await Promise.all(tracks.map((frames) => frames.next()));
  for (;;) {
    let first = -1;
    for (let i = 0; i < next.length; i++) {
      if (next[i].done !== true && (first < 0 || next[i].value.decoded < next[first].value.decoded)) first = i;
    }
    if (first < 0) return;
    yield next[first].value;
    next[first] = await tracks[first].next();
  }
}
