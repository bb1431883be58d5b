import { Application, isKnown, Origin, s3HostName, WebDistribution } from '../../config';

/**
 * The names by which a user may have said what stands for a domain name that a function has chosen: those of an origin that has it,
 * of the distribution or of another one; else its own, and those of a bucket.
 */
export function originIdentity(domainName: string, { origins }: WebDistribution, { distributions, buckets }: Application): Pick<Origin, 'id' | 'bucket' | 'resource'> {
  const same = [...origins, ...distributions.flatMap((other) => other.origins)].find((origin) => isKnown(origin.domainName) && origin.domainName === domainName);
  if (same !== undefined) return { id: same.id, bucket: same.bucket, resource: same.resource };
  const name = s3HostName(domainName)?.bucket;
  const location = buckets.find((bucket) => bucket.name === name)?.location;
  return { id: domainName, bucket: location && { template: location.template, logicalId: location.logicalId }, resource: undefined };
}
