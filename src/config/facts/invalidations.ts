/** How invalidations go. */
export interface InvalidationFacts {
  /** Paths of one distribution that may be in progress at a time; undefined for any number. */
  readonly pathsInProgress: number | undefined;
  /** Invalidations of one distribution that may be in progress at a time, as one passage of the guide says; undefined for any number. */
  readonly invalidationsInProgress: number | undefined;
  /** Paths without and with a wildcard that may be asked for within a second; undefined for any number. */
  readonly pathsPerSecond: number | undefined;
  readonly wildcardsPerSecond: number | undefined;
  readonly pathCharacters: number;
  /** Paths of one account that are free in a month. */
  readonly freePathsPerMonth: number;
  /** Seconds until an invalidation is complete: at least, for each path more, and at most. */
  readonly seconds: { readonly least: number; readonly perPath: number; readonly most: number };
}

export const INVALIDATION_FACTS = {
  'current': {
    pathsInProgress: undefined,
    invalidationsInProgress: undefined,
    pathsPerSecond: 150,
    wildcardsPerSecond: 1,
    pathCharacters: 4_000,
    freePathsPerMonth: 1_000,
    seconds: { least: 25, perPath: 0, most: 25 },
  },
  '2014-10-21': {
    pathsInProgress: 3_000,
    invalidationsInProgress: 3,
    pathsPerSecond: undefined,
    wildcardsPerSecond: undefined,
    pathCharacters: 4_000,
    freePathsPerMonth: 1_000,
    seconds: { least: 600, perPath: 0.1, most: 900 },
  },
} as const;
