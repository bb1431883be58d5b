import { CacheBehavior, isKnown, matchesWildcards, NOTHING, Selection } from '../config';

/** Whether a selection has the name of a query string or of a cookie; their case counts. */
export function selectName(name: string, selection: Selection): boolean {
  switch (selection.include) {
    case 'all': return true;
    case 'none': return false;
    case 'listed': return selection.wildcards ? selection.names.some((pattern) => isKnown(pattern) && matchesWildcards(pattern, name)) : selection.names.includes(name);
    case 'all-except': return !selection.names.includes(name);
  }
}

/** Whether a selection has a header, whose name is given in lower case. */
export function selectHeader(lower: string, selection: Selection): boolean {
  switch (selection.include) {
    case 'all': return true;
    case 'none': return false;
    case 'listed': return selection.names.some((name) => isKnown(name) && name.toLowerCase() === lower);
    case 'all-except': return !selection.names.some((name) => isKnown(name) && name.toLowerCase() === lower);
  }
}

/**
 * What two selections have together, as selections of which one has to have a name: what the cache policy includes, and what the
 * origin request policy does. Where both exclude, what either excludes stays out [POL-091].
 */
export function combined(one: Selection, other: Selection): readonly Selection[] {
  if (one.include === 'all-except' && other.include === 'all-except') return [{ include: 'all-except', names: [...one.names, ...other.names] }];
  return [one, other].filter(({ include }) => include !== 'none');
}

/** The headers that the policies of a behavior send to its origins, as `combined` has it; none where they are not known. */
export function forwardedHeaders({ cacheKey, forwarding }: Pick<CacheBehavior, 'cacheKey' | 'forwarding'>): readonly Selection[] {
  return combined(isKnown(cacheKey) ? cacheKey.headers : NOTHING, isKnown(forwarding) ? forwarding.headers : NOTHING);
}

/** The parameters of a query string that a selection has, in the order of the request. */
export function selectQueryString(query: string, selection: Selection): string {
  if (selection.include === 'all' || query === '') return query;
  if (selection.include === 'none') return '';
  return query.split('&').filter((parameter) => selectName(parameter.split('=', 1)[0], selection)).join('&');
}

/**
 * The cookies of a Cookie header that one of some selections has, sorted by name, so that their order makes no difference.
 * What is no name with a value, and attributes, whose names begin with `$`, are left out.
 */
export function selectCookies(header: string | undefined, selections: readonly Selection[]): string {
  if (header === undefined || selections.length === 0) return '';
  const cookies: (readonly [name: string, cookie: string])[] = [];
  for (const part of header.split(';')) {
    const cookie = part.trim();
    const name = cookie.slice(0, Math.max(0, cookie.indexOf('=')));
    if (name !== '' && !name.startsWith('$') && selections.some((selection) => selectName(name, selection))) cookies.push([name, cookie]);
  }
  return cookies.sort(([a], [b]) => compare(a, b)).map(([, cookie]) => cookie).join('; ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
