import { RawHeaders } from './message';
import { headerValue, joinedHeader } from './raw-headers';

/** How the conditions of a request turn out: `undefined` when they hold, or there are none. */
export type ConditionOutcome = 304 | 412 | undefined;

/**
 * Evaluates If-Match, If-None-Match, If-Unmodified-Since and If-Modified-Since against an object, in the order of RFC 9110.
 * Conditions by entity tag count only if the object has one [REQ-154, REQ-155].
 */
export function evaluateConditions(request: RawHeaders, object: RawHeaders): ConditionOutcome {
  if (!hasConditions(request)) return undefined;
  const etag = headerValue(object, 'etag');
  const modified = dateOf(headerValue(object, 'last-modified'));
  const ifMatch = joinedHeader(request, 'if-match');
  if (ifMatch !== undefined && etag !== undefined) {
    if (!tagsOf(ifMatch).some((tag) => tag === '*' || (tag === etag && !tag.startsWith('W/')))) return 412;
  } else {
    const unmodifiedSince = dateOf(headerValue(request, 'if-unmodified-since'));
    if (unmodifiedSince !== undefined && modified !== undefined && modified > unmodifiedSince) return 412;
  }
  const ifNoneMatch = joinedHeader(request, 'if-none-match');
  if (ifNoneMatch !== undefined && etag !== undefined) return tagsOf(ifNoneMatch).some((tag) => tag === '*' || weak(tag) === weak(etag)) ? 304 : undefined;
  const modifiedSince = dateOf(headerValue(request, 'if-modified-since'));
  return modifiedSince !== undefined && modified !== undefined && modified <= modifiedSince ? 304 : undefined;
}

/** Whether a request has conditions: headers whose names begin with If-. Most have none. */
export function hasConditions(request: RawHeaders): boolean {
  for (let i = 0; i < request.length; i += 2) if (/^if-/i.test(request[i])) return true;
  return false;
}

/** Whether a range is to be served: If-Range is absent, or names the object as it is. */
export function rangeApplies(request: RawHeaders, object: RawHeaders): boolean {
  const condition = headerValue(request, 'if-range');
  if (condition === undefined) return true;
  const etag = headerValue(object, 'etag');
  if (condition.startsWith('"') || condition.startsWith('W/')) return etag !== undefined && condition === etag && !etag.startsWith('W/');
  const modified = headerValue(object, 'last-modified');
  return modified !== undefined && dateOf(modified) === dateOf(condition);
}

function tagsOf(value: string): string[] {
  return value.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];
}

function weak(tag: string): string {
  return tag.replace(/^W\//, '');
}

function dateOf(value: string | undefined): number | undefined {
  const time = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
