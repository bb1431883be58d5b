import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** The size of the URL and of the request [REQ-039, REQ-040]. */
export const withinLimits: Step = (exchange) => {
  const { method, url, headers, protocol } = exchange.request;
  const { sizeLimits } = exchange.location.configuration;
  const whole = protocol.length + '://'.length + exchange.host.length + url.length;
  if (whole > sizeLimits.url) {
    decide(exchange, 'limits', 'URL too long', { bytes: whole, limit: sizeLimits.url });
    exchange.answer = errorAnswer(exchange, 'URL too long');
    return;
  }
  let size = method.length + url.length;
  for (const text of headers) size += text.length + 2;
  if (size <= sizeLimits.request) return;
  decide(exchange, 'limits', 'request too large', { bytes: size, limit: sizeLimits.request });
  exchange.answer = errorAnswer(exchange, 'request too large');
};
