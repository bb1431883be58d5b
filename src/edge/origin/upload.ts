import { Agent, ClientRequest, IncomingMessage, request as httpRequest } from 'http';
import { Agent as HttpsAgent, request as httpsRequest } from 'https';
import { isIP, Socket } from 'net';
import { Readable } from 'stream';
import { requireOrder } from './certificate-order';
import { networkFailure } from './network-failure';
import { OriginFailure, OriginRequest } from './origin-client';
import { originTls } from './origin-tls';
import { withoutPort } from '../hosts';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';

/** How long things may take, in milliseconds. */
export interface Timeouts {
  /** Until a connection is there. */
  readonly connect: number;
  /** Without anything on a connection with a request. */
  readonly silence: number;
  /** Without a request. */
  readonly keepAlive: number;
}

/** An answer whose body is a stream of node, which may fail as the network does. */
export interface StreamedAnswer {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly stream: Readable;
}

/**
 * Requests with a body to a server, which may answer them with 100 Continue although it is not asked to: once, and not again [DTD-100];
 * and those without one to a server that does so for them, too. The client of the other requests takes that for an error.
 */
export class Uploads {
  private readonly agent: Agent;
  private readonly sni: string | undefined;
  private readonly isStrict: boolean;

  public constructor(
    private readonly server: URL, tls: Partial<ReturnType<typeof originTls>>, private readonly timeouts: Timeouts, private readonly maxHeaderSize: number,
  ) {
    this.sni = tls.servername;
    this.isStrict = tls.rejectUnauthorized === true;
    const options = { ...tls, keepAlive: true, timeout: timeouts.keepAlive };
    this.agent = server.protocol === 'https:' ? new HttpsAgent(options) : new Agent(options);
  }

  public ask({ method, headers, body, signal }: OriginRequest, path: string): Promise<StreamedAnswer> {
    const { server, agent, maxHeaderSize, timeouts: { silence } } = this;
    const send = server.protocol === 'https:' ? httpsRequest : httpRequest;
    const framed = [...headers, ...framing(headers, body)];
    return new Promise((resolve, reject) => {
      const servername = this.sni ?? serverName(headers);
      const request = send(server, { agent, method, path, headers: framed, setHost: false, servername, maxHeaderSize, timeout: silence, signal });
      request.maxHeadersCount = 0;
      request.on('error', (error) => reject(networkFailure(error)));
      request.on('socket', (socket) => this.watchConnecting(request, socket));
      request.on('timeout', () => {
        // A viewer may take its time; the origin's begins when it has the whole body.
        if (!request.writableFinished && response === undefined) return;
        (response ?? request).destroy(new OriginFailure('response-timed-out', `the origin was silent for ${silence} ms`));
      });
      request.once('continue', () => request.once('continue', () => {
        const failure = new OriginFailure('malformed-response', 'the origin has said 100 Continue more than once');
        reject(failure);
        request.destroy(failure);
      }));
      let sent: number | undefined;
      request.once('finish', () => { sent = performance.now(); });
      request.on('information', () => {
        if (sent !== undefined && performance.now() - sent > silence) request.destroy(interimFailure(silence));
      });
      let response: IncomingMessage | undefined;
      request.on('response', (answer) => {
        response = answer;
        // An origin that has answered does not want the rest.
        answer.on('end', () => request.writableFinished || request.destroy());
        resolve({ status: answer.statusCode!, headers: answer.rawHeaders, stream: answer });
      });
      const upload = Readable.from(body instanceof Uint8Array ? [body] : body ?? []);
      upload.on('error', (error) => request.destroy(error));
      request.on('close', () => upload.destroy());
      upload.pipe(request);
    });
  }

  /** Lets go of connections once the requests that are under way have ended. */
  public close(): void {
    Object.assign(this.agent, { keepAlive: false });
    for (const socket of Object.values(this.agent.freeSockets).flat()) socket?.destroy();
  }

  /** Cuts connections, with all that is under way on them. */
  public destroy(): void {
    this.agent.destroy();
  }

  private watchConnecting(request: ClientRequest, socket: Socket): void {
    if (!socket.connecting) return;
    if (this.isStrict) requireOrder(socket);
    const { connect } = this.timeouts;
    const timer = setTimeout(() => request.destroy(new OriginFailure('connection-timed-out', `no connection after ${connect} ms`)), connect);
    socket.once(this.server.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  }
}

/** Interim answers are no answer, and do not give an origin more time for one. */
export function interimFailure(silence: number): OriginFailure {
  return new OriginFailure('response-timed-out', `the origin has sent nothing but interim answers for ${silence} ms`);
}

/** The header that says where the body ends, where the viewer's do not. */
function framing(headers: RawHeaders, body: OriginRequest['body']): string[] {
  if (body === undefined || headerValue(headers, 'content-length') !== undefined) return [];
  return body instanceof Uint8Array ? ['Content-Length', String(body.length)] : ['Transfer-Encoding', 'chunked'];
}

/** The name that a server shows a certificate for: that of the Host header. */
function serverName(headers: RawHeaders): string {
  const name = withoutPort(headerValue(headers, 'host') ?? '');
  return isIP(name) === 0 ? name : '';
}
