import type { Readable } from 'node:stream';
import { Body, headerValue, RawHeaders, ViewerRequest } from '../edge';
import { EXPLAIN_HEADER } from './explanation-header';
import { HostNames } from './host-names';
import { tlsConnection } from './tls/tls-connection';

/** What a listener knows of the requests that reach it, beside what is in them. */
export interface Viewers {
  readonly protocol: 'http' | 'https';
  readonly hostNames: HostNames;
  /** The domain name of the distribution whose own port this is; undefined where all are reached. */
  readonly ownDomainName?: string;
  /** The country of every viewer: an ISO 3166-1 alpha-2 code. */
  readonly country?: string;
  /** A request header, in lower case, by which a viewer may say its country. CloudFront has none; it is taken off the request. */
  readonly countryHeader?: string;
}

/** What there is of a request that arrived on a socket: node's `IncomingMessage`, or the like of a stream of HTTP/2. */
export interface IncomingRequest {
  readonly method?: string;
  readonly url?: string;
  readonly rawHeaders: string[];
  readonly httpVersion: string;
  readonly socket: { readonly remoteAddress?: string; readonly remotePort?: number; readonly servername?: string | false | null };
}

/** What there is of the response to it. */
export interface OutgoingResponse {
  readonly writableFinished: boolean;
  /** Of a stream of HTTP/2: whether it was reset, in which case node takes it for finished. */
  readonly aborted?: boolean;
  once(event: 'close', callback: () => void): unknown;
}

/** What such a request asks of CloudFront. */
export function viewerRequest(incoming: IncomingRequest, body: Body, viewers: Viewers, outgoing?: OutgoingResponse, asksForWebSocket = false): ViewerRequest {
  const target = requestTarget(incoming.url!);
  const seen = headersAsSeenByCloudFront(incoming.rawHeaders, viewers, target.host);
  return {
    method: incoming.method!,
    url: target.url,
    headers: seen.headers,
    localHost: seen.localHost,
    protocol: viewers.protocol,
    httpVersion: incoming.httpVersion as ViewerRequest['httpVersion'],
    ip: viewerAddress(incoming.socket.remoteAddress),
    port: incoming.socket.remotePort,
    tls: viewers.protocol === 'https' ? tlsConnection(incoming.socket) : undefined,
    serverName: viewers.protocol === 'https' ? serverName(incoming.socket, viewers) : undefined,
    body,
    asksForWebSocket: asksForWebSocket || undefined,
    country: seen.country ?? viewers.country,
    whenGone: outgoing && ((callback) => void outgoing.once('close', () => (outgoing.writableFinished && outgoing.aborted !== true) || callback())),
  };
}

/** The host name for which the certificate of the connection was shown, as CloudFront would have seen it. */
function serverName(socket: IncomingRequest['socket'], { hostNames, ownDomainName }: Viewers): string | undefined {
  const name = socket.servername;
  return typeof name === 'string' && name !== '' ? hostNames.resolve(name, ownDomainName) : undefined;
}

/** The body of a request as it arrives. An origin may answer before it has all of it: what is left has no reader, but the viewer gets its answer. */
export async function* arriving(stream: Readable & { readonly aborted: boolean }): AsyncGenerator<Uint8Array> {
  yield* stream.iterator({ destroyOnReturn: false });
  // To node, a stream of HTTP/2 that was reset has come to its end.
  if (stream.aborted) throw new Error('the viewer has broken off its request');
}

/** Whether a request of HTTP/1 has a body. */
export function hasBody(headers: RawHeaders): boolean {
  const length = headerValue(headers, 'content-length');
  return (length !== undefined && !/^0+$/.test(length)) || headerValue(headers, 'transfer-encoding') !== undefined;
}

/** Path and query string, and the host of a request target in absolute form, which wins over Host (RFC 9112, 3.2.2). */
export function requestTarget(target: string): { readonly url: string; readonly host?: string } {
  if (target.charCodeAt(0) === SLASH) return { url: target };
  const absolute = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(target);
  if (absolute === null) return { url: target };
  const [, host, rest] = absolute;
  return { url: rest.startsWith('/') ? rest : `/${rest}`, host };
}

const SLASH = 0x2f;

interface SeenHeaders {
  readonly headers: RawHeaders;
  /** The Host that was sent, where another one is seen. */
  readonly localHost?: string;
  readonly country: string | undefined;
}

/** The viewer's headers; a copy only if one of them means something on this machine only. */
function headersAsSeenByCloudFront(sent: string[], viewers: Viewers, absoluteHost: string | undefined): SeenHeaders {
  const hostAt = headerIndex(sent, 'host');
  const host = absoluteHost ?? (hostAt < 0 ? undefined : sent[hostAt + 1]);
  const seenHost = host === undefined ? undefined : viewers.hostNames.resolve(host, viewers.ownDomainName);
  const countryAt = viewers.countryHeader === undefined ? -1 : headerIndex(sent, viewers.countryHeader);
  const explainAt = headerIndex(sent, EXPLAIN_HEADER);
  const hostIsRight = seenHost === undefined || (hostAt >= 0 && sent[hostAt + 1] === seenHost);
  if (hostIsRight && countryAt < 0 && explainAt < 0) return { headers: sent, country: undefined };

  const headers = [...sent];
  if (hostAt >= 0 && seenHost !== undefined) headers[hostAt + 1] = seenHost;
  if (hostAt < 0 && seenHost !== undefined) headers.push('Host', seenHost);
  for (const index of [countryAt, explainAt].sort((one, other) => other - one)) if (index >= 0) headers.splice(index, 2);
  return { headers, localHost: host === seenHost ? undefined : host, country: countryAt < 0 ? undefined : sent[countryAt + 1] };
}

function headerIndex(headers: RawHeaders, lowerCaseName: string): number {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index];
    if (name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) return index;
  }
  return -1;
}

/** An IPv4 address as such, also where the socket writes it as an IPv6 one. */
function viewerAddress(address: string | undefined): string {
  if (address === undefined) return '';
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
