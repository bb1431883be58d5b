/** What the beginning of a connection tells of the name that the viewer asks for. */
export interface AskedName {
  /** Whether more bytes are needed to know it. */
  readonly isComplete: boolean;
  /** Undefined for a viewer that names none, or that does not begin as TLS does. */
  readonly serverName?: string;
}

/**
 * Reads the server name in the ClientHello with which a viewer begins a TLS connection (RFC 8446, 4.1.2; RFC 6066, 3).
 * What is malformed has no server name: the TLS library refuses it.
 */
export function askedName(bytes: Buffer): AskedName {
  const message = handshakeBytes(bytes);
  if (message === 'not TLS') return { isComplete: true };
  const length = message.length < MESSAGE_HEADER ? undefined : message.readUIntBE(1, 3);
  if (length !== undefined && (message[0] !== CLIENT_HELLO || length > LONGEST_HELLO)) return { isComplete: true };
  if (length === undefined || message.length < MESSAGE_HEADER + length) return { isComplete: false };
  try {
    return { isComplete: true, serverName: serverNameIn(new Fields(message.subarray(MESSAGE_HEADER, MESSAGE_HEADER + length))) };
  } catch (error) {
    if (error instanceof EndsTooSoon) return { isComplete: true };
    throw error;
  }
}

const RECORD_HEADER = 5;
const HANDSHAKE_RECORD = 22;
const LONGEST_RECORD = 16_384;
const MESSAGE_HEADER = 4;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const HOST_NAME = 0;

/** Bytes of the longest ClientHello that is looked at. */
const LONGEST_HELLO = 65_536;

/** The content of the handshake records at the beginning, as far as it has arrived. */
function handshakeBytes(bytes: Buffer): Buffer | 'not TLS' {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] !== HANDSHAKE_RECORD) return parts.length === 0 ? 'not TLS' : Buffer.concat(parts);
    if (at + RECORD_HEADER > bytes.length) break;
    const length = bytes.readUInt16BE(at + 3);
    if (length === 0 || length > LONGEST_RECORD) return 'not TLS';
    parts.push(bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length));
    at += RECORD_HEADER + length;
  }
  return Buffer.concat(parts);
}

class EndsTooSoon extends Error {}

/** Reads one field after another, each with its length before it. */
class Fields {
  private at = 0;

  public constructor(private readonly bytes: Buffer) {}

  public get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** @throws EndsTooSoon behind the end, as does `field` */
  public number(size: 1 | 2): number {
    if (this.at + size > this.bytes.length) throw new EndsTooSoon();
    const value = this.bytes.readUIntBE(this.at, size);
    this.at += size;
    return value;
  }

  public skip(count: number): void {
    this.at += count;
  }

  public field(lengthSize: 1 | 2): Buffer {
    const length = this.number(lengthSize);
    if (this.at + length > this.bytes.length) throw new EndsTooSoon();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

const VERSION_AND_RANDOM = 34;

function serverNameIn(hello: Fields): string | undefined {
  hello.skip(VERSION_AND_RANDOM);
  hello.field(1); // session id
  hello.field(2); // cipher suites
  hello.field(1); // compression methods
  if (hello.isAtEnd) return undefined;
  const extensions = new Fields(hello.field(2));
  while (!extensions.isAtEnd) {
    const [type, content] = [extensions.number(2), extensions.field(2)];
    if (type === SERVER_NAME) return hostNameIn(new Fields(new Fields(content).field(2)));
  }
  return undefined;
}

function hostNameIn(names: Fields): string | undefined {
  while (!names.isAtEnd) {
    const [type, name] = [names.number(1), names.field(2)];
    if (type === HOST_NAME && name.length > 0) return name.toString('latin1');
  }
  return undefined;
}
