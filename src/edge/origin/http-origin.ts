import { lookup } from 'dns/promises';
import { RequestOptions } from 'http';
import { isIP } from 'net';
import { errors, Pool } from 'undici';
import { addressFamily, withoutAddress } from './address-family';
import { orderedConnector } from './certificate-order';
import { Http2Connection } from './http2-connection';
import { networkFailure, withNetworkFailures } from './network-failure';
import { OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { originTls, OriginTrust } from './origin-tls';
import { interimFailure, StreamedAnswer, Uploads } from './upload';
import { askForWebSocket } from './websocket-handshake';
import { isKnown, knownOr, Origin } from '../../config';
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
  private readonly uploads: Uploads;
  /** Milliseconds within which an answer has to begin. */
  private readonly silence: number;
  /** Whether the server says 100 Continue to requests without a body. */
  private saysContinue = false;
  /** For gRPC. */
  private readonly http2: Http2Connection;

  /**
   * @param url    where the origin is: scheme, host, port, and a path that is put in front of every other; without a port, the one that the template says
   * @param origin the origin in the template, for its timeouts and protocols
   * @param trust  undefined where every certificate is taken
   * @param certificate what the edge shows an origin that asks for its certificate: that and the private key, in PEM
   */
  public constructor(url: string, origin: Origin, trust?: OriginTrust, certificate?: string) {
    const { href: server, pathname } = serverOf(url, origin);
    const { readTimeout, keepaliveTimeout } = origin.custom ?? origin.vpc ?? { readTimeout: origin.s3?.readTimeout, keepaliveTimeout: undefined };
    this.basePath = pathname.replace(/\/$/, '');
    this.server = new URL('/', server);
    const family = addressFamily(origin);
    const connect = { ...originTls(origin, trust, certificate), ...(family === undefined ? {} : { family, autoSelectFamily: false }) };
    this.unreachable = withoutAddress(this.server, family);
    const silence = knownOr(readTimeout, 30) * 1000;
    this.silence = silence;
    const keepAlive = knownOr(keepaliveTimeout, 5) * 1000;
    this.handshake = { ...connect, timeout: silence };
    const timeouts = { connect: connect.timeout, silence, keepAlive };
    this.http2 = new Http2Connection(this.server, { ...connect, servername: knownOr(origin.domainName, '') }, timeouts);
    this.uploads = new Uploads(this.server, connect, timeouts, MAX_HEADER_SIZE);
    this.pool = new Pool(this.server, {
      connect: trust === undefined ? connect : orderedConnector(connect),
      headersTimeout: silence,
      bodyTimeout: silence,
      keepAliveTimeout: keepAlive,
      keepAliveMaxTimeout: keepAlive,
      maxHeaderSize: MAX_HEADER_SIZE,
    });
  }

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    const { method, url, headers } = request;
    if (this.unreachable !== undefined) throw this.unreachable;
    try {
      if (request.isGrpc === true) return await this.http2.ask(request, `${this.basePath}${url}`);
      if (request.asksForWebSocket) return await askForWebSocket(this.server, this.handshake, request, `${this.basePath}${url}`);
      const sent = { ...request, headers: withoutHeaders(headers, (lower) => OF_CONNECTIONS.has(lower)) };
      const { status, headers: received, stream } = await this.send(sent);
      if (!WITHOUT_BODY.has(status)) return { status, headers: received, body: withNetworkFailures(stream), endsWithConnection: endsWithConnection(method, received) };
      // What comes nevertheless is no body, and breaks nothing but the connection.
      stream.on('error', () => {}).resume();
      return { status, headers: received, body: undefined };
    } catch (error) {
      throw networkFailure(error);
    }
  }

  public async resolve(): Promise<void> {
    const name = this.server.hostname.replace(/^\[|\]$/g, '');
    try {
      if (isIP(name) === 0) await lookup(name);
    } catch (error) {
      throw networkFailure(error);
    }
  }

  private async send(request: OriginRequest): Promise<StreamedAnswer> {
    if (request.body === undefined && !this.saysContinue) {
      try {
        return await this.pooled(request);
      } catch (error) {
        if (!isUnaskedContinue(error) || !SAFE_METHODS.has(request.method)) throw error;
        this.saysContinue = true;
      }
    }
    return this.uploads.ask(request, `${this.basePath}${request.url}`);
  }

  private async pooled({ method, url, headers, signal }: OriginRequest): Promise<StreamedAnswer> {
    const begun = performance.now();
    const onInfo = () => {
      if (performance.now() - begun > this.silence) throw interimFailure(this.silence);
    };
    const response = await this.pool.request({ method: method as 'GET', path: `${this.basePath}${url}`, headers: headers as string[], signal, responseHeaders: 'raw', onInfo });
    return { status: response.statusCode, headers: (response.headers as unknown as readonly (string | Buffer)[]).map(String), stream: response.body };
  }

  public async close(): Promise<void> {
    this.uploads.close();
    await Promise.all([this.pool.close(), this.http2.close()]);
  }

  public async destroy(): Promise<void> {
    this.uploads.destroy();
    await Promise.all([this.pool.destroy(), this.http2.destroy()]);
  }
}

const WITH_PORT = /^https?:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*):\d/i;

/** Where a URL leads: without a port to that of the origin's settings, and to no other [ORG-051]. */
function serverOf(url: string, { custom }: Origin): URL {
  const server = new URL(url);
  const port = server.protocol === 'https:' ? custom?.httpsPort : custom?.httpPort;
  if (!WITH_PORT.test(url) && isKnown(port)) server.port = String(port);
  return server;
}

/** Statuses of answers that never have a body (RFC 9110, 6.4.1). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304]);

/** Headers that the connection has of its own accord. */
const OF_CONNECTIONS: ReadonlySet<string> = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Methods of requests that may be sent again, since they change nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the pool has given up since there was a 100 Continue that nobody had asked for. */
function isUnaskedContinue(error: unknown): boolean {
  return error instanceof errors.SocketError && error.message === 'bad response';
}

/** Whether an answer with a body has neither of the headers that say where it ends (RFC 9112, 6.3). */
function endsWithConnection(method: string, headers: RawHeaders): boolean {
  return method !== 'HEAD' && headerValue(headers, 'content-length') === undefined && headerValue(headers, 'transfer-encoding') === undefined;
}
