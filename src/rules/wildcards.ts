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

/** Without the optional leading slash, and with each run of wildcards as question marks and then one asterisk. */
function inOneForm(pattern: string): string {
  return pattern.replace(/^\//, '').replace(/[*?]{2,}/g, (run) => (run.includes('*') ? `${run.replace(/\*/g, '')}*` : run));
}
