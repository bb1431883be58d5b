import { matchesWildcards } from '../config';

/**
 * Makes a matcher for a path pattern: `*` stands for any characters, `?` for exactly one; case counts;
 * a leading slash may be left out. Takes time in proportion to pattern times path at worst.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const full = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  if (full === '*' || full === '/*') return () => true;
  if (!/[*?]/.test(full)) return (path) => path === full;
  const [prefix, ...rest] = full.split('*');
  if (rest.length === 1 && rest[0] === '' && !prefix.includes('?')) return (path) => path.startsWith(prefix);
  return (path) => matchesWildcards(full, path);
}
