import { decide, Step } from '../exchange';

/** The first cache behavior, in the order of the template, whose path pattern matches; the default one otherwise. */
export const matchBehavior: Step = (exchange) => {
  const path = exchange.path;
  const behavior = exchange.distribution!.behaviors.find((candidate) => candidate.matches(path))!;
  exchange.behavior = behavior;
  decide(exchange, 'cache-behavior', behavior.config.isDefault ? 'default' : 'matched', { path, pattern: behavior.pattern }, behavior.setting);
};
