import { Body } from './message';

/** A body of which the beginning has been read, and the whole of it for those who read it next. */
export interface PeekedBody {
  /** More than what was asked for, where the body has more. */
  readonly beginning: Uint8Array;
  /** Whether the beginning is all of the body. */
  readonly isWhole: boolean;
  readonly body: Body;
}

/**
 * Reads the beginning of a body that arrives: more than a number of bytes, if there are more. A body that breaks off meanwhile
 * breaks off for those who read the whole of it, and who lets go of that lets go of what has not arrived yet.
 */
export async function peeked(body: AsyncIterable<Uint8Array>, bytes: number): Promise<PeekedBody> {
  const rest = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  for (let size = 0; size <= bytes;) {
    const next = rest.next();
    const result = await next.catch(() => undefined);
    if (result === undefined || result.done === true) return { beginning: Buffer.concat(read), isWhole: result !== undefined, body: readAgain(read, rest, next) };
    read.push(result.value);
    size += result.value.length;
  }
  return { beginning: Buffer.concat(read), isWhole: false, body: readAgain(read, rest) };
}

/** @param end what came after the chunks that were read, where that was no chunk */
function readAgain(read: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>, end?: Promise<IteratorResult<Uint8Array>>): AsyncIterable<Uint8Array> {
  const chunks = read.values();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const { done, value } = chunks.next();
        return done === true ? end ?? rest.next() : { done: false, value };
      },
      async return() {
        await rest.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}
