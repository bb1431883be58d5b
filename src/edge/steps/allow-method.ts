import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** Whether the behavior takes the method, and a body with it. */
export const allowMethod: Step = (exchange) => {
  const { behavior, request } = exchange;
  const setting = `${behavior!.setting}.AllowedMethods`;
  if (!behavior!.allowedMethods.has(request.method)) {
    decide(exchange, 'method', 'not allowed', { method: request.method, allowed: [...behavior!.allowedMethods] }, setting);
    exchange.answer = errorAnswer(exchange, 'method not allowed');
  } else if ((request.method === 'GET' || request.method === 'HEAD') && request.body !== undefined) {
    decide(exchange, 'method', `${request.method} with a body`);
    exchange.answer = errorAnswer(exchange, 'body with GET');
  }
};
