import { decide, Step } from '../exchange';

/** A request for the root of the distribution gets the default root object; one for a directory does not. */
export const useDefaultRootObject: Step = (exchange) => {
  const { defaultRootObject } = exchange.distribution!;
  if (exchange.path !== '/' || defaultRootObject === '') return;
  exchange.path = `/${defaultRootObject}`;
  decide(exchange, 'default-root-object', 'used', { object: defaultRootObject }, 'DistributionConfig.DefaultRootObject');
};
