import { ClientHttp2Session, ClientHttp2Stream, ClientSessionRequestOptions, connect, constants, OutgoingHttpHeaders, SecureClientSessionOptions } from 'http2';
import { Readable } from 'stream';
import { TLSSocket } from 'tls';
import { misordered } from './certificate-order';
import { networkFailure, withNetworkFailures } from './network-failure';
import { OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { Timeouts } from './upload';
import { Body, RawHeaders } from '../message';
import { headerValue, valuesByName } from '../raw-headers';

/**
 * The connection by which gRPC requests reach an origin: HTTP/2, without TLS where the URL is one of `http`.
 * It is opened when it is needed, and anew when it has ended.
 */
export class Http2Connection {
  private session: Promise<ClientHttp2Session> | undefined;
  private underWay = 0;

  public constructor(private readonly server: URL, private readonly tls: SecureClientSessionOptions, private readonly timeouts: Timeouts) {}

  /** Asks the origin; its answer is there as soon as its headers are, while the request may go on. */
  public async ask({ method, headers, body, signal }: OriginRequest, path: string): Promise<OriginResponse> {
    const session = await (this.session ??= this.open());
    const stream = this.request(session, { ':method': method, ':path': path, ...http2Headers(headers) }, { endStream: body === undefined, signal });
    stream.setTimeout(this.timeouts.silence, () => stream.destroy(new OriginFailure('response-timed-out', 'the origin has been silent for too long')));
    send(body, stream);
    return answerOf(stream);
  }

  /** Ends the connection once the requests that are under way have ended. */
  public async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    if (session?.closed === false) await new Promise<void>((resolve) => session.close(resolve));
  }

  /** Ends the connection with all that is under way on it. */
  public async destroy(): Promise<void> {
    (await this.session?.catch(() => undefined))?.destroy();
  }

  /** Begins a request on the connection, which ends some time after the last one. */
  private request(session: ClientHttp2Session, headers: OutgoingHttpHeaders, options: ClientSessionRequestOptions): ClientHttp2Stream {
    const stream = session.request(headers, options);
    this.underWay++;
    session.setTimeout(0);
    stream.once('close', () => {
      if (--this.underWay === 0 && !session.destroyed) session.setTimeout(this.timeouts.keepAlive);
    });
    return stream;
  }

  private open(): Promise<ClientHttp2Session> {
    const session = connect(this.server, this.tls);
    const forget = () => {
      if (this.session === opened) this.session = undefined;
    };
    const opened = new Promise<ClientHttp2Session>((resolve, reject) => {
      session.setTimeout(this.timeouts.connect);
      session.on('timeout', () => {
        if (session.connecting) session.destroy(new OriginFailure('connection-timed-out', `no connection after ${this.timeouts.connect} ms`));
        else session.close();
      });
      session.once('connect', (_session, socket) => {
        const failure = this.tls.rejectUnauthorized === true && socket instanceof TLSSocket ? misordered(socket) : undefined;
        if (failure !== undefined) return session.destroy(failure);
        session.setTimeout(0);
        resolve(session);
      });
      session.on('error', (error) => reject(networkFailure(error))).on('close', () => reject(new OriginFailure('connection-dropped', 'the origin has closed the connection'))).on('close', forget).on('goaway', forget);
    });
    return opened;
  }
}

/** Sends the viewer's bytes as they come; a viewer that breaks off cancels the request. */
function send(body: Body, stream: ClientHttp2Stream): void {
  if (body === undefined) return;
  const upload = Readable.from(body instanceof Uint8Array ? [body] : body);
  upload.on('error', () => stream.close(constants.NGHTTP2_CANCEL));
  stream.on('close', () => upload.destroy());
  upload.pipe(stream);
}

/** Whether the headers are all that there is. */
function endsStream(flags: number): boolean {
  // eslint-disable-next-line no-bitwise -- flags are bits
  return (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
}

function answerOf(stream: ClientHttp2Stream): Promise<OriginResponse> {
  return new Promise((resolve, reject) => {
    let trailers: RawHeaders = [];
    stream.on('trailers', (_headers, _flags, ...[raw]: string[][]) => { trailers = raw; });
    stream.once('response', (head, flags, ...[raw]: string[][]) => resolve({
      status: head[':status']!,
      headers: raw.filter((_text, i) => !raw[i - i % 2].startsWith(':')),
      body: endsStream(flags) ? undefined : withNetworkFailures(stream),
      trailers: () => trailers,
    }));
    stream.on('error', (error) => reject(networkFailure(error)));
    stream.on('close', () => reject(new OriginFailure('connection-dropped', 'the origin has ended the request without an answer')));
  });
}

/** Headers that HTTP/2 has no place for (RFC 9113, 8.2.2); Host stands as `:authority`, and gRPC always takes trailers. */
const LEFT_OUT: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'expect', 'te', 'host']);

function http2Headers(headers: RawHeaders): OutgoingHttpHeaders {
  const authority = headerValue(headers, 'host');
  const kept = [...valuesByName(headers)].filter(([name]) => !LEFT_OUT.has(name));
  return { ...(authority !== undefined && { ':authority': authority }), te: 'trailers', ...Object.fromEntries(kept) };
}
