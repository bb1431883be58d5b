import { CacheKey, Selection } from '../../config';
import { acceptedEncodingsMaker, keyedEncodings } from '../accept-encoding';
import { cloudFrontHeader } from '../cloudfront-headers';
import type { Exchange } from '../exchange';
import { cookieHeader, joinedHeader } from '../raw-headers';
import { selectCookies, selectQueryString } from '../selection';

/** The part of a cached object's key that depends on the request, beside its path. One line for each piece, so that two keys can be compared. */
export type CacheKeyMaker = (exchange: Pick<Exchange, 'request' | 'location' | 'query'>) => string;

/**
 * Makes the function that computes cache keys for a behavior.
 *
 * @param key what belongs to the key; undefined when that cannot be known: then everything does
 */
export function cacheKeyMaker(key: CacheKey | undefined): CacheKeyMaker {
  const queryStrings: Selection = key?.queryStrings ?? { include: 'all' };
  const cookies: Selection = key?.cookies ?? { include: 'all' };
  const headers = key === undefined ? [] : namesOf(key.headers).map((name) => ({ name, computed: cloudFrontHeader(name) }));
  const encodings = keyedEncodings(key);
  if (queryStrings.include === 'none' && cookies.include === 'none' && headers.length === 0 && encodings.length === 0) return () => '';
  const cookieSelections = [cookies];
  const accepted = acceptedEncodingsMaker(encodings);
  return ({ request, location, query }) => {
    let text = '';
    if (queryStrings.include !== 'none') text += `\nquery string: ${selectQueryString(query, queryStrings)}`;
    if (cookies.include !== 'none') text += `\ncookies: ${selectCookies(cookieHeader(request.headers), cookieSelections)}`;
    for (const { name, computed } of headers) {
      const value = computed === undefined ? joinedHeader(request.headers, name) : computed(request, location);
      if (value !== undefined) text += `\n${name}: ${value}`;
    }
    if (encodings.length > 0) text += `\naccept-encoding: ${accepted(request.headers)}`;
    return text;
  };
}

/** The line of the encodings that are told apart, not that of a list which has the header itself. */
const ENCODINGS_LINE = /\naccept-encoding: (br,gzip|br|gzip)$/;

/** The keys under which a compressed copy may be that this key's viewer takes as well, with the encodings that it takes [DTD-006]. */
export function keysOfOtherEncodings(key: string): { readonly keys: readonly string[]; readonly accepted: readonly string[] } {
  const own = ENCODINGS_LINE.exec(key)?.[1];
  if (own === undefined) return { keys: [], accepted: [] };
  const others = ['br,gzip', 'br', 'gzip'].filter((encodings) => encodings !== own);
  return { keys: others.map((encodings) => key.replace(ENCODINGS_LINE, `\naccept-encoding: ${encodings}`)), accepted: own.split(',') };
}

/** The key of this key's viewer if it took gzip; undefined where it does, or no key tells that. */
export function keyWithGzip(key: string): string | undefined {
  return key.endsWith('\naccept-encoding: ') ? `${key}gzip` : undefined;
}

function namesOf(headers: Selection): string[] {
  return headers.include === 'listed' ? headers.names.flatMap((name) => (typeof name === 'string' ? [name.toLowerCase()] : [])).sort() : [];
}

/** The lines of two keys that differ: what made one request miss another's object. */
export function differences(one: string, other: string): string[] {
  const [first, second] = [one, other].map((key) => new Map(key.split('\n').map(splitLine)));
  return [...new Set([...first.keys(), ...second.keys()])].filter((name) => first.get(name) !== second.get(name));
}

function splitLine(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return colon < 0 ? ['path', line] : [line.slice(0, colon), line.slice(colon + 2)];
}
