import { isKnown, Stated } from '../config';

/** An object below a resolved one; undefined when it is absent or not known. */
export function below(stated: Stated | undefined, property: string): Stated | undefined {
  const value = stated?.[property];
  return typeof value === 'object' && isKnown(value) && !Array.isArray(value) && value !== null ? value as Stated : undefined;
}

/** The items of a list; none of what is no list, or not known. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
