import { RequestOptions } from 'http';
import { Readable } from 'stream';
import { errors, Pool } from 'undici';
import { addressFamily, withoutAddress } from './address-family';
import { FailureKind, OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { originTls, OriginTrust } from './origin-tls';
import { askForWebSocket } from './websocket-handshake';
import { knownOr, Origin } from '../../config';
import { withoutHeaders } from '../raw-headers';

/** Bytes of headers that are read at all: more than CloudFront takes, so that the edge does the counting. */
const MAX_HEADER_SIZE = 256 * 1024;

/** An origin that is reached by HTTP or HTTPS at a URL of the user's choice. */
export class HttpOrigin implements OriginClient {
  private readonly pool: Pool;
  public readonly basePath: string;
  private readonly server: URL;
  private readonly unreachable: OriginFailure | undefined;
  /** How the handshake of WebSocket is made, which the pool does not do. */
  private readonly handshake: RequestOptions;

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
    this.handshake = { ...connect, timeout: knownOr(readTimeout, 30) * 1000 };
    this.pool = new Pool(server, {
      connect,
      headersTimeout: knownOr(readTimeout, 30) * 1000,
      bodyTimeout: knownOr(readTimeout, 30) * 1000,
      keepAliveTimeout: knownOr(keepaliveTimeout, 5) * 1000,
      keepAliveMaxTimeout: knownOr(keepaliveTimeout, 5) * 1000,
      maxHeaderSize: MAX_HEADER_SIZE,
    });
  }

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    const { method, url, headers, body, signal } = request;
    if (this.unreachable !== undefined) throw this.unreachable;
    try {
      if (request.asksForWebSocket) return await askForWebSocket(this.server, this.handshake, request, `${this.basePath}${url}`);
      const response = await this.pool.request({
        method: method as 'GET',
        path: `${this.basePath}${url}`,
        headers: withoutHeaders(headers, (lower) => OF_CONNECTIONS.has(lower)),
        body: body === undefined ? null : body instanceof Uint8Array ? body : Readable.from(body),
        signal,
        responseHeaders: 'raw',
      });
      const raw = response.headers as unknown as readonly (string | Buffer)[];
      return { status: response.statusCode, headers: raw.map(String), body: whole(response.body) };
    } catch (error) {
      throw failureOf(error);
    }
  }

  public close(): Promise<void> {
    return this.pool.close();
  }
}

/** Headers that the connection has of its own accord. */
const OF_CONNECTIONS: ReadonlySet<string> = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** The body, with failures of the connection as failures of the origin. */
async function* whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw failureOf(error);
  }
}

const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ENOTFOUND|^EAI_AGAIN/, 'name-not-found'],
  [/^ECONNREFUSED|^EHOSTUNREACH|^ENETUNREACH|^EADDRNOTAVAIL/, 'connection-refused'],
  [/^UND_ERR_CONNECT_TIMEOUT|^ETIMEDOUT/, 'connection-timed-out'],
  [/^UND_ERR_HEADERS_TIMEOUT|^UND_ERR_BODY_TIMEOUT/, 'response-timed-out'],
  [/HEADER_OVERFLOW|HEADERS_OVERFLOW/, 'headers-too-large'],
  [/^HPE_/, 'malformed-response'],
  [/CERT|SSL|TLS|^EPROTO|^UNABLE_TO_|SELF_SIGNED/, 'tls'],
];

function failureOf(error: unknown): OriginFailure {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
  if (kind !== undefined) return new OriginFailure(kind, message);
  return new OriginFailure(error instanceof errors.HTTPParserError ? 'malformed-response' : 'connection-dropped', message);
}
