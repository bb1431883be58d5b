import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** The distribution whose domain name or alias the Host header names. */
export const findDistribution: Step = (exchange) => {
  const distribution = exchange.location.configuration.hosts.find(exchange.host);
  if (distribution === undefined) {
    decide(exchange, 'distribution', 'not found', { host: exchange.host });
    exchange.answer = errorAnswer(exchange, 'unknown host');
    return;
  }
  exchange.distribution = distribution;
  decide(exchange, 'distribution', 'found', { host: exchange.host, distribution: distribution.config.location.logicalId });
  if (distribution.config.staging === true) {
    decide(exchange, 'distribution', 'staging', undefined, 'DistributionConfig.Staging');
    exchange.answer = errorAnswer(exchange, 'staging distribution');
    return;
  }
  if (distribution.enabled) return;
  decide(exchange, 'distribution', 'disabled', undefined, 'DistributionConfig.Enabled');
  exchange.answer = errorAnswer(exchange, 'distribution disabled');
};
