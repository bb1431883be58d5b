import { RawHeaders } from '../message';
import { cookieHeader } from '../raw-headers';

/** What a signed URL carries in its query string, and signed cookies in cookies of these names with `CloudFront-` before them. */
export const SIGNATURE_PARAMETERS = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'] as const;

export type SignatureParameter = (typeof SIGNATURE_PARAMETERS)[number];

/** The parameters that a request has. */
export type SignatureParameters = { readonly [name in SignatureParameter]?: string };

/** What a request has of each parameter: of the query string, and where that has none, of cookies. */
export function signatureParameters(query: string, headers: RawHeaders): SignatureParameters {
  const ofUrl = parametersOf(query.split('&'), '');
  if (Object.keys(ofUrl).some((name) => name !== 'Hash-Algorithm')) return ofUrl;
  return parametersOf(cookieHeader(headers)?.split(';').map((cookie) => cookie.trim()) ?? [], COOKIE_PREFIX);
}

/** A query string without the parameters of a signature; the others stay as they are, in their order [SIG-118]. */
export function withoutSignature(query: string): string {
  if (query === '') return query;
  return query.split('&').filter((pair) => !isParameter(nameOf(pair))).join('&');
}

/** What stands before a parameter's name in that of its cookie. */
export const COOKIE_PREFIX = 'CloudFront-';

/** Whether a name is one of the parameters. */
export function isParameter(name: string): name is SignatureParameter {
  return (SIGNATURE_PARAMETERS as readonly string[]).includes(name);
}

function parametersOf(pairs: readonly string[], prefix: string): SignatureParameters {
  const found: { [name in SignatureParameter]?: string } = {};
  for (const pair of pairs) {
    const name = nameOf(pair);
    const parameter = name.slice(prefix.length);
    if (name.startsWith(prefix) && isParameter(parameter)) found[parameter] ??= pair.slice(name.length + 1);
  }
  return found;
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0];
}
