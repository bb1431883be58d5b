import { errorCachingMinTtl } from '../cache-response';
import { errorAnswer } from '../error-answer';
import { decide, Exchange, Step } from '../exchange';

const SETTING = 'DistributionConfig.DefaultRootObject';

/** A request for the root of the distribution gets the default root object, whatever its method; one for a directory does not. */
export const useDefaultRootObject: Step = (exchange) => {
  if (exchange.path !== '/') return;
  const { defaultRootObject } = exchange.distribution!;
  if (isRefused(exchange)) {
    decide(exchange, 'default-root-object', 'invalid', { object: defaultRootObject }, SETTING);
    exchange.answer = errorAnswer(exchange, 'InvalidDefaultRootObject');
  } else if (defaultRootObject !== '') {
    exchange.path = `/${defaultRootObject}`;
    decide(exchange, 'default-root-object', 'used', { object: defaultRootObject }, SETTING);
  }
};

/** Whether the root is an error for its name, or still is one since that error is cached [ERR-084, ERR-085]. */
function isRefused({ distribution, location: { rootErrors }, now }: Exchange): boolean {
  const { id, refusesRoot } = distribution!;
  if (rootErrors.size > 0 && now < (rootErrors.get(id) ?? 0)) return true;
  if (refusesRoot) rootErrors.set(id, now + errorCachingMinTtl(distribution!, 400) * 1000);
  return refusesRoot;
}
