import { Body } from '../message';
import { InspectedBody } from './inspected-request';

/** A body of which the beginning has been read, and the whole of it for those who read it next. */
export interface PeekedBody {
  readonly beginning: InspectedBody;
  readonly body: Body;
}

interface Failure {
  readonly error: unknown;
}

/** Reads the beginning of a body that arrives, up to a number of bytes, and keeps it for those who read the whole. */
export async function peeked(body: AsyncIterable<Uint8Array>, limit: number): Promise<PeekedBody> {
  const chunks: Uint8Array[] = [];
  const source = body[Symbol.asyncIterator]();
  let size = 0;
  let failure: Failure | undefined;
  let isOver = false;
  while (size <= limit && !isOver) {
    try {
      const next = await source.next();
      isOver = next.done === true;
      if (!isOver) size += chunks[chunks.push(next.value as Uint8Array) - 1].length;
    } catch (error) {
      failure = { error };
      isOver = true;
    }
  }
  return { beginning: beginningOf(Buffer.concat(chunks), limit), body: again(chunks, isOver ? undefined : source, failure) };
}

/** The beginning of a body that is there. */
export function beginningOf(body: Uint8Array, limit: number): InspectedBody {
  return { text: Buffer.from(body.buffer, body.byteOffset, Math.min(limit, body.byteLength)).toString('latin1'), isCut: body.byteLength > limit };
}

async function* again(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array> | undefined, failure: Failure | undefined): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (failure !== undefined) throw failure.error;
  if (rest === undefined) return;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
