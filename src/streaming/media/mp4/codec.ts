/* eslint-disable no-bitwise -- sizes of descriptors are bits */
import { Box, boxesIn, children, MalformedMedia, NumberReader } from '../../../edge';
import { AAC, aacFrame, aacSequenceHeader, AVC, avcFrame, avcSequenceHeader, MP3, mp3Frame } from '../flv-body';
import { readMp3Header } from '../mp3-frame';

/** How the frames of a track become bodies of messages. */
export interface Codec {
  readonly sequenceHeader?: Uint8Array;
  /** What a player is told of the track. */
  readonly metadata: { readonly [name: string]: number | boolean };
  /** @param delay milliseconds until the frame is shown */
  body(frame: Uint8Array, isKey: boolean, delay: number): Uint8Array;
}

/** Bytes before the boxes that a description of video or audio contains. */
const VIDEO_FIELDS = 78;
const AUDIO_FIELDS = 28;
/** What QuickTime has beside them, by the version of its description. */
const MORE_AUDIO_FIELDS: { readonly [version: number]: number } = { 1: 16, 2: 36 };

const ELEMENTARY_STREAM = 3;
const DECODER_CONFIGURATION = 4;
const DECODER_SPECIFIC = 5;

/** Encodings of audio, as MPEG-4 numbers them. */
const AAC_TYPES: readonly number[] = [0x40, 0x66, 0x67, 0x68];
const MP3_TYPES: readonly number[] = [0x69, 0x6b];

/** The codec of video; undefined for one that RTMP does not play. @throws MalformedMedia */
export function videoCodec(bytes: Buffer, entry: Box): Codec | undefined {
  if (entry.type !== 'avc1') return undefined;
  const fields = new NumberReader(bytes, entry.contentStart + 24, entry.end);
  const [width, height] = [fields.number(2), fields.number(2)];
  const configuration = boxesIn(bytes, entry.contentStart + VIDEO_FIELDS, entry.end).find(({ type }) => type === 'avcC');
  if (configuration === undefined) throw new MalformedMedia('the video has no box avcC');
  return {
    sequenceHeader: avcSequenceHeader(bytes.subarray(configuration.contentStart, configuration.end)),
    body: avcFrame,
    metadata: { videocodecid: AVC, width, height },
  };
}

/** The codec of audio; undefined for one that RTMP does not play. @throws MalformedMedia */
export function audioCodec(bytes: Buffer, entry: Box): Codec | undefined {
  const fields = new NumberReader(bytes, entry.contentStart + 8, entry.end);
  const version = fields.number(2);
  fields.skip(6);
  const isStereo = fields.number(2) > 1;
  fields.skip(6);
  const sampleRate = fields.number(2);
  const sound = { audiosamplerate: sampleRate, stereo: isStereo };
  if (entry.type === '.mp3') return mp3(sampleRate, isStereo, sound);
  if (entry.type !== 'mp4a') return undefined;
  const { type, specific } = decoderConfiguration(bytes, entry.contentStart + AUDIO_FIELDS + (MORE_AUDIO_FIELDS[version] ?? 0), entry.end);
  if (MP3_TYPES.includes(type)) return mp3(sampleRate, isStereo, sound);
  if (!AAC_TYPES.includes(type)) return undefined;
  return { sequenceHeader: aacSequenceHeader(specific), body: aacFrame, metadata: { audiocodecid: AAC, ...sound } };
}

function mp3(sampleRate: number, isStereo: boolean, sound: Codec['metadata']): Codec {
  // Frames know better than the description.
  return { body: (frame) => mp3Frame(frame, readMp3Header(frame) ?? { sampleRate, isStereo }), metadata: { audiocodecid: MP3, ...sound } };
}

/** What the box esds says, which QuickTime has in a box wave. */
function decoderConfiguration(bytes: Buffer, start: number, end: number): { readonly type: number; readonly specific: Buffer } {
  const boxes = boxesIn(bytes, start, end);
  const esds = boxes.find(({ type }) => type === 'esds') ?? boxes.filter(({ type }) => type === 'wave').flatMap((wave) => children(bytes, wave, 'esds'))[0];
  if (esds === undefined) throw new MalformedMedia('the audio has no box esds');
  const stream = descriptor(bytes, esds.contentStart + 4, esds.end, ELEMENTARY_STREAM);
  const reader = new NumberReader(bytes, stream.start + 2, stream.end);
  const flags = reader.number(1);
  const skipped = ((flags & 0x80) === 0 ? 0 : 2) + ((flags & 0x20) === 0 ? 0 : 2);
  if ((flags & 0x40) !== 0) throw new MalformedMedia('the audio is somewhere else, at a URL');
  const configuration = descriptor(bytes, stream.start + 3 + skipped, stream.end, DECODER_CONFIGURATION);
  const type = new NumberReader(bytes, configuration.start, configuration.end).number(1);
  if (!AAC_TYPES.includes(type)) return { type, specific: Buffer.alloc(0) };
  const specific = descriptor(bytes, configuration.start + 13, configuration.end, DECODER_SPECIFIC);
  return { type, specific: bytes.subarray(specific.start, specific.end) };
}

/** The content of a descriptor of MPEG-4: its tag, its size in groups of 7 bits, and what it has. */
function descriptor(bytes: Buffer, at: number, end: number, tag: number): { readonly start: number; readonly end: number } {
  const reader = new NumberReader(bytes, at, end);
  const found = reader.number(1);
  if (found !== tag) throw new MalformedMedia(`the box esds has a descriptor ${found} in the place of ${tag}`);
  let size = 0;
  for (let length = 1; ; length++) {
    const group = reader.number(1);
    size = size << 7 | group & 0x7f;
    if ((group & 0x80) !== 0 && length < 4) continue;
    const start = at + 1 + length;
    if (start + size > end) throw new MalformedMedia(`the descriptor ${tag} has ${size} bytes, more than the box esds`);
    return { start, end: start + size };
  }
}
