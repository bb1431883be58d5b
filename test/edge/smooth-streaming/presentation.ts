import { box, words } from '../mp4/box';

export interface Fragment {
  readonly trackId: number;
  readonly time: number;
  readonly media: string;
}

const TFXD = Buffer.from('6d1d9b0542d544e680e2141daff757b2', 'hex');

/** A fragment: `moof` and `mdat`, with its time as Smooth Streaming has it, or as other fragmented MP4 does. */
export function fragmentBytes({ trackId, time, media }: Fragment, timed: 'tfxd' | 'tfdt' = 'tfxd'): Buffer {
  const stamp = timed === 'tfxd' ? box('uuid', TFXD, words(0x01000000, 0, time, 0, 20_000_000)) : box('tfdt', words(0, time));
  return Buffer.concat([box('moof', box('mfhd', words(0, 1)), box('traf', box('tfhd', words(0, trackId)), stamp)), box('mdat', Buffer.from(media))]);
}

/** A file of fragments, with an index at its end or without. */
export function mediaFile(fragments: readonly Fragment[], { index = true, timed = 'tfxd' as 'tfxd' | 'tfdt' } = {}): Buffer {
  const parts = [box('ftyp', Buffer.from('isml')), box('moov', words(0, 0))];
  const offsets = new Map<Fragment, number>();
  for (const fragment of fragments) {
    offsets.set(fragment, parts.reduce((sum, { length }) => sum + length, 0));
    parts.push(fragmentBytes(fragment, timed));
  }
  const tracks = [...new Set(fragments.map(({ trackId }) => trackId))];
  const tables = tracks.map((id) => {
    const own = fragments.filter(({ trackId }) => trackId === id);
    const entries = own.map((fragment) => Buffer.concat([words(fragment.time, offsets.get(fragment)!), Buffer.from([1, 1, 1])]));
    return box('tfra', words(0, id, 0, own.length), ...entries);
  });
  const length = tables.reduce((sum, table) => sum + table.length, 0) + 8 + 16;
  return Buffer.concat([...parts, ...(index ? [box('mfra', ...tables, box('mfro', words(0, length)))] : [])]);
}

/** A server manifest. */
export function serverManifest(tracks: readonly { readonly kind: string; readonly bitrate: number; readonly file: string; readonly trackId: number; readonly name?: string }[], clientManifest = 'presentation.ismc'): string {
  const stream = ({ kind, bitrate, file, trackId, name }: typeof tracks[number]) => [
    `<${kind} src="${file}" systemBitrate="${bitrate}">`,
    `<param name="trackID" value="${trackId}" valuetype="data"/>`,
    ...(name === undefined ? [] : [`<param name="trackName" value="${name}" valuetype="data"/>`]),
    `</${kind}>`,
  ].join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<smil xmlns="http://www.w3.org/2001/SMIL20/Language">
  <head><meta name="clientManifestRelativePath" content="${clientManifest}"/></head>
  <!-- <video src="hidden.ismv" systemBitrate="1"/> -->
  <body><switch>${tracks.map(stream).join('')}</switch></body>
</smil>`;
}
