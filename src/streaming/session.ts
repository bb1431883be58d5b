import { randomBytes } from 'crypto';
import { Connection, MOST_PENDING } from './connection';
import { NetStream } from './net-stream';
import { playRequest, PlayRequest } from './play-request';
import { AmfObject, AmfValue, isAmfObject, MalformedAmf, textOf } from './protocol/amf-value';
import { decodeAmf0, encodeAmf0 } from './protocol/amf0';
import { MESSAGE_TYPE, ProtocolViolation, RtmpMessage } from './protocol/message';
import { MessageChannel } from './protocol/message-channel';
import { readUserControl, USER_CONTROL } from './protocol/user-control';
import { failure, status, Status } from './status';
import { streamCommand } from './stream-commands';
import { StreamHost, StreamMessages } from './stream-host';
import { MessagesOfStreams } from './stream-messages';
import { Admission, StreamingEdge } from './streaming-edge';
import { StreamingEvent, StreamingRecord } from './streaming-record';

/** What all sessions of a server share. */
export interface SessionOptions {
  readonly edge: StreamingEdge;
  /** The host that CloudFront would have seen, of one that exists on this machine only. */
  readonly resolve: (host: string) => string;
  /** Whether the signature of a stream that goes on after a pause has to be good still [RTM-110]. @default false */
  readonly checksUnpause?: boolean;
  /** Gets the record of every event. @default - nobody does */
  readonly record?: (record: StreamingRecord) => void;
  /** Told of an error of the server itself. */
  readonly onDefect: (error: unknown) => void;
}

/** The version that players are told: of the line of Flash Media Server that CloudFront ran [RTM-009]. */
const SERVER_VERSION = '3,5,3,824';

/** Streams that a player may have at the same time. */
const MOST_STREAMS = 32;

/** Milliseconds that a client has for the handshake and `connect`. */
const TIME_TO_CONNECT = 30_000;

/** Milliseconds that a client may take nothing of what it was sent. */
const TIME_TO_TAKE = 60_000;

/** One connection of a player, from the handshake to its end. */
export class Session {
  private readonly clientId = randomBytes(16).toString('hex');
  private readonly channel: MessageChannel;
  private admission: Admission | undefined;
  private player: AmfObject = {};
  private readonly streams = new Map<number, NetStream>();
  private readonly messages: StreamMessages;
  private readonly host: StreamHost;
  private lastStream = 0;
  private played = 0;
  private sent = 0;
  private isOver = false;
  /** The client has connected in time. */
  private readonly callOffTimeout: () => void;

  public constructor(private readonly connection: Connection, private readonly options: SessionOptions) {
    const { clock } = options.edge;
    const opened = clock.now();
    this.channel = new MessageChannel({ send: (bytes) => this.sendBytes(bytes), receive: (message) => this.take(message), uptime: () => clock.now() - opened });
    this.messages = new MessagesOfStreams((message) => this.channel.send(message));
    this.callOffTimeout = clock.after(TIME_TO_CONNECT, () => connection.destroy());
    this.host = this.hostOfStreams();
  }

  /** Takes bytes of the client in. What RTMP does not allow ends the connection. */
  public receive(bytes: Uint8Array): void {
    if (this.isOver) return;
    try {
      this.channel.read(bytes);
    } catch (error) {
      if (!(error instanceof ProtocolViolation || error instanceof MalformedAmf)) this.options.onDefect(error);
      this.connection.destroy();
    }
  }

  /** The connection has ended. */
  public closed(): void {
    if (this.isOver) return;
    this.callOffTimeout();
    for (const stream of this.streams.values()) stream.close();
    if (this.admission !== undefined) this.record('disconnect', this.options.edge.clock.now(), { stream: undefined, status: undefined });
    this.isOver = true;
  }

  private take({ type, streamId, payload }: RtmpMessage): void {
    if (this.isOver) return;
    switch (type) {
      case MESSAGE_TYPE.command: return this.command(streamId, payload);
      // A command of AMF 3 begins with a byte that says so; its values are those of AMF 0, which can switch to AMF 3.
      case MESSAGE_TYPE.commandAmf3: return this.command(streamId, payload.subarray(1));
      case MESSAGE_TYPE.userControl: return this.control(payload);
      // Media and data are published, which is not what the server is for.
      default:
    }
  }

  private control(payload: Uint8Array): void {
    const { event, numbers: [streamId, milliseconds] } = readUserControl(payload);
    if (event === USER_CONTROL.setBufferLength) this.streams.get(streamId)?.useBuffer(milliseconds);
  }

  private command(streamId: number, payload: Uint8Array): void {
    const [name, transaction, first, ...rest] = decodeAmf0(payload);
    if (typeof name !== 'string' || typeof transaction !== 'number') throw new ProtocolViolation('a command has no name and number');
    if (name === 'connect') return this.connect(transaction, first);
    if (this.admission === undefined) throw new ProtocolViolation(`${name} comes before connect`);
    // The player has not read yet that it is turned away.
    if (this.admission.refusal !== undefined) return;
    const stream = this.streams.get(streamId);
    const ofStream = streamCommand(name);
    if (ofStream !== undefined) return stream && ofStream(stream, rest, this.messages, streamId);
    switch (name) {
      case 'createStream': return this.createStream(transaction);
      case 'deleteStream': return this.deleteStream(rest[0]);
      case 'getStreamLength': return this.tellLength(transaction, rest[0]);
      default: return this.refuseCall(name, transaction);
    }
  }

