import { Origin, WebDistribution } from '../config';
import { Rule, RuleContext, Violation } from './rule';

/** Lets a rule about one origin check every origin of a distribution. */
export function eachOrigin(check: (origin: Origin, context: RuleContext, site: WebDistribution) => Iterable<Violation>): Rule<WebDistribution>['check'] {
  return function* (site, context) {
    for (const origin of site.origins) yield* check(origin, context, site);
  };
}

/** Whether an origin is written as one of `Origins`, and not in the legacy `S3Origin` or `CustomOrigin`. */
export function isListed({ location }: Origin): boolean {
  return location.path.includes('.Origins[');
}
