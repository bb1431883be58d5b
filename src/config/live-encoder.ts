import { Part } from './location';
import { Value } from './unknown';

/** What encodes a live stream: `AWS::MediaLive::Channel`. */
export interface LiveEncoder extends Part {
  readonly videos: readonly EncodedVideo[];
  readonly outputGroups: readonly EncoderOutputGroup[];
  readonly destinations: readonly EncoderDestination[];
}

/** A video in H.264. */
export interface EncodedVideo extends Part {
  readonly name: Value<string> | undefined;
  /** Such as `BASELINE` or `MAIN`. */
  readonly profile: Value<string> | undefined;
  readonly bFrames: Value<number> | undefined;
  /** Seconds from one key frame to the next, to the tenth. */
  readonly keyFrameInterval: Value<number> | undefined;
}

/** An audio in AAC. */
export interface EncodedAudio extends Part {
  readonly name: Value<string> | undefined;
  /** Samples in a second. */
  readonly sampleRate: Value<number> | undefined;
  /** Such as `CODING_MODE_2_0` for stereo. */
  readonly codingMode: Value<string> | undefined;
}

/** Outputs of one format. */
export interface EncoderOutputGroup extends Part {
  /** The format, where it is one that is cut into fragments for players. */
  readonly format: 'hls' | 'smooth' | undefined;
  /** Names of the videos and audios that it has. */
  readonly videoNames: Value<readonly string[]>;
  readonly audioNames: Value<readonly string[]>;
  readonly videos: readonly EncodedVideo[];
  readonly audios: readonly EncodedAudio[];
  /** Seconds of each fragment or segment. */
  readonly fragmentLength: Value<number> | undefined;
}

/** Where an encoder sends its stream. */
export interface EncoderDestination extends Part {
  readonly url: Value<string> | undefined;
}
