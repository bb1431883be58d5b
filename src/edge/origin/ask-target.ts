import { isKnown, knownOr, NOTHING, EVERYTHING, Value } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { decide, Exchange } from '../exchange';
import { combined, selectName } from '../selection';
import { OriginFailure, OriginRequest, OriginResponse } from './origin-client';

/** An origin's answer. */
export type OriginAnswer = OriginResponse;

/** Methods for which the second origin of a group is asked when the first fails. */
const FAILOVER_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Failures to connect, after which CloudFront tries again as often as the origin says. */
const CONNECTION_FAILURES: ReadonlySet<string> = new Set(['connection-refused', 'connection-timed-out']);

/**
 * Asks the origin of the behavior, or the two of its origin group in turn.
 *
 * @param conditions headers that make the request conditional, in place of the viewer's
 * @returns the answer, or the failure of the last origin that was asked
 */
export async function askTarget(exchange: Exchange, conditions: readonly string[]): Promise<OriginAnswer | OriginFailure> {
  const target = exchange.behavior!.target;
  if (target === undefined) return new OriginFailure('not-allowed', 'the cache behavior names no origin of the distribution');
  const origins = FAILOVER_METHODS.has(exchange.request.method) ? target.origins : target.origins.slice(0, 1);
  let answer: OriginAnswer | OriginFailure | undefined;
  for (const origin of origins) {
    if (answer !== undefined) decide(exchange, 'origin-group', 'failed over', { to: originId(origin), after: outcomeOf(answer) });
    answer = await askOrigin(exchange, origin, conditions);
    if (!(answer instanceof OriginFailure) && !target.failoverStatusCodes.has(answer.status)) return answer;
  }
  return answer!;
}

async function askOrigin(exchange: Exchange, origin: CompiledOrigin, conditions: readonly string[]): Promise<OriginAnswer | OriginFailure> {
  const client = exchange.location.configuration.clientOf(origin, exchange.distribution!);
  const request = originRequest(exchange, origin, conditions);
  const attempts = exchange.request.body === undefined ? knownOr(origin.config.connectionAttempts, 3) : 1;
  let failure: OriginFailure | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const asked = exchange.location.clock.now();
    const note = (outcome: number | string) => {
      const { method, url, headers } = request;
      exchange.originRequests.push({ originId: originId(origin), method, url, headers, outcome, firstByteAfter: exchange.location.clock.now() - asked });
    };
    try {
      const response = await client.ask(request);
      note(response.status);
      return response;
    } catch (error) {
      if (!(error instanceof OriginFailure)) throw error;
      failure = error;
      note(error.kind);
      if (!CONNECTION_FAILURES.has(error.kind)) break;
    }
  }
  return failure!;
}

function originRequest(exchange: Exchange, { config, principal }: CompiledOrigin, conditions: readonly string[]): OriginRequest {
  const { request, behavior, requestId, location, key } = exchange;
  const headers = behavior!.originHeaders(request, config, location.via, requestId);
  const cacheable = key !== '';
  return {
    origin: config,
    method: cacheable && request.method === 'HEAD' && behavior!.ttl.max > 0 ? 'GET' : request.method,
    url: `${knownOr(config.path, '')}${exchange.path}${forwardedQuery(exchange)}`,
    protocol: protocolOf(config.custom?.protocolPolicy, request.protocol),
    headers: cacheable ? [...withoutConditions(headers), ...conditions] : headers,
    body: request.body,
    signedAs: principal,
    signal: exchange.signal,
  };
}

/** The whole object is fetched for the cache, so ranges and conditions of one viewer stay behind. */
const CONDITIONAL: ReadonlySet<string> = new Set(['range', 'if-range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

function withoutConditions(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) if (!CONDITIONAL.has(headers[i].toLowerCase())) kept.push(headers[i], headers[i + 1]);
  return kept;
}

/** Query strings go to the origin when they are in the cache key, or when the origin request policy has them. */
function forwardedQuery({ behavior, query }: Exchange): string {
  if (query === '') return '';
  const { cacheKey, forwarding } = behavior!.config;
  const selections = combined(isKnown(cacheKey) ? cacheKey.queryStrings : EVERYTHING, isKnown(forwarding) ? forwarding.queryStrings : NOTHING);
  const kept = query.split('&').filter((parameter) => selections.some((selection) => selectName(parameter.split('=', 1)[0], selection)));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function protocolOf(policy: Value<string> | undefined, viewerProtocol: 'http' | 'https'): 'http' | 'https' {
  if (policy === 'http-only') return 'http';
  return policy === 'https-only' ? 'https' : viewerProtocol;
}

function originId({ config }: CompiledOrigin): string {
  return knownOr(config.id, '');
}

function outcomeOf(answer: OriginAnswer | OriginFailure): string {
  return answer instanceof OriginFailure ? answer.kind : String(answer.status);
}
