/** A key of a key value store, and its value. */
export interface KeyValuePair {
  readonly key: string;
  readonly value: string;
}

/** The pairs in the text of an import file; undefined when it has another form [FUN-116]. */
export function pairsIn(text: string): readonly KeyValuePair[] | undefined {
  try {
    const { data } = (JSON.parse(text) ?? {}) as { readonly data?: unknown };
    return Array.isArray(data) && data.every(isPair) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isPair(item: unknown): item is KeyValuePair {
  const { key, value } = (item ?? {}) as Partial<KeyValuePair>;
  return typeof key === 'string' && typeof value === 'string';
}
