import { ChangedEntries, Entry, InvalidResult, withFields } from './fields';
import { bytesOfText, textOfBytes } from './text-of-bytes';
import { DISALLOWED_HEADERS, HEADER_NAME, NOT_IN_HEADER, READ_ONLY_HEADERS } from '../../config';
import { RawHeaders } from '../message';
import { headerPairs, headerValue, withoutHeaders } from '../raw-headers';

/** A header of a message: its name and its value as they came. */
export type HeaderEntry = Entry<readonly [name: string, value: string]>;

const EXACT: ReadonlySet<string> = new Set(DISALLOWED_HEADERS.filter((name) => !name.endsWith('*')).map((name) => name.toLowerCase()));
const PREFIXES: readonly string[] = DISALLOWED_HEADERS.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1).toLowerCase());

/** Whether no edge function sees a header, and none may set it [FUN-020, FUN-021]. */
export function isDisallowed(lower: string): boolean {
  return EXACT.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** The headers of a message. `isHidden` tells those that functions do not see beside those that no edge function sees. */
export function headerEntries(headers: readonly string[], isHidden: (lower: string) => boolean): HeaderEntry[] {
  return headerPairs(headers).map((raw) => {
    const name = raw[0].toLowerCase();
    return { name, value: textOfBytes(raw[1]), raw, isHidden: isHidden(name) || isDisallowed(name) };
  });
}

/** The headers as raw ones. What a function has written gets capitals at the beginning of each word [FUN-052]. */
export function rawHeadersOf(entries: readonly HeaderEntry[]): string[] {
  return entries.flatMap(({ name, value, raw }) => raw ?? [capitalized(name), bytesOfText(value)]);
}

/**
 * The headers of an answer that a function makes. Server is CloudFront whatever the function says [FUN-062, FUN-170]; Date is the function's own where it has one.
 *
 * @param now milliseconds since the epoch
 */
export function generatedHeaders(headers: RawHeaders, now: number): string[] {
  const date = headerValue(headers, 'date') ?? new Date(now).toUTCString();
  return ['Server', 'CloudFront', 'Date', date, ...withoutHeaders(headers, (lower) => lower === 'server' || lower === 'date')];
}

export function capitalized(lower: string): string {
  return lower.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * The headers as a function has left them.
 *
 * @throws InvalidResult
 */
export function changedHeaders(
  entries: readonly HeaderEntry[], returned: unknown, event: 'viewer-request' | 'viewer-response', what: string,
): ChangedEntries<readonly [name: string, value: string]> {
  const changes = withFields(entries, returned, what);
  for (const name of changes.changed) requireAllowed(name, event, what);
  for (const { name, value, raw } of changes.entries) {
    if (raw === undefined && NOT_IN_HEADER.test(bytesOfText(value))) throw new InvalidResult(`${what}["${name}"] has a line break or another control character in its value`);
  }
  return changes;
}

const COOKIES = { 'viewer-request': 'cookie', 'viewer-response': 'set-cookie' } as const;

function requireAllowed(name: string, event: 'viewer-request' | 'viewer-response', what: string): void {
  const header = `${what}["${name}"]`;
  if (name !== name.toLowerCase()) throw new InvalidResult(`${header} has a capital letter in its name`);
  if (!HEADER_NAME.test(name)) throw new InvalidResult(`${header} is no name of a header`);
  if (isDisallowed(name)) throw new InvalidResult(`${header} is a header that functions may not set`);
  if (READ_ONLY_HEADERS[event].some((readOnly) => readOnly.toLowerCase() === name)) throw new InvalidResult(`${header} is a header that functions may only read in ${event} events`);
  if (name === COOKIES[event]) throw new InvalidResult(`${header} is not among the headers: cookies have an object of their own`);
}
