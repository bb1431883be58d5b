import { Application, bucketOf, isKnown, Origin, s3HostName } from '../../config';

/** The names by which a user may call an origin, the most particular one first. */
export function originNames(origin: Origin, application: Application): string[] {
  const { id, domainName, bucket, resource } = origin;
  const nameInHost = isKnown(domainName) ? s3HostName(domainName)?.bucket : undefined;
  return [id, domainName, (bucket ?? resource)?.logicalId, bucketOf(origin, application)?.name, nameInHost].filter(isKnown);
}
