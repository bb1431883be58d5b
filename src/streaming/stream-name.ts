import { MEDIA_EXTENSIONS, MediaContainer } from '../config';

/** What a player calls an object, in the arguments of `play`. */
export interface StreamName {
  readonly container: MediaContainer;
  /** Without prefix, extension and parameters, as access logs have it. */
  readonly name: string;
  /** Behind the question mark; empty where there is none. */
  readonly query: string;
  /** Keys of the bucket under which the object may be, in the order in which they are tried. */
  readonly keys: readonly string[];
}

/**
 * Reads the name of a stream, such as `mp4:videos/clip`. The container is named by the prefix, Flash Video by none. The extension
 * is added where the name has none that fits; FLV names are written without it, but found with it, too, as players differ.
 *
 * @see RTM-028, RTM-030 to RTM-035
 */
export function readStreamName(text: string): StreamName {
  const [path, ...parameters] = text.split('?');
  const [, prefix = 'flv', rest] = /^(?:(flv|mp3|mp4):)?(.*)$/s.exec(path)!;
  const container = prefix as MediaContainer;
  const extension = MEDIA_EXTENSIONS[container].find((candidate) => rest.toLowerCase().endsWith(`.${candidate}`));
  const added = `${rest}.${MEDIA_EXTENSIONS[container][0]}`;
  return {
    container,
    name: extension === undefined ? rest : rest.slice(0, -extension.length - 1),
    query: parameters.join('?'),
    keys: extension === undefined ? [added] : container === 'flv' ? [added, rest] : [rest],
  };
}
