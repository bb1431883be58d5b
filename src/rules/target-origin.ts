import { CacheBehavior, isKnown, Origin, s3HostName, WebDistribution } from '../config';

/** The origin that a behavior names; undefined where it names an origin group, nothing, or something unknown. */
export function targetOrigin({ origins }: WebDistribution, { targetOriginId }: CacheBehavior): Origin | undefined {
  return isKnown(targetOriginId) ? origins.find(({ id }) => id === targetOriginId) : undefined;
}

/** The origins that a behavior leads to: the one that it names, or the members of the group that it names. */
export function targetOrigins(site: WebDistribution, behavior: CacheBehavior): readonly Origin[] {
  const group = site.originGroups.find(({ id }) => isKnown(id) && id === behavior.targetOriginId);
  if (group !== undefined) return site.origins.filter(({ id }) => isKnown(id) && group.members.includes(id));
  const origin = targetOrigin(site, behavior);
  return origin === undefined ? [] : [origin];
}

/** Whether an origin is a bucket by its REST name, which takes identities and access controls. */
export function isBucket({ s3, domainName }: Origin): boolean {
  return s3 !== undefined && !(isKnown(domainName) && s3HostName(domainName)?.website === true);
}

/** Whether an origin is the static website of a bucket. */
export function isBucketWebsite({ domainName }: Origin): boolean {
  return isKnown(domainName) && s3HostName(domainName)?.website === true;
}