  private connect(transaction: number, object: AmfValue): void {
    const time = this.options.edge.clock.now();
    if (this.admission !== undefined) return this.refuseCall('connect', transaction);
    this.player = isAmfObject(object) ? object : {};
    const { tcUrl, app } = this.player;
    this.admission = this.options.edge.admit(textOf(tcUrl), typeof app === 'string' ? app : undefined, this.connection.ip, this.options.resolve);
    const { refusal, decisions } = this.admission;
    if (refusal === undefined) {
      this.callOffTimeout();
      this.welcome(transaction);
    } else {
      this.turnAway(transaction, refusal);
    }
    this.record('connect', time, { stream: undefined, status: refusal === undefined ? 'NetConnection.Connect.Success' : codeOf(refusal), decisions });
    if (refusal !== undefined) this.connection.end();
  }

  private welcome(transaction: number): void {
    this.channel.welcome();
    const info = { ...status('NetConnection.Connect.Success', 'Connection succeeded.'), objectEncoding: 0, clientid: this.clientId, data: { version: SERVER_VERSION } };
    this.call('_result', transaction, { fmsVer: `FMS/${SERVER_VERSION}`, capabilities: 127, mode: 1 }, info);
  }

  /** The code of CloudFront is in the description, and in the message that the application gives [RTM-039]. */
  private turnAway(transaction: number, refusal: NonNullable<Admission['refusal']>): void {
    const message = `${refusal.error}: ${refusal.reason}`;
    this.call('_error', transaction, null, { ...failure(codeOf(refusal), `[ Server.Reject ] : ${message}`), application: { message } });
  }

  private createStream(transaction: number): void {
    if (this.streams.size === MOST_STREAMS) return this.call('_error', transaction, null, { ...failure('NetConnection.Call.Failed', `there are ${MOST_STREAMS} streams already`) });
    const id = ++this.lastStream;
    this.streams.set(id, new NetStream(id, this.host));
    this.call('_result', transaction, null, id);
  }

  private deleteStream(id: AmfValue): void {
    if (typeof id !== 'number') return;
    this.streams.get(id)?.close();
    this.streams.delete(id);
  }

  /** Seconds that a stream lasts; 0 where it cannot be played. */
  private tellLength(transaction: number, name: AmfValue): void {
    this.host.open(playRequest(textOf(name), 0, -1), new AbortController().signal).then(
      ({ media }) => this.call('_result', transaction, null, (media?.duration ?? 0) / 1000),
      (error) => this.options.onDefect(error),
    );
  }

  private refuseCall(name: string, transaction: number): void {
    if (transaction === 0) return;
    this.call('_error', transaction, null, { ...failure('NetConnection.Call.Failed', `Method not found (${name}).`) });
  }

  private hostOfStreams(): StreamHost {
    const { edge, checksUnpause = false, onDefect } = this.options;
    const player = () => ({ ip: this.connection.ip, distribution: this.admission!.distribution! });
    return {
      clock: edge.clock,
      checksUnpause,
      open: ({ name }: PlayRequest, signal) => edge.open(name, { ...player(), signal }),
      refusalOf: ({ name }: PlayRequest) => edge.refusalOf(name, player()),
      nextStreamNumber: () => ++this.played,
      record: (event, time, about) => this.record(event, time, about),
      send: this.messages,
      room: () => this.room(),
      onDefect,
    };
  }

  /** Waits until the client has taken what was sent; undefined where there is room. A client that takes nothing for too long is let go. */
  public room(): Promise<void> | undefined {
    if (this.connection.pending < MOST_PENDING) return undefined;
    return new Promise((resolve) => {
      const inTime = this.options.edge.clock.after(TIME_TO_TAKE, () => this.connection.destroy());
      this.connection.whenTaken(() => {
        inTime();
        resolve();
      });
    });
  }

  private call(name: string, transaction: number, ...values: readonly AmfValue[]): void {
    this.channel.send({ type: MESSAGE_TYPE.command, streamId: 0, timestamp: 0, payload: encodeAmf0(name, transaction, ...values) });
  }

  private sendBytes(bytes: Uint8Array): void {
    if (this.isOver) return;
    this.sent += bytes.length;
    this.connection.send(bytes);
  }

  private record(
    event: StreamingEvent, time: number, about: Pick<StreamingRecord, 'stream' | 'status'> & Partial<Pick<StreamingRecord, 'decisions' | 'originRequests'>>,
  ): void {
    if (this.isOver) return;
    const { edgeLocation, distribution, url, query } = this.admission!;
    const { swfUrl, pageUrl, flashVer } = this.player;
    this.options.record?.({
      event,
      time,
      edgeLocation,
      distribution: distribution?.location.logicalId,
      distributionId: distribution?.id,
      ip: this.connection.ip,
      bytesSent: this.sent,
      clientId: this.clientId,
      connectUrl: url,
      connectQuery: query,
      referrer: textOf(swfUrl),
      pageUrl: textOf(pageUrl),
      userAgent: textOf(flashVer),
      stream: about.stream,
      status: about.status,
      decisions: about.decisions ?? [],
      originRequests: about.originRequests ?? [],
    });
  }
}

function codeOf({ error }: NonNullable<Admission['refusal']>): Status['code'] {
  return error === 'InvalidURI' ? 'NetConnection.Connect.InvalidApp' : 'NetConnection.Connect.Rejected';
}
