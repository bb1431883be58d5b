import { Readable } from 'stream';
import { Body, RawHeaders } from './message';
import { OriginFailure } from './origin/origin-client';
import { headerValue } from './raw-headers';

/** Lets go of a body that nobody reads, so that the connection or file behind it does not stay open. */
export function discard(body: Body): void {
  if (body === undefined || body instanceof Uint8Array) return;
  if (body instanceof Readable) body.on('error', () => {}).destroy();
  else void body[Symbol.asyncIterator]().return?.().catch(() => {});
}

/** How many bytes a body has by its Content-Length; undefined when that says nothing. */
export function statedLength(headers: RawHeaders): number | undefined {
  const value = headerValue(headers, 'content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * The body of an origin's answer, which breaks off where it has another length than announced, or more than CloudFront caches.
 *
 * @param announced bytes; undefined when the origin does not say
 * @param limit     bytes
 */
export function checkedBody(body: Body, announced: number | undefined, limit: number): Body {
  return body === undefined || body instanceof Uint8Array ? body : counted(body, announced, limit);
}

async function* counted(body: AsyncIterable<Uint8Array>, announced: number | undefined, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new OriginFailure('connection-dropped', `the object has more than the ${limit} bytes that CloudFront caches`);
    yield chunk;
  }
  if (announced !== undefined && length !== announced) throw new OriginFailure('connection-dropped', `the body has ${length} bytes; ${announced} were announced`);
}
