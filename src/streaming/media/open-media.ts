import { openFlv } from './flv';
import { MediaBytes, MediaStream } from './media-stream';
import { openMp3 } from './mp3';
import { openMp4 } from './mp4/mp4';
import { MediaContainer } from '../../config';

const READERS: { readonly [container in MediaContainer]: (bytes: MediaBytes) => Promise<MediaStream> } = { flv: openFlv, mp4: openMp4, mp3: openMp3 };

/**
 * Opens a media file for streaming.
 *
 * @throws MediaError where the file is damaged, or has nothing that can be streamed over RTMP
 */
export function openMedia(bytes: MediaBytes, container: MediaContainer): Promise<MediaStream> {
  return READERS[container](bytes);
}
