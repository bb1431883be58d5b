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

/** Whether a text matches a pattern of `*` and `?`, going back only to the last star. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
