/** A value that only the deployment knows: a parameter without default, a token of another system. */
export class Unknown {
  /** No comparison with an unknown value holds, as with any comparison with `NaN`. */
  public valueOf(): number {
    return NaN;
  }

  public toString(): string {
    return '(known after deployment)';
  }

  public toJSON(): string {
    return this.toString();
  }
}

/** The one unknown value. */
export const UNKNOWN: Unknown = Object.freeze(new Unknown());

/** A value that the template states, or that only the deployment knows. */
export type Value<T> = T | Unknown;

/** Whether a value is stated and known. */
export function isKnown<T>(value: T | Unknown | undefined): value is T {
  return value !== UNKNOWN && value !== undefined;
}

/** The value, or a fallback when it is absent or unknown. */
export function knownOr<T>(value: T | Unknown | undefined, fallback: T): T {
  return isKnown(value) ? value : fallback;
}

/** The known members of a list; an absent or unknown list has none. */
export function knownItems<T>(list: Value<readonly Value<T>[]> | undefined): T[] {
  return isKnown(list) ? (list.filter(isKnown) as T[]) : [];
}

/** Whether `value` is known to be greater than `limit`. */
export function exceeds(value: Value<number> | undefined, limit: Value<number> | undefined): boolean {
  return isKnown(value) && isKnown(limit) && value > limit;
}

/** Whether `value` is known and differs from every one of `allowed`. */
export function isNoneOf<T>(value: Value<T> | undefined, allowed: readonly T[]): value is T {
  return isKnown(value) && !allowed.includes(value);
}
