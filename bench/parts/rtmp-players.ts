import { connect, Socket } from 'node:net';
import { AmfValue } from '../../src/streaming/protocol/amf-value';
import { encodeAmf0 } from '../../src/streaming/protocol/amf0';
import { ChunkWriter } from '../../src/streaming/protocol/chunk-writer';
import { MESSAGE_TYPE } from '../../src/streaming/protocol/message';

/** Bytes of a client's handshake: a version and two blocks. */
const HANDSHAKE = Buffer.concat([Buffer.of(3), Buffer.alloc(2 * 1536)]);

/** Players that play the same stream over and over, and only count what they get. */
export class RtmpPlayers {
  /** Bytes that have come. */
  public bytes = 0;
  private readonly sockets: readonly Socket[];

  /** Lets players begin one after the other, within a second. */
  public constructor(url: URL, stream: string, players: number) {
    const asked = requestFor(url, stream);
    this.sockets = Array.from({ length: players }, (_, i) => {
      const socket = connect(Number(url.port), url.hostname);
      socket.on('data', ({ length }) => { this.bytes += length; });
      socket.on('connect', () => setTimeout(() => socket.write(asked), i * 1_000 / players));
      return socket;
    });
  }

  public stop(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

/** All that a player says, at once: the first stream of a connection has the number 1. */
function requestFor(url: URL, stream: string): Buffer {
  const writer = new ChunkWriter();
  const command = (streamId: number, ...values: readonly AmfValue[]) => (
    writer.write({ type: MESSAGE_TYPE.command, streamId, timestamp: 0, payload: encodeAmf0(...values) })
  );
  return Buffer.concat([
    HANDSHAKE,
    command(0, 'connect', 1, { app: 'cfx/st', tcUrl: `${url.protocol}//${url.host}/cfx/st` }),
    command(0, 'createStream', 2, null),
    command(1, 'play', 0, null, stream, 0),
  ]);
}
