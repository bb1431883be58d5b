import { box, words } from '../../../edge/mp4/box';

/** What a track of a file is made of; everything else is as small as can be. */
export interface TrackTables {
  readonly kind?: 'vide' | 'soun' | 'text';
  readonly entry?: Buffer;
  readonly timeScale?: number;
  /** Contents of further boxes of stbl, or of others in the place of the usual ones; null leaves a box out. */
  readonly tables?: { readonly [type: string]: Buffer | null };
  readonly elst?: Buffer;
}

export const AVC1 = box('avc1', Buffer.alloc(24), Buffer.from('00400030', 'hex'), Buffer.alloc(50), box('avcC', Buffer.from('0142c01e', 'hex')));
export const MP4A = mp4a(0x40, '1210');

/** A description of audio, by its type and its configuration. */
export function mp4a(type: number, configuration: string, { sampleRate = 44_100, channels = 2 } = {}): Buffer {
  const fields = Buffer.alloc(28);
  fields.writeUInt16BE(channels, 16);
  fields.writeUInt16BE(sampleRate, 24);
  const specific = Buffer.from(configuration, 'hex');
  const decoder = Buffer.concat([Buffer.of(type), Buffer.alloc(12), ...(specific.length === 0 ? [] : [Buffer.of(5, specific.length), specific])]);
  // A size in four groups of 7 bits, as encoders write it.
  return box('mp4a', fields, box('esds', words(0), Buffer.of(3, 0x80, 0x80, 0x80, 8 + decoder.length, 0, 1, 0, 4, 0x80, 0x80, 0x80, decoder.length), decoder));
}

/** Frames of two bytes in one chunk, each 100 units long, in a time scale of 1,000 units. */
export function trackTables(count: number, offset: number): { readonly [type: string]: Buffer } {
  return { stts: words(0, 1, count, 100), stsc: words(0, 1, 1, count, 1), stsz: words(0, 2, count), stco: words(0, 1, offset) };
}

/** A file with `moov` in front, whose media begin at a byte that its tracks are told. */
export function mp4File(tracksAt: (offset: number) => readonly TrackTables[], media: Buffer, { moovLast = false } = {}): Buffer {
  const ftyp = box('ftyp', Buffer.from('isom'));
  const moovAt = (offset: number) => box('moov', box('mvhd', words(0, 0, 0, 1_000, 0)), ...tracksAt(offset).map((track, i) => trak(track, i + 1)));
  const offset = ftyp.length + 8 + (moovLast ? 0 : moovAt(0).length);
  return Buffer.concat(moovLast ? [ftyp, box('mdat', media), moovAt(offset)] : [ftyp, moovAt(offset), box('mdat', media)]);
}

/** A track with an id. */
export function trak({ kind = 'vide', entry = kind === 'vide' ? AVC1 : MP4A, timeScale = 1_000, tables = {}, elst }: TrackTables, id: number): Buffer {
  const boxes = Object.entries(tables).flatMap(([type, content]) => content === null ? [] : [box(type, content)]);
  return box('trak',
    box('tkhd', words(0, 0, 0, id)),
    ...(elst === undefined ? [] : [box('edts', box('elst', elst))]),
    box('mdia', box('mdhd', words(0, 0, 0, timeScale, 0)), box('hdlr', words(0, 0), Buffer.from(kind), words(0)), box('minf', box('stbl', box('stsd', words(0, 1), entry), ...boxes))),
  );
}
