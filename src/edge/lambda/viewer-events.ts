import { errorAnswer } from '../error-answer';
import { Exchange } from '../exchange';
import { replaceDraft, ViewerFunctions } from '../functions/viewer-functions';
import { discard } from '../origin-body';
import { regionOf } from '../regional-edge-cache';
import type { Draft } from '../serve-range';
import { BehaviorLambda, BehaviorLambdas } from './behavior-lambdas';
import { shownBody } from './event-body';
import { LambdaFailure } from './lambda-failure';
import { eventRequest, RequestParts, returnedRequest } from './request-event';
import { eventResponse, generatedResponse, isGenerated, ReturnedResponse, returnedResponse } from './response-event';
import { runLambda } from './run-lambda';
import { useDefaultRootObject } from '../steps/use-default-root-object';

/** The functions of Lambda@Edge that a behavior has at the events of viewers. */
export function viewerLambdas({ 'viewer-request': request, 'viewer-response': response }: BehaviorLambdas): ViewerFunctions {
  return {
    ...(request === undefined ? {} : { request: (exchange: Exchange) => viewerRequestEvent(exchange, request) }),
    ...(response === undefined ? {} : { response: (exchange: Exchange, draft: Draft) => viewerResponseEvent(exchange, response, draft) }),
  };
}

/** A function sees the viewer's own path, not the default root object that stands in for it. */
async function viewerRequestEvent(exchange: Exchange, lambda: BehaviorLambda): Promise<void> {
  const shown = lambda.includeBody ? await shownBody(exchange.request.body, 'viewer-request') : undefined;
  if (shown !== undefined) exchange.request = { ...exchange.request, body: shown.body };
  const { request } = exchange;
  const parts = { method: request.method, path: request.url.split('?', 1)[0], query: exchange.query, headers: request.headers };
  const seen = eventRequest(parts, request, { body: shown?.event });
  const outcome = await runLambda(exchange, lambda, { eventType: 'viewer-request', region: regionOf(exchange.location.name), request: seen }, (returned) => (
    isGenerated(returned) ? generatedResponse(returned, 'viewer-request', exchange.now) : returnedRequest(returned, seen, parts, 'viewer-request')
  ));
  if (outcome === undefined) return;
  if (!(outcome instanceof LambdaFailure) && 'path' in outcome) return apply(exchange, parts, outcome);
  discard(request.body);
  exchange.answer = outcome instanceof LambdaFailure ? errorAnswer(exchange, outcome.kind) : answerOf(outcome);
}

function apply(exchange: Exchange, before: RequestParts, { path, query, headers, body }: ReturnType<typeof returnedRequest>): void {
  const { request } = exchange;
  exchange.request = { ...request, headers, body: body ?? request.body };
  exchange.query = query;
  if (path === before.path) return;
  exchange.path = path;
  void useDefaultRootObject(exchange);
}

/** An answer of the function's own, which is not cached, and in whose place no error page stands [FUN-167]. */
function answerOf(response: ReturnedResponse): NonNullable<Exchange['answer']> {
  return { ...response, resultType: 'LambdaGeneratedResponse', isFinal: true, isGenerated: true };
}

async function viewerResponseEvent(exchange: Exchange, lambda: BehaviorLambda, draft: Draft): Promise<void> {
  const { request, path, query } = exchange;
  const seen = eventRequest({ method: request.method, path, query, headers: request.headers }, request);
  const before = { status: draft.status, headers: draft.headers };
  const question = { eventType: 'viewer-response', region: regionOf(exchange.location.name), request: seen, response: eventResponse(draft.status, draft.headers) } as const;
  const outcome = await runLambda(exchange, lambda, question, (returned) => returnedResponse(returned, before, 'viewer-response'));
  if (outcome === undefined) return;
  if (!(outcome instanceof LambdaFailure)) {
    Object.assign(draft, { headers: outcome.headers, statusDescription: outcome.statusDescription ?? draft.statusDescription });
    return;
  }
  replaceDraft(draft, errorAnswer(exchange, outcome.kind));
}
