import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** The distribution whose domain name or alias the Host header names, or the tenant of one whose domain it is. */
export const findDistribution: Step = (exchange) => {
  const distribution = exchange.location.configuration.hosts.find(exchange.host);
  if (distribution === undefined) {
    decide(exchange, 'distribution', 'not found', { host: exchange.host });
    exchange.answer = errorAnswer(exchange, 'unknown host');
    return;
  }
  exchange.distribution = distribution;
  const { config, tenant, refusal } = distribution;
  decide(exchange, 'distribution', 'found', { host: exchange.host, distribution: config.location.logicalId, ...(tenant && { tenant: tenant.location.logicalId }) });
  if (refusal === undefined) return;
  decide(exchange, 'distribution', refusal.decided, undefined, refusal.setting);
  exchange.answer = errorAnswer(exchange, refusal.cause);
};
