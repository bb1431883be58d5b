import { ApiError } from './api-error';
import { objectOf, Properties } from './element';
import { ChangedTemplates } from '../changed-templates';

const PREFIX = 'origin-access-identity/cloudfront/';

/**
 * Requires the origin access identities that a configuration names to be there; those that it has named before may be of another account [PRV-087].
 *
 * @throws ApiError
 */
export function requireIdentities({ application }: ChangedTemplates, config: Properties, before: Properties = {}): void {
  const known = [...application.originAccessIdentities.map(({ id }) => id), ...identitiesIn(before)];
  const missing = identitiesIn(config).find((id) => !known.includes(id));
  if (missing !== undefined) throw new ApiError('InvalidOriginAccessIdentity', `there is no origin access identity ${missing}; create it before the distribution`);
}

function identitiesIn({ Origins, S3Origin }: Properties): string[] {
  const origins = Array.isArray(Origins) ? Origins.map((origin) => objectOf(origin)?.S3OriginConfig) : [S3Origin];
  const paths = origins.map((origin) => String(objectOf(origin)?.OriginAccessIdentity ?? ''));
  return paths.filter((path) => path.startsWith(PREFIX)).map((path) => path.slice(PREFIX.length));
}
