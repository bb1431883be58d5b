import { httpDate } from './http-date';
import { RawHeaders } from './message';
import { headerValue, joinedHeader } from './raw-headers';

/** Headers by which a request is for one version of an object, or for none that the viewer has. */
export const CONDITION_HEADERS: ReadonlySet<string> = new Set(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

/** Headers by which a request is for a part of an object. */
export const RANGE_HEADERS: ReadonlySet<string> = new Set(['range', 'if-range']);

/** Whether a header, in lower case, makes a request one for a part of an object, or for one version of it. */
export function isAboutObject(lower: string): boolean {
  return RANGE_HEADERS.has(lower) || CONDITION_HEADERS.has(lower);
}

/** How the conditions of a request turn out: `undefined` when they hold, or there are none. */
export type ConditionOutcome = 304 | 412 | undefined;

/**
 * Evaluates If-Match, If-None-Match, If-Unmodified-Since and If-Modified-Since against an object, in the order of RFC 9110.
 * Conditions by entity tag count only if the object has one [REQ-154, REQ-155]; dates that are none do not count.
 *
 * @param now milliseconds since the epoch
 */
export function evaluateConditions(request: RawHeaders, object: RawHeaders, now: number): ConditionOutcome {
  return hasConditions(request) ? outcomeOf(request, object, now) : undefined;
}

function outcomeOf(request: RawHeaders, object: RawHeaders, now: number): ConditionOutcome {
  const dateOf = (headers: RawHeaders, lower: string) => httpDate(headerValue(headers, lower), now);
  const etag = headerValue(object, 'etag');
  const modified = dateOf(object, 'last-modified');
  const ifMatch = joinedHeader(request, 'if-match');
  if (ifMatch !== undefined && etag !== undefined) {
    if (!names(ifMatch, (tag) => tag === etag && !tag.startsWith('W/'))) return 412;
  } else {
    const unmodifiedSince = dateOf(request, 'if-unmodified-since');
    if (unmodifiedSince !== undefined && modified !== undefined && modified > unmodifiedSince) return 412;
  }
  const ifNoneMatch = joinedHeader(request, 'if-none-match');
  if (ifNoneMatch !== undefined && etag !== undefined) return names(ifNoneMatch, (tag) => weak(tag) === weak(etag)) ? 304 : undefined;
  const modifiedSince = dateOf(request, 'if-modified-since');
  // The date of the answer stands for one that it does not say (RFC 9111, 4.3.2).
  const asOf = modified ?? dateOf(object, 'date');
  return modifiedSince !== undefined && asOf !== undefined && asOf <= modifiedSince ? 304 : undefined;
}

/** Whether a request has conditions: headers whose names begin with If-. Most have none. */
export function hasConditions(request: RawHeaders): boolean {
  for (let i = 0; i < request.length; i += 2) {
    const name = request[i];
    if (name.charCodeAt(2) === DASH && name.slice(0, 2).toLowerCase() === 'if') return true;
  }
  return false;
}

const DASH = 0x2d;

/**
 * Whether a range is to be served: If-Range is absent, or names the object as it is. A weak tag names none, nor does a date
 * in whose second there may have been two versions (RFC 9110, 13.1.5).
 *
 * @param now milliseconds since the epoch
 */
export function rangeApplies(request: RawHeaders, object: RawHeaders, now: number): boolean {
  const condition = headerValue(request, 'if-range');
  if (condition === undefined) return true;
  if (condition.startsWith('"') || condition.startsWith('W/')) return condition === headerValue(object, 'etag') && !condition.startsWith('W/');
  const [wanted, modified, sent] = [condition, headerValue(object, 'last-modified'), headerValue(object, 'date')].map((text) => httpDate(text, now));
  return modified !== undefined && modified === wanted && (sent === undefined || modified < sent);
}

/** Whether a list of entity tags has one of a kind, or is the `*` that stands for every one. */
function names(list: string, isMeant: (tag: string) => boolean): boolean {
  return list.trim() === '*' || (list.match(/(?:W\/)?"[^"]*"/g) ?? []).some(isMeant);
}

function weak(tag: string): string {
  return tag.replace(/^W\//, '');
}
