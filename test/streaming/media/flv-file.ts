import { MediaMessage } from '../../../src/streaming/media';

const TYPES = { audio: 8, video: 9, data: 18 } as const;

/** A file of Flash Video. */
export function flvFile(messages: readonly Pick<MediaMessage, 'kind' | 'timestamp' | 'payload'>[]): Buffer {
  return Buffer.concat([Buffer.from('464c5601050000000900000000', 'hex'), ...messages.map(tag)]);
}

function tag({ kind, timestamp, payload }: Pick<MediaMessage, 'kind' | 'timestamp' | 'payload'>): Buffer {
  const bytes = Buffer.allocUnsafe(11 + payload.length + 4);
  bytes[0] = TYPES[kind];
  bytes.writeUIntBE(payload.length, 1, 3);
  bytes.writeUIntBE(timestamp % 0x1000000, 4, 3);
  bytes[7] = Math.floor(timestamp / 0x1000000);
  bytes.writeUIntBE(0, 8, 3);
  bytes.set(payload, 11);
  bytes.writeUInt32BE(payload.length + 11, 11 + payload.length);
  return bytes;
}
