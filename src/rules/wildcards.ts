import { matchesWildcards } from '../config';

/**
 * Whether every path that matches `narrower` also matches `wider`, where `*` stands for any characters and `?` for one.
 * Never true by mistake.
 */
export function covers(wider: string, narrower: string): boolean {
  return matchesWildcards(inOneForm(wider), inOneForm(narrower), matchesOne);
}

function matchesOne(pattern: string, text: string): boolean {
  return text !== '*' && (pattern === '?' || pattern === text);
}

/** Without the leading slash, which is optional. */
function withoutSlash(pattern: string): string {
  return pattern.replace(/^\//, '');
}

/** Without the leading slash, and with each run of wildcards as question marks and then one asterisk. */
function inOneForm(pattern: string): string {
  return withoutSlash(pattern).replace(/[*?]{2,}/g, (run) => (run.includes('*') ? `${run.replace(/\*/g, '')}*` : run));
}

/** Whether some path matches both patterns. The time is at most the product of the two lengths. */
export function overlap(one: string, other: string): boolean {
  const [p, q] = [withoutSlash(one), withoutSlash(other)];
  // Whether the rest of p from i and the rest of q from j share a text, for the present i and for the one after it.
  let after: boolean[] = [];
  for (let i = p.length; i >= 0; i--) {
    const here: boolean[] = [];
    for (let j = q.length; j >= 0; j--) {
      if (p[i] === '*' || q[j] === '*') here[j] = (i < p.length && after[j]) || (j < q.length && here[j + 1]);
      else if (i === p.length || j === q.length) here[j] = i === p.length && j === q.length;
      else here[j] = (p[i] === q[j] || p[i] === '?' || q[j] === '?') && after[j + 1];
    }
    after = here;
  }
  return after[0];
}
