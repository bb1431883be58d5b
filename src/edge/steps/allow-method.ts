import { errorAnswer } from '../error-answer';
import { decide, Exchange, Step } from '../exchange';
import { statedLength } from '../origin-body';

/** Whether the behavior takes the method, and a body of that size with it. */
export const allowMethod: Step = (exchange) => {
  const { behavior, request } = exchange;
  const setting = `${behavior!.setting}.AllowedMethods`;
  if (!behavior!.allowedMethods.has(request.method)) {
    decide(exchange, 'method', 'not allowed', { method: request.method, allowed: [...behavior!.allowedMethods] }, setting);
    exchange.answer = errorAnswer(exchange, 'method not allowed');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    takeBody(exchange);
  } else if (request.body !== undefined) {
    decide(exchange, 'method', `${request.method} with a body`);
    exchange.answer = errorAnswer(exchange, 'body with GET');
  }
};

/** Refuses a body that is too large by its Content-Length [DTD-126]. */
function takeBody(exchange: Exchange): void {
  const bytes = statedLength(exchange.request.headers) ?? 0;
  const limit = exchange.location.configuration.sizeLimits.requestBody;
  if (bytes <= limit) return;
  decide(exchange, 'limits', 'body too large', { bytes, limit });
  exchange.answer = errorAnswer(exchange, 'body too large');
}
