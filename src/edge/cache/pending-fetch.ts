import { CachedObject } from './cached-object';

/** A request to an origin that later requests for the same object wait for. */
export interface PendingFetch {
  readonly distributionId: string;
  readonly path: string;
  readonly query: string;
  /** The object, or undefined when the answer is one that is not shared. */
  readonly object: Promise<CachedObject | undefined>;
  /** Whether an invalidation came while it was on its way: then it is not stored. */
  invalidated: boolean;
}
