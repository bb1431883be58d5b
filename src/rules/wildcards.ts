/**
 * Whether every path that matches `narrower` also matches `wider`, where `*` stands for any characters and `?` for one.
 * Never true by mistake. The time is at most the product of the two lengths, without backtracking beyond the last `*`.
 */
export function covers(wider: string, narrower: string): boolean {
  const [pattern, text] = [inOneForm(wider), inOneForm(narrower)];
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && pattern[p] !== '*' && matchesOne(pattern[p], text[t])) {
      p++;
      t++;
    } else if (pattern[p] === '*') {
      star = p++;
      resume = t;
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

function matchesOne(pattern: string, text: string): boolean {
  return text !== '*' && (pattern === '?' || pattern === text);
}

/** Without the optional leading slash, and with each run of wildcards as question marks and then one asterisk. */
function inOneForm(pattern: string): string {
  return pattern.replace(/^\//, '').replace(/[*?]{2,}/g, (run) => (run.includes('*') ? `${run.replace(/\*/g, '')}*` : run));
}
