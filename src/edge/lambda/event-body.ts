import { EDGE_CODE_LIMITS } from '../../config';
import { isObject } from '../functions/fields';
import { Body } from '../message';
import { peeked } from '../peeked-body';
import { LambdaEventType } from './event-headers';
import { invalid, shown } from './lambda-failure';

/** The body of a request as a function sees it. */
export interface EventBody {
  readonly inputTruncated: boolean;
  readonly action: string;
  readonly encoding: string;
  readonly data: string;
}

/** A body of which a function sees the beginning, and that can still be read from there. */
export interface ShownBody {
  readonly event: EventBody;
  readonly body: Body;
}

/** Bytes that may go into a function of an event type, and come out of it. */
export function bytesOf(eventType: LambdaEventType): number {
  return eventType.startsWith('viewer-') ? EDGE_CODE_LIMITS.lambdaViewerBytes : EDGE_CODE_LIMITS.lambdaOriginBytes;
}

/** The body of a request for a function of an event type, cut where it is too long for that [FUN-160, FUN-161]. */
export async function shownBody(body: Body, eventType: LambdaEventType): Promise<ShownBody> {
  const limit = bytesOf(eventType);
  if (body === undefined || body instanceof Uint8Array) return { event: eventBody(body ?? new Uint8Array(0), true, limit), body };
  const { beginning, isWhole, body: whole } = await peeked(body, limit);
  return { event: eventBody(beginning, isWhole, limit), body: isWhole ? beginning : whole };
}

function eventBody(beginning: Uint8Array, isWhole: boolean, limit: number): EventBody {
  const data = Buffer.from(beginning.subarray(0, limit)).toString('base64');
  return { inputTruncated: !isWhole || beginning.length > limit, action: 'read-only', encoding: 'base64', data };
}

/**
 * The body that a function has put in the place of the viewer's; undefined where that stays [FUN-162].
 *
 * @throws LambdaFailure
 */
export function replacingBody(returned: unknown, eventType: LambdaEventType, method: string): Uint8Array | undefined {
  if (returned === undefined || returned === null) return undefined;
  if (!isObject(returned)) throw invalid('request.body', `is ${shown(returned)}`, 'return the object of the event');
  const { action = 'read-only', encoding = 'base64', data } = returned;
  if (action === 'read-only') return undefined;
  if (action !== 'replace') throw invalid('request.body.action', `is ${shown(action)}`, 'use read-only or replace');
  if (method === 'GET' || method === 'HEAD') throw invalid('request.body.action', `is replace for ${method}, which has no body`, 'replace bodies of other methods only');
  return decoded(data, encoding, { data: 'request.body.data', encoding: 'request.body.encoding' }, bytesOf(eventType));
}

/**
 * The bytes of a text that a function returns.
 *
 * @param at    how the fields are called
 * @param limit of bytes, decoded
 * @throws LambdaFailure
 */
export function decoded(data: unknown, encoding: unknown, at: { readonly data: string; readonly encoding: string }, limit: number): Uint8Array {
  if (encoding !== 'text' && encoding !== 'base64') throw invalid(at.encoding, `is ${shown(encoding)}`, 'use text or base64');
  if (typeof data !== 'string') throw invalid(at.data, `is ${shown(data)}`, 'return a string');
  const bytes = Buffer.from(data, encoding === 'text' ? 'utf8' : 'base64');
  if (encoding === 'base64' && bytes.toString('base64').replace(/=+$/, '') !== data.replace(/=+$/, '')) throw invalid(at.data, 'is not valid base64', 'encode it, or set the encoding to text');
  if (bytes.length > limit) throw invalid(at.data, `has ${bytes.length} bytes; CloudFront allows ${limit}`, 'return less');
  return bytes;
}
