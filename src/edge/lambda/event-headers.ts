import { HEADER_NAME, LAMBDA_READ_ONLY_HEADERS, NOT_IN_HEADER } from '../../config';
import { isObject } from '../functions/fields';
import { capitalized, isDisallowed } from '../functions/headers';
import { bytesOfText, textOfBytes } from '../functions/text-of-bytes';
import { RawHeaders } from '../message';
import { valuesByName, withoutHeaders } from '../raw-headers';
import { invalid, shown } from './lambda-failure';

/** The events of Lambda@Edge. */
export type LambdaEventType = keyof typeof LAMBDA_READ_ONLY_HEADERS;

/** Headers as a function sees them: by name in lower case, an item for each line. */
export interface EventHeaders {
  [lower: string]: { key?: string; value: string }[];
}

/** The headers that a function sees. */
export function eventHeaders(headers: RawHeaders): EventHeaders {
  const seen: EventHeaders = Object.create(null);
  for (let i = 0; i < headers.length; i += 2) {
    const lower = headers[i].toLowerCase();
    if (!isDisallowed(lower)) (seen[lower] ??= []).push({ key: headers[i], value: textOfBytes(headers[i + 1]) });
  }
  return seen;
}

/** How headers come out of a function. */
export interface HeaderCheck {
  readonly eventType: LambdaEventType;
  /** The field, such as `request.headers`. */
  readonly at: string;
  /** Headers as they were before: none for a response that the function has made. */
  readonly before: RawHeaders;
}

/**
 * Headers as a function returns them, with those that it does not see.
 *
 * @throws LambdaFailure for what CloudFront does not take
 */
export function returnedHeaders(returned: unknown, { eventType, at, before }: HeaderCheck): string[] {
  if (!isObject(returned)) throw invalid(at, `is ${shown(returned)}`, 'return an object with a list for each header, such as {"x-a": [{"value": "1"}]}');
  const readOnly = new Set(LAMBDA_READ_ONLY_HEADERS[eventType].map((name) => name.toLowerCase()));
  const known = valuesByName(before);
  const headers = withoutHeaders(before, (lower) => !isDisallowed(lower));
  const names = new Set<string>();
  for (const [name, lines] of Object.entries(returned)) {
    const lower = name.toLowerCase();
    names.add(lower);
    const field = `${at}["${name}"]`;
    if (isDisallowed(lower)) throw invalid(field, 'is a header that functions may not set', 'leave it out');
    if (!Array.isArray(lines)) throw invalid(field, `is ${shown(lines)}`, `return a list, such as [{"key": "${keyOf(name)}", "value": "1"}]`);
    const values = lines.map((line, i) => checkedLine(line, name, `${field}[${i}]`));
    const old = known.get(lower) ?? [];
    if (readOnly.has(lower) && !isSame(values.map(({ value }) => value), old)) throw invalid(field, `is read-only in ${eventType} events`, 'return it as it is in the event');
    if (lower === 'cloudfront-viewer-country' && eventType === 'viewer-request' && old.length === 0) throw invalid(field, 'is a header that functions may not add in viewer-request events', 'leave it out');
    values.forEach(({ key, value }, i) => headers.push(key ?? keyOf(name), textOfBytes(old[i] ?? '') === value ? old[i] ?? '' : bytesOfText(value)));
  }
  const removed = [...readOnly].find((lower) => known.has(lower) && !names.has(lower));
  if (removed !== undefined) throw invalid(`${at}["${removed}"]`, `is read-only in ${eventType} events and has been removed`, 'return it as it is in the event');
  return headers;
}

function checkedLine(line: unknown, name: string, field: string): { readonly key?: string; readonly value: string } {
  if (!isObject(line) || typeof line.value !== 'string') throw invalid(field, `is ${shown(line)}`, `give it a value that is a string: {"key": "${keyOf(name)}", "value": "1"}`);
  const { key, value } = line;
  if (key !== undefined && (typeof key !== 'string' || key.toLowerCase() !== name.toLowerCase())) throw invalid(`${field}.key`, `is ${shown(key)}`, `write ${keyOf(name)}, or leave key out`);
  if (!HEADER_NAME.test(name)) throw invalid(field, 'has a name with characters that no header has', 'use letters, digits and hyphens');
  if (NOT_IN_HEADER.test(bytesOfText(value))) throw invalid(`${field}.value`, `is ${shown(value)}, with a line break or another control character`, 'remove it');
  return { key, value };
}

function isSame(values: readonly string[], old: readonly string[]): boolean {
  return values.length === old.length && values.every((value, i) => value === textOfBytes(old[i]));
}

/** A name with initial capitals, as CloudFront fills it in [FUN-150]. */
function keyOf(name: string): string {
  return capitalized(name.toLowerCase());
}
