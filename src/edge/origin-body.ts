import { Body, RawHeaders } from './message';
import { OriginFailure } from './origin/origin-client';
import { headerValue } from './raw-headers';

/** How many bytes a body has by its Content-Length; undefined when that says nothing. */
export function statedLength(headers: RawHeaders): number | undefined {
  const value = headerValue(headers, 'content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * The body of an origin's answer, which breaks off where it has another length than announced, or more than CloudFront caches.
 *
 * @param limit bytes
 */
export function checkedBody(body: Body, headers: RawHeaders, limit: number): Body {
  if (body === undefined || body instanceof Uint8Array) return body;
  return counted(body, statedLength(headers), limit);
}

async function* counted(body: AsyncIterable<Uint8Array>, stated: number | undefined, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new OriginFailure('connection-dropped', `the object has more than the ${limit} bytes that CloudFront caches`);
    yield chunk;
  }
  if (stated !== undefined && length !== stated) throw new OriginFailure('connection-dropped', `the body has ${length} bytes; Content-Length said ${stated}`);
}
