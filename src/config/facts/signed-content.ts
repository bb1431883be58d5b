import type { Edition } from '.';

/** What is true of signed URLs and cookies in one edition. */
export interface SignedContentFacts {
  /** Whether access is refused in the second that DateGreaterThan names, and not only before it [SIG-025, SIG-080]. */
  readonly refusesStartSecond: boolean;
}

export const SIGNED_CONTENT_FACTS: { readonly [edition in Edition]: SignedContentFacts } = {
  'current': { refusesStartSecond: true },
  '2014-10-21': { refusesStartSecond: false },
};
