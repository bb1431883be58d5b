import { Application, cacheBehaviorsOf, CacheBehavior, isKnown, knownItems, knownOr, WebDistribution } from '../config';

/** What a person should know of a changed template before it is deployed, a line each [WEB-024, WEB-154]. */
export function changeNotices(before: Application, after: Application): string[] {
  return after.distributions.flatMap((distribution) => {
    const earlier = before.distributions.find(({ id }) => id === distribution.id);
    return earlier === undefined ? [] : [...removedOrigins(earlier, distribution), ...addedSigners(earlier, distribution)];
  });
}

/** Objects of an origin that is gone have to be in the origin that their paths lead to now. */
function removedOrigins(before: WebDistribution, after: WebDistribution): string[] {
  const left = new Set(after.origins.map(({ id }) => id));
  const removed = before.origins.filter(({ id }) => isKnown(id) && !left.has(id));
  return removed.flatMap(({ id }) => cacheBehaviorsOf(before).filter(({ targetOriginId }) => targetOriginId === id).map((behavior) => {
    const target = behaviorNow(behavior, after).targetOriginId;
    return `${after.location.logicalId}: the origin ${knownOr(id, '')} is gone; objects under ${pathOf(behavior)} are now asked of ${knownOr(target, 'another origin')} and must exist there`;
  }));
}

/** Links without a signature stop to work. */
function addedSigners(before: WebDistribution, after: WebDistribution): string[] {
  return cacheBehaviorsOf(after).filter((behavior) => isPrivate(behavior) && !isPrivate(behaviorNow(behavior, before))).map((behavior) => (
    `${after.location.logicalId}: ${pathOf(behavior)} now requires signed URLs or cookies; unsigned links to what it matches stop working`
  ));
}

function isPrivate({ trustedSigners, trustedKeyGroups }: CacheBehavior): boolean {
  return knownItems(trustedSigners).length > 0 || knownItems(trustedKeyGroups).length > 0;
}

/** The behavior of a distribution with the path pattern of another one; the default one where there is none. */
function behaviorNow({ pathPattern }: CacheBehavior, distribution: WebDistribution): CacheBehavior {
  return distribution.cacheBehaviors.find((behavior) => behavior.pathPattern === pathPattern) ?? distribution.defaultCacheBehavior;
}

function pathOf({ pathPattern }: CacheBehavior): string {
  return knownOr(pathPattern, 'a path pattern that is not known');
}
