/* eslint-disable no-bitwise -- the fields of headers are bits */

/** What the header of an MP3 frame says. */
export interface Mp3Header {
  /** Bytes of the frame, header included. */
  readonly size: number;
  /** Samples of sound in the frame. */
  readonly samples: number;
  /** Samples in a second. */
  readonly sampleRate: number;
  /** Bits in a second. */
  readonly bitrate: number;
  readonly isStereo: boolean;
  /** Bytes between the header and the sound, about how the sound is stored. */
  readonly sideInformation: number;
}

export const MP3_HEADER = 4;

/** A version of MPEG audio, of layer III. */
interface Version {
  readonly samples: number;
  /** Kilobits in a second, by their codes from 1. */
  readonly bitrates: readonly number[];
  readonly sampleRates: readonly number[];
  readonly sideInformation: { readonly mono: number; readonly stereo: number };
}

const LOW_BITRATES = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG_1: Version = {
  samples: 1_152,
  bitrates: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  sampleRates: [44_100, 48_000, 32_000],
  sideInformation: { mono: 17, stereo: 32 },
};
const MPEG_2: Version = { samples: 576, bitrates: LOW_BITRATES, sampleRates: [22_050, 24_000, 16_000], sideInformation: { mono: 9, stereo: 17 } };
const MPEG_2_5: Version = { ...MPEG_2, sampleRates: [11_025, 12_000, 8_000] };
const VERSIONS: readonly (Version | undefined)[] = [MPEG_2_5, undefined, MPEG_2, MPEG_1];

const LAYER_III = 1;
const MONO = 3;

/** Reads the header at a place; undefined where there is none of MP3, or one without a bitrate. */
export function readMp3Header(bytes: Uint8Array, at = 0): Mp3Header | undefined {
  const [sync, kind, rates, modes] = bytes.subarray(at, at + MP3_HEADER);
  const version = VERSIONS[kind >> 3 & 3];
  if (modes === undefined || sync !== 0xff || kind < 0xe0 || version === undefined || (kind >> 1 & 3) !== LAYER_III) return undefined;
  const kilobits = version.bitrates[(rates >> 4) - 1];
  const sampleRate = version.sampleRates[rates >> 2 & 3];
  if (kilobits === undefined || sampleRate === undefined) return undefined;
  const isStereo = modes >> 6 !== MONO;
  const { samples, sideInformation: { mono, stereo } } = version;
  const bitrate = kilobits * 1_000;
  return { size: Math.floor(samples / 8 * bitrate / sampleRate) + (rates >> 1 & 1), samples, sampleRate, bitrate, isStereo, sideInformation: isStereo ? stereo : mono };
}
