/** Which errors of an origin are cached, by status. All others never are. */
export interface ErrorCaching {
  /** Cached without a word of the origin. */
  readonly always: readonly number[];
  /** Cached only where the origin sends max-age or s-maxage. */
  readonly byHeader: readonly number[];
  /** Those of `always` that no-store, no-cache or private keep out of the cache. */
  readonly keptOut: readonly number[];
}

export const ERROR_CACHING = {
  'current': { always: [404, 414, 500, 501, 502, 503, 504], byHeader: [400, 403, 405, 412, 415], keptOut: [404, 414, 501] },
  '2014-10-21': { always: [400, 403, 404, 405, 414, 500, 501, 502, 503, 504], byHeader: [], keptOut: [] },
} as const;
