import { matchesWildcards } from '../../config';

/** The parts of a URL within which a wildcard of a policy stands for characters [SIG-074]. */
export interface UrlSections {
  readonly protocol: string;
  readonly domain: string;
  /** With its leading slash. */
  readonly path: string;
  /** Undefined where the URL has none. */
  readonly query: string | undefined;
}

/**
 * Whether the Resource of a custom policy means a URL. `*` and `?` stand for characters within their section alone,
 * but that a last `*` of the domain or the path stands for the sections behind it, too.
 */
export function meansUrl(resource: string, url: UrlSections): boolean {
  if (resource === '*') return true;
  const separator = resource.indexOf('://');
  const protocol = separator < 0 ? '*' : resource.slice(0, separator);
  const rest = separator < 0 ? resource : resource.slice(separator + 3);
  if (separator < 0 && !resource.startsWith('*')) return false;
  const slash = rest.indexOf('/');
  const domain = slash < 0 ? rest : rest.slice(0, slash);
  if (!matchesWildcards(protocol, url.protocol) || !matchesWildcards(domain.toLowerCase(), url.domain.toLowerCase())) return false;
  if (slash < 0) return domain.endsWith('*') || (url.path === '/' && url.query === undefined);
  return meansPath(rest.slice(slash), url);
}

/** A `?` may begin the query string, or stand for one character of the path: what fits either way is meant [SIG-075]. */
function meansPath(pattern: string, { path, query }: UrlSections): boolean {
  if (matchesWildcards(pattern, path) && (query === undefined || pattern.endsWith('*'))) return true;
  if (query === undefined) return false;
  for (let at = pattern.indexOf('?'); at >= 0; at = pattern.indexOf('?', at + 1)) {
    // The guide of 2023 wants a backslash before this question mark.
    const end = pattern[at - 1] === '\\' ? at - 1 : at;
    if (matchesWildcards(pattern.slice(0, end), path) && matchesWildcards(pattern.slice(at + 1), query)) return true;
  }
  return false;
}
