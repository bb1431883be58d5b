/** A frame of a track. Times are in units of the track's time scale. */
export interface Sample {
  /** Where its bytes are in the file. */
  readonly offset: number;
  readonly size: number;
  /** When it is decoded. */
  readonly time: number;
  /** How much later it is shown. */
  readonly delay: number;
  /** Whether it can be decoded without those before it. */
  readonly isKey: boolean;
}

/** The frames of a track, in the order in which they are decoded. */
export interface Samples {
  /** When the last one ends. */
  readonly end: number;
  /** The frames from the last key frame on that is not behind a time; from the first one where all are behind. @throws MalformedMedia */
  from(time: number): AsyncIterable<Sample> | Iterable<Sample>;
}
