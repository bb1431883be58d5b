import { Value } from './unknown';

/** Which headers, cookies or query strings are meant. Names are kept as the template writes them. */
export type Selection =
  | { readonly include: 'none' }
  | { readonly include: 'all' }
  /** With `wildcards`, `*` stands for any characters of a name and `?` for one. */
  | { readonly include: 'listed'; readonly names: readonly Value<string>[]; readonly wildcards?: true }
  | { readonly include: 'all-except'; readonly names: readonly Value<string>[] };

export const NOTHING: Selection = { include: 'none' };
export const EVERYTHING: Selection = { include: 'all' };
