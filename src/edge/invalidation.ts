/** An invalidation as the edge carried it out. */
export interface Invalidation {
  readonly id: string;
  readonly distributionId: string;
  readonly paths: readonly string[];
  /** When it was asked for, as an ISO 8601 time. */
  readonly createTime: string;
  readonly status: 'Completed';
  /** How many cached objects it removed. */
  readonly removed: number;
}

/**
 * Whether an invalidation path means an object. A `*` at the end stands for anything; anywhere else it is a plain character.
 * Query strings are part of what is compared, where they are part of what is cached [INV-026, INV-028].
 */
export function invalidationMatcher(path: string): (objectPath: string) => boolean {
  const full = path.startsWith('/') ? path : `/${path}`;
  if (!full.endsWith('*')) return (objectPath) => objectPath === full;
  const prefix = full.slice(0, -1);
  return (objectPath) => objectPath.startsWith(prefix);
}
