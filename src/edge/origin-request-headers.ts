import { CacheBehavior, isKnown, NOTHING, Origin, Selection } from '../config';
import { keyedEncodings, originEncodingMaker } from './accept-encoding';
import type { Target } from './compiled-distribution';
import { ViewerRequest } from './message';
import { headerValue, joinedHeader, setHeader } from './raw-headers';
import { combined, selectCookies } from './selection';

/** Computes the headers of a request to an origin. */
export type OriginHeaderMaker = (request: ViewerRequest, origin: Origin, via: string, requestId: string) => string[];

/** Headers that concern one connection, or that CloudFront never sends on [REQ-024 to REQ-060, REQ-095 to REQ-134]. */
const NEVER_FORWARDED: ReadonlySet<string> = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'x-real-ip',
  'via', 'x-amz-cf-id', 'x-forwarded-for', 'host', 'cookie', 'content-length', 'x-forwarded-proto', 'accept-encoding',
]);

/** Headers that a behavior without policies sends on only when they are listed: CloudFront removes or replaces them otherwise. */
const REMOVED_BY_DEFAULT: ReadonlySet<string> = new Set(['accept', 'accept-charset', 'accept-language', 'referer', 'user-agent', 'authorization', 'x-http-method-override']);

/** Headers that any request with a body keeps. */
const BODY_HEADERS: ReadonlySet<string> = new Set(['content-type', 'content-encoding', 'content-language', 'content-md5']);

/** Methods that send Authorization on without being told to [REQ-095]. */
const AUTHORIZED_METHODS: ReadonlySet<string> = new Set(['DELETE', 'PATCH', 'POST', 'PUT']);

export function originHeaderMaker(behavior: CacheBehavior, target: Target | undefined): OriginHeaderMaker {
  const legacy = behavior.cachePolicyId === undefined && behavior.originRequestPolicyId === undefined;
  const key = isKnown(behavior.cacheKey) ? behavior.cacheKey : undefined;
  const forwarding = isKnown(behavior.forwarding) ? behavior.forwarding : undefined;
  const selections = combined(key?.headers ?? NOTHING, forwarding?.headers ?? NOTHING);
  const cookies = combined(key?.cookies ?? NOTHING, forwarding?.cookies ?? NOTHING);
  const isSelected = (lower: string) => selections.some((selection) => selectsHeader(lower, selection));
  const originEncoding = originEncodingMaker(keyedEncodings(key), behavior.cachePolicyId === undefined, isSelected('accept-encoding'));
  const forwardsHost = target !== undefined && isSelected('host');

  return (request, origin, via, requestId) => {
    const headers = ['Host', forwardsHost ? headerValue(request.headers, 'host') ?? '' : hostOf(origin)];
    for (let i = 0; i < request.headers.length; i += 2) {
      const lower = request.headers[i].toLowerCase();
      if (NEVER_FORWARDED.has(lower)) continue;
      if (isForwarded(lower, request.method, legacy, isSelected)) headers.push(request.headers[i], request.headers[i + 1]);
    }
    addOwnHeaders(headers, request, via, requestId, isSelected('user-agent'));
    const accepted = originEncoding(request.headers);
    if (accepted !== undefined) headers.push('Accept-Encoding', accepted);
    const cookie = joinCookies(joinedHeader(request.headers, 'cookie'), cookies);
    if (cookie !== '') headers.push('Cookie', cookie);
    for (const { name, value } of origin.customHeaders) {
      if (isKnown(name) && isKnown(value)) setHeader(headers, name, value);
    }
    return headers;
  };
}

function isForwarded(lower: string, method: string, legacy: boolean, isSelected: (lower: string) => boolean): boolean {
  if (isSelected(lower)) return true;
  if (BODY_HEADERS.has(lower)) return true;
  if (lower === 'authorization') return AUTHORIZED_METHODS.has(method);
  if (!legacy) return false;
  if (lower === 'origin' || lower.startsWith('access-control-request-')) return method === 'OPTIONS';
  return !REMOVED_BY_DEFAULT.has(lower) && !lower.startsWith('cloudfront-') && !lower.startsWith('if-') && lower !== 'range';
}

function addOwnHeaders(headers: string[], request: ViewerRequest, via: string, requestId: string, keepsUserAgent: boolean): void {
  const forwardedFor = joinedHeader(request.headers, 'x-forwarded-for');
  headers.push('X-Forwarded-For', forwardedFor === undefined ? request.ip : `${forwardedFor}, ${request.ip}`);
  const viaBefore = joinedHeader(request.headers, 'via');
  headers.push('Via', viaBefore === undefined ? via : `${viaBefore}, ${via}`, 'X-Amz-Cf-Id', requestId);
  if (!keepsUserAgent) headers.push('User-Agent', 'Amazon CloudFront');
}

function selectsHeader(lower: string, selection: Selection): boolean {
  switch (selection.include) {
    case 'all': return true;
    case 'none': return false;
    case 'listed': return selection.names.some((name) => isKnown(name) && name.toLowerCase() === lower);
    case 'all-except': return !selection.names.some((name) => isKnown(name) && name.toLowerCase() === lower);
  }
}

function joinCookies(header: string | undefined, selections: readonly Selection[]): string {
  if (header === undefined) return '';
  const selected = selections.map((selection) => selectCookies(header, selection)).filter((text) => text !== '');
  return [...new Set(selected.flatMap((text) => text.split('; ')))].join('; ');
}

/** The Host header of an origin: its domain name, with its port when that is not a usual one. */
function hostOf({ domainName, custom }: Origin): string {
  const name = isKnown(domainName) ? domainName : '';
  const port = custom && isKnown(custom.httpPort) && custom.protocolPolicy === 'http-only' && custom.httpPort !== 80 ? `:${custom.httpPort}` : '';
  return `${name}${port}`;
}
