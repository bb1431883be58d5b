import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MediaBytes, MediaError, MediaMessage, MediaStream, openMedia } from '../../../src/streaming/media';
import { run } from '../../local/clients';

/** A file in memory, which notes what is read of it. */
export function bytesOf(content: Uint8Array): MediaBytes & { readonly reads: (readonly [start: number, end: number])[] } {
  const reads: [number, number][] = [];
  return {
    length: content.length,
    reads,
    read(start, end) {
      reads.push([start, end]);
      return Promise.resolve(content.subarray(start, end));
    },
  };
}

/** All messages from a time on. */
export async function messagesOf(stream: MediaStream, from = 0): Promise<MediaMessage[]> {
  const messages: MediaMessage[] = [];
  for await (const message of stream.messages(from)) messages.push(message);
  return messages;
}

/** Which bytes of a file are changed to what, how much of it there is, and from when it is played, in milliseconds. */
interface Damage {
  readonly changes: number;
  readonly from: number;
  readonly numRuns: number;
  /** @default - it may end anywhere */
  readonly isWhole?: boolean;
  /** Whether damage can tell of so much that only the beginning is read. @default false */
  readonly isBoundless?: boolean;
}

/** Checks that a file with any such damage is refused, or plays other things, and neither hangs nor crashes. */
export async function expectToBearDamage(whole: Buffer, container: Parameters<typeof openMedia>[1], damage: Damage): Promise<void> {
  const { changes: maxLength, from: latest, numRuns, isWhole = false, isBoundless = false } = damage;
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 255));
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), byte), { maxLength });
  const lengths = isWhole ? fc.constant(whole.length) : fc.oneof(fc.constant(whole.length), fc.nat(whole.length));
  await fc.assert(fc.asyncProperty(changes, lengths, fc.nat(latest), async (changed, length, from) => {
    const damaged = Buffer.from(whole.subarray(0, length));
    for (const [at, value] of changed) if (at < length) damaged[at] = value;
    try {
      const stream = await openMedia(bytesOf(damaged), container);
      let count = 0;
      for await (const { payload } of stream.messages(from)) if (isBoundless && (++count > 1_000 || payload.length > 1_000_000)) break;
    } catch (error) {
      expect(error).toBeInstanceOf(MediaError);
    }
  }), { numRuns });
}

/** What ffmpeg makes of its arguments. */
export async function encoded(extension: string, ...args: readonly string[]): Promise<Buffer> {
  return withFile(extension, async (file) => {
    await run('ffmpeg', '-v', 'error', '-y', ...args, file);
    return readFileSync(file);
  });
}

export interface Packet {
  readonly kind: string;
  /** Milliseconds, to be decoded and to be shown. */
  readonly dts: number;
  readonly pts: number;
  readonly size: number;
  readonly isKey: boolean;
}

/** The packets of a file as ffprobe sees them. */
export async function packetsOf(file: string): Promise<Packet[]> {
  const { packets } = JSON.parse(String(await run('ffprobe', '-v', 'error', '-show_packets', '-of', 'json', file))) as { packets: { [name: string]: string }[] };
  return packets.map(({ codec_type: kind, dts_time: dts, pts_time: pts, size, flags }) => ({
    kind, dts: Math.round(Number(dts) * 1_000), pts: Math.round(Number(pts) * 1_000), size: Number(size), isKey: flags.startsWith('K'),
  }));
}

/** Runs with a path for a file, which is removed afterwards. */
export async function withFile<T>(extension: string, body: (file: string) => Promise<T>): Promise<T> {
  const file = join(tmpdir(), `${randomUUID()}.${extension}`);
  try {
    return await body(file);
  } finally {
    rmSync(file, { force: true });
  }
}
