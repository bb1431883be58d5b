import type { Edition } from '.';
import type { OriginKind } from './request-headers';

/** What CloudFront does with a header of an origin's answer before it sends it on. */
export type ResponseHeaderTreatment =
  | 'removed'
  /** Sent on where cookies are forwarded. */
  | 'as cookies'
  /** Has the value `chunked`, where the origin sends it. */
  | 'chunked'
  /** CloudFront sends a value of its own in its place; otherwise it adds its own to Via [DTD-217]. */
  | 'replaced'
  /** Only names that may tell cached objects apart are sent on. */
  | 'reduced';

type Table = { readonly [name: string]: ResponseHeaderTreatment };

const BOTH_2014: Table = {
  'Set-Cookie': 'as cookies',
  'Trailer': 'removed',
  'Transfer-Encoding': 'chunked',
  'Upgrade': 'removed',
  'Vary': 'removed',
  'Via': 'replaced',
};

const S3: Table = {
  'Set-Cookie': 'as cookies',
  'Trailer': 'removed',
  'Transfer-Encoding': 'chunked',
  'Upgrade': 'removed',
  'X-Amz-Id-2': 'removed',
  'X-Amz-Request-Id': 'removed',
};

const CUSTOM: Table = {
  'Set-Cookie': 'as cookies',
  'Trailer': 'removed',
  'Transfer-Encoding': 'chunked',
  'Upgrade': 'removed',
  'Vary': 'reduced',
};

/** The tables of response headers of each edition, as in CloudFront's documentation; all others are sent on unchanged [REQ-051, REQ-164]. */
export const ORIGIN_RESPONSE_HEADERS: { readonly [edition in Edition]: { readonly [kind in OriginKind]: Table } } = {
  '2014-10-21': { s3: BOTH_2014, custom: BOTH_2014 },
  'current': { s3: S3, custom: CUSTOM },
};

/** Headers whose names may stay in Vary although they are not forwarded [DTD-223]. */
export const KEPT_IN_VARY = ['Accept-Encoding', 'Cookie'] as const;

/** Headers that, when one of them is forwarded, let User-Agent stay in Vary. */
export const DEVICE_HEADERS = [
  'CloudFront-Is-Desktop-Viewer', 'CloudFront-Is-Mobile-Viewer', 'CloudFront-Is-SmartTV-Viewer', 'CloudFront-Is-Tablet-Viewer',
] as const;
