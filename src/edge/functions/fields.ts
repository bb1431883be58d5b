/** A header, query string parameter or cookie of an event, with all that have its name [FUN-056]. */
export interface Field extends FieldValue {
  readonly multiValue?: readonly FieldValue[];
}

export interface FieldValue {
  readonly value: string;
  /** Of a cookie that is set. */
  readonly attributes?: string;
}

/** By name. */
export interface Fields {
  readonly [name: string]: Field;
}

/** One header, parameter or cookie of a message. */
export interface Entry<Raw> extends FieldValue {
  readonly name: string;
  /** As it came; undefined for one that a function has written. */
  readonly raw?: Raw;
  /** Whether functions do not see it. It stays as it is. */
  readonly isHidden?: boolean;
}

/** What a function returned is nothing that CloudFront takes. */
export class InvalidResult extends Error {
  public override readonly name = 'InvalidResult';
}

/** The entries that functions see, as an event has them. */
export function fieldsOf(entries: readonly Entry<unknown>[]): Fields {
  const fields: { [name: string]: Field } = Object.create(null);
  for (const [name, values] of visible(entries)) fields[name] = values.length === 1 ? values[0] : { ...values[0], multiValue: values };
  return fields;
}

/** What became of entries. */
export interface ChangedEntries<Raw> {
  readonly entries: readonly Entry<Raw>[];
  /** Names of those that a function has added, changed or removed. */
  readonly changed: readonly string[];
}

/**
 * The entries as a function has left them: those that it did not touch stay as they came, the others are what it wrote [FUN-058, FUN-059].
 *
 * @param returned what the function returned in their place
 * @param what     what they are, such as `request.headers`
 * @throws InvalidResult
 */
export function withFields<Raw>(entries: readonly Entry<Raw>[], returned: unknown, what: string): ChangedEntries<Raw> {
  if (!isObject(returned)) throw new InvalidResult(`${what} is not an object`);
  const given = visible(entries);
  const written = new Map(Object.entries(returned).map(([name, field]) => [name, valuesIn(field, given.get(name), `${what}["${name}"]`)]));
  const kept: Entry<Raw>[] = [];
  const placed = new Set<string>();
  for (const entry of entries) {
    const values = entry.isHidden ? 'same' : written.get(entry.name) ?? [];
    if (values === 'same') kept.push(entry);
    else if (!placed.has(entry.name)) kept.push(...values.map((value) => ({ name: entry.name, ...value })));
    if (!entry.isHidden) placed.add(entry.name);
  }
  for (const [name, values] of written) if (!given.has(name) && values !== 'same') kept.push(...values.map((value) => ({ name, ...value })));
  const removed = [...given.keys()].filter((name) => !written.has(name));
  return { entries: kept, changed: [...[...written].filter(([, values]) => values !== 'same').map(([name]) => name), ...removed] };
}

/** The entries that functions see, by name, in the order of the first of each. */
function visible(entries: readonly Entry<unknown>[]): Map<string, FieldValue[]> {
  const byName = new Map<string, FieldValue[]>();
  for (const { name, value, attributes, isHidden } of entries) {
    if (isHidden) continue;
    const values = byName.get(name);
    const one = attributes === undefined ? { value } : { value, attributes };
    if (values === undefined) byName.set(name, [one]);
    else values.push(one);
  }
  return byName;
}

/** What a field means, given what was there: a changed `multiValue` counts, else a changed value takes the place of the first. */
function valuesIn(field: unknown, given: readonly FieldValue[] | undefined, what: string): readonly FieldValue[] | 'same' {
  if (!isObject(field)) throw new InvalidResult(`${what} is not an object with a value`);
  const { multiValue } = field;
  if (multiValue !== undefined && !Array.isArray(multiValue)) throw new InvalidResult(`${what}.multiValue is not an array`);
  const many = multiValue?.map((item, i) => valueIn(item, `${what}.multiValue[${i}]`));
  const isMany = given !== undefined && given.length > 1;
  if (many !== undefined && !(isMany && sameValues(many, given))) return many;
  const first = valueIn(field, what);
  const values = isMany && many !== undefined ? [first, ...given.slice(1)] : [first];
  return given !== undefined && sameValues(values, given) ? 'same' : values;
}

function valueIn(item: unknown, what: string): FieldValue {
  if (!isObject(item) || typeof item.value !== 'string') throw new InvalidResult(`${what}.value is not a text`);
  const { value, attributes } = item;
  if (attributes !== undefined && typeof attributes !== 'string') throw new InvalidResult(`${what}.attributes is not a text`);
  return attributes === undefined ? { value } : { value, attributes };
}

function sameValues(some: readonly FieldValue[], others: readonly FieldValue[]): boolean {
  return some.length === others.length && some.every((value, i) => sameValue(value, others[i]));
}

function sameValue(one: FieldValue, other: FieldValue): boolean {
  return one.value === other.value && one.attributes === other.attributes;
}

/** An object that a function returned. */
export interface Returned {
  readonly [name: string]: unknown;
}

export function isObject(value: unknown): value is Returned {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
