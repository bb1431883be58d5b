import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** Bytes of a URL, and of a request's line and headers together [DTD-232]. */
const MAXIMUM_URL = 8_192;
const MAXIMUM_REQUEST = 32_768;

/** The size of the URL and of the request. */
export const withinLimits: Step = (exchange) => {
  const { method, url, headers } = exchange.request;
  if (url.length > MAXIMUM_URL) {
    decide(exchange, 'limits', 'URL too long', { bytes: url.length, limit: MAXIMUM_URL });
    exchange.answer = errorAnswer(exchange, 'URL too long');
    return;
  }
  let size = method.length + url.length;
  for (const text of headers) size += text.length + 2;
  if (size <= MAXIMUM_REQUEST) return;
  decide(exchange, 'limits', 'request too large', { bytes: size, limit: MAXIMUM_REQUEST });
  exchange.answer = errorAnswer(exchange, 'request too large');
};
