/** How a function of Lambda@Edge fails: a result that CloudFront does not take, an error or no result in it, or a limit [FUN-178]. */
export type LambdaFailureKind = 'LambdaValidationError' | 'LambdaExecutionError' | 'LambdaLimitExceeded';

/** A function that has failed. The message names the function, what is wrong and with what value, and what to do. */
export class LambdaFailure extends Error {
  public readonly name = 'LambdaFailure';

  public constructor(public readonly kind: LambdaFailureKind, message: string) {
    super(message);
  }
}

/**
 * What CloudFront does not take of a result.
 *
 * @param at  the field, such as `response.status`
 * @param got what it is
 * @param fix what to do, as an imperative
 */
export function invalid(at: string, got: string, fix: string): LambdaFailure {
  return new LambdaFailure('LambdaValidationError', `${at} ${got}; ${fix}`);
}

/** What CloudFront does not take where a function returns no object at all. @param fix what to return, as an imperative */
export function noObject(returned: unknown, fix: string): LambdaFailure {
  const isNothing = returned === undefined || returned === null;
  return invalid('it', isNothing ? 'returned nothing, neither by its callback nor as its result' : `returned ${shown(returned)}`, fix);
}

/** A value as a message shows it: short, and in one line. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
