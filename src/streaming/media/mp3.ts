/* eslint-disable no-bitwise -- flags of tags are bits */
import { MP3, mp3Frame } from './flv-body';
import { MediaReader } from './media-reader';
import { MediaBytes, MediaMessage, MediaStream } from './media-stream';
import { Mp3Header, MP3_HEADER, readMp3Header } from './mp3-frame';

/** A frame, and where it is. */
interface Frame {
  readonly offset: number;
  readonly header: Mp3Header;
}

const TAG_HEADER = 10;
const HAS_FOOTER = 0x10;

/** How tags behind the sound begin. */
const TRAILERS = ['TAG', 'APETAGEX', 'LYRICSBEGIN'];

/** Where encoders of Fraunhofer say how many frames there are. */
const VBRI = 36;
const HAS_COUNT = 1;

/** Bytes that are looked through for the next frame. */
const LONGEST_GAP = 65_536;

/** Opens an MP3 file. Its duration is what its first frame says, else what comes of that frame's bitrate. @throws MediaError */
export async function openMp3(bytes: MediaBytes): Promise<MediaStream> {
  const reader = new MediaReader(bytes, 'mp3');
  const first = await nextFrame(reader, await behindTags(reader));
  if (first === undefined) throw reader.error(reader.length, 'it ends without a frame of MP3');
  const { offset, header } = first;
  const count = await statedCount(reader, first);
  const seconds = count === undefined ? (reader.length - offset) * 8 / header.bitrate : count * header.samples / header.sampleRate;
  return new Mp3Stream(bytes, count === undefined ? offset : offset + header.size, header, Math.round(seconds * 1_000));
}

class Mp3Stream implements MediaStream {
  public readonly metadata: MediaStream['metadata'];

  public constructor(private readonly bytes: MediaBytes, private readonly start: number, { sampleRate, isStereo }: Mp3Header, public readonly duration: number) {
    this.metadata = { duration: duration / 1_000, audiocodecid: MP3, audiosamplerate: sampleRate, stereo: isStereo };
  }

  public async *messages(from: number): AsyncIterable<MediaMessage> {
    const reader = new MediaReader(this.bytes, 'mp3');
    let time = 0;
    for (let frame = await nextFrame(reader, this.start); frame !== undefined; frame = await nextFrame(reader, frame.offset + frame.header.size)) {
      const { offset, header } = frame;
      const end = time + header.samples / header.sampleRate * 1_000;
      if (Math.round(end) > from) {
        yield { kind: 'audio', timestamp: Math.round(time), payload: mp3Frame(await reader.read(offset, header.size), header), isKeyFrame: false };
      }
      time = end;
    }
  }
}

/** The byte behind the tags (ID3) at the beginning. */
async function behindTags(reader: MediaReader): Promise<number> {
  let offset = 0;
  while (offset + TAG_HEADER <= reader.length) {
    const header = await reader.read(offset, TAG_HEADER);
    if (header.toString('latin1', 0, 3) !== 'ID3') break;
    // Seven bits of each byte count.
    const size = header.subarray(6).reduce((sum, byte) => sum * 128 + byte % 128, 0);
    offset += TAG_HEADER + size + ((header[5] & HAS_FOOTER) === 0 ? 0 : TAG_HEADER);
  }
  return offset;
}

/** The next whole frame from a byte on; undefined where less than one is left, or tags are. @throws MediaError where too much else is there */
async function nextFrame(reader: MediaReader, from: number): Promise<Frame | undefined> {
  const header = await headerAt(reader, from);
  const frame = header === undefined ? await searched(reader, from) : { offset: from, header };
  return frame === undefined || frame.offset + frame.header.size > reader.length ? undefined : frame;
}

async function headerAt(reader: MediaReader, offset: number): Promise<Mp3Header | undefined> {
  return offset + MP3_HEADER > reader.length ? undefined : readMp3Header(await reader.read(offset, MP3_HEADER));
}

/** The next frame behind bytes that are none. */
async function searched(reader: MediaReader, from: number): Promise<Frame | undefined> {
  const bytes = await reader.read(from, Math.max(0, Math.min(LONGEST_GAP, reader.length - from)));
  if (TRAILERS.some((trailer) => bytes.toString('latin1', 0, trailer.length) === trailer)) return undefined;
  for (let at = 1; at + MP3_HEADER <= bytes.length; at++) {
    const header = readMp3Header(bytes, at);
    if (header === undefined) continue;
    const end = from + at + header.size;
    // What only looks like a frame is not followed by another one.
    if (end === reader.length || (await headerAt(reader, end))?.sampleRate === header.sampleRate) return { offset: from + at, header };
  }
  if (bytes.length === LONGEST_GAP) throw reader.error(from, `no frame of MP3 is in the ${LONGEST_GAP} bytes from here on`);
  return undefined;
}

/** The number of frames that follow, where the first one has it in the place of sound. */
async function statedCount(reader: MediaReader, { offset, header: { size, sideInformation } }: Frame): Promise<number | undefined> {
  const frame = await reader.read(offset, size);
  const numberAt = (at: number) => at + 4 <= size ? frame.readUInt32BE(at) : undefined;
  const saysAt = (at: number, ...names: readonly string[]) => names.includes(frame.toString('latin1', at, at + 4));
  const xing = MP3_HEADER + sideInformation;
  if (saysAt(xing, 'Xing', 'Info')) return ((numberAt(xing + 4) ?? 0) & HAS_COUNT) === 0 ? undefined : numberAt(xing + 8);
  return saysAt(VBRI, 'VBRI') ? numberAt(VBRI + 14) : undefined;
}
