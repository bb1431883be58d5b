import { isKnown, knownOr } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { Exchange } from '../exchange';
import { BehaviorLambda } from './behavior-lambdas';
import { shownBody } from './event-body';
import { EventOrigin, eventOrigin, returnedOrigin } from './event-origin';
import { LambdaFailure } from './lambda-failure';
import { EventRequest, eventRequest, RequestParts, returnedRequest } from './request-event';
import { eventResponse, generatedResponse, isGenerated, ReturnedResponse, returnedResponse } from './response-event';
import { runLambda } from './run-lambda';
import { OriginFailure, OriginRequest, OriginResponse } from '../origin/origin-client';
import { shieldRegion } from '../origin/origin-shield';
import { signs } from '../origin/origin-signer';
import { ANONYMOUS } from '../origin/principal';
import { discard } from '../origin-body';
import { headerNames, headerValue, removeHeader, setHeader, withoutHeaders } from '../raw-headers';
import { regionOf } from '../regional-edge-cache';

/** A request that is about to go to an origin. */
export interface Sending {
  readonly origin: CompiledOrigin;
  readonly request: OriginRequest;
}

/** Asks an origin, without any function. */
type Ask = (sending: Sending) => Promise<OriginResponse | OriginFailure>;

/** Asks an origin, with the functions that the behavior has before and after that [FUN-140, FUN-141, OTD-076]. */
export async function askWithLambdas(exchange: Exchange, sending: Sending, ask: Ask): Promise<OriginResponse | OriginFailure> {
  const { 'origin-request': before, 'origin-response': after } = exchange.behavior!.lambdas;
  const parts = partsOf(sending);
  let sent = sending;
  let seen: EventRequest | undefined;
  if (before !== undefined) {
    const outcome = await originRequestEvent(exchange, before, sending, parts);
    if (outcome instanceof LambdaFailure) return new OriginFailure(outcome.kind, outcome.message);
    if (outcome instanceof OriginFailure || 'status' in outcome) return outcome;
    ({ sent, seen } = outcome);
    exchange.origin = sent.origin.config;
  }
  const answer = await ask(sent);
  if (after === undefined || answer instanceof OriginFailure || answer.connection !== undefined) return answer;
  return originResponseEvent(exchange, after, seen ?? eventOf(exchange, sending, parts), answer);
}

async function originRequestEvent(
  exchange: Exchange, lambda: BehaviorLambda, sending: Sending, parts: RequestParts,
): Promise<Changed | OriginResponse | LambdaFailure | OriginFailure> {
  const unresolved = await resolvingFailure(exchange, sending);
  if (unresolved !== undefined) return unresolved;
  const shown = lambda.includeBody ? await shownBody(sending.request.body, 'origin-request') : undefined;
  const whole = shown === undefined ? sending : { ...sending, request: { ...sending.request, body: shown.body } };
  const request = eventOf(exchange, sending, parts, shown?.event);
  const outcome = await runLambda(exchange, lambda, { eventType: 'origin-request', region: whereOriginEventsRun(exchange), request }, (returned) => {
    if (isGenerated(returned)) return answerOf(generatedResponse(returned, 'origin-request', exchange.now));
    return changed(exchange, whole, request, parts, returned);
  });
  if (outcome !== undefined && 'status' in outcome) discard(whole.request.body);
  return outcome ?? { sent: whole, seen: request };
}

/** The request of an event; what CloudFront adds to it for the origin is in the origin's custom headers [OTD-117]. */
function eventOf({ request: { ip } }: Exchange, { origin: { config }, request: { protocol } }: Sending, parts: RequestParts, body?: EventRequest['body']): EventRequest {
  return eventRequest(parts, { ip }, { body, origin: eventOrigin(config, protocol) });
}

function partsOf({ origin: { config }, request: { method, url, headers } }: Sending): RequestParts {
  const custom = config.customHeaders.map(({ name }) => knownOr(name, '').toLowerCase());
  const [path, query = ''] = url.slice(knownOr(config.path, '').length).split(/\?(.*)/s);
  return { method, path, query, headers: withoutHeaders(headers, (lower) => custom.includes(lower)) };
}

/** At the origin's shield where it has one, also for requests that only pass it [OTD-089]. */
function whereOriginEventsRun(exchange: Exchange): string {
  return shieldRegion(exchange, exchange.origin!) ?? regionOf(exchange.location.name);
}

/** The name of an origin is looked up before a function that may give another one [FUN-146]. */
async function resolvingFailure({ location: { configuration } }: Exchange, { origin }: Sending): Promise<OriginFailure | undefined> {
  try {
    await configuration.clientOf(origin).resolve?.();
    return undefined;
  } catch (error) {
    if (error instanceof OriginFailure) return error;
    throw error;
  }
}

/** A request as a function returns it, and as the next function sees it. */
interface Changed {
  readonly sent: Sending;
  readonly seen: EventRequest;
}

function changed(exchange: Exchange, { origin, request }: Sending, before: EventRequest, parts: RequestParts, returned: unknown): Changed {
  const { body, origin: destination, ...after } = returnedRequest(returned, before, parts, 'origin-request');
  const { path, query, headers } = after;
  const seen = { ...eventRequest(after, exchange.request), origin: destination as EventOrigin };
  const names = new Set(headerNames(headers).map((name) => name.toLowerCase()));
  const config = returnedOrigin(destination, before.origin!, origin.config, names);
  const host = headerValue(headers, 'host');
  const isElsewhere = config !== origin.config || (config.s3 !== undefined && host !== headerValue(parts.headers, 'host'));
  const { configuration } = exchange.location;
  const compiled = isElsewhere ? configuration.changedOrigins.find(config, origin.config, exchange.distribution!.config, host) : origin;
  for (const { name, value } of config.customHeaders) if (isKnown(name) && isKnown(value)) setHeader(headers, name, value);
  const policy = config === origin.config ? undefined : config.custom?.protocolPolicy;
  const sent = {
    ...request,
    origin: compiled.config,
    url: `${knownOr(config.path, '')}${path}${query === '' ? '' : `?${query}`}`,
    protocol: policy === undefined ? request.protocol : policy === 'http-only' ? 'http' : 'https',
    headers,
    body: body ?? request.body,
    signedAs: compiled.signer === undefined || signs(compiled.signer, headers) ? compiled.principal : ANONYMOUS,
  } as const;
  return { sent: { origin: compiled, request: sent }, seen };
}

/** A response that a function has made in the place of the origin. */
function answerOf({ status, headers, body }: ReturnedResponse): OriginResponse {
  return { status, headers, body, isGenerated: true };
}

async function originResponseEvent(exchange: Exchange, lambda: BehaviorLambda, request: EventRequest, answer: OriginResponse): Promise<OriginResponse | OriginFailure> {
  const question = { eventType: 'origin-response', region: whereOriginEventsRun(exchange), request: { ...request, body: undefined }, response: eventResponse(answer.status, answer.headers) } as const;
  const outcome = await runLambda(exchange, lambda, question, (returned) => returnedResponse(returned, answer, 'origin-response'));
  if (outcome === undefined) return answer;
  if (outcome instanceof LambdaFailure) {
    discard(answer.body);
    return new OriginFailure(outcome.kind, outcome.message);
  }
  const { status, headers, body } = outcome;
  if (body === undefined) return { ...answer, status, headers };
  discard(answer.body);
  removeHeader(headers, 'transfer-encoding');
  setHeader(headers, 'Content-Length', String(body.length));
  return { ...answer, status, headers, body, trailers: undefined };
}
