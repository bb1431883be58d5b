import { MediaContainer } from './access';
import { MEDIA_EXTENSIONS } from './facts';

/** Players of Flash media, each of which names objects in its own way. */
export type MediaPlayer = 'Flash Player' | 'Flowplayer' | 'JW Player';

const CONTAINERS = Object.keys(MEDIA_EXTENSIONS) as readonly MediaContainer[];

/** An object, as the parts of its name. */
interface Media {
  /** Its key in the bucket. */
  readonly key: string;
  readonly withoutExtension: string;
  /** Whether the server adds the extension, as it is written, where a name has none. */
  readonly isAdded: boolean;
  readonly container: MediaContainer;
  /** What stands before its name; the server finds FLV without. */
  readonly prefix: string;
}

const STREAM_NAMES: { readonly [player in MediaPlayer]: (media: Media) => string } = {
  'Flash Player': ({ key, withoutExtension, isAdded, prefix }) => prefix + (isAdded ? withoutExtension : key),
  'Flowplayer': ({ key, withoutExtension, container, prefix }) => prefix + (container === 'flv' ? withoutExtension : key),
  'JW Player': ({ key }) => key,
};

/**
 * What a player calls an object of an RTMP distribution.
 *
 * @throws where the name does not end in an extension of Flash media
 * @see RTM-036
 */
export function streamNameOf(objectName: string, player: MediaPlayer): string {
  return STREAM_NAMES[player](mediaOf(objectName));
}

/**
 * The call by which ActionScript plays an object. With a start and a length it tells when the object is missing; without, it waits for it.
 *
 * @see RTM-050
 */
export function playCallOf(objectName: string): string {
  return `play(${JSON.stringify(streamNameOf(objectName, 'Flash Player'))}, 0, -1)`;
}

function mediaOf(objectName: string): Media {
  const key = objectName.replace(/^\//, '');
  const [, withoutExtension, extension = ''] = /^(.*[^/])\.([^./]+)$/.exec(key) ?? [];
  const container = CONTAINERS.find((candidate) => MEDIA_EXTENSIONS[candidate].includes(extension.toLowerCase()));
  if (container === undefined) {
    throw new Error(`"${objectName}" does not name media for RTMP; give the key of the object, with its extension: ${Object.values(MEDIA_EXTENSIONS).flat().join(', ')}.`);
  }
  return { key, withoutExtension, isAdded: extension === MEDIA_EXTENSIONS[container][0], container, prefix: container === 'flv' ? '' : `${container}:` };
}
