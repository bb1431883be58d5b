import { isKeyFrame, isMetadata, isSequenceHeader } from './flv-body';
import { flvMetadata } from './flv-metadata';
import { FlvTag, flvTags, readTag } from './flv-tag';
import { MediaReader } from './media-reader';
import { MediaBytes, MediaMessage, MediaStream } from './media-stream';

const HEADER = 9;
const TRAILER = 4;

/** Tags before the first audio or video, of which a file has one or two. */
const LEADING_TAGS = 100;

/** Milliseconds between places that are remembered. */
const BETWEEN_PLACES = 1_000;

/** Where playing can begin: a key frame, or, as long as there was no video, any audio. */
interface Place {
  readonly offset: number;
  readonly timestamp: number;
  /** What decoders need that was before it. */
  readonly sequenceHeaders: readonly FlvTag[];
  readonly hasVideo: boolean;
}

/** Opens a file of Flash Video. @throws MediaError */
export async function openFlv(bytes: MediaBytes): Promise<MediaStream> {
  const reader = new MediaReader(bytes, 'flv');
  const header = await reader.read(0, HEADER);
  if (header.toString('latin1', 0, 3) !== 'FLV' || header[3] !== 1) throw reader.error(0, 'it does not begin with FLV and version 1');
  const start = header.readUInt32BE(5) + TRAILER;
  const { metadata, first } = await beginning(reader, start);
  // What the file says spares reading its end, before which a player would have to wait.
  const stated = typeof metadata.duration === 'number' && metadata.duration > 0 && Number.isFinite(metadata.duration) ? metadata.duration * 1_000 : undefined;
  return new FlvStream(bytes, start, first, metadata, stated ?? Math.max(0, await lastTimestamp(reader, start) - first));
}

/** What a file says of itself, and the time of its first audio or video. */
async function beginning(reader: MediaReader, start: number): Promise<{ readonly metadata: MediaStream['metadata']; readonly first: number }> {
  let metadata: MediaStream['metadata'] = {};
  let leading = 0;
  for await (const tag of flvTags(reader, start)) {
    if (tag.kind !== 'data') return { metadata, first: tag.timestamp };
    const body = await reader.read(tag.bodyStart, tag.size);
    if (isMetadata(tag, body)) metadata = flvMetadata(body);
    if (++leading === LEADING_TAGS) break;
  }
  return { metadata, first: 0 };
}

/** The time of the last tag, which is found by the size behind it; where that leads nowhere, all tags are read. */
async function lastTimestamp(reader: MediaReader, start: number): Promise<number> {
  if (reader.length < start + TRAILER) return 0;
  const size = (await reader.read(reader.length - TRAILER, TRAILER)).readUInt32BE(0);
  const last = await readTag(reader, reader.length - TRAILER - size).catch(() => undefined);
  if (last?.end === reader.length) return last.timestamp;
  let timestamp = 0;
  for await (const tag of flvTags(reader, start)) ({ timestamp } = tag);
  return timestamp;
}

class FlvStream implements MediaStream {
  public readonly metadata: MediaStream['metadata'];

  /** In the order of the file. */
  private readonly places: Place[];

  public constructor(private readonly bytes: MediaBytes, start: number, private readonly first: number, metadata: MediaStream['metadata'], public readonly duration: number) {
    this.metadata = { ...metadata, duration: duration / 1_000 };
    this.places = [{ offset: start, timestamp: first, sequenceHeaders: [], hasVideo: false }];
  }

  public async *messages(from: number): AsyncIterable<MediaMessage> {
    const reader = new MediaReader(this.bytes, 'flv');
    const place = from <= 0 ? this.places[0] : await this.placeAt(this.first + from, reader);
    for (const header of place.sequenceHeaders) yield this.message(header, place.timestamp, await reader.read(header.bodyStart, header.size));
    for await (const tag of flvTags(reader, place.offset)) {
      const body = await reader.read(tag.bodyStart, tag.size);
      if (!isMetadata(tag, body)) yield this.message(tag, tag.timestamp, body);
    }
  }

  private message(tag: FlvTag, timestamp: number, payload: Uint8Array): MediaMessage {
    return { kind: tag.kind, timestamp: Math.max(0, timestamp - this.first), payload, isKeyFrame: isKeyFrame(tag) };
  }

  /** The last place that is not behind a time. Places on the way are remembered for the next time. */
  private async placeAt(time: number, reader: MediaReader): Promise<Place> {
    let place = this.places.reduce((last, candidate) => candidate.timestamp <= time ? candidate : last);
    let { sequenceHeaders, hasVideo } = place;
    for await (const tag of flvTags(reader, place.offset)) {
      if (tag.kind !== 'data' && tag.timestamp > time) break;
      hasVideo ||= tag.kind === 'video';
      if (isSequenceHeader(tag)) sequenceHeaders = [...sequenceHeaders.filter(({ kind }) => kind !== tag.kind), tag];
      else if (isKeyFrame(tag) || tag.kind === 'audio' && !hasVideo) this.remember(place = { offset: tag.offset, timestamp: tag.timestamp, sequenceHeaders, hasVideo });
    }
    return place;
  }

  private remember(place: Place): void {
    const last = this.places[this.places.length - 1];
    if (place.offset > last.offset && place.timestamp >= last.timestamp + BETWEEN_PLACES) this.places.push(place);
  }
}
