import { matchesWildcards } from '../config';

/**
 * Makes a matcher for a path pattern: `*` stands for any characters, `?` for exactly one; case counts;
 * a leading slash may be left out. It takes paths in their normal form, whatever way of writing one the viewer chose
 * [guide 2026-04: downloaddistvaluescachebehavior.md], and time in proportion to pattern times path at worst.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const full = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  if (full === '*' || full === '/*') return () => true;
  if (!/[*?]/.test(full)) return (path) => path === full;
  const [prefix, ...rest] = full.split('*');
  if (rest.length === 1 && rest[0] === '' && !prefix.includes('?')) return (path) => path.startsWith(prefix);
  return (path) => matchesWildcards(full, path);
}

/** What a path has that is not in its normal form: several slashes in turn, segments of dots, unreserved characters that are encoded. */
const UNUSUAL = /\/[/.]|%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/i;

/** The characters that mean the same encoded and as they are (RFC 3986, 2.3). */
const UNRESERVED = /[\w.~-]/;

/** A path as RFC 3986 (6.2.2) has it, with one slash in the place of several. */
export function normalizedPath(path: string): string {
  if (!UNUSUAL.test(path)) return path;
  const decoded = path.replace(/%([0-7][0-9a-f])/gi, (encoded, code) => {
    const character = String.fromCharCode(parseInt(code, 16));
    return UNRESERVED.test(character) ? character : encoded;
  });
  const segments = decoded.split('/').slice(1);
  const kept: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const isDots = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    if (i === segments.length - 1) kept.push(isDots ? '' : segment);
    else if (segment !== '' && !isDots) kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
