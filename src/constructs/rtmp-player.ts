/** Players of Flash media, each of which names objects in its own way. */
export enum RtmpPlayer {
  /** Adobe Flash Player, by a project of Flash Builder or by ActionScript. */
  FLASH_PLAYER = 'Flash Player',
  /** Flowplayer for Adobe Flash. */
  FLOWPLAYER = 'Flowplayer',
  /** JW Player. */
  JW_PLAYER = 'JW Player',
}

/** What stands before the name of an object, by its extension. The server finds FLV without a prefix. */
const PREFIXES: { readonly [extension: string]: string } = {
  'flv': '', 'mp3': 'mp3:', 'mp4': 'mp4:', 'f4v': 'mp4:', 'f4a': 'mp4:', 'm4v': 'mp4:', 'm4a': 'mp4:', 'mov': 'mp4:', '3gp': 'mp4:',
};

/** Extensions that the server adds, as they are written here, where a name has none. */
const ADDED_BY_THE_SERVER = ['flv', 'mp3', 'mp4'];

/** An object, as the parts of its name. */
interface Media {
  /** Its key in the bucket. */
  readonly key: string;
  readonly withoutExtension: string;
  readonly extension: string;
  readonly prefix: string;
}

const STREAM_NAMES: { readonly [player in RtmpPlayer]: (media: Media) => string } = {
  [RtmpPlayer.FLASH_PLAYER]: ({ key, withoutExtension, extension, prefix }) => prefix + (ADDED_BY_THE_SERVER.includes(extension) ? withoutExtension : key),
  [RtmpPlayer.FLOWPLAYER]: ({ key, withoutExtension, extension, prefix }) => prefix + (extension === 'flv' ? withoutExtension : key),
  [RtmpPlayer.JW_PLAYER]: ({ key }) => key,
};

/**
 * What a player calls an object of an RTMP distribution.
 *
 * @throws where the name does not end in an extension of Flash media
 * @see RTM-036
 */
export function streamNameOf(objectName: string, player: RtmpPlayer): string {
  return STREAM_NAMES[player](mediaOf(objectName));
}

/**
 * The call by which ActionScript plays an object. With a start and a length it tells when the object is missing; without, it waits for it.
 *
 * @see RTM-050
 */
export function playCallOf(objectName: string): string {
  return `play(${JSON.stringify(streamNameOf(objectName, RtmpPlayer.FLASH_PLAYER))}, 0, -1)`;
}

function mediaOf(objectName: string): Media {
  const key = objectName.replace(/^\//, '');
  const [, withoutExtension, extension = ''] = /^(.*[^/])\.([^./]+)$/.exec(key) ?? [];
  const prefix = Object.hasOwn(PREFIXES, extension.toLowerCase()) ? PREFIXES[extension.toLowerCase()] : undefined;
  if (prefix === undefined) {
    throw new Error(`"${objectName}" does not name media for RTMP; give the key of the object, with its extension: ${Object.keys(PREFIXES).join(', ')}.`);
  }
  return { key, withoutExtension, extension, prefix };
}
