import { isKnown, knownOr, NOTHING, EVERYTHING } from '../../config';
import type { CompiledOrigin, Target } from '../compiled-distribution';
import { isAboutObject, RANGE_HEADERS } from '../conditionals';
import { decide, Exchange } from '../exchange';
import { isGrpc } from '../grpc';
import { askWithLambdas, Sending } from '../lambda/origin-events';
import { discard } from '../origin-body';
import { headerValue, withoutHeaders } from '../raw-headers';
import { combined, selectName } from '../selection';
import { attempt } from './attempts';
import { meetsCriteria, originsFor } from './failover';
import { OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { askShield, passShield, shieldRegion } from './origin-shield';
import { signed, signs } from './origin-signer';
import { ANONYMOUS } from './principal';
import { SmoothStreamingOrigin } from '../smooth-streaming/smooth-streaming-origin';

/** An origin's answer. */
export type OriginAnswer = OriginResponse;

/**
 * Asks the origin of the behavior, or the two of its origin group in turn.
 *
 * @param conditions headers that make the request conditional, in place of the viewer's
 * @returns the answer, or the failure of the last origin that was asked
 */
export async function askTarget(exchange: Exchange, conditions: readonly string[]): Promise<OriginAnswer | OriginFailure> {
  const target = exchange.behavior!.target;
  if (target === undefined) return new OriginFailure('not-allowed', 'the cache behavior names no origin of the distribution');
  let answer: OriginAnswer | OriginFailure | undefined;
  const origins = chosen(exchange, target, originsFor(exchange, target));
  for (const origin of origins) {
    if (answer !== undefined) {
      decide(exchange, 'origin-group', 'failed over', { to: knownOr(origin.config.id, ''), after: outcomeOf(answer) });
      discardAnswer(answer);
    }
    exchange.origin = origin.config;
    const region = shieldRegion(exchange, origin.config);
    const isCached = exchange.key !== '';
    if (region !== undefined && !isCached) passShield(exchange, origin, region);
    answer = region === undefined || !isCached
      ? await askOne(exchange, origin, conditions)
      : await askShield(exchange, origin, region, conditions);
    target.quality?.learn(origin, answer);
    if (!meetsCriteria(target, answer)) return answer;
  }
  return answer!;
}

/** Asks one origin, with the functions that the behavior has for origin events. */
function askOne(exchange: Exchange, origin: CompiledOrigin, conditions: readonly string[]): Promise<OriginAnswer | OriginFailure> {
  const { lambdas } = exchange.behavior!;
  const request = originRequest(exchange, origin, conditions);
  const ask = (sending: Sending) => attempt(exchange, sending.origin, clientOf(exchange, sending.origin), sending.request);
  const hasLambdas = lambdas['origin-request'] !== undefined || lambdas['origin-response'] !== undefined;
  return hasLambdas ? askWithLambdas(exchange, { origin, request }, ask) : ask({ origin, request });
}

/** The origins in the order in which they are asked. Where quality decides, those that come later are asked at once how good they are [OTD-083]. */
function chosen(exchange: Exchange, { quality }: Target, origins: readonly CompiledOrigin[]): readonly CompiledOrigin[] {
  if (quality === undefined || origins.length < 2) return origins;
  const ranked = quality.ranked(origins);
  if (ranked[0] !== origins[0]) decide(exchange, 'origin-group', 'chosen', { to: knownOr(ranked[0].config.id, ''), score: quality.scoreOf(ranked[0]) });
  for (const other of ranked.slice(1)) void quality.probe(other, clientOf(exchange, other), originRequest(exchange, other, []));
  return ranked;
}

/** An origin as the behavior asks it: with signatures where its access control makes them, and with Smooth Streaming where the behavior has it. */
function clientOf({ location, behavior, request: { headers } }: Exchange, origin: CompiledOrigin): OriginClient {
  const client = location.configuration.clientOf(origin);
  const { signer } = origin;
  const signing = signer === undefined ? client : {
    ask: (request: OriginRequest) => {
      if (!signs(signer, request.headers)) return client.ask(request);
      return client.ask(signed(signer, request, client.basePath ?? '', headerValue(headers, 'x-amz-content-sha256'), location.clock.now()));
    },
  };
  return behavior!.smoothStreaming ? new SmoothStreamingOrigin(signing) : signing;
}

function originRequest(exchange: Exchange, origin: CompiledOrigin, conditions: readonly string[]): OriginRequest {
  const { config, principal, signer } = origin;
  const { request, behavior, key } = exchange;
  const headers = behavior!.originHeaders(exchange, config);
  const cacheable = key !== '';
  return {
    origin: config,
    method: cacheable && request.method === 'HEAD' && behavior!.ttl.max > 0 ? 'GET' : request.method,
    url: `${knownOr(config.path, '')}${exchange.path}${forwardedQuery(exchange)}`,
    protocol: protocolOf(origin, request.protocol),
    headers: cacheable ? [...withoutHeaders(headers, leftBehind(exchange)), ...rangeOf(exchange), ...conditions] : headers,
    body: request.body,
    asksForWebSocket: request.asksForWebSocket,
    isGrpc: isGrpc(exchange),
    signedAs: signer === undefined || signs(signer, headers) ? principal : ANONYMOUS,
    signal: exchange.signal,
  };
}

/** Where nothing of an object is cached, a range of it is all that is fetched [ERR-058]. */
function rangeOf({ keyOfWhole, request }: Exchange): string[] {
  if (keyOfWhole === undefined) return [];
  const condition = headerValue(request.headers, 'if-range');
  return ['Range', headerValue(request.headers, 'range')!, ...(condition === undefined ? [] : ['If-Range', condition])];
}

/** Which headers of the viewer are not for a request that fills the cache: its range is decided apart; its conditions count as long as there is no copy [DTD-072]. */
function leftBehind({ expired, behavior }: Exchange): (lower: string) => boolean {
  if (expired !== undefined) return isAboutObject;
  return (lower) => RANGE_HEADERS.has(lower) || (!behavior!.allowsConditions && UNSUPPORTED_WITH_COOKIES.has(lower));
}

const UNSUPPORTED_WITH_COOKIES: ReadonlySet<string> = new Set(['if-none-match', 'if-modified-since']);

/** Query strings go to the origin when they are in the cache key, or when the origin request policy has them. */
function forwardedQuery({ behavior, query }: Exchange): string {
  if (query === '') return '';
  const { cacheKey, forwarding } = behavior!.config;
  const selections = combined(isKnown(cacheKey) ? cacheKey.queryStrings : EVERYTHING, isKnown(forwarding) ? forwarding.queryStrings : NOTHING);
  const kept = query.split('&').filter((parameter) => selections.some((selection) => selectName(parameter.split('=', 1)[0], selection)));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/** The viewer's protocol, where the origin has no other; a bucket is asked by HTTPS when access control signs every request to it [OTD-134]. */
function protocolOf({ config, principal, signer }: CompiledOrigin, viewerProtocol: 'http' | 'https'): 'http' | 'https' {
  const policy = config.custom?.protocolPolicy;
  if (policy === 'http-only') return 'http';
  const alwaysSigned = principal.kind === 'origin-access-control' && signer?.service === 's3' && !signer.yieldsToViewer;
  return policy === 'https-only' || alwaysSigned ? 'https' : viewerProtocol;
}

/** Lets go of an answer in whose place another one is served. */
export function discardAnswer(answer: OriginAnswer | OriginFailure): void {
  if (!(answer instanceof OriginFailure)) discard(answer.body);
}

function outcomeOf(answer: OriginAnswer | OriginFailure): number | OriginFailure['kind'] {
  return answer instanceof OriginFailure ? answer.kind : answer.status;
}
