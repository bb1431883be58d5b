/** Whether a header is in a list of names, of which one that ends with `*` stands for all that begin so. */
export function isListed(header: string, list: readonly string[]): boolean {
  const wanted = header.toLowerCase();
  return list.map((name) => name.toLowerCase()).some((name) => (name.endsWith('*') ? wanted.startsWith(name.slice(0, -1)) : wanted === name));
}

/** Headers with nearly as many values as there are viewers. */
export const MANY_VALUES: readonly string[] = ['User-Agent', 'Date'];
