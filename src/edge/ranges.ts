/** Which bytes of an object a viewer wants: the first and the last, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Bytes of a range. */
export function sizeOf({ first, last }: ByteRange): number {
  return last - first + 1;
}

/** A range as a header says it: from a byte on, up to a byte, or so many bytes at the end. */
const RANGE = /^(?:(\d+)-(\d*)|-(\d+))$/;

/**
 * Reads a Range header.
 *
 * @param length bytes of the object
 * @returns the ranges that lie in the object; `unsatisfiable` when all begin behind its end; `undefined` when the header is to be
 *          ignored: another unit, a range that is none, or several that overlap or do not ascend [ERR-064 to ERR-067]
 */
export function parseRanges(header: string, length: number): readonly ByteRange[] | 'unsatisfiable' | undefined {
  const list = /^bytes=(.*)$/i.exec(header)?.[1];
  if (list === undefined) return undefined;
  const ranges: ByteRange[] = [];
  for (const text of list.split(',')) {
    const range = rangeOf(text.trim(), length);
    if (range === undefined || range.first <= (ranges[ranges.length - 1]?.last ?? -1)) return undefined;
    ranges.push(range);
  }
  const within = ranges.filter(({ first }) => first < length).map(({ first, last }) => ({ first, last: Math.min(last, length - 1) }));
  return within.length === 0 ? 'unsatisfiable' : within;
}

function rangeOf(text: string, length: number): ByteRange | undefined {
  const [matched, first, last, suffix] = RANGE.exec(text) ?? [];
  if (matched === undefined) return undefined;
  if (suffix !== undefined) return { first: Number(suffix) === 0 ? length : Math.max(0, length - Number(suffix)), last: Math.max(length, 1) - 1 };
  if (last === '') return { first: Number(first), last: Math.max(length - 1, Number(first)) };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}

/** Whether a Range header asks for one range, which can be asked of an origin as it is. */
export function isSingleRange(header: string): boolean {
  return /^bytes=/i.test(header) && RANGE.test(header.slice('bytes='.length).trim());
}

/** What a Content-Range header says of the part that comes with it; undefined unless it says all of it. */
export function parseContentRange(header: string | undefined): (ByteRange & { readonly length: number }) | undefined {
  const [, first, last, length] = (/^bytes (\d+)-(\d+)\/(\d+)$/i.exec(header ?? '') ?? []).map(Number);
  return first <= last && last < length ? { first, last, length } : undefined;
}
