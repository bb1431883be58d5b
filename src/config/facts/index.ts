import { Defaults, DEFAULTS } from './cache-defaults';
import { Quotas, QUOTAS } from './quotas';

export * from './cache-defaults';
export * from './quotas';

/** The editions of CloudFront's documented facts: the guide of 2014-10-21, and the present day. */
export type Edition = 'current' | '2014-10-21';

/** The numbers, lists and tables that hold in one edition. One file per subject in this folder. */
export interface Facts {
  readonly edition: Edition;
  readonly quotas: Quotas;
  readonly defaults: Defaults;
}

/** The facts of an edition. */
export function factsOf(edition: Edition): Facts {
  return { edition, quotas: QUOTAS[edition], defaults: DEFAULTS[edition] };
}
