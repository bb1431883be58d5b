import { Socket } from 'net';
import { Connection } from './connection';

/** A connection of its own, by TCP. */
export class SocketConnection implements Connection {
  public readonly ip: string;

  public constructor(private readonly socket: Socket) {
    this.ip = addressOf(socket);
  }

  public get pending(): number {
    return this.socket.writableLength;
  }

  /** What is sent in one turn goes out at once. */
  public send(bytes: Uint8Array): void {
    if (this.socket.writableCorked === 0) {
      this.socket.cork();
      process.nextTick(() => this.socket.uncork());
    }
    this.socket.write(bytes);
  }

  public whenTaken(callback: () => void): void {
    const { socket } = this;
    const taken = () => {
      socket.off('drain', taken).off('close', taken);
      callback();
    };
    socket.on('drain', taken).on('close', taken);
  }

  public end(): void {
    this.socket.destroySoon();
  }

  public destroy(): void {
    this.socket.destroy();
  }
}

/** The address of who is at the other end; of IPv4 as such. */
export function addressOf({ remoteAddress = '' }: Socket): string {
  return remoteAddress.replace(/^::ffff:/, '');
}
