import { Frame, inOrder, TimedTrack } from './timed-track';
import { PlayableTrack } from './track';
import { MediaReader } from '../media-reader';
import { MediaBytes, MediaMessage, MediaStream } from '../media-stream';

/** Bytes of a frame that fits into a message. */
const LARGEST_FRAME = 0xffffff - 5;

/** Tracks of an MP4 file as one stream. */
export class Mp4Stream implements MediaStream {
  /**
   * @param tracks   the first one says where playing can begin
   * @param located  lets an error of the tracks say where in the file it is
   */
  public static async open(bytes: MediaBytes, tracks: readonly PlayableTrack[], located: (error: unknown) => unknown): Promise<Mp4Stream> {
    const first = await inOrder(tracks.map((track) => new TimedTrack(track).from(-Infinity))).next();
    const lead = first.done === true ? 0 : Math.max(0, -first.value.decoded);
    return new Mp4Stream(bytes, tracks.map((track) => new TimedTrack(track, lead)), located);
  }

  public readonly metadata: MediaStream['metadata'];
  public readonly duration: number;

  private constructor(private readonly bytes: MediaBytes, private readonly tracks: readonly TimedTrack[], private readonly located: (error: unknown) => unknown) {
    this.duration = Math.max(0, ...tracks.map(({ end }) => Math.round(end)));
    this.metadata = Object.assign({ duration: this.duration / 1_000 }, ...tracks.map(({ track }) => track.codec.metadata));
  }

  public async *messages(from: number): AsyncIterable<MediaMessage> {
    const readers = new Map(this.tracks.map(({ track }) => [track, new MediaReader(this.bytes, 'mp4')]));
    try {
      const start = await this.startFor(from);
      for (const { track: { kind, codec: { sequenceHeader } } } of this.tracks) {
        if (sequenceHeader !== undefined) yield { kind, timestamp: start, payload: sequenceHeader, isKeyFrame: false };
      }
      for await (const frame of inOrder(this.tracks.map((track) => track.from(start)))) {
        if (frame.decoded >= start) yield await messageOf(frame, readers.get(frame.track)!);
      }
    } catch (error) {
      throw this.located(error);
    }
  }

  /** The time of the key frame at a time or before it. */
  private async startFor(from: number): Promise<number> {
    if (from <= 0) return 0;
    const { value } = await this.tracks[0].from(from).next();
    return value?.decoded ?? 0;
  }
}

async function messageOf({ track: { kind, codec }, sample: { offset, size, isKey }, decoded, shown }: Frame, reader: MediaReader): Promise<MediaMessage> {
  if (size > LARGEST_FRAME) throw reader.error(offset, `the frame has ${size} bytes; a message has room for ${LARGEST_FRAME}`);
  return { kind, timestamp: decoded, payload: codec.body(await reader.read(offset, size), isKey, shown - decoded), isKeyFrame: kind === 'video' && isKey };
}
