import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';
import { joinedHeader } from '../raw-headers';

/** How many distributions a request may pass on its way to an origin [OTD-166]. */
const MAXIMUM = 2;

/** Whether the request has come through as many distributions as it may. Each has put itself into Via. */
export const limitDistributions: Step = (exchange) => {
  const via = joinedHeader(exchange.request.headers, 'via');
  if (via === undefined) return;
  const passed = via.split(/\(CloudFront\)/i).length - 1;
  if (passed < MAXIMUM) return;
  decide(exchange, 'distribution', 'too many', { passed, limit: MAXIMUM });
  exchange.answer = errorAnswer(exchange, 'too many distributions');
};
