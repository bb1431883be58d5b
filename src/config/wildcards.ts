/** Whether a character of a pattern, other than `*`, stands for a character of a text. */
type MatchesOne = (pattern: string, text: string) => boolean;

const questionMarkIsAny: MatchesOne = (pattern, text) => pattern === '?' || pattern === text;

/**
 * Whether a text matches a pattern in which `*` stands for any characters and `?` for one.
 * The time is at most the product of the two lengths: it goes back to the last `*` alone.
 */
export function matchesWildcards(pattern: string, text: string, matchesOne: MatchesOne = questionMarkIsAny): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && matchesOne(pattern[p], text[t])) {
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
