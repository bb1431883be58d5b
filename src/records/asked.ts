/** What is asked of reports and metrics, as texts. */
export interface Asked {
  readonly [parameter: string]: string | undefined;
}

/** A question that has no answer; the message says why. */
export class UnusableQuery extends Error {
  public readonly name = 'UnusableQuery';
}

/** Requires that all that is asked is understood. @throws UnusableQuery */
export function requireParameters(what: string, asked: Asked, parameters: readonly string[]): void {
  const unknown = Object.keys(asked).find((parameter) => !parameters.includes(parameter));
  if (unknown !== undefined) throw new UnusableQuery(`${what} has no parameter "${unknown}"; it has ${parameters.join(', ')}`);
}

/** One of some values. @throws UnusableQuery */
export function oneOf<T extends string>(parameter: string, value: string, all: readonly T[]): T {
  const found = all.find((candidate) => candidate === value);
  if (found === undefined) throw new UnusableQuery(`${parameter} is "${value}", where one of ${all.join(', ')} is expected`);
  return found;
}
