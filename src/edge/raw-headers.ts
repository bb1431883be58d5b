import { RawHeaders } from './message';

/** Whether two header names are the same; `lower` is in lower case. */
function named(name: string, lower: string): boolean {
  return name.length === lower.length && (name === lower || name.toLowerCase() === lower);
}

/** The first value of a header; `lower` is its name in lower case. */
export function headerValue(headers: RawHeaders, lower: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) if (named(headers[i], lower)) return headers[i + 1];
  return undefined;
}

/** All values of a header, joined by commas as HTTP has it; undefined when there is none. */
export function joinedHeader(headers: RawHeaders, lower: string): string | undefined {
  let value: string | undefined;
  for (let i = 0; i < headers.length; i += 2) if (named(headers[i], lower)) value = value === undefined ? headers[i + 1] : `${value}, ${headers[i + 1]}`;
  return value;
}

/** The cookies of all Cookie headers, of which a viewer of HTTP/2 may send one for each cookie. */
export function cookieHeader(headers: RawHeaders): string | undefined {
  let cookies: string | undefined;
  for (let i = 0; i < headers.length; i += 2) if (named(headers[i], 'cookie')) cookies = cookies === undefined ? headers[i + 1] : `${cookies}; ${headers[i + 1]}`;
  return cookies;
}

/** The values of all headers by name in lower case, in their order. */
export function valuesByName(headers: RawHeaders): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i].toLowerCase();
    const values = byName.get(name);
    if (values === undefined) byName.set(name, [headers[i + 1]]);
    else values.push(headers[i + 1]);
  }
  return byName;
}

/** The names of headers, in their order, as often as they occur. */
export function headerNames(headers: RawHeaders): string[] {
  return headers.filter((_text, i) => i % 2 === 0);
}

/** Name and value of each header, in their order. */
export function headerPairs(headers: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: headers.length / 2 }, (_item, i) => [headers[2 * i], headers[2 * i + 1]]);
}

/** The headers without those that `drop` names, in lower case. */
export function withoutHeaders(headers: RawHeaders, drop: (lower: string) => boolean): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) if (!drop(headers[i].toLowerCase())) kept.push(headers[i], headers[i + 1]);
  return kept;
}

/** Puts a header in the place of all that have its name. */
export function setHeader(headers: string[], name: string, value: string): void {
  removeHeader(headers, name.toLowerCase());
  headers.push(name, value);
}

/** Removes all headers of a name, given in lower case. */
export function removeHeader(headers: string[], lower: string): void {
  for (let i = headers.length - 2; i >= 0; i -= 2) if (named(headers[i], lower)) headers.splice(i, 2);
}

/** Names, in lower case, of headers that Connection says are for this connection alone (RFC 9110, 7.6.1). */
export function connectionOptions(headers: RawHeaders): readonly string[] {
  return joinedHeader(headers, 'connection')?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
}

/** The directives of a Cache-Control header by name in lower case; those without value have an empty one. */
export function cacheControl(headers: RawHeaders): Map<string, string> {
  const directives = new Map<string, string>();
  const value = joinedHeader(headers, 'cache-control');
  if (value === undefined) return directives;
  for (const [, name, quoted, plain] of value.matchAll(/([^\s,=]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/g)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? '');
  }
  return directives;
}

/** 100 years: the longest max-age that CloudFront reads [OBJ-108]. */
const LONGEST_LIFETIME = 3_153_600_000;

/** A whole number of seconds in a directive; undefined when it is none. */
export function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Math.min(Number(text), LONGEST_LIFETIME) : undefined;
}
