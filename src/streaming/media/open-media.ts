import { openFlv } from './flv';
import { MediaBytes, MediaError, MediaStream } from './media-stream';
import { MediaContainer } from '../../config';

const READERS: { readonly [container in MediaContainer]?: (bytes: MediaBytes) => Promise<MediaStream> } = { flv: openFlv };

/**
 * Opens a media file for streaming.
 *
 * @throws MediaError where the file is damaged, or has nothing that can be streamed over RTMP
 */
export async function openMedia(bytes: MediaBytes, container: MediaContainer): Promise<MediaStream> {
  const open = READERS[container];
  if (open === undefined) throw new MediaError(container, 0, 'files of this kind cannot be streamed');
  return open(bytes);
}
