import { CacheBehavior, Edition, isKnown, knownItems, NOTHING, Origin, originKind, OriginKind, REQUEST_HEADERS, RequestHeader } from '../config';
import { keyedEncodings, originEncodingMaker } from './accept-encoding';
import { cloudFrontHeadersFor } from './cloudfront-headers';
import type { Exchange } from './exchange';
import { isGrpc } from './grpc';
import { ViewerRequest } from './message';
import { connectionOptions, cookieHeader, headerValue, joinedHeader, setHeader } from './raw-headers';
import { combined, forwardedHeaders, selectHeader, selectCookies } from './selection';
import { isForged } from './viewer-certificate-headers';

/** Computes the headers of a request to an origin. */
export type OriginHeaderMaker = (exchange: Pick<Exchange, 'request' | 'location' | 'requestId' | 'behavior'>, origin: Origin) => string[];

/** Headers that are made apart, whatever the viewer sends. */
const MADE_APART: ReadonlySet<string> = new Set(['host', 'connection', 'cookie', 'accept-encoding', 'via', 'x-forwarded-for', 'x-amz-cf-id']);

/** Headers that go with a body, also where policies say which headers are sent. */
const OF_BODIES: ReadonlySet<string> = new Set(['content-type', 'content-encoding', 'content-language', 'content-length', 'content-md5', 'transfer-encoding']);

/** Methods that send Authorization on without being told to [REQ-028, REQ-098]. */
const AUTHORIZED_METHODS: ReadonlySet<string> = new Set(['DELETE', 'PATCH', 'POST', 'PUT']);

/** Makes the function that applies the table of request headers for a behavior [REQ-019, REQ-088]. */
export function originHeaderMaker(behavior: CacheBehavior, edition: Edition): OriginHeaderMaker {
  const legacy = behavior.cachePolicyId === undefined && behavior.originRequestPolicyId === undefined;
  const key = isKnown(behavior.cacheKey) ? behavior.cacheKey : undefined;
  const forwarding = isKnown(behavior.forwarding) ? behavior.forwarding : undefined;
  const selections = forwardedHeaders(behavior);
  const cookies = combined(key?.cookies ?? NOTHING, forwarding?.cookies ?? NOTHING);
  const isInKey = (lower: string) => selectHeader(lower, key?.headers ?? NOTHING);
  const isSelected = (lower: string) => selections.some((selection) => selectHeader(lower, selection));
  const computed = cloudFrontHeadersFor(behavior);
  const originEncoding = originEncodingMaker(keyedEncodings(key), behavior.cachePolicyId === undefined, isSelected('accept-encoding'));
  const forwardsHost = isSelected('host');
  const optionsCached = knownItems(behavior.cachedMethods).includes('OPTIONS');
  const tables = { s3: treatment('s3', edition), custom: treatment('custom', edition) };

  const isForwarded = (lower: string, method: string, header: RequestHeader | undefined) => {
    if (MADE_APART.has(lower) || computed.has(lower) || (header?.cacheable === 'no' && header.default !== 'forwarded')) return false;
    if (isSelected(lower) || OF_BODIES.has(lower)) return true;
    if (header?.default === 'unless cached') return AUTHORIZED_METHODS.has(method) || (method === 'OPTIONS' && !optionsCached);
    return legacy && (header === undefined || header.default === 'forwarded');
  };

  return (exchange, origin) => {
    const { request, location, requestId } = exchange;
    const isOfGrpc = isGrpc(exchange);
    const table = tables[originKind(origin)];
    const headers = ['Host', origin.overrides?.hostHeader ?? (forwardsHost ? headerValue(request.headers, 'host') ?? '' : hostOf(origin)), 'Connection', request.asksForWebSocket ? 'Upgrade' : 'Keep-Alive'];
    if (request.asksForWebSocket) headers.push('Upgrade', 'websocket');
    const ofConnection = connectionOptions(request.headers);
    for (let i = 0; i < request.headers.length; i += 2) {
      const lower = request.headers[i].toLowerCase();
      const isOfProtocol = (request.asksForWebSocket === true && lower.startsWith('sec-websocket-')) || (isOfGrpc && lower.startsWith('grpc-'));
      if (isForged(lower, request)) continue;
      // The origin has to see what tells its answers apart, also where a viewer would keep it from there.
      if (ofConnection.includes(lower) && !isInKey(lower) && !OF_BODIES.has(lower)) continue;
      if (isOfProtocol || isForwarded(lower, request.method, table(lower))) headers.push(request.headers[i], request.headers[i + 1]);
    }
    if (!isSelected('user-agent')) headers.push('User-Agent', 'Amazon CloudFront');
    for (const [name, valueOf] of computed.values()) {
      const value = valueOf(request, location);
      if (value !== undefined) headers.push(name, value);
    }
    addPassage(headers, request, location.via, requestId);
    const accepted = originEncoding(request.headers);
    if (accepted !== undefined) headers.push('Accept-Encoding', accepted);
    const cookie = selectCookies(cookieHeader(request.headers), cookies);
    if (cookie !== '') headers.push('Cookie', cookie);
    for (const { name, value } of origin.customHeaders) {
      if (isKnown(name) && isKnown(value)) setHeader(headers, name, value);
    }
    return headers;
  };
}

/** Finds the row of a header in the table of a kind of origin. */
function treatment(kind: OriginKind, edition: Edition): (lower: string) => RequestHeader | undefined {
  const rows = REQUEST_HEADERS[edition][kind].map((header) => ({ ...header, lower: header.name.toLowerCase() }));
  const exact = new Map(rows.map((row) => [row.lower, row]));
  const prefixes = rows.filter(({ lower }) => lower.endsWith('*')).map((row) => ({ row, prefix: row.lower.slice(0, -1) }));
  return (lower) => exact.get(lower) ?? prefixes.find(({ prefix }) => lower.startsWith(prefix))?.row;
}

/** What shows an origin the way of a request: the addresses and proxies that it has come from, and CloudFront's id for it. */
function addPassage(headers: string[], request: ViewerRequest, via: string, requestId: string): void {
  const forwardedFor = joinedHeader(request.headers, 'x-forwarded-for');
  headers.push('X-Forwarded-For', forwardedFor === undefined ? request.ip : `${forwardedFor}, ${request.ip}`);
  const viaBefore = joinedHeader(request.headers, 'via');
  const ownVia = `${request.httpVersion} ${via}`;
  headers.push('Via', viaBefore === undefined ? ownVia : `${viaBefore}, ${ownVia}`, 'X-Amz-Cf-Id', requestId);
}

/** The Host header of an origin: its domain name, with its port when that is not a usual one. */
function hostOf({ domainName, custom }: Origin): string {
  const name = isKnown(domainName) ? domainName : '';
  const port = custom && isKnown(custom.httpPort) && custom.protocolPolicy === 'http-only' && custom.httpPort !== 80 ? `:${custom.httpPort}` : '';
  return `${name}${port}`;
}
