import { RequestOptions } from 'http';
import { Readable } from 'stream';
import { Pool } from 'undici';
import { addressFamily, withoutAddress } from './address-family';
import { Http2Connection } from './http2-connection';
import { networkFailure, withNetworkFailures } from './network-failure';
import { OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { originTls, OriginTrust } from './origin-tls';
import { askForWebSocket } from './websocket-handshake';
import { knownOr, Origin } from '../../config';
import { RawHeaders } from '../message';
import { headerValue, withoutHeaders } from '../raw-headers';

/** Bytes of headers that are read at all: more than CloudFront takes, so that the edge does the counting. */
const MAX_HEADER_SIZE = 256 * 1024;

/** An origin that is reached by HTTP or HTTPS at a URL of the user's choice. */
export class HttpOrigin implements OriginClient {
  public readonly basePath: string;
  private readonly pool: Pool;
  private readonly server: URL;
  private readonly unreachable: OriginFailure | undefined;
  /** How the handshake of WebSocket is made, which the pool does not do. */
  private readonly handshake: RequestOptions;
  /** For gRPC. */
  private readonly http2: Http2Connection;

  /**
   * @param url    where the origin is: scheme, host, port, and a path that is put in front of every other
   * @param origin the origin in the template, for its timeouts and protocols
   * @param trust  undefined where every certificate is taken
   */
  public constructor(url: string, origin: Origin, trust?: OriginTrust) {
    const { origin: server, pathname } = new URL(url);
    const { readTimeout, keepaliveTimeout } = origin.custom ?? origin.vpc ?? { readTimeout: origin.s3?.readTimeout, keepaliveTimeout: undefined };
    this.basePath = pathname.replace(/\/$/, '');
    this.server = new URL(server);
    const family = addressFamily(origin);
    const connect = { ...originTls(origin, trust), ...(family === undefined ? {} : { family, autoSelectFamily: false }) };
    this.unreachable = withoutAddress(this.server, family);
    const silence = knownOr(readTimeout, 30) * 1000;
    const keepAlive = knownOr(keepaliveTimeout, 5) * 1000;
    this.handshake = { ...connect, timeout: silence };
    this.http2 = new Http2Connection(this.server, { ...connect, servername: knownOr(origin.domainName, '') }, { connect: connect.timeout, silence, keepAlive });
    this.pool = new Pool(server, {
      connect,
      headersTimeout: silence,
      bodyTimeout: silence,
      keepAliveTimeout: keepAlive,
      keepAliveMaxTimeout: keepAlive,
      maxHeaderSize: MAX_HEADER_SIZE,
    });
  }

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    const { method, url, headers, body, signal } = request;
    if (this.unreachable !== undefined) throw this.unreachable;
    try {
      if (request.isGrpc === true) return await this.http2.ask(request, `${this.basePath}${url}`);
      if (request.asksForWebSocket) return await askForWebSocket(this.server, this.handshake, request, `${this.basePath}${url}`);
      const response = await this.pool.request({
        method: method as 'GET',
        path: `${this.basePath}${url}`,
        headers: withoutHeaders(headers, (lower) => OF_CONNECTIONS.has(lower)),
        body: body === undefined ? null : body instanceof Uint8Array ? body : Readable.from(body),
        signal,
        responseHeaders: 'raw',
      });
      const received = (response.headers as unknown as readonly (string | Buffer)[]).map(String);
      const { statusCode: status } = response;
      if (!WITHOUT_BODY.has(status)) return { status, headers: received, body: withNetworkFailures(response.body), endsWithConnection: endsWithConnection(method, received) };
      // What comes nevertheless is no body, and breaks nothing but the connection.
      response.body.on('error', () => {}).resume();
      return { status, headers: status === 204 ? withoutHeaders(received, (lower) => lower === 'content-length') : received, body: undefined };
    } catch (error) {
      throw networkFailure(error);
    }
  }

  public async close(): Promise<void> {
    await Promise.all([this.pool.close(), this.http2.close()]);
  }

  public async destroy(): Promise<void> {
    await Promise.all([this.pool.destroy(), this.http2.destroy()]);
  }
}

/** Statuses of answers that never have a body (RFC 9110, 6.4.1). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

/** Headers that the connection has of its own accord. */
const OF_CONNECTIONS: ReadonlySet<string> = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Whether an answer with a body has neither of the headers that say where it ends (RFC 9112, 6.3). */
function endsWithConnection(method: string, headers: RawHeaders): boolean {
  return method !== 'HEAD' && headerValue(headers, 'content-length') === undefined && headerValue(headers, 'transfer-encoding') === undefined;
}
