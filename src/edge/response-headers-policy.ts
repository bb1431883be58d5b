import { CorsHeaders, isKnown, knownItems, knownOr, matchesWildcards, ResponseHeadersPolicy } from '../config';
import { ViewerRequest } from './message';
import { headerValue, removeHeader, setHeader } from './raw-headers';

/** Changes the headers of an answer as a response headers policy says: removes, then CORS, security and custom headers. */
export function applyResponseHeadersPolicy(policy: ResponseHeadersPolicy, request: ViewerRequest, headers: string[]): void {
  for (const name of knownItems(policy.remove)) removeHeader(headers, name.toLowerCase());
  const origin = headerValue(request.headers, 'origin');
  if (policy.cors !== undefined && origin !== undefined) applyCors(policy.cors, origin, request.method, headers);
  for (const { name, value, override } of [...policy.security, ...policy.custom]) {
    if (isKnown(name) && isKnown(value)) put(headers, name, value, knownOr(override, false));
  }
}

function applyCors(cors: CorsHeaders, origin: string, method: string, headers: string[]): void {
  const override = knownOr(cors.originOverride, false);
  const hasOwn = headers.some((text, i) => i % 2 === 0 && text.toLowerCase().startsWith('access-control-'));
  if (hasOwn && !override) return;
  const allowed = allowedOrigin(knownItems(cors.allowOrigins), origin);
  if (allowed === undefined) return;
  put(headers, 'Access-Control-Allow-Origin', allowed, true);
  if (allowed !== '*') put(headers, 'Vary', 'Origin', false);
  if (cors.allowCredentials === true) put(headers, 'Access-Control-Allow-Credentials', 'true', true);
  list(headers, 'Access-Control-Expose-Headers', knownItems(cors.exposeHeaders));
  if (method !== 'OPTIONS') return;
  list(headers, 'Access-Control-Allow-Methods', knownItems(cors.allowMethods));
  list(headers, 'Access-Control-Allow-Headers', knownItems(cors.allowHeaders));
  if (isKnown(cors.maxAge)) put(headers, 'Access-Control-Max-Age', String(cors.maxAge), true);
}

function allowedOrigin(allowed: readonly string[], origin: string): string | undefined {
  if (allowed.includes('*')) return '*';
  const host = origin.replace(/^https?:\/\//, '');
  return allowed.some((pattern) => matchesWildcards(pattern, pattern.includes('://') ? origin : host)) ? origin : undefined;
}

function list(headers: string[], name: string, values: readonly string[]): void {
  if (values.length > 0) put(headers, name, values.join(', '), true);
}

function put(headers: string[], name: string, value: string, override: boolean): void {
  if (override || headerValue(headers, name.toLowerCase()) === undefined) setHeader(headers, name, value);
}
