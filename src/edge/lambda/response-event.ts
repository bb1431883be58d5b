import { STATUS_CODES } from 'http';
import { NOT_IN_HEADER } from '../../config';
import { isObject } from '../functions/fields';
import { generatedHeaders } from '../functions/headers';
import { bytesOfText } from '../functions/text-of-bytes';
import { RawHeaders } from '../message';
import { setHeader } from '../raw-headers';
import { bytesOf, decoded } from './event-body';
import { EventHeaders, eventHeaders, LambdaEventType, returnedHeaders } from './event-headers';
import { invalid, noObject, shown } from './lambda-failure';

/** A response as a function sees it: without its body. */
export interface EventResponse {
  readonly headers: EventHeaders;
  readonly status: string;
  readonly statusDescription: string;
}

/** A response as a function returns it. */
export interface ReturnedResponse {
  readonly status: number;
  /** What HTTP/1 says beside the status; undefined for what it usually says. */
  readonly statusDescription: string | undefined;
  readonly headers: string[];
  /** Undefined where the origin's stays. */
  readonly body: Uint8Array | undefined;
}

/** The response of an event [FUN-171]. */
export function eventResponse(status: number, headers: RawHeaders): EventResponse {
  return { headers: eventHeaders(headers), status: String(status), statusDescription: STATUS_CODES[status] ?? '' };
}

/** Whether a function for requests has made a response: a request has no status, and a response none of the others. */
export function isGenerated(returned: unknown): boolean {
  return isObject(returned) && (returned.status !== undefined || (returned.uri === undefined && returned.method === undefined));
}

/**
 * A response that a function has made in the place of the origin's [FUN-165, FUN-168].
 *
 * @param now milliseconds since the epoch
 * @throws LambdaFailure for what CloudFront does not take
 */
export function generatedResponse(returned: unknown, eventType: LambdaEventType, now: number): ReturnedResponse {
  const { status, headers = {}, body, bodyEncoding } = returned as { readonly [property: string]: unknown };
  const code = statusOf(status);
  const lines = returnedHeaders(headers, { eventType, at: 'response.headers', before: [] });
  const bytes = body === undefined || body === null ? new Uint8Array(0) : bodyOf(body, bodyEncoding, eventType);
  if (code === 204 && bytes.length > 0 && eventType === 'viewer-request') throw invalid('response.body', 'is given for status 204', 'leave it out, or return status 200');
  requireSize(lines, bytes, eventType);
  if (code !== 204 && code !== 304) setHeader(lines, 'Content-Length', String(bytes.length));
  return { status: code, statusDescription: descriptionOf(returned), headers: generatedHeaders(lines, now), body: bytes };
}

/**
 * What a function makes of a response.
 *
 * @param before the response on its way
 * @throws LambdaFailure for what CloudFront does not take
 */
export function returnedResponse(returned: unknown, before: { readonly status: number; readonly headers: RawHeaders }, eventType: LambdaEventType): ReturnedResponse {
  if (!isObject(returned)) throw noObject(returned, 'return the response of the event');
  const status = statusOf(returned.status);
  const headers = returnedHeaders(returned.headers, { eventType, at: 'response.headers', before: before.headers });
  const { body, bodyEncoding } = returned;
  const statusDescription = descriptionOf(returned);
  if (eventType === 'viewer-response') {
    if (status !== before.status) throw invalid('response.status', `is ${shown(returned.status)}, and read-only in viewer-response events`, 'change it in an origin-response event');
    if (body !== undefined && body !== null) throw invalid('response.body', 'cannot be given in viewer-response events', 'change it in an origin-response event');
    return { status, statusDescription, headers, body: undefined };
  }
  const bytes = body === undefined || body === null ? undefined : bodyOf(body, bodyEncoding, eventType);
  if (bytes !== undefined) requireSize(headers, bytes, eventType);
  return { status, statusDescription, headers, body: bytes };
}

function statusOf(status: unknown): number {
  if ((typeof status !== 'string' && typeof status !== 'number') || !/^[2-5]\d\d$/.test(String(status))) throw invalid('response.status', `is ${shown(status)}`, 'return a string from "200" to "599"');
  return Number(status);
}

function descriptionOf(returned: unknown): string | undefined {
  const { statusDescription: text } = returned as { readonly statusDescription?: unknown };
  if (text === undefined || text === null) return undefined;
  if (typeof text !== 'string' || NOT_IN_HEADER.test(bytesOfText(text))) throw invalid('response.statusDescription', `is ${shown(text)}`, 'return a string without control characters');
  return bytesOfText(text);
}

function bodyOf(body: unknown, encoding: unknown, eventType: LambdaEventType): Uint8Array {
  return decoded(body, encoding ?? 'text', { data: 'response.body', encoding: 'response.bodyEncoding' }, bytesOf(eventType));
}

function requireSize(headers: RawHeaders, body: Uint8Array, eventType: LambdaEventType): void {
  const bytes = headers.reduce((sum, text) => sum + text.length, body.length);
  if (bytes > bytesOf(eventType)) throw invalid('response', `has ${bytes} bytes of headers and body; CloudFront allows ${bytesOf(eventType)} in ${eventType} events`, 'return less');
}
