import { CustomErrorResponse, isKnown, knownOr } from '../../config';
import { errorCachingMinTtl } from '../cache-response';
import { isAboutObject } from '../conditionals';
import { ErrorCause } from '../error-answers';
import { decide, Exchange, Step } from '../exchange';
import { isGrpc } from '../grpc';
import { discard } from '../origin-body';
import { withoutHeaders } from '../raw-headers';
import { askOrigin } from './ask-origin';
import { lookUpInCache } from './look-up-in-cache';
import { behaviorOf, matchBehavior } from './match-behavior';

/** Causes for which no page of the distribution stands in. */
const WITHOUT_PAGE: readonly (ErrorCause | undefined)[] = ['unknown host', 'distribution disabled', 'staging distribution', 'tenants only', 'too many distributions', 'URL too long', 'request too large'];

/** Errors after whose page the connection ends [ERR-002]. */
const CLOSES_CONNECTION: readonly number[] = [400, 405, 414, 416, 500, 501];

/** The page that the distribution has for an error, fetched like any object, with the status that viewers are to see. */
export const useErrorPage: Step = async (exchange) => {
  const { answer, distribution, request } = exchange;
  const response = customErrorResponseOf(exchange);
  if (response === undefined || !isKnown(response.responsePagePath)) return;
  const page = pageExchange(exchange, response.responsePagePath);
  await matchBehavior(page);
  if (page.behavior!.config.isDefault) page.leastTtl = errorCachingMinTtl(distribution!, answer!.status);
  for (const step of [lookUpInCache, askOrigin]) if (page.answer === undefined) await step(page);
  exchange.functions = page.functions;
  const { status, headers, body, object } = page.answer!;
  const setting = response.location.path;
  if (status >= 400) {
    decide(exchange, 'error-page', 'page missing', { page: response.responsePagePath, status }, setting);
    exchange.answer = { status, headers, body, object, resultType: 'Error' };
    return discard(answer!.body);
  }
  const shown = knownOr(response.responseCode, answer!.status);
  decide(exchange, 'error-page', 'used', { error: answer!.status, page: response.responsePagePath, status: shown }, setting);
  const closing = CLOSES_CONNECTION.includes(answer!.status) && request.httpVersion !== '2.0' ? ['Connection', 'close'] : [];
  exchange.answer = { status: shown, headers: [...headers, ...closing], body, object, isWhole: true, resultType: 'Error' };
  discard(answer!.body);
};

/** What the distribution has for the error; undefined where the error is answered as it is: to gRPC, and where it is CloudFront's own alone. */
function customErrorResponseOf(exchange: Exchange): CustomErrorResponse | undefined {
  const { answer, distribution, request } = exchange;
  const response = answer!.isFinal === true || WITHOUT_PAGE.includes(answer!.cause) ? undefined : distribution?.errorResponses.get(answer!.status);
  return response !== undefined && isGrpc({ behavior: exchange.behavior ?? behaviorOf(exchange), request }) ? undefined : response;
}

/** The request for the page: range and conditions of the viewer's are about the object that it asked for. */
function pageExchange(exchange: Exchange, path: string): Exchange {
  const { request } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      method: request.method === 'HEAD' ? 'HEAD' : 'GET',
      url: path,
      headers: withoutHeaders(request.headers, isAboutObject),
      body: undefined,
      asksForWebSocket: undefined,
    },
    path,
    query: '',
    key: '',
    keyOfWhole: undefined,
    lastResort: undefined,
    expired: undefined,
    answer: undefined,
  };
}
