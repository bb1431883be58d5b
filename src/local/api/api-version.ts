/** The versions of CloudFront's API, by their dates, and what changed with them. Requests name theirs at the beginning of the path. */

export const OLDEST_VERSION = '2008-06-30';
export const CURRENT_VERSION = '2020-05-31';

/** The first version that knows origin access identities and trusted signers [PRV-005]. */
export const PRIVATE_CONTENT = '2009-09-09';

/** The first version whose requests are signed in one way only, with Signature Version 4 [DST-162]. */
export const SIGNATURE_4_ONLY = '2013-05-12';

/** The first version in whose documents lists have a Quantity [DST-152]. */
export const COUNTED_LISTS = '2012-05-05';

/** The first versions by which access logs can be changed, for web and for RTMP distributions [LOG-035, RTM-153]. */
export const WEB_LOGS = '2009-04-02';
export const STREAMING_LOGS = '2010-05-01';

/** The last version in which a repeated request to create something is answered with what it created at first [DST-041]. */
export const REPEATED_REQUESTS_ANSWERED = '2018-06-18';

/** Whether there is a version of this date. */
export function isVersion(version: string): boolean {
  return version >= OLDEST_VERSION && version <= CURRENT_VERSION;
}

/** The namespace of a version's documents [DST-158]. */
export function namespaceOf(version: string): string {
  return `http://cloudfront.amazonaws.com/doc/${version}/`;
}
