import { MEDIA_EXTENSIONS, MediaContainer } from '../config';

/** What a player calls an object, in the arguments of `play`. */
export interface StreamName {
  readonly container: MediaContainer;
  /** Without prefix and parameters: as policies of signatures have it, with or without the extension. */
  readonly path: string;
  /** Without prefix, extension and parameters, as access logs have it. */
  readonly name: string;
  /** Behind the question mark; empty where there is none. */
  readonly query: string;
  /** Keys of the bucket under which the object may be, in the order in which they are tried. */
  readonly keys: readonly string[];
}

/** ID3 tags are those of an MP3 file. */
const PREFIX = /^(?:(flv|mp3|mp4|id3):)?(.*)$/s;

const CONTAINERS = Object.keys(MEDIA_EXTENSIONS) as MediaContainer[];

/** Players that take a stream from one URL may leave the name of the default instance in its name. */
const DEFAULT_INSTANCE = /^_definst_\//;

/**
 * Reads the name of a stream, such as `mp4:videos/clip`. The container is named by the prefix, Flash Video by none. The extension
 * is added where the name has none that fits; FLV names are written without it, but found with it, too, as players differ.
 *
 * @see RTM-028, RTM-030 to RTM-035
 */
export function readStreamName(text: string): StreamName {
  const [named, query] = splitQuery(text);
  const [, prefix = 'flv', rest] = PREFIX.exec(named.replace(DEFAULT_INSTANCE, ''))!;
  const path = rest.replace(DEFAULT_INSTANCE, '');
  const container = prefix === 'id3' ? 'mp3' : prefix as MediaContainer;
  const extension = extensionIn(path, container);
  const added = `${path}.${MEDIA_EXTENSIONS[container][0]}`;
  return {
    container,
    path,
    name: extension === undefined ? path : path.slice(0, -extension.length - 1),
    query,
    keys: extension === undefined ? [added] : container === 'flv' ? [added, path] : [path],
  };
}

/** What a person should know of how a name is written; undefined for nothing. */
export function namingAdvice({ container, path }: StreamName): string | undefined {
  if (container !== 'flv') return undefined;
  const actual = CONTAINERS.find((candidate) => extensionIn(path, candidate) !== undefined);
  if (actual === 'flv') return `Flash Media Server wants the name of FLV without its extension: ${path.slice(0, -'.flv'.length)}`;
  return actual && `a name without prefix means FLV; this file is ${actual}:${path}`;
}

function extensionIn(path: string, container: MediaContainer): string | undefined {
  return MEDIA_EXTENSIONS[container].find((candidate) => path.toLowerCase().endsWith(`.${candidate}`));
}

/** The name and its parameters, whose characters some versions of Flash Player want encoded [RTM-124]. */
function splitQuery(text: string): [name: string, query: string] {
  const [name, query] = text.split(/\?(.*)/s);
  if (query !== undefined) return [name, query];
  const [encodedName, encodedQuery] = text.split(/%3F(.*)/is);
  return encodedQuery === undefined ? [text, ''] : [encodedName, encodedQuery.replace(/%3F|%3D|%26/gi, decodeURIComponent)];
}
