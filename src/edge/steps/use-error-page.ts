import { isKnown, knownOr } from '../../config';
import { decide, Exchange, Step } from '../exchange';
import { askOrigin } from './ask-origin';
import { lookUpInCache } from './look-up-in-cache';
import { matchBehavior } from './match-behavior';

/** Causes for which no page of the distribution stands in. */
const WITHOUT_PAGE: readonly (string | undefined)[] = ['unknown host', 'distribution disabled', 'staging distribution', 'URL too long', 'request too large'];

/** The page that the distribution has for an error, fetched like any object, with the status that viewers are to see. */
export const useErrorPage: Step = async (exchange) => {
  const { answer, distribution } = exchange;
  const response = answer!.status >= 400 ? distribution?.errorResponses.get(answer!.status) : undefined;
  if (response === undefined || !isKnown(response.responsePagePath) || WITHOUT_PAGE.includes(answer!.cause)) return;
  const page = pageExchange(exchange, response.responsePagePath);
  for (const step of [matchBehavior, lookUpInCache, askOrigin]) if (page.answer === undefined) await step(page);
  const { status, headers, body, object } = page.answer!;
  const setting = response.location.path;
  if (status >= 400) {
    decide(exchange, 'error-page', 'page missing', { page: response.responsePagePath, status }, setting);
    exchange.answer = { status, headers, body, object, resultType: 'Error' };
    return;
  }
  const shown = knownOr(response.responseCode, answer!.status);
  decide(exchange, 'error-page', 'used', { error: answer!.status, page: response.responsePagePath, status: shown }, setting);
  exchange.answer = { status: shown, headers, body, object, resultType: 'Error' };
};

function pageExchange(exchange: Exchange, path: string): Exchange {
  const { method, protocol, ip, httpVersion } = exchange.request;
  return {
    ...exchange,
    request: { method: method === 'HEAD' ? 'HEAD' : 'GET', url: path, headers: exchange.request.headers, protocol, ip, httpVersion },
    path,
    query: '',
    key: '',
    expired: undefined,
    answer: undefined,
  };
}
