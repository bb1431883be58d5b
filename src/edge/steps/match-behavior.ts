import type { CompiledBehavior } from '../compiled-distribution';
import { decide, Exchange, Step } from '../exchange';
import { normalizedPath } from '../path-pattern';

/** The first cache behavior, in the order of the template, whose path pattern matches; the default one otherwise. */
export const matchBehavior: Step = (exchange) => {
  const { path } = exchange;
  const behavior = behaviorOf(exchange);
  exchange.behavior = behavior;
  decide(exchange, 'cache-behavior', behavior.config.isDefault ? 'default' : 'matched', { path, pattern: behavior.pattern }, behavior.setting);
};

/** The cache behavior for the path of a request. */
export function behaviorOf({ distribution, path }: Exchange): CompiledBehavior {
  const normal = normalizedPath(path);
  return distribution!.behaviors.find(({ matches }) => matches(normal))!;
}
