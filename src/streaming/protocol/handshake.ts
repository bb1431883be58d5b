import { randomFillSync } from 'crypto';
import { BLOCK_LENGTH, clientDigest, ClientDigest, signAnswer, writeServerDigest } from './digest';
import { Encryption, KeyExchange } from './encryption';
import { ProtocolViolation } from './message';

/** The first byte of a connection: plain, or encrypted (RTMPE) [RTM-017]. */
const PLAIN = 3;
const ENCRYPTED = 6;

/** Whether a byte begins a connection of RTMP rather than one of HTTP [RTM-015]. */
export function beginsHandshake(byte: number): boolean {
  return byte === PLAIN || byte === ENCRYPTED;
}

/** The version of the server, in the place where players of today look for it. */
const SERVER_VERSION = [3, 5, 3, 1];

/** The server's side of a handshake. */
export class ServerHandshake {
  private received: Buffer = Buffer.alloc(0);
  private answered = false;
  /** What encrypts the rest of the connection; undefined for a plain one. */
  public encryption: Encryption | undefined;

  /**
   * @param answer sends bytes to the client
   * @param uptime milliseconds, which tell a client nothing but how much time passes
   */
  public constructor(private readonly answer: (bytes: Uint8Array) => void, private readonly uptime: () => number) {}

  /**
   * Takes bytes in, however they are cut.
   *
   * @returns what comes behind the handshake, once it is complete
   * @throws ProtocolViolation
   */
  public read(bytes: Uint8Array): Buffer | undefined {
    this.received = Buffer.concat([this.received, bytes]);
    if (!this.answered) {
      if (!beginsHandshake(this.received[0])) throw new ProtocolViolation(`the connection begins with ${this.received[0]}, which is no version of RTMP`);
      if (this.received.length <= BLOCK_LENGTH) return undefined;
      this.reply(this.received[0], this.received.subarray(1, 1 + BLOCK_LENGTH));
      this.answered = true;
      this.received = this.received.subarray(1 + BLOCK_LENGTH);
    }
    // What the client answers proves nothing that a server needs.
    return this.received.length < BLOCK_LENGTH ? undefined : this.received.subarray(BLOCK_LENGTH);
  }

  private reply(version: number, client: Buffer): void {
    const proven = clientDigest(client);
    const own = randomFillSync(Buffer.alloc(BLOCK_LENGTH));
    own.writeUInt32BE(this.uptime() % 2 ** 32, 0);
    if (version === ENCRYPTED) this.encrypt(own, proven);
    else if (proven !== undefined) this.prove(own, proven);
    else own.writeUInt32BE(0, 4);
    this.answer(Buffer.concat([Buffer.from([version]), own, proven === undefined ? this.echo(client) : signedAnswer(proven)]));
  }

  private prove(own: Buffer, { scheme }: ClientDigest, publicKey?: Buffer): void {
    own.set(SERVER_VERSION, 4);
    writeServerDigest(own, scheme, publicKey);
  }

  private encrypt(own: Buffer, proven: ClientDigest | undefined): void {
    if (proven === undefined) throw new ProtocolViolation('an encrypted connection begins without a digest');
    const exchange = new KeyExchange();
    this.prove(own, proven, exchange.publicKey);
    this.encryption = exchange.with(proven.publicKey);
  }

  /** The client's block with the time at which it was read. */
  private echo(client: Buffer): Buffer {
    const echo = Buffer.from(client);
    echo.writeUInt32BE(this.uptime() % 2 ** 32, 4);
    return echo;
  }
}

function signedAnswer(proven: ClientDigest): Buffer {
  const block = randomFillSync(Buffer.alloc(BLOCK_LENGTH));
  signAnswer(block, proven);
  return block;
}
