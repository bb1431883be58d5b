import { StoredBody } from './cached-object';
import { PartialObject } from './cached-parts';
import { setHeader } from '../raw-headers';

/** Parts of one version of an object, of which each begins where the one before it ends or earlier, as one part (RFC 9111, 3.4). It is fresh as long as all of them. */
export function joinedParts(parts: readonly PartialObject[]): PartialObject {
  const oldest = parts.reduce((one, other) => (other.freshUntil < one.freshUntil ? other : one));
  const part = { ...oldest.part, first: parts[0].part.first, last: parts[parts.length - 1].part.last };
  const body = new JoinedBody(parts);
  const headers = oldest.headers.slice();
  setHeader(headers, 'Content-Range', `bytes ${part.first}-${part.last}/${part.length}`);
  setHeader(headers, 'Content-Length', String(body.length));
  return { ...oldest, part, headers, body };
}

/** The bodies of parts, read one after the other. */
class JoinedBody implements StoredBody {
  public readonly complete = true;
  public readonly isInMemory = true;
  public readonly bytes = undefined;
  public readonly length: number;
  private readonly first: number;

  public constructor(private readonly parts: readonly PartialObject[]) {
    this.first = parts[0].part.first;
    this.length = parts[parts.length - 1].part.last + 1 - this.first;
  }

  public async *read(start = 0, end = Infinity): AsyncGenerator<Uint8Array> {
    let next = this.first + start;
    const stop = this.first + Math.min(end, this.length);
    for (const { part, body } of this.parts) {
      if (next > part.last) continue;
      if (next >= stop) return;
      yield* body.read(next - part.first, Math.min(stop, part.last + 1) - part.first);
      next = part.last + 1;
    }
  }

  public settled(): Promise<boolean> {
    return Promise.resolve(true);
  }
}
