import { Connection } from '../../src/streaming/connection';
import { AmfObject, AmfValue } from '../../src/streaming/protocol/amf-value';
import { decodeAmf0, encodeAmf0 } from '../../src/streaming/protocol/amf0';
import { ChunkReader } from '../../src/streaming/protocol/chunk-reader';
import { ChunkWriter } from '../../src/streaming/protocol/chunk-writer';
import { MESSAGE_TYPE, RtmpMessage } from '../../src/streaming/protocol/message';
import { Session, SessionOptions } from '../../src/streaming/session';

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A connection whose other end is in this process. */
export class MemoryConnection implements Connection {
  public pending = 0;
  public isEnded = false;
  public readonly sent: Buffer[] = [];
  /** Whether nothing that is sent is taken. */
  public isStuck = false;
  private waiting: (() => void)[] = [];

  public constructor(public readonly ip: string) {}

  public send(bytes: Uint8Array): void {
    this.sent.push(Buffer.from(bytes));
    if (this.isStuck) this.pending += bytes.length;
  }

  public whenTaken(callback: () => void): void {
    this.waiting.push(callback);
  }

  /** Takes what is pending. */
  public take(): void {
    this.pending = 0;
    for (const callback of this.waiting.splice(0)) callback();
  }

  public end(): void {
    this.isEnded = true;
    this.take();
  }

  public destroy(): void {
    this.end();
  }
}

/** A player that speaks RTMP with a session, and what it has been told. */
export class TestPlayer {
  /** All messages but those of the chunk size, in the order in which they came. */
  public readonly messages: RtmpMessage[] = [];
  public readonly connection: MemoryConnection;
  public readonly session: Session;
  private readonly reader = new ChunkReader();
  private readonly writer = new ChunkWriter();
  private read = 0;
  private skipped = 0;
  private transactions = 0;

  public constructor(options: SessionOptions, private readonly host: string, ip = '192.0.2.1') {
    this.connection = new MemoryConnection(ip);
    this.session = new Session(this.connection, options);
  }

  /** Makes the handshake and connects. */
  public async connect(object: AmfObject = {}): Promise<AmfObject> {
    this.session.receive(Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * 1536)]));
    return this.call('connect', { tcUrl: `rtmp://${this.host}/cfx/st`, app: 'cfx/st', ...object });
  }

  /** Creates a stream; tells its id. */
  public async createStream(): Promise<number> {
    await this.call('createStream', null);
    return this.values().find(([name, transaction]) => name === '_result' && transaction === this.transactions)![3] as number;
  }

  /** Sends a command to a stream, or to the connection. */
  public async command(streamId: number, name: string, ...values: readonly AmfValue[]): Promise<void> {
    this.send({ type: MESSAGE_TYPE.command, streamId, timestamp: 0, payload: encodeAmf0(name, 0, null, ...values) });
    await settled();
    this.receive();
  }

  /** Connects, creates a stream and plays. */
  public async play(...values: readonly AmfValue[]): Promise<number> {
    await this.connect();
    const id = await this.createStream();
    await this.command(id, 'play', ...values);
    return id;
  }

  public send(message: RtmpMessage): void {
    this.session.receive(this.writer.write(message));
  }

  /** What has been told of streams and of the connection, by code. */
  public get codes(): string[] {
    return this.statuses.map(({ code }) => String(code));
  }

  /** The statuses in full. */
  public get statuses(): AmfObject[] {
    return this.values().flatMap(([name, , , info]) => (name === 'onStatus' ? [info as AmfObject] : []));
  }

  /** Names of messages, in their order: the code of a status, the kind of media, what a control message is about. */
  public get story(): string[] {
    this.receive();
    return this.messages.map(nameOf);
  }

  /** Times of media messages, in milliseconds. */
  public times(kind: 'audio' | 'video'): number[] {
    this.receive();
    return this.messages.filter(({ type }) => type === MESSAGE_TYPE[kind]).map(({ timestamp }) => timestamp);
  }

  /** The bodies of media messages. */
  public payloads(kind: 'audio' | 'video'): string[] {
    this.receive();
    return this.messages.filter(({ type }) => type === MESSAGE_TYPE[kind]).map(({ payload }) => Buffer.from(payload).toString());
  }

  /** Forgets what has come so far. */
  public forget(): void {
    this.receive();
    this.messages.splice(0);
  }

  public leave(): void {
    this.session.closed();
  }

  /** Calls the server; the last object of its answer. */
  public async call(name: string, ...values: readonly AmfValue[]): Promise<AmfObject> {
    const transaction = ++this.transactions;
    this.send({ type: MESSAGE_TYPE.command, streamId: 0, timestamp: 0, payload: encodeAmf0(name, transaction, ...values) });
    await settled();
    const answer = this.values().find(([, answered]) => answered === transaction);
    return answer?.[answer.length - 1] as AmfObject;
  }

  /** The values of all commands. */
  public values(): AmfValue[][] {
    this.receive();
    return this.messages.filter(({ type }) => type === MESSAGE_TYPE.command).map(({ payload }) => decodeAmf0(payload));
  }

  /** Reads what has come, behind the handshake. */
  private receive(): void {
    for (; this.read < this.connection.sent.length; this.read++) {
      const bytes = this.connection.sent[this.read];
      const skip = Math.min(bytes.length, 1 + 2 * 1536 - this.skipped);
      this.skipped += skip;
      this.messages.push(...this.reader.read(bytes.subarray(skip)));
    }
  }
}

const CONTROLS = ['StreamBegin', 'StreamEOF', 'StreamDry', 'SetBufferLength', 'StreamIsRecorded', '', 'PingRequest', 'PingResponse'];
const NAMES: { readonly [type: number]: string } = { 3: 'Acknowledgement', 5: 'WindowAcknowledgementSize', 6: 'SetPeerBandwidth', 8: 'audio', 9: 'video' };

function nameOf({ type, payload }: RtmpMessage): string {
  if (type === MESSAGE_TYPE.userControl) return CONTROLS[payload[1]];
  if (type !== MESSAGE_TYPE.command && type !== MESSAGE_TYPE.data) return NAMES[type];
  const values = decodeAmf0(payload);
  const info = values[values.length - 1] as AmfObject;
  return String(info?.code ?? values[0]);
}
