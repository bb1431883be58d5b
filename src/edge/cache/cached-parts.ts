import { ByteRange, parseRanges } from '../ranges';
import { CachedObject, CachedPart } from './cached-object';

/** A cached response that is a part of an object. */
export type PartialObject = CachedObject & { readonly part: CachedPart };

/** The cached parts of one object. All are of the same version of it, as far as length and ETag tell, and none lies within another. */
export class CachedParts {
  /** In the order of their first bytes, which is that of their last ones as well. */
  private readonly parts: PartialObject[] = [];

  public get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** The part that has all that a Range header asks for, or the several that have it one after the other; none where it is not all there. */
  public find(header: string): readonly PartialObject[] {
    const ranges = parseRanges(header, this.parts[0].part.length);
    if (!Array.isArray(ranges)) return [];
    const found: PartialObject[] = [];
    for (let next = ranges[0].first; next <= ranges[ranges.length - 1].last; next = found[found.length - 1].part.last + 1) {
      const candidate = this.parts[this.lastBeginningBy(next)];
      if (candidate === undefined || candidate.part.last < next) return [];
      found.push(candidate);
    }
    return found.length === 1 || areOfOneVersion(found) ? found : [];
  }

  /** The parts in whose place a new one is: those within it, those that it lies within, and all of another version. */
  public replacedBy({ part, etag }: PartialObject): readonly PartialObject[] {
    if (!this.isEmpty && isOfAnotherVersion(this.parts[0], part.length, etag)) return this.parts.slice();
    let start = this.lastBeginningBy(part.first) + 1;
    while (start > 0 && this.parts[start - 1].part.last >= part.last) start--;
    if (start > 0 && this.parts[start - 1].part.first === part.first) start--;
    let end = start;
    while (end < this.parts.length && (isWithin(this.parts[end].part, part) || isWithin(part, this.parts[end].part))) end++;
    return this.parts.slice(start, end);
  }

  /** Adds a part when those are removed in whose place it is. */
  public add(object: PartialObject): void {
    this.parts.splice(this.lastBeginningBy(object.part.first) + 1, 0, object);
  }

  public remove(object: PartialObject): void {
    const at = this.lastBeginningBy(object.part.first);
    if (this.parts[at] === object) this.parts.splice(at, 1);
  }

  /** The index of the last part that begins at a byte or before it; -1 when none does. */
  private lastBeginningBy(byte: number): number {
    let [low, high] = [0, this.parts.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.parts[middle].part.first <= byte) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Whether a cached response is a part of an object. */
export function isPartial(object: CachedObject): object is PartialObject {
  return object.part !== undefined;
}

/** Whether parts may be put together: only a strong ETag says so beyond doubt (RFC 9111, 3.4). */
function areOfOneVersion(parts: readonly PartialObject[]): boolean {
  return parts[0].etag?.startsWith('"') === true && parts.every(({ etag }) => etag === parts[0].etag);
}

function isOfAnotherVersion(object: PartialObject, length: number, etag: string | undefined): boolean {
  return object.part.length !== length || (object.etag !== undefined && etag !== undefined && object.etag !== etag);
}

function isWithin(one: ByteRange, other: ByteRange): boolean {
  return other.first <= one.first && one.last <= other.last;
}
