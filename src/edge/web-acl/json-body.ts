import { InspectedBody } from './inspected-request';
import { Inspected, Inspector, UNINSPECTED_BODY, UNKNOWN_VALUE, withinSize } from './inspector';
import { isKnown, JsonBody, knownItems, knownOr } from '../../config';

/** Takes keys and values from a body that is JSON: all, or those below some places of it. */
export function jsonBodyInspector({ paths, scope, invalid, oversize }: JsonBody): Inspector {
  const isReadable = paths === undefined || (isKnown(paths) && knownItems(paths).length === paths.length);
  if (!isReadable) return (request) => request.cannotTell(UNKNOWN_VALUE);
  const pointers = paths === undefined ? undefined : knownItems(paths).map(pointerSegments);
  return (request) => {
    const { body } = request;
    if (body === undefined) return request.cannotTell(UNINSPECTED_BODY);
    const handled = withinSize([], body.isCut, oversize);
    if (typeof handled === 'boolean' || body.text === '') return handled;
    const document = parsed(body);
    if (document === undefined) return whenInvalid(knownOr(invalid, ''), body.text);
    const parts = pointers === undefined ? [document.value] : pointers.flatMap((segments) => at(document.value, segments));
    return parts.flatMap((part) => textsIn(part, knownOr(scope, 'ALL')));
  };
}

function parsed({ text }: InspectedBody): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}

function whenInvalid(fallback: string, text: string): Inspected {
  return fallback === 'EVALUATE_AS_STRING' ? [text] : fallback === 'MATCH';
}

/** The segments of a JSON pointer (RFC 6901), such as `/dogs/0/name`. */
function pointerSegments(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** What is at a place of a document: one value, or none. */
function at(document: unknown, segments: readonly string[]): readonly unknown[] {
  let value = document;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null || !Object.prototype.hasOwnProperty.call(value, segment)) return [];
    value = (value as { readonly [key: string]: unknown })[segment];
  }
  return [value];
}

/** The keys and values in a part of a document, as bytes. */
function textsIn(part: unknown, scope: string): string[] {
  const texts: string[] = [];
  const open = [part];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) {
      if (scope !== 'KEY') texts.push(bytesOf(String(value)));
      continue;
    }
    if (!Array.isArray(value) && scope !== 'VALUE') texts.push(...Object.keys(value).map(bytesOf));
    open.push(...Object.values(value));
  }
  return texts;
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
