import { ChunkReader, uint32 } from './chunk-reader';
import { ChunkWriter } from './chunk-writer';
import { ServerHandshake } from './handshake';
import { LIMIT_TYPE, MESSAGE_TYPE, RtmpMessage } from './message';
import { readUserControl, USER_CONTROL, userControl } from './user-control';

/** Both sides of a channel. */
export interface MessageChannelOptions {
  /** Takes bytes for the client. */
  readonly send: (bytes: Uint8Array) => void;
  /** Takes the client's messages, but for those that only keep the channel going. */
  readonly receive: (message: RtmpMessage) => void;
  /** Milliseconds since the client came. */
  readonly uptime: () => number;
}

/** Bytes after which the client acknowledges what it has received, and the server what it has, until either says otherwise. */
const ACKNOWLEDGEMENT_WINDOW = 2_500_000;

/** Bytes in a chunk that the server sends once it has let a player in. */
const CHUNK_SIZE = 4_096;

/** The server's end of a connection, as messages: handshake, encryption and chunks, and what keeps it going: acknowledgements, windows and pings. */
export class MessageChannel {
  private readonly handshake: ServerHandshake;
  private isShaken = false;
  private readonly reader = new ChunkReader();
  private readonly writer = new ChunkWriter();
  private received = 0;
  private acknowledged = 0;
  private window = ACKNOWLEDGEMENT_WINDOW;
  /** The window that the client was told, and whether that was by a hard limit of its own. */
  private told = { window: ACKNOWLEDGEMENT_WINDOW, isHard: false };

  public constructor(private readonly options: MessageChannelOptions) {
    this.handshake = new ServerHandshake(options.send, options.uptime);
  }

  /** Takes bytes of the client in, however they are cut. @throws ProtocolViolation, or what the receiver of messages does */
  public read(bytes: Uint8Array): void {
    if (this.isShaken) return this.readChunks(this.handshake.encryption?.incoming.apply(bytes) ?? bytes);
    const rest = this.handshake.read(bytes);
    if (rest === undefined) return;
    this.isShaken = true;
    if (rest.length > 0) this.read(rest);
  }

  public send(message: RtmpMessage): void {
    this.sendChunks(this.writer.write(message));
  }

  /** Says how the server wants it: the windows of both sides, larger chunks, and that there is a connection to talk on. */
  public welcome(): void {
    this.sendNumber(MESSAGE_TYPE.windowAcknowledgementSize, ACKNOWLEDGEMENT_WINDOW);
    const bandwidth = Buffer.alloc(5, LIMIT_TYPE.dynamic);
    bandwidth.writeUInt32BE(ACKNOWLEDGEMENT_WINDOW);
    this.send({ type: MESSAGE_TYPE.setPeerBandwidth, streamId: 0, timestamp: 0, payload: bandwidth });
    this.send(userControl(USER_CONTROL.streamBegin, 0));
    this.sendChunks(this.writer.changeSize(CHUNK_SIZE));
  }

  private readChunks(bytes: Uint8Array): void {
    this.received += bytes.length;
    for (const message of this.reader.read(bytes)) this.take(message);
    if (this.received - this.acknowledged < this.window) return;
    this.acknowledged = this.received;
    this.sendNumber(MESSAGE_TYPE.acknowledgement, this.received % 2 ** 32);
  }

  private take(message: RtmpMessage): void {
    const { type, payload } = message;
    switch (type) {
      // TCP sees to it that what is sent arrives.
      case MESSAGE_TYPE.acknowledgement: return;
      case MESSAGE_TYPE.windowAcknowledgementSize: this.window = Math.max(1, uint32(payload, 'a window')); return;
      case MESSAGE_TYPE.setPeerBandwidth: return this.limit(uint32(payload, 'a bandwidth'), payload[4]);
      case MESSAGE_TYPE.userControl: return this.control(message);
      default: this.options.receive(message);
    }
  }

  private control(message: RtmpMessage): void {
    const { event, numbers: [time] } = readUserControl(message.payload);
    if (event === USER_CONTROL.pingRequest) this.send(userControl(USER_CONTROL.pingResponse, time));
    else this.options.receive(message);
  }

  /** The client limits what may be on its way to it without acknowledgement. It is told the window where that is another one now. */
  private limit(window: number, type: number): void {
    if (type === LIMIT_TYPE.dynamic && !this.told.isHard) return;
    const told = { window: type === LIMIT_TYPE.soft ? Math.min(window, this.told.window) : window, isHard: type !== LIMIT_TYPE.soft };
    if (told.window !== this.told.window) this.sendNumber(MESSAGE_TYPE.windowAcknowledgementSize, told.window);
    this.told = told;
  }

  private sendNumber(type: number, value: number): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(value);
    this.send({ type, streamId: 0, timestamp: 0, payload });
  }

  private sendChunks(chunks: Uint8Array): void {
    this.options.send(this.handshake.encryption?.outgoing.apply(chunks) ?? chunks);
  }
}
