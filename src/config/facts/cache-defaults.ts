/** What CloudFront uses where a template leaves something out. Seconds, unless said otherwise. */
export interface Defaults {
  /** Of behaviors that have no cache policy. */
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
  /** How long an error is cached when no custom error response says. */
  readonly errorCachingMinTtl: number;
  readonly connectionAttempts: number;
  readonly connectionTimeout: number;
  readonly originReadTimeout: number;
  readonly originKeepaliveTimeout: number;
  readonly httpVersion: string;
  readonly priceClass: string;
  /** Milliseconds since the epoch after which no object is fresh; undefined when there is no such time. */
  readonly lastExpiry: number | undefined;
}

const CURRENT: Defaults = {
  minTtl: 0,
  defaultTtl: 86_400,
  maxTtl: 31_536_000,
  errorCachingMinTtl: 10,
  connectionAttempts: 3,
  connectionTimeout: 10,
  originReadTimeout: 30,
  originKeepaliveTimeout: 5,
  httpVersion: 'http1.1',
  priceClass: 'PriceClass_All',
  lastExpiry: undefined,
};

export const DEFAULTS = {
  'current': CURRENT,
  // The guide knows no maximum TTL: an object stays for as long as its max-age says, of which 100 years is the longest.
  '2014-10-21': { ...CURRENT, errorCachingMinTtl: 300, maxTtl: 3_153_600_000, lastExpiry: Date.UTC(2038, 0, 19, 3, 14, 7) },
} as const;
