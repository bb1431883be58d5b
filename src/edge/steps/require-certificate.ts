import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/**
 * A distribution that asks viewers for their certificates does so while the connection is made,
 * so that nobody reaches it on a connection that was made for another one.
 */
export const requireCertificate: Step = (exchange) => {
  const { distribution, host, request: { tls } } = exchange;
  const { id, viewerMtls } = distribution!.config;
  if (viewerMtls === undefined || tls === undefined || tls()?.viewerCertificate?.askedBy === id) return;
  decide(exchange, 'certificate', 'not asked for', { host });
  exchange.answer = errorAnswer(exchange, 'misdirected');
};
