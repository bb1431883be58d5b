/** Levels of lists and objects, one in the other, that are read: many more than CloudFormation takes. */
export const MAXIMUM_DEPTH = 400;

/** Whether a value is nested deeper than that. Does not recurse, so that any depth can be asked about. */
export function isTooDeep(value: unknown): boolean {
  let level: object[] = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MAXIMUM_DEPTH) return true;
    level = level.flatMap((parent) => Object.values(parent).filter(isNested));
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
