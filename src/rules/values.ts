import { at, isNoneOf, Part, Quotas, Value } from '../config';
import { Violation } from './rule';

type Found<T> = Value<T> | undefined;

/** Reports a value that is known and none of those allowed. */
export function* oneOf<T extends string | number>(part: Part, property: string, value: Found<T>, allowed: readonly T[]): Iterable<Violation> {
  if (isNoneOf(value, allowed)) yield { at: at(part, property), got: value, limit: allowed.join(', '), fix: 'use one of the allowed values' };
}

/** Reports a property that is not written. */
export function* required(part: Part, property: string, fix: string): Iterable<Violation> {
  const value = part.stated[property];
  if (value === undefined || value === null || value === '') yield { at: at(part, property), says: `${property} is missing`, fix };
}

/** Reports a text that is longer than `limit` characters. */
export function* atMostCharacters(part: Part, property: string, value: Found<string>, limit: number): Iterable<Violation> {
  if (typeof value !== 'string') return;
  const { length } = [...value];
  if (length <= limit) return;
  yield {
    at: at(part, property),
    got: value,
    limit: `${limit} characters`,
    says: `it has ${length} characters`,
    fix: `shorten it to ${limit} characters`,
  };
}

/** Reports a list with more items than a quota that AWS raises on request. */
export function* withinQuota(part: Part, property: string, count: number, quotas: Quotas, quota: keyof Quotas): Iterable<Violation> {
  if (count <= quotas[quota]) return;
  yield {
    at: at(part, property),
    says: `it has ${count} items; allowed: ${quotas[quota]} unless AWS has raised the quota`,
    fix: `remove some, or ask AWS for more and state it with the quota ${quota}`,
  };
}

/** The items that stand in a list more than once, with the index of each repetition, and that of the first of its kind. */
export function repetitions<T>(items: readonly T[]): { readonly item: T; readonly index: number; readonly first: number }[] {
  const all = items.map((item, index) => ({ item, index, first: items.indexOf(item) }));
  return all.filter(({ index, first }) => first < index);
}
