import { MediaMessage } from '../../../src/streaming/media';

const TYPES = { audio: 8, video: 9, data: 18 } as const;

/** A file of Flash Video. */
export function flvFile(messages: readonly Pick<MediaMessage, 'kind' | 'timestamp' | 'payload'>[]): Buffer {
  return Buffer.concat([Buffer.from('464c5601050000000900000000', 'hex'), ...messages.map(tag)]);
}

function tag({ kind, timestamp, payload }: Pick<MediaMessage, 'kind' | 'timestamp' | 'payload'>): Buffer {
  const header = Buffer.alloc(11);
  header[0] = TYPES[kind];
  header.writeUIntBE(payload.length, 1, 3);
  header.writeUIntBE(timestamp % 0x1000000, 4, 3);
  header[7] = Math.floor(timestamp / 0x1000000);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(payload.length + 11);
  return Buffer.concat([header, payload, size]);
}
