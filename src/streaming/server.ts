import { AddressInfo, createServer, Server, Socket } from 'net';
import { beginsHandshake } from './protocol/handshake';
import { Session, SessionOptions } from './session';
import { SocketConnection } from './socket-connection';
import { Tunnels } from './tunnels';

/** Milliseconds that a client may be silent at first. */
const TIME_TO_BEGIN = 30_000;

/** An open port on which players reach RTMP distributions, by all variants of RTMP [RTM-012]. */
export class StreamingServer {
  /**
   * Opens a port.
   *
   * @param port 0 for a free one
   * @throws the error of the operating system, such as `EADDRINUSE`
   */
  public static async open(options: SessionOptions, host: string, port: number): Promise<StreamingServer> {
    const opened = new StreamingServer(options);
    await new Promise<void>((resolve, reject) => opened.server.once('error', reject).listen(port, host, resolve));
    return opened;
  }

  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly tunnels: Tunnels;

  private constructor(private readonly options: SessionOptions) {
    this.tunnels = new Tunnels(options);
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Closes the port and every connection. */
  public async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.tunnels.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The first byte tells a connection of RTMP from one of HTTP, which tunnels RTMP [RTM-015]. */
  private accept(socket: Socket): void {
    this.sockets.add(socket);
    const inTime = this.options.edge.clock.after(TIME_TO_BEGIN, () => socket.destroy());
    socket.on('error', () => {}).on('close', () => {
      inTime();
      this.sockets.delete(socket);
    });
    socket.once('data', (bytes: Buffer) => {
      inTime();
      if (beginsHandshake(bytes[0])) return this.begin(socket, bytes);
      socket.pause();
      socket.unshift(bytes);
      this.tunnels.server.emit('connection', socket);
      socket.resume();
    });
  }

  private begin(socket: Socket, first: Buffer): void {
    const session = new Session(new SocketConnection(socket), this.options);
    const receive = (bytes: Buffer) => {
      session.receive(bytes);
      const waiting = session.room();
      if (waiting === undefined) return;
      socket.pause();
      void waiting.then(() => socket.resume());
    };
    socket.on('data', receive).on('close', () => session.closed());
    receive(first);
  }
}
