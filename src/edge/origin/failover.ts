import type { CompiledOrigin, Target } from '../compiled-distribution';
import type { Exchange } from '../exchange';
import { isGrpc } from '../grpc';
import { FailureKind, OriginFailure, OriginResponse } from './origin-client';

/** The status by which the failover criteria of an origin group name a failure to answer [OTD-071, OTD-072]. */
const STATUS_OF_FAILURE: { readonly [kind in FailureKind]: number } = {
  'name-not-found': 503,
  'connection-refused': 503,
  'connection-timed-out': 503,
  'tls': 503,
  'not-allowed': 503,
  'connection-dropped': 502,
  'malformed-response': 502,
  'headers-too-large': 502,
  'response-timed-out': 504,
  'LambdaValidationError': 502,
  'LambdaExecutionError': 503,
  'LambdaLimitExceeded': 503,
};

/** The origins that may be asked, in turn: the second of a group for GET and HEAD, and for OPTIONS where that is cached; never for gRPC [OTD-073, OTD-081]. */
export function originsFor(exchange: Exchange, { origins }: Target): readonly CompiledOrigin[] {
  const { behavior, request: { method } } = exchange;
  const mayFailOver = !isGrpc(exchange) && (method === 'GET' || method === 'HEAD' || (method === 'OPTIONS' && behavior!.cachedMethods.has(method)));
  return mayFailOver ? origins : origins.slice(0, 1);
}

/** Whether the criteria of the group have what the origin answered, or how it failed. */
export function meetsCriteria({ failoverStatusCodes }: Target, answer: OriginResponse | OriginFailure): boolean {
  return failoverStatusCodes.has(statusOfFailure(answer instanceof OriginFailure ? answer.kind : answer.status));
}

/** The status by which failover criteria and logs name an answer, or a failure to give one. */
export function statusOfFailure(outcome: number | FailureKind): number {
  return typeof outcome === 'number' ? outcome : STATUS_OF_FAILURE[outcome];
}
