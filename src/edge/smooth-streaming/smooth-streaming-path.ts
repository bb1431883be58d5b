/** What a path of Smooth Streaming asks for: the client manifest of a presentation, or a fragment of one of its tracks. */
export type SmoothStreamingPath =
  | { readonly kind: 'manifest'; readonly serverManifest: string }
  | { readonly kind: 'fragment'; readonly serverManifest: string; readonly bitrate: number; readonly track: string; readonly time: number };

const MANIFEST = /^(.*\.ism)\/manifest$/i;
const FRAGMENT = /^(.*\.ism)\/qualitylevels\((\d{1,15})(?:,[^)]*)?\)\/fragments\(([^=()]+)=(\d{1,20})\)$/i;

/** Reads a path, in which parentheses and the like may be percent-encoded; undefined for any other object [GEO-058, GEO-059]. */
export function readSmoothStreamingPath(path: string): SmoothStreamingPath | undefined {
  const plain = path.replace(/%(28|29|2c|3d)/gi, (code) => decodeURIComponent(code));
  const manifest = MANIFEST.exec(plain);
  if (manifest !== null) return { kind: 'manifest', serverManifest: manifest[1] };
  const fragment = FRAGMENT.exec(plain);
  if (fragment === null) return undefined;
  const [, serverManifest, bitrate, track, time] = fragment;
  return { kind: 'fragment', serverManifest, bitrate: Number(bitrate), track, time: Number(time) };
}
