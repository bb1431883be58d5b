import { ERROR_ANSWERS, ErrorCause, errorBody, xmlErrorBody } from './error-answers';
import { Answer, Exchange } from './exchange';

/** Requests of which CloudFront reads no more: their connection ends with the answer [DTD-232]. */
const CLOSES_CONNECTION: ReadonlySet<ErrorCause> = new Set(['URL too long', 'request too large', 'body too large']);

/** The answer of the edge itself to what it cannot, or must not, serve [DTD-227]. */
export function errorAnswer(exchange: Exchange, cause: ErrorCause): Answer {
  const { now, requestId } = exchange;
  exchange.cause = cause;
  const { status, message, code, resultType = 'Error' } = ERROR_ANSWERS[cause];
  const body = code === undefined ? errorBody(status, message, requestId) : xmlErrorBody(code, message);
  const headers = ['Server', 'CloudFront', 'Date', new Date(now).toUTCString(), 'Content-Type', code === undefined ? 'text/html' : 'text/xml', 'Content-Length', String(body.length)];
  if (CLOSES_CONNECTION.has(cause)) headers.push('Connection', 'close');
  return { status, headers, body, resultType, cause };
}
