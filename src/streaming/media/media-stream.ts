import { MediaContainer } from '../../config';

/** One message of a stream: the body of an FLV tag. */
export interface MediaMessage {
  readonly kind: 'audio' | 'video' | 'data';
  /** Milliseconds since the beginning of the stream. */
  readonly timestamp: number;
  readonly payload: Uint8Array;
  /** Whether it is a frame of video that can be shown without those before it. */
  readonly isKeyFrame: boolean;
}

/** A media file that can be played from any time. */
export interface MediaStream {
  /** What a player is told in `onMetaData`, which is none of the messages. */
  readonly metadata: { readonly [name: string]: string | number | boolean };
  /** Milliseconds. */
  readonly duration: number;
  /**
   * The messages from the key frame at a time, or the last one before it. What decoders need first (sequence headers) comes
   * first.
   *
   * @param from  milliseconds; behind the end, the last key frame counts
   * @throws MediaError while they are read, where the file is damaged
   */
  messages(from: number): AsyncIterable<MediaMessage>;
}

/** The bytes of a media file, of which only what is needed is read. */
export interface MediaBytes {
  readonly length: number;
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number): Promise<Uint8Array> | Uint8Array;
}

/** A file that cannot be streamed over RTMP. */
export class MediaError extends Error {
  public readonly name = 'MediaError';

  /**
   * @param offset  the byte of the file where it is damaged, or has what cannot be streamed
   * @param what    what is wrong there
   */
  public constructor(public readonly container: MediaContainer, public readonly offset: number, public readonly what: string) {
    super(`${container.toUpperCase()} file, byte ${offset}: ${what}`);
  }
}
