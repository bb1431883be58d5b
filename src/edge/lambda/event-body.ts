import { EDGE_CODE_LIMITS } from '../../config';
import { isObject } from '../functions/fields';
import { Body } from '../message';
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
  const { head, rest } = await headOf(body, limit);
  const data = Buffer.from(head.subarray(0, limit)).toString('base64');
  return { event: { inputTruncated: head.length > limit || rest !== undefined, action: 'read-only', encoding: 'base64', data }, body: rest === undefined ? body && head : joined(head, rest) };
}

/** More than a number of bytes, if there are more, and what has not been read yet. */
async function headOf(body: Body, limit: number): Promise<{ readonly head: Uint8Array; readonly rest?: AsyncIterator<Uint8Array> }> {
  if (body === undefined || body instanceof Uint8Array) return { head: body ?? new Uint8Array(0) };
  const chunks = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  for (let length = 0; length <= limit;) {
    const next = await chunks.next();
    if (next.done === true) return { head: Buffer.concat(read) };
    read.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(read), rest: chunks };
}

/** The beginning of a body and the rest of it. Who lets go of it before it has read anything lets go of the rest, too. */
function joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  let next = (): Promise<IteratorResult<Uint8Array>> => {
    next = () => rest.next();
    return Promise.resolve({ done: false, value: head });
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => next(),
      async return() {
        await rest.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
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
