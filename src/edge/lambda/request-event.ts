import { EDGE_CODE_LIMITS } from '../../config';
import { isObject } from '../functions/fields';
import { bytesOfText, textOfBytes } from '../functions/text-of-bytes';
import { RawHeaders, ViewerRequest } from '../message';
import { removeHeader, setHeader } from '../raw-headers';
import { EventBody, replacingBody } from './event-body';
import { EventHeaders, eventHeaders, LambdaEventType, returnedHeaders } from './event-headers';
import { EventOrigin } from './event-origin';
import { invalid, noObject, shown } from './lambda-failure';

/** A request as a function sees it. */
export interface EventRequest {
  readonly clientIp: string;
  readonly headers: EventHeaders;
  readonly method: string;
  readonly querystring: string;
  readonly uri: string;
  readonly body?: EventBody;
  readonly origin?: EventOrigin;
}

/** A request on its way, as far as functions see or change it. Texts are bytes of the wire, a character each. */
export interface RequestParts {
  readonly method: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly headers: RawHeaders;
}

/** What is in the event beside the parts of the request. */
export interface RequestExtras {
  readonly body?: EventBody;
  readonly origin?: EventOrigin;
}

/** The request of an event [FUN-147]. */
export function eventRequest({ method, path, query, headers }: RequestParts, { ip }: Pick<ViewerRequest, 'ip'>, { body, origin }: RequestExtras = {}): EventRequest {
  return {
    clientIp: ip,
    headers: eventHeaders(headers),
    method,
    ...(origin === undefined ? {} : { origin }),
    querystring: textOfBytes(query),
    uri: textOfBytes(path),
    ...(body === undefined ? {} : { body }),
  };
}

/** A request as a function returns it. */
export interface ReturnedRequest extends RequestParts {
  readonly headers: string[];
  /** Undefined where the viewer's stays. */
  readonly body: Uint8Array | undefined;
  /** The origin, not looked at yet. */
  readonly origin: unknown;
}

/**
 * What a function makes of a request.
 *
 * @param shownRequest the request in the event
 * @param before       the same, on its way
 * @throws LambdaFailure for what CloudFront does not take
 */
export function returnedRequest(returned: unknown, shownRequest: EventRequest, before: RequestParts, eventType: LambdaEventType): ReturnedRequest {
  if (!isObject(returned)) throw noObject(returned, 'return the request of the event, or a response with a status');
  for (const name of ['clientIp', 'method'] as const) {
    if (returned[name] !== shownRequest[name]) throw invalid(`request.${name}`, `is ${shown(returned[name])}, and read-only`, `return ${shown(shownRequest[name])} as in the event, or a response with a status`);
  }
  const path = pathOf(returned.uri, before.path);
  const query = queryOf(returned.querystring, before.query);
  const characters = path.length + query.length + (query === '' ? 0 : 1);
  if (characters >= EDGE_CODE_LIMITS.urlCharacters) throw invalid('request.uri', `and querystring have ${characters} characters; CloudFront allows ${EDGE_CODE_LIMITS.urlCharacters - 1}`, 'make them shorter');
  const headers = returnedHeaders(returned.headers, { eventType, at: 'request.headers', before: before.headers });
  const body = shownRequest.body === undefined ? undefined : replacingBody(returned.body, eventType, before.method);
  if (body !== undefined) {
    removeHeader(headers, 'transfer-encoding');
    setHeader(headers, 'Content-Length', String(body.length));
  }
  return { method: before.method, path, query, headers, body, origin: returned.origin };
}

function pathOf(uri: unknown, before: string): string {
  if (typeof uri !== 'string' || !uri.startsWith('/')) throw invalid('request.uri', `is ${shown(uri)}`, 'begin it with a slash');
  if (uri === textOfBytes(before)) return before;
  if (/[\x00-\x20\x7f]/.test(uri)) throw invalid('request.uri', `is ${shown(uri)}, with a space or control character`, 'encode it, as encodeURI does');
  return bytesOfText(uri.replace(/[?#]/g, encodeURIComponent));
}

function queryOf(querystring: unknown, before: string): string {
  if (typeof querystring !== 'string') throw invalid('request.querystring', `is ${shown(querystring)}`, 'return a string, which may be empty');
  if (querystring === textOfBytes(before)) return before;
  if (/[\x00-\x20\x7f#]/.test(querystring)) {
    throw invalid('request.querystring', `is ${shown(querystring)}, with a space, control character or #`, 'encode it, as encodeURIComponent does');
  }
  return bytesOfText(querystring);
}
