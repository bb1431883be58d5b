import { Entry, InvalidResult, withFields } from './fields';
import { bytesOfText, textOfBytes } from './text-of-bytes';

/** The parameters of a query string, which are not decoded [FUN-051]. */
export function queryEntries(query: string): Entry<string>[] {
  if (query === '') return [];
  return query.split('&').map((raw) => {
    const equal = raw.indexOf('=');
    const [name, value] = equal < 0 ? [raw, ''] : [raw.slice(0, equal), raw.slice(equal + 1)];
    return { name: textOfBytes(name), value: textOfBytes(value), raw, isHidden: raw === '' };
  });
}

/**
 * The query string as a function has left it: an object of parameters, or the whole of it as one text.
 *
 * @throws InvalidResult
 */
export function changedQuery(query: string, returned: unknown): string {
  const changed = typeof returned === 'string' ? bytesOfText(returned) : ofParameters(query, returned);
  if (changed !== query && /[\0-\x20#\x7f]/.test(changed)) throw new InvalidResult('request.querystring has a space, a control character or #; encode it');
  return changed;
}

function ofParameters(query: string, returned: unknown): string {
  const { entries, changed } = withFields(queryEntries(query), returned, 'request.querystring');
  if (changed.length === 0) return query;
  return entries.map(({ name, value, raw }) => raw ?? bytesOfText(`${name}=${value}`)).join('&');
}
