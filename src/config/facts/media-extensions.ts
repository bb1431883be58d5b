import { MediaContainer } from '../access';

/** Extensions of media that an RTMP distribution streams, by what the files hold. The first one is added to names that have none. */
export const MEDIA_EXTENSIONS: { readonly [container in MediaContainer]: readonly [string, ...string[]] } = {
  flv: ['flv'],
  mp4: ['mp4', 'f4v', 'f4a', 'm4v', 'm4a', 'mov', '3gp'],
  mp3: ['mp3'],
};
