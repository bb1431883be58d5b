/* eslint-disable no-bitwise -- the fields of bodies are bits */
import { MediaMessage } from './media-stream';
import { Mp3Header } from './mp3-frame';

/** Codecs as Flash Video numbers them. */
export const AVC = 7;
export const AAC = 10;
export const MP3 = 2;
const MP3_8_KHZ = 14;

const KEY_FRAME = 1;
const INTER_FRAME = 2;
const SEQUENCE_HEADER = 0;
const FRAME = 1;

/** `onMetaData` as a string of AMF 0. */
const METADATA = Buffer.from('\x02\x00\x0aonMetaData', 'latin1');

/** The kind of a message, and as much of its body as tells what it is. */
type Beginning = Pick<MediaMessage, 'kind'> & { readonly beginning: Uint8Array };

/** Whether a message configures the decoder of what follows (H.264 and AAC). */
export function isSequenceHeader({ kind, beginning: [format, packet] }: Beginning): boolean {
  return packet === SEQUENCE_HEADER && (kind === 'video' ? (format & 0x0f) === AVC : kind === 'audio' && format >> 4 === AAC);
}

/** Whether a message is a frame of video that needs none before it. */
export function isKeyFrame(message: Beginning): boolean {
  return message.kind === 'video' && message.beginning[0] >> 4 === KEY_FRAME && !isSequenceHeader(message);
}

/** Whether a message is what a file says of itself. */
export function isMetadata({ kind }: Pick<MediaMessage, 'kind'>, body: Uint8Array): boolean {
  return kind === 'data' && METADATA.equals(body.subarray(0, METADATA.length));
}

/** The sequence header of H.264, from an AVCDecoderConfigurationRecord. */
export function avcSequenceHeader(configuration: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(KEY_FRAME << 4 | AVC, SEQUENCE_HEADER, 0, 0, 0), configuration]);
}

/**
 * A frame of H.264: units with their lengths before them.
 *
 * @param delay  milliseconds from the time of the message until the frame is shown
 */
export function avcFrame(units: Uint8Array, isKey: boolean, delay: number): Uint8Array {
  const header = Buffer.of((isKey ? KEY_FRAME : INTER_FRAME) << 4 | AVC, FRAME, 0, 0, 0);
  header.writeUIntBE(delay & 0xffffff, 2, 3);
  return Buffer.concat([header, units]);
}

/** AAC is always said to be in stereo at 44 kHz; the configuration has what it is. */
const AAC_SOUND = AAC << 4 | 0x0f;

/** The sequence header of AAC, from an AudioSpecificConfig. */
export function aacSequenceHeader(configuration: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(AAC_SOUND, SEQUENCE_HEADER), configuration]);
}

export function aacFrame(frame: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(AAC_SOUND, FRAME), frame]);
}

/** How the rate of sound is said, at most 44 kHz; the frames themselves have the exact one. */
const RATES: readonly (readonly [atMost: number, code: number])[] = [[12_000, 1], [24_000, 2], [Infinity, 3]];

export function mp3Frame(frame: Uint8Array, { sampleRate, isStereo }: Pick<Mp3Header, 'sampleRate' | 'isStereo'>): Uint8Array {
  return Buffer.concat([Buffer.of(mp3Sound(sampleRate, isStereo)), frame]);
}

function mp3Sound(sampleRate: number, isStereo: boolean): number {
  const sampleOf16Bits = 2;
  if (sampleRate === 8_000) return MP3_8_KHZ << 4 | sampleOf16Bits | Number(isStereo);
  const rate = RATES.find(([atMost]) => sampleRate <= atMost)![1];
  return MP3 << 4 | rate << 2 | sampleOf16Bits | Number(isStereo);
}
