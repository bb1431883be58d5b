import { CacheBehavior, cacheBehaviorsOf, ForwardedValues, WebDistribution } from '../config';
import { Violation } from './rule';
import { isBucket, targetOrigin } from './target-origin';

/** Lets a rule check the `ForwardedValues` that have an effect: those of behaviors without cache policy. */
export function* each(site: WebDistribution, check: (values: ForwardedValues, behavior: CacheBehavior) => Iterable<Violation>): Iterable<Violation> {
  for (const behavior of cacheBehaviorsOf(site)) {
    if (behavior.forwardedValues !== undefined && behavior.cachePolicyId === undefined) yield* check(behavior.forwardedValues, behavior);
  }
}

/** The same for behaviors that lead to a bucket. */
export function* eachToBucket(site: WebDistribution, check: (values: ForwardedValues) => Iterable<Violation>): Iterable<Violation> {
  yield* each(site, function* (values, behavior) {
    const origin = targetOrigin(site, behavior);
    if (origin !== undefined && isBucket(origin)) yield* check(values);
  });
}
