import type { CompiledBehavior } from './compiled-distribution';
import { RawHeaders } from './message';
import { withoutHeaders } from './raw-headers';

/** Headers of an origin's answer that CloudFront removes or makes itself [DTD-222]. */
const REMOVED: ReadonlySet<string> = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'via', 'age', 'x-cache', 'x-amz-cf-id', 'x-amz-cf-pop',
]);

/** The headers of an origin's answer as they are cached and sent on. Set-Cookie stays only where cookies are forwarded. */
export function storedHeaders(headers: RawHeaders, { forwardsCookies }: CompiledBehavior): string[] {
  return withoutHeaders(headers, (lower) => REMOVED.has(lower) || (lower === 'set-cookie' && !forwardsCookies));
}
