import { CacheBehavior, DEVICE_HEADERS, Edition, isKnown, KEPT_IN_VARY, ORIGIN_RESPONSE_HEADERS, OriginKind } from '../config';
import { RawHeaders } from './message';
import { connectionOptions } from './raw-headers';
import { forwardedHeaders, selectHeader } from './selection';

/** Computes the headers of an origin's answer as they are cached and sent on. */
export type ResponseHeaderMaker = (headers: RawHeaders, origin: OriginKind) => string[];

/** Headers about one connection, and those that CloudFront writes itself [DTD-222]. */
const NEVER_PASSED: ReadonlySet<string> = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'age', 'x-cache', 'x-amz-cf-id', 'x-amz-cf-pop',
]);

/** Makes the function that applies the table of response headers for a behavior [REQ-051, REQ-164]. */
export function responseHeaderMaker(behavior: CacheBehavior, edition: Edition, forwardsCookies: boolean): ResponseHeaderMaker {
  const treatments = { s3: treatmentsOf('s3', edition), custom: treatmentsOf('custom', edition) };
  const varies = varyNames(behavior);
  return (headers, origin) => {
    const kept: string[] = [];
    const ofConnection = connectionOptions(headers);
    for (let i = 0; i < headers.length; i += 2) {
      const lower = headers[i].toLowerCase();
      if (ofConnection.includes(lower)) continue;
      const treatment = treatments[origin].get(lower);
      if (treatment === undefined) {
        if (!NEVER_PASSED.has(lower)) kept.push(headers[i], headers[i + 1]);
      } else if (treatment === 'as cookies' && forwardsCookies) {
        kept.push(headers[i], headers[i + 1]);
      } else if (treatment === 'chunked') {
        kept.push('Transfer-Encoding', 'chunked');
      } else if (treatment === 'reduced') {
        const names = headers[i + 1].split(',').map((name) => name.trim()).filter((name) => name === '*' || varies(name.toLowerCase()));
        if (names.length > 0) kept.push(headers[i], names.join(', '));
      }
    }
    return kept;
  };
}

function treatmentsOf(origin: OriginKind, edition: Edition) {
  return new Map(Object.entries(ORIGIN_RESPONSE_HEADERS[edition][origin]).map(([name, treatment]) => [name.toLowerCase(), treatment]));
}

/** Which names stay in Vary: those of headers that the origin gets, and User-Agent where it gets the kind of device in its place [DTD-223]. */
function varyNames(behavior: CacheBehavior): (lower: string) => boolean {
  const { forwarding } = behavior;
  const selections = forwardedHeaders(behavior);
  const added = isKnown(forwarding) ? forwarding.addedHeaders.filter(isKnown).map((name) => name.toLowerCase()) : [];
  const isForwarded = (lower: string) => added.includes(lower) || selections.some((selection) => selectHeader(lower, selection));
  const always: string[] = KEPT_IN_VARY.map((name) => name.toLowerCase());
  if (DEVICE_HEADERS.some((name) => isForwarded(name.toLowerCase()))) always.push('user-agent');
  return (lower) => always.includes(lower) || isForwarded(lower);
}
