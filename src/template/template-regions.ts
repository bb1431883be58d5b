import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A stretch of a text. Lines and columns count from 1; the end is the place after its last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a property of a resource is written, or the nearest thing around it that is; undefined for a resource that is not there. */
export type RegionFinder = (logicalId: string, path: string) => Region | undefined;

/** A node, with the offsets of what shows where it is. */
interface Written {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds where in the text of a template its properties are written.
 *
 * @param text JSON or YAML
 */
export function templateRegions(text: string): RegionFinder {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false });
  const below = (value: unknown, key: string): Written | undefined => member(isAlias(value) ? value.resolve(document) : value, key);
  return (logicalId, path) => {
    const resource = below(below(document.contents, 'Resources')?.value, logicalId);
    if (resource === undefined) return undefined;
    let nearest = resource;
    for (const key of path === '' ? [] : ['Properties', ...path.match(/[^.[\]]+/g) ?? []]) {
      const next = below(nearest.value, key);
      if (next === undefined) break;
      nearest = next;
    }
    const [start, end] = [lines.linePos(nearest.start), lines.linePos(nearest.end)];
    return { startLine: start.line, startColumn: start.col, endLine: end.line, endColumn: end.col };
  };
}

/** A member of an object, from its key to the end of a simple value, or an item of a list, by its index. */
function member(value: unknown, key: string): Written | undefined {
  if (isMap(value)) {
    const pair = value.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (pair === undefined || !isScalar(pair.key) || !pair.key.range) return undefined;
    return { value: pair.value, start: pair.key.range[0], end: (isScalar(pair.value) ? pair.value.range : pair.key.range)![1] };
  }
  const item = isSeq(value) ? value.items[Number(key)] : undefined;
  if (!isScalar(item) && !isMap(item) && !isSeq(item)) return undefined;
  return { value: item, start: item.range![0], end: endOfItem(item) };
}

/** The end of what shows an item: of all of a simple value, of the first key of an object in YAML, else of a bracket. */
function endOfItem(item: Scalar | YAMLMap | YAMLSeq): number {
  const [start, end] = item.range!;
  if (isScalar(item)) return end;
  const first = isMap(item) ? item.items[0]?.key : undefined;
  return isScalar(first) && first.range?.[0] === start ? first.range[1] : start + 1;
}
