import type { Duplex } from 'stream';
import { Origin } from '../config';
import { CachedObject } from './cache/cached-object';
import type { CompiledBehavior, CompiledDistribution } from './compiled-distribution';
import { Decided, DecidingStep } from './decisions';
import type { EdgeLocation } from './edge-location';
import { ErrorCause } from './error-answers';
import type { EncryptionResult } from './field-level-encryption/encryption-status';
import type { FunctionInvocation } from './functions/viewer-functions';
import { Body, Decision, OriginExchange, ResultType, Upload, ViewerRequest } from './message';

/** One request on its way through the edge: what is known so far. */
export interface Exchange {
  /** The request as the viewer sent it. */
  readonly sent: ViewerRequest;
  /** The request as the edge takes it. */
  request: ViewerRequest;
  readonly location: EdgeLocation;
  /** Milliseconds since the epoch when the request arrived. */
  readonly now: number;
  readonly requestId: string;
  readonly host: string;
  readonly decisions: Decision[];
  readonly originRequests: OriginExchange[];
  readonly upload: Upload;
  /** Runs of edge functions, once there are any. */
  functions: FunctionInvocation[] | undefined;
  /** The path that the edge asks for: the viewer's, or the default root object's. */
  path: string;
  /** The query string without its question mark. */
  query: string;
  distribution: CompiledDistribution | undefined;
  /** The distribution that was asked, when its staging distribution answers. */
  primary: CompiledDistribution | undefined;
  /** A cookie that keeps the viewer on its side of a continuous deployment. */
  sessionCookie: string | undefined;
  behavior: CompiledBehavior | undefined;
  /** The key of the object in the cache; empty when the request is not one that is cached. */
  key: string;
  /** The key of the whole object, when only a range of it is asked for. */
  keyOfWhole: string | undefined;
  /** A copy in the cache that may be served only when the origin cannot be reached. */
  lastResort: CachedObject | undefined;
  /** A copy in the cache that is not fresh any more. */
  expired: CachedObject | undefined;
  /** The origin that was asked last. */
  origin: Origin | undefined;
  /** What became of the fields of the body, where they are encrypted. */
  encryption: EncryptionResult | undefined;
  /** Whether the origin's answer is one that Origin Shield had. */
  isShieldHit: boolean;
  /** Aborts requests to origins, when nobody waits for their answers any more. */
  signal: AbortSignal | undefined;
  /** The number of the last removal from the cache before the origin was asked: what comes later counts for its answer. */
  lastRemoval: number;
  /** Seconds that the answer is cached at least: that of an error page. */
  leastTtl: number;
  /** What the last error of the edge's own was for, also when something else is served in its place. */
  cause: ErrorCause | undefined;
  answer: Answer | undefined;
}

/** What settles a request. */
export interface Answer {
  readonly status: number;
  /** What HTTP/1 says beside the status. @default - what it usually says */
  readonly statusDescription?: string;
  readonly headers: readonly string[];
  readonly body: Body;
  readonly resultType: ResultType;
  /** Headers that come after the body, once it has been read. */
  readonly trailers?: () => readonly string[];
  /** The connection to the origin with which that of the viewer goes on. */
  readonly connection?: Duplex;
  /** The object that is served, when it is one of the cache, or on its way into it. */
  readonly object?: CachedObject;
  /** Whether the answer is to be given whole, whatever conditions and range the viewer's request has: an error page, an object of an origin that knows no ranges. */
  readonly isWhole?: boolean;
  /** Whether no error page of the distribution stands in for it. */
  readonly isFinal?: boolean;
  /** Whether a viewer-request function made it, so that no viewer-response function runs [FUN-018]. */
  readonly isGenerated?: boolean;
  /** Why the edge made the answer itself. */
  readonly cause?: ErrorCause;
}

/** A step settles the exchange by giving it an answer, or lets it go on. */
export type Step = (exchange: Exchange) => void | Promise<void>;

/** Whether nobody waits for the origin's answer any more: what has become of it then says nothing of the origin. */
export function isAbandoned({ signal }: Exchange): boolean {
  return signal?.aborted === true;
}

/** Notes what a step has decided about a request, and why. */
export function decide<Name extends DecidingStep>(exchange: Exchange, step: Name, decided: Decided<Name>, because?: Decision['because'], setting?: string): void {
  exchange.decisions.push({ step, decided, because, setting });
}
