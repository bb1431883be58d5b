import { CacheBehavior, cacheBehaviorsOf, isKnown, Origin, OriginGroup, s3HostName, WebDistribution } from '../config';

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

/** The behaviors whose requests can reach an origin, by itself or as a member of an origin group. */
export function behaviorsTo(site: WebDistribution, { id }: Origin): CacheBehavior[] {
  if (!isKnown(id)) return [];
  const groups = site.originGroups.filter(({ members }) => members.includes(id)).map((group) => group.id);
  return cacheBehaviorsOf(site).filter(({ targetOriginId }) => isKnown(targetOriginId) && [id, ...groups].includes(targetOriginId));
}

/** The behaviors that lead to an origin group. */
export function behaviorsToGroup(site: WebDistribution, { id }: OriginGroup): CacheBehavior[] {
  return isKnown(id) ? cacheBehaviorsOf(site).filter(({ targetOriginId }) => targetOriginId === id) : [];
}

/** Whether a Lambda@Edge function of a behavior runs between cache and origin. */
export function runsFunctionAtOrigin({ lambdaAssociations }: CacheBehavior): boolean {
  return lambdaAssociations.some(({ eventType }) => eventType === 'origin-request' || eventType === 'origin-response');
}

/** Whether an origin is a bucket by its REST name, which takes identities and access controls. */
export function isBucket({ s3, domainName }: Origin): boolean {
  return s3 !== undefined && !(isKnown(domainName) && s3HostName(domainName)?.website === true);
}

/** Whether an origin is the static website of a bucket. */
export function isBucketWebsite({ domainName }: Origin): boolean {
  return isKnown(domainName) && s3HostName(domainName)?.website === true;
}
