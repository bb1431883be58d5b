import { Body } from './message';

/** A body as one piece of memory. */
export async function collected(body: Body): Promise<Uint8Array> {
  return (await collectedUpTo(Infinity, body))!;
}

/** A body as one piece of memory; undefined for one of more bytes than the limit, of which no more is read. */
export async function collectedUpTo(limit: number, body: Body): Promise<Uint8Array | undefined> {
  if (body === undefined) return new Uint8Array(0);
  if (body instanceof Uint8Array) return body.length <= limit ? body : undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
