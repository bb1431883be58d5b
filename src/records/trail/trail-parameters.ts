import { ApiContent, ApiElements } from './api-call';

/** A value as CloudTrail writes it. */
export type TrailValue = string | number | boolean | null | readonly TrailValue[] | { readonly [name: string]: TrailValue };

/** Elements whose texts are numbers. */
const NUMBERS: ReadonlySet<string> = new Set([
  'Quantity', 'HTTPPort', 'HTTPSPort', 'MinTTL', 'DefaultTTL', 'MaxTTL', 'ErrorCode', 'ErrorCachingMinTTL', 'ConnectionAttempts', 'ConnectionTimeout', 'OriginReadTimeout',
  'OriginKeepaliveTimeout', 'ResponseCompletionTimeout', 'AccessControlMaxAgeSec', 'StatusCode', 'SamplingRate', 'Weight', 'InProgressInvalidationBatches',
]);

/** Elements whose texts are texts, also where they look like flags. */
const TEXTS: ReadonlySet<string> = new Set(['Comment', 'CallerReference', 'Name', 'Value', 'Key', 'HeaderName', 'HeaderValue', 'Id']);

/** Times, which CloudTrail writes for people [RPT-105]. */
const TIMES: ReadonlySet<string> = new Set(['LastModifiedTime', 'CreateTime', 'CreatedTime']);

/** What today's records leave out [RPT-110]. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * Elements of the API as CloudTrail writes them: names with a small first letter, lists as quantity and items [RPT-110].
 *
 * @param hidesComments whether comments are left out, as in records of today
 */
export function trailParameters(elements: ApiElements, hidesComments: boolean): { readonly [name: string]: TrailValue } {
  const known = Object.entries(elements).filter((entry): entry is [string, ApiContent | readonly ApiContent[]] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, content]) => [uncapitalized(name), name === 'Items' ? items(content, hidesComments) : value(name, content, hidesComments)]));
}

/** `UpdateDistribution` as a name of a member: `HTTPPort` is `hTTPPort`. */
export function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The items of a list: what is in the one element that repeats within `Items`. */
function items(content: ApiContent | readonly ApiContent[], hidesComments: boolean): TrailValue {
  if (typeof content !== 'object') return [];
  return Object.entries(content as ApiElements).flatMap(([name, all]) => [all].flat().flatMap((item) => (item === undefined ? [] : [value(name, item, hidesComments)])));
}

function value(name: string, content: ApiContent | readonly ApiContent[], hidesComments: boolean): TrailValue {
  if (Array.isArray(content)) return content.map((item: ApiContent) => value(name, item, hidesComments));
  if (typeof content === 'object') return trailParameters(content as ApiElements, hidesComments);
  if (name === 'Comment' && hidesComments) return HIDDEN;
  if (typeof content !== 'string' || TEXTS.has(name)) return content as string | number | boolean;
  if (TIMES.has(name)) return timeForPeople(content);
  if (NUMBERS.has(name)) return Number(content);
  return content === 'true' || content === 'false' ? content === 'true' : content;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as `May 6, 2014 6:00:32 PM`, in UTC. */
function timeForPeople(time: string): string {
  const date = new Date(time);
  const hour = date.getUTCHours();
  const [minutes, seconds] = [date.getUTCMinutes(), date.getUTCSeconds()].map((number) => String(number).padStart(2, '0'));
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${minutes}:${seconds} ${hour < 12 ? 'AM' : 'PM'}`;
}
