import { MediaError, MediaStream } from './media';

/** Milliseconds that are read in search of a key frame. */
const LONGEST_LOOK = 20_000;

/** The first time from which a stream can be played that does not lie before another: that of a key frame, where it has any. */
export async function switchPoint(media: MediaStream, earliest: number): Promise<number> {
  try {
    for await (const { timestamp, isKeyFrame } of media.messages(earliest)) {
      if (isKeyFrame && timestamp >= earliest) return timestamp;
      if (timestamp > earliest + LONGEST_LOOK) break;
    }
  } catch (error) {
    // Who plays it is told of the damage.
    if (!(error instanceof MediaError)) throw error;
  }
  return earliest;
}
