import { Part } from './location';
import { Value } from './unknown';

/** The certificates that a distribution asks its viewers for: `ViewerMtlsConfig`. */
export interface ViewerMtls extends Part {
  /** `required`, `optional` or `passthrough`. */
  readonly mode: Value<string>;
  readonly trustStoreId: Value<string> | undefined;
  /** Whether viewers are told the names of the trust store's authorities. */
  readonly advertisesCaNames: Value<boolean>;
  /** Whether certificates that have expired are taken. */
  readonly ignoresExpiry: Value<boolean>;
}
