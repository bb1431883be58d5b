import { CorsHeaders, isKnown, knownItems, knownOr } from '../config';
import { headerValue, joinedHeader, setHeader } from './raw-headers';
import type { HeaderChange } from './response-headers-policy';

const ALL_METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Makes the function that adds the CORS headers of a response headers policy to answers to requests with Origin [POL-134 to POL-141].
 *
 * @param managed  whether AWS provides the policy: then exposed headers are named to preflight requests alone [POL-157]
 */
export function corsHeaderAdder(cors: CorsHeaders, managed: boolean): HeaderChange {
  const allow = allowedOrigin(knownItems(cors.allowOrigins), cors.allowCredentials === true);
  const exposed = list('Access-Control-Expose-Headers', knownItems(cors.exposeHeaders));
  const always = [...(cors.allowCredentials === true ? ['Access-Control-Allow-Credentials', 'true'] : []), ...(managed ? [] : exposed)];
  const preflight = [
    ...(managed ? exposed : []),
    ...list('Access-Control-Allow-Methods', knownItems(cors.allowMethods).flatMap((method) => (method === 'ALL' ? ALL_METHODS : method))),
    ...list('Access-Control-Allow-Headers', knownItems(cors.allowHeaders)),
    ...(isKnown(cors.maxAge) ? ['Access-Control-Max-Age', String(cors.maxAge)] : []),
  ];
  const override = knownOr(cors.originOverride, false);

  return ({ request }, headers) => {
    const origin = headerValue(request.headers, 'origin');
    if (origin === undefined || (!override && hasCorsHeader(headers))) return;
    const allowed = allow(origin);
    if (allowed === undefined) return;
    setHeader(headers, 'Access-Control-Allow-Origin', allowed);
    if (allowed !== '*') varyByOrigin(headers);
    put(headers, always);
    if (request.method === 'OPTIONS' && headerValue(request.headers, 'access-control-request-method') !== undefined) put(headers, preflight);
  };
}

/** What Access-Control-Allow-Origin says to an origin; nothing to one that is not on the list. A wildcard with credentials names the origin. */
function allowedOrigin(allowed: readonly string[], credentials: boolean): (origin: string) => string | undefined {
  if (allowed.includes('*')) return (origin) => (credentials ? origin : '*');
  const patterns = allowed.map(originPattern);
  return (origin) => (patterns.some((pattern) => pattern.test(origin)) ? origin : undefined);
}

/** A `*` stands for one label of the host, or for the port; without a scheme, every scheme is meant [POL-137]. */
function originPattern(item: string): RegExp {
  const literal = item.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^.:/]+');
  return new RegExp(`^${item.includes('://') ? '' : '[a-z][a-z0-9+.-]*://'}${literal}$`, 'i');
}

function hasCorsHeader(headers: readonly string[]): boolean {
  for (let i = 0; i < headers.length; i += 2) if (/^access-control-/i.test(headers[i])) return true;
  return false;
}

function varyByOrigin(headers: string[]): void {
  if (!/\borigin\b/i.test(joinedHeader(headers, 'vary') ?? '')) headers.push('Vary', 'Origin');
}

function list(name: string, values: readonly string[]): string[] {
  return values.length > 0 ? [name, values.join(', ')] : [];
}

function put(headers: string[], added: readonly string[]): void {
  for (let i = 0; i < added.length; i += 2) setHeader(headers, added[i], added[i + 1]);
}
