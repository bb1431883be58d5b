import { ERROR_ANSWERS, ErrorCause, errorBody, xmlErrorBody } from './error-answers';
import { Answer, Exchange } from './exchange';

/** Requests of which CloudFront reads no more: their connection ends with the answer [DTD-232]. */
const CLOSES_CONNECTION: ReadonlySet<ErrorCause> = new Set(['URL too long', 'request too large', 'body too large']);

/** The answer of the edge itself to what it cannot, or must not, serve [DTD-227]. */
export function errorAnswer(exchange: Exchange, cause: ErrorCause): Answer {
  const { requestId } = exchange;
  exchange.cause = cause;
  const { status, statusDescription, message, code, resultType = 'Error' } = ERROR_ANSWERS[cause];
  const body = code === undefined ? errorBody(status, message, requestId) : xmlErrorBody(code, message);
  const headers = ownHeaders(exchange, body, code === undefined ? 'text/html' : 'text/xml');
  if (CLOSES_CONNECTION.has(cause)) headers.push('Connection', 'close');
  return { status, statusDescription, headers, body, resultType, cause };
}

/** The headers of an answer that the edge makes itself. */
export function ownHeaders({ now }: Pick<Exchange, 'now'>, body: Uint8Array, contentType: string | undefined): string[] {
  const type = contentType === undefined ? [] : ['Content-Type', contentType];
  return ['Server', 'CloudFront', 'Date', new Date(now).toUTCString(), ...type, 'Content-Length', String(body.length)];
}
