import { cookieEntries } from './cookies';
import { Fields, fieldsOf, InvalidResult, isObject, Returned, withFields } from './fields';
import { changedHeaders, HeaderEntry, rawHeadersOf } from './headers';
import { changedQuery, queryEntries } from './query-string';
import { bytesOfText, textOfBytes } from './text-of-bytes';
import { EDGE_CODE_LIMITS, NOT_IN_HEADER } from '../../config';

/** The request of an event [FUN-047]. */
export interface EventRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Fields;
  readonly headers: Fields;
  readonly cookies: Fields;
}

/** A request as a function gets it, and as it is to be changed. */
export interface FunctionRequest {
  readonly method: string;
  /** As the viewer sent it. */
  readonly path: string;
  readonly query: string;
  readonly headers: readonly HeaderEntry[];
  /** The Cookie headers as one. */
  readonly cookies: string | undefined;
}

export function eventRequest({ method, path, query, headers, cookies }: FunctionRequest): EventRequest {
  return { method, uri: textOfBytes(path), querystring: fieldsOf(queryEntries(query)), headers: fieldsOf(headers), cookies: fieldsOf(cookieEntries(cookies)) };
}

/** What a function made of a request. */
export interface ChangedRequest {
  readonly path: string;
  readonly query: string;
  readonly headers: readonly HeaderEntry[];
  readonly cookies: string | undefined;
  /** What is other than before, in words. */
  readonly changes: readonly string[];
}

/** @throws InvalidResult */
export function changedRequest(request: FunctionRequest, returned: Returned): ChangedRequest {
  if (returned.method !== request.method) throw new InvalidResult(`request.method is ${JSON.stringify(returned.method)}, which functions may only read`);
  const path = changedPath(request.path, returned.uri);
  const query = changedQuery(request.query, returned.querystring ?? {});
  const length = path.length + (query === '' ? 0 : query.length + 1);
  if (length >= EDGE_CODE_LIMITS.urlCharacters) throw new InvalidResult(`request.uri and request.querystring have ${length} characters; CloudFront allows less than ${EDGE_CODE_LIMITS.urlCharacters}`);
  const headers = changedHeaders(request.headers, returned.headers ?? {}, 'viewer-request', 'request.headers');
  const cookies = changedCookies(request.cookies, returned.cookies ?? {});
  const changes = [
    ...(path === request.path ? [] : [`the URI to ${path}`]),
    ...(query === request.query ? [] : [`the query string to ${query === '' ? 'none' : query}`]),
    ...headers.changed.map((name) => `the header ${name}`),
    ...(cookies === request.cookies ? [] : ['the cookies']),
  ];
  return { path, query, headers: headers.entries, cookies, changes };
}

function changedPath(path: string, uri: unknown): string {
  if (typeof uri !== 'string') throw new InvalidResult('request.uri is not a text');
  if (uri === textOfBytes(path)) return path;
  if (!uri.startsWith('/')) throw new InvalidResult(`request.uri is ${uri}, and does not begin with /`);
  if (/[\0-\x20?#\x7f]/.test(uri)) throw new InvalidResult(`request.uri is ${JSON.stringify(uri)}, and has a space, a control character, ? or #`);
  return bytesOfText(uri);
}

function changedCookies(cookies: string | undefined, returned: unknown): string | undefined {
  const { entries, changed } = withFields(cookieEntries(cookies), returned, 'request.cookies');
  if (changed.length === 0) return cookies;
  const text = entries.map(({ name, value, raw }) => raw ?? bytesOfText(`${name}=${value}`)).join('; ');
  if (NOT_IN_HEADER.test(text)) throw new InvalidResult('request.cookies has a line break or another control character');
  return text === '' ? undefined : text;
}

/** The headers with the cookies in their midst: as they came where they are unchanged, else as one header. */
export function withCookies(headers: readonly HeaderEntry[], before: string | undefined, cookies: string | undefined): string[] {
  if (cookies === before) return rawHeadersOf(headers);
  const others = rawHeadersOf(headers.filter(({ name }) => name !== 'cookie'));
  return cookies === undefined ? others : [...others, 'Cookie', cookies];
}

/** What a function returned as a request, a response or neither [FUN-063]. */
export function kindOf(returned: unknown): { readonly request: Returned } | { readonly response: Returned } | undefined {
  if (!isObject(returned)) return undefined;
  if ('statusCode' in returned) return { response: returned };
  return 'method' in returned && 'uri' in returned ? { request: returned } : undefined;
}
