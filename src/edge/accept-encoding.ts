import { CacheKey } from '../config';
import { RawHeaders } from './message';
import { joinedHeader } from './raw-headers';

/** Which of some encodings a viewer takes, in the order given: those that Accept-Encoding names without `q=0`. */
export function acceptedEncodings(headers: RawHeaders, offered: readonly string[]): string[] {
  const value = joinedHeader(headers, 'accept-encoding');
  if (value === undefined) return [];
  const accepted = new Map(value.toLowerCase().split(',').map((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return [name, quality === undefined || Number(quality.slice(2)) > 0] as const;
  }));
  return offered.filter((name) => accepted.get(name) === true);
}

/** Makes the function that computes which of some encodings a viewer takes, in one text. What the last viewer sent is remembered, since most send the same. */
export function acceptedEncodingsMaker(offered: readonly string[]): (headers: RawHeaders) => string {
  let last: string | undefined;
  let accepted = '';
  return (headers) => {
    const sent = joinedHeader(headers, 'accept-encoding');
    if (sent !== last) {
      last = sent;
      accepted = acceptedEncodings(headers, offered).join(',');
    }
    return accepted;
  };
}

/** The encodings that a cache key tells apart, in the order in which CloudFront writes them. */
export function keyedEncodings(key: CacheKey | undefined): readonly string[] {
  return [...(key?.brotli === true ? ['br'] : []), ...(key?.gzip === true ? ['gzip'] : [])];
}

/**
 * Makes the function that computes the Accept-Encoding that an origin receives.
 *
 * @param encodings  those that the cache key tells apart
 * @param legacy     whether the behavior has no cache policy: its origin gets no `identity`
 * @param forwarded  whether the viewer's header is to be sent on, which counts where nothing is normalised
 * @see POL-052 to POL-056
 */
export function originEncodingMaker(encodings: readonly string[], legacy: boolean, forwarded: boolean): (headers: RawHeaders) => string | undefined {
  if (encodings.length === 0 || (legacy && forwarded)) return (headers) => (forwarded ? joinedHeader(headers, 'accept-encoding') : undefined);
  const otherwise = legacy ? undefined : 'identity';
  return (headers) => {
    if (joinedHeader(headers, 'accept-encoding') === undefined) return undefined;
    return acceptedEncodings(headers, encodings).join(',') || otherwise;
  };
}
