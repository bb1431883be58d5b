import { randomBytes } from 'crypto';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { MAX_MESSAGE_LENGTH } from './protocol/chunk-reader';
import { Session, SessionOptions } from './session';
import { addressOf } from './socket-connection';
import { Tunnel } from './tunnel';

/** Milliseconds after which a tunnel ends that is not used. */
const IDLE_TIME = 60_000;

/** Tunnels that are open at the same time at most. */
const MOST_TUNNELS = 1_000;

/** Players of all domains have access; nothing that a bucket has changes that [RTM-051, RTM-052]. */
const CROSS_DOMAIN_POLICY = `<?xml version="1.0"?>
<cross-domain-policy>
  <allow-access-from domain="*"/>
</cross-domain-policy>
`;

const TUNNELLED = 'application/x-fcs';

interface OpenTunnel {
  readonly tunnel: Tunnel;
  readonly session: Session;
  /** Calls off its end. */
  inUse: () => void;
}

/** RTMP in requests of HTTP: `open`, `send`, `idle` and `close` [RTM-016]. */
export class Tunnels {
  /** Answers on connections that are given to it. */
  public readonly server: Server;
  private readonly open = new Map<string, OpenTunnel>();

  public constructor(private readonly options: SessionOptions) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error) => {
        if (!request.destroyed) this.options.onDefect(error);
        response.destroy();
      });
    });
  }

  public close(): void {
    for (const id of [...this.open.keys()]) this.end(id);
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, action, id] = (request.url ?? '').split('?', 1)[0].split('/');
    if (request.method === 'GET' && action === 'crossdomain.xml' && id === undefined) return reply(response, 200, 'text/x-cross-domain-policy', CROSS_DOMAIN_POLICY);
    if (request.method !== 'POST') return refuse(response, 404, 'An RTMP distribution streams its objects by RTMP; by HTTP they cannot be had.');
    if (Number(request.headers['content-length']) > MAX_MESSAGE_LENGTH) return refuse(response, 413, `A request of RTMPT has ${MAX_MESSAGE_LENGTH} bytes at most.`);
    const body = await bodyOf(request);
    if (action === 'open') return this.begin(request, response);
    const found = this.open.get(id);
    if (found === undefined) return refuse(response, 404, 'There is no such tunnel.');
    switch (action) {
      case 'send': found.session.receive(body); return this.pass(id, found, response);
      case 'idle': return this.pass(id, found, response);
      case 'close':
        this.end(id);
        return reply(response, 200, TUNNELLED, Buffer.from([0]));
      default: return refuse(response, 404, 'A tunnel knows open, send, idle and close.');
    }
  }

  private begin({ socket }: IncomingMessage, response: ServerResponse): void {
    if (this.open.size === MOST_TUNNELS) return refuse(response, 503, `${MOST_TUNNELS} tunnels are open already.`);
    const id = randomBytes(12).toString('hex');
    const tunnel = new Tunnel(addressOf(socket));
    this.open.set(id, { tunnel, session: new Session(tunnel, this.options), inUse: this.endWhenIdle(id) });
    reply(response, 200, TUNNELLED, `${id}\n`);
  }

  /** Answers with what is there for the client. */
  private pass(id: string, found: OpenTunnel, response: ServerResponse): void {
    found.inUse();
    found.inUse = this.endWhenIdle(id);
    reply(response, 200, TUNNELLED, found.tunnel.take());
    if (found.tunnel.isOver) this.end(id);
  }

  private endWhenIdle(id: string): () => void {
    return this.options.edge.clock.after(IDLE_TIME, () => this.end(id));
  }

  private end(id: string): void {
    const { tunnel, session, inUse } = this.open.get(id)!;
    this.open.delete(id);
    inUse();
    session.closed();
    tunnel.destroy();
  }
}

/** The body of a request; one that turns out to be too long is cut, with its connection. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_MESSAGE_LENGTH) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, code: number, text: string): void {
  reply(response, code, 'text/plain', `${text}\n`);
}

function reply(response: ServerResponse, code: number, type: string, body: string | Buffer): void {
  response.writeHead(code, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-cache' }).end(body);
}
