import { matchesWildcards, Selection } from '../config';

/** Whether a selection has a name. Names of query strings and cookies count by case; `*` and `?` are wildcards in listed names. */
export function selectName(name: string, selection: Selection): boolean {
  switch (selection.include) {
    case 'all': return true;
    case 'none': return false;
    case 'listed': return listed(name, selection.names);
    case 'all-except': return !listed(name, selection.names);
  }
}

function listed(name: string, names: readonly unknown[]): boolean {
  return names.some((pattern) => typeof pattern === 'string' && (pattern === name || (/[*?]/.test(pattern) && matchesWildcards(pattern, name))));
}

/**
 * What two selections have together, as selections of which one has to have a name: what the cache policy includes, and what the
 * origin request policy does. Where both exclude, what either excludes stays out [POL-091].
 */
export function combined(one: Selection, other: Selection): readonly Selection[] {
  if (one.include === 'all-except' && other.include === 'all-except') return [{ include: 'all-except', names: [...one.names, ...other.names] }];
  return [one, other].filter(({ include }) => include !== 'none');
}

/** The parameters of a query string that a selection has, in the order of the request. */
export function selectQueryString(query: string, selection: Selection): string {
  if (selection.include === 'all' || query === '') return query;
  if (selection.include === 'none') return '';
  return query.split('&').filter((parameter) => selectName(parameter.split('=', 1)[0], selection)).join('&');
}

/** The cookies of a Cookie header that a selection has, sorted by name, so that their order makes no difference. */
export function selectCookies(header: string | undefined, selection: Selection): string {
  if (header === undefined || selection.include === 'none') return '';
  const cookies = header.split(/[;,]\s*/).map((cookie) => cookie.trim()).filter((cookie) => cookie !== '' && selectName(cookie.split('=', 1)[0], selection));
  return cookies.sort((a, b) => compare(a.split('=', 1)[0], b.split('=', 1)[0])).join('; ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
