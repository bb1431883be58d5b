import { matchesWildcards, Stated } from '../../config';

/** A rule of a bucket's CORS configuration. */
interface CorsRule {
  readonly AllowedOrigins?: readonly string[];
  readonly AllowedMethods?: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number | string;
}

/**
 * The headers that a bucket's CORS configuration adds for a request: of the first rule that allows its origin, method and headers.
 *
 * @param method the method of the request, or the one that a preflight asks for
 * @returns undefined when no rule allows it
 */
export function corsHeaders(configuration: Stated | undefined, origin: string, method: string, requested: readonly string[]): string[] | undefined {
  const rules = Array.isArray(configuration?.CorsRules) ? configuration.CorsRules as readonly CorsRule[] : [];
  const rule = rules.find(({ AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] }) => (
    AllowedOrigins.some((allowed) => matchesWildcards(allowed, origin))
    && AllowedMethods.includes(method)
    && requested.every((name) => AllowedHeaders.some((allowed) => matchesWildcards(allowed.toLowerCase(), name.toLowerCase())))
  ));
  if (rule === undefined) return undefined;
  const everyone = rule.AllowedOrigins!.includes('*');
  return [
    'Access-Control-Allow-Origin', everyone ? '*' : origin,
    'Access-Control-Allow-Methods', rule.AllowedMethods!.join(', '),
    ...(requested.length > 0 ? ['Access-Control-Allow-Headers', requested.join(', ')] : []),
    ...(rule.ExposedHeaders?.length ? ['Access-Control-Expose-Headers', rule.ExposedHeaders.join(', ')] : []),
    ...(rule.MaxAge !== undefined ? ['Access-Control-Max-Age', String(rule.MaxAge)] : []),
    ...(everyone ? [] : ['Access-Control-Allow-Credentials', 'true']),
    'Vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  ];
}
