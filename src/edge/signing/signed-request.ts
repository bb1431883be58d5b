import { meansUrl, UrlSections } from './resource-pattern';
import { matchesWildcards } from '../../config';

/** Who asks, and when. */
interface Asking {
  /** The viewer's own address: what it says of others is not believed [SIG-083]. */
  readonly ip: string;
  /** Milliseconds since the epoch when the request arrived. */
  readonly now: number;
}

/** The request that is to be granted, as far as a policy may speak of it. */
export interface SignedRequest extends Asking {
  /** What it may be called in a canned policy: one of the names is enough. */
  readonly resources: readonly string[];
  /** Whether the Resource of a custom policy means it. */
  isMeantBy(resource: string): boolean;
}

/** A request for a URL, which may have been asked for by several domains. */
export function requestOfUrl(url: Omit<UrlSections, 'domain'>, domains: readonly string[], asking: Asking): SignedRequest {
  const { protocol, path, query } = url;
  const target = `${path}${query === undefined ? '' : `?${query}`}`;
  return {
    ...asking,
    // The guide of 2014 lets a canned policy begin with http*://, letter for letter [SIG-039].
    resources: domains.flatMap((domain) => [protocol, 'http*'].map((scheme) => `${scheme}://${domain}${target}`)),
    isMeantBy: (resource) => domains.some((domain) => meansUrl(resource, { ...url, domain })),
  };
}

/**
 * A request to play a stream of an RTMP distribution. Which form of the name is signed depends on the player [RTM-115, RTM-116].
 *
 * @param names the name without prefix and query string: as it came, and without its extension
 */
export function requestOfStream(names: readonly string[], asking: Asking): SignedRequest {
  return { ...asking, resources: names, isMeantBy: (resource) => names.some((name) => matchesWildcards(resource, name)) };
}
