import { LIVE_LIFETIMES, LiveFormatName, LiveStreamName, MediaServer } from '../../config';

/** A file of a live stream, as the packager has it. */
export interface LiveFile {
  /** In the packager's directory. */
  readonly path: string;
  readonly contentType: string;
  /** Seconds for which it is good. */
  readonly lifetime: number;
}

/** The manifest of each format, in the packager's directory. */
export const MANIFESTS: { readonly [format in LiveFormatName]: string } = { hls: 'hls/index.m3u8', hds: 'hds/index.f4m', smooth: 'smooth/Manifest' };

/** What files are called beside a manifest, by its format, and their types. */
const FILES: { readonly [format in LiveFormatName]: readonly { readonly name: RegExp; readonly contentType: string; readonly isManifest?: boolean }[] } = {
  hls: [{ name: /^segment\d+\.ts$/, contentType: 'video/MP2T' }],
  hds: [
    { name: /^stream\d+\.abst$/, contentType: 'binary/octet-stream', isManifest: true },
    { name: /^stream\d+Seg\d+-Frag\d+$/, contentType: 'video/f4f' },
  ],
  smooth: [{ name: /^QualityLevels\(\d+\)\/Fragments\((video|audio)=\d+\)$/, contentType: 'video/mp4' }],
};
const MANIFEST_TYPES: { readonly [format in LiveFormatName]: string } = { hls: 'application/vnd.apple.mpegurl', hds: 'application/f4m+xml', smooth: 'text/xml' };

/** How long manifests, and the media beside them, are good for. */
const [MANIFEST_LIFETIME, MEDIA_LIFETIME] = [true, false].map((which) => LIVE_LIFETIMES.find(({ isManifest }) => isManifest === which)!.seconds);

/** The file that a media server has at a path; undefined where it has none. */
export function liveFile(path: string, { manifests }: MediaServer, stream: LiveStreamName): LiveFile | undefined {
  const formats = Object.keys(manifests) as LiveFormatName[];
  const manifest = formats.find((format) => manifests[format]!(stream) === path);
  if (manifest !== undefined) return { path: MANIFESTS[manifest], contentType: MANIFEST_TYPES[manifest], lifetime: MANIFEST_LIFETIME };
  for (const format of formats) {
    const folder = manifests[format]!(stream).replace(/[^/]*$/, '');
    const name = path.startsWith(folder) ? path.slice(folder.length) : undefined;
    const file = name === undefined ? undefined : FILES[format].find((candidate) => candidate.name.test(name));
    if (file !== undefined) return { path: `${format}/${name}`, contentType: file.contentType, lifetime: file.isManifest ? MANIFEST_LIFETIME : MEDIA_LIFETIME };
  }
  return undefined;
}
