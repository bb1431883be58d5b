import { Application, isKnown, Origin, s3HostName } from '../../config';

/** The names by which a user may call an origin, the most particular one first. */
export function originNames({ id, domainName, bucket: reference, resource }: Origin, { buckets }: Application): string[] {
  const bucket = buckets.find(({ location }) => location.template === reference?.template && location.logicalId === reference.logicalId);
  const nameInHost = isKnown(domainName) ? s3HostName(domainName)?.bucket : undefined;
  return [id, domainName, (reference ?? resource)?.logicalId, bucket?.name, nameInHost].filter(isKnown);
}
