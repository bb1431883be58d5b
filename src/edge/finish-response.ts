import { evaluateConditions } from './conditionals';
import { detailedError } from './detailed-result-type';
import { ErrorCause } from './error-answers';
import { Answer, decide, Exchange } from './exchange';
import { isGrpc } from './grpc';
import { ViewerResponse } from './message';
import { detailedHit } from './origin/origin-shield';
import { discard, statedLength } from './origin-body';
import { headerValue, joinedHeader, removeHeader, setHeader } from './raw-headers';
import { Draft, serveRange } from './serve-range';
import { encryptionResult } from './steps/encrypt-fields';
import { useErrorPage } from './steps/use-error-page';

/**
 * Applies the viewer's conditions and range, runs the viewer-response function, adds CloudFront's own headers, and leaves the record.
 *
 * @param firstByteAfter milliseconds from the arrival of the request until now
 */
export function finishResponse(exchange: Exchange, firstByteAfter: number): ViewerResponse | Promise<ViewerResponse> {
  const answer = exchange.answer!;
  const draft: Draft = {
    status: answer.status,
    statusDescription: answer.statusDescription,
    headers: answer.headers.slice(),
    body: answer.body ?? answer.object?.body.read(),
    resultType: answer.resultType,
  };
  if ((answer.status === 200 || answer.status === 206) && answer.object !== undefined && answer.isWhole !== true) applyConditionsAndRange(exchange, answer, draft);
  if (draft.status === 416 && answer.status < 400 && exchange.distribution!.errorResponses.has(416)) return withErrorPage(exchange, draft, firstByteAfter);
  if (answer.status === 304) leaveOutBody(draft);
  if (answer.status === 204) leaveOutFraming(draft);
  if (exchange.request.method === 'HEAD') draft.body = undefined;
  if (draft.body === undefined) discard(answer.body);
  if (answer.cause === undefined && answer.resultType !== 'Redirect') exchange.behavior?.changeResponseHeaders?.(exchange, draft.headers, draft.resultType);
  const waiting = runsResponseFunction(answer, draft) ? exchange.behavior?.functions.response?.(exchange, draft) : undefined;
  return waiting === undefined ? sent(exchange, answer, draft, firstByteAfter) : waiting.then(() => sent(exchange, answer, draft, firstByteAfter));
}

/** A range that is not in a cached object is an error like one of the origin, for which there may be a page [DTD-079]. */
async function withErrorPage(exchange: Exchange, { status, headers, resultType }: Draft, firstByteAfter: number): Promise<ViewerResponse> {
  exchange.answer = { status, headers, body: undefined, resultType };
  await useErrorPage(exchange);
  return finishResponse(exchange, firstByteAfter);
}

/** No viewer-response function runs for errors, redirects to HTTPS, error pages, answers of viewer-request functions and agreed WebSockets [FUN-017, FUN-018]. */
function runsResponseFunction({ isGenerated, cause, connection, resultType }: Answer, { status }: Draft): boolean {
  return status < 400 && cause === undefined && isGenerated !== true && connection === undefined && resultType !== 'Error' && resultType !== 'Redirect';
}

function sent(exchange: Exchange, answer: Answer, draft: Draft, firstByteAfter: number): ViewerResponse {
  addOwnHeaders(exchange, answer, draft);
  const { status, statusDescription, headers, body } = draft;
  return { status, statusDescription, headers, body, trailers: answer.trailers, connection: answer.connection, record: recordOf(exchange, draft, firstByteAfter) };
}

function applyConditionsAndRange(exchange: Exchange, { headers, object }: Answer, draft: Draft): void {
  const { request, behavior } = exchange;
  if (request.method === 'OPTIONS') return;
  const outcome = evaluateConditions(request.headers, headers, exchange.now);
  if (outcome === 412 || (outcome === 304 && behavior!.allowsConditions)) {
    decide(exchange, 'conditions', outcome === 304 ? 'not modified' : 'precondition failed');
    draft.status = outcome;
    leaveOutBody(draft);
    if (outcome === 412) refuse(draft);
    return;
  }
  const length = object!.part?.length ?? (object!.body.complete ? object!.body.length : statedLength(headers));
  if (length === undefined) return;
  if (headerValue(headers, 'content-length') === undefined && headerValue(headers, 'transfer-encoding') === undefined) draft.headers.push('Content-Length', String(length));
  serveRange(exchange, object!, length, draft);
}

/** Headers that say something of a body. */
const OF_BODIES: readonly string[] = ['content-length', 'transfer-encoding', 'content-type', 'content-encoding', 'content-language', 'content-range'];

/** An answer to a condition has no body, and says nothing of one [DTD-074]. */
function leaveOutBody(draft: Draft): void {
  draft.body = undefined;
  for (const name of OF_BODIES) removeHeader(draft.headers, name);
}

/** A condition that does not hold is an error, with nothing behind its headers. */
function refuse(draft: Draft): void {
  draft.resultType = 'Error';
  draft.headers.push('Content-Length', '0');
}

/** An answer without content says neither how long a body is, nor that one comes in chunks (RFC 9110, 8.6; RFC 9112, 6.1). */
function leaveOutFraming(draft: Draft): void {
  draft.body = undefined;
  for (const name of ['content-length', 'transfer-encoding']) removeHeader(draft.headers, name);
}

/** Headers that every answer has, with CloudFront as the last in Via [DTD-216, DTD-217], and Age where the answer was cached before. */
function addOwnHeaders({ distribution, location, now, requestId, sessionCookie }: Exchange, { object, resultType }: Answer, { headers, resultType: shown }: Draft): void {
  if (object !== undefined && (resultType === 'Hit' || object.confirmedAt < now || object.initialAge > 0)) {
    headers.push('Age', String(Math.floor((now - object.confirmedAt) / 1000) + object.initialAge));
  }
  if (distribution?.offersHttp3 === true) setHeader(headers, 'Alt-Svc', 'h3=":443"; ma=86400');
  if (sessionCookie !== undefined) headers.push('Set-Cookie', sessionCookie);
  const via = joinedHeader(headers, 'via');
  if (via !== undefined) removeHeader(headers, 'via');
  headers.push('X-Cache', `${shown} from cloudfront`, 'Via', via === undefined ? `1.1 ${location.via}` : `${via}, 1.1 ${location.via}`, 'X-Amz-Cf-Pop', location.name, 'X-Amz-Cf-Id', requestId);
}

const NONE: ViewerResponse['record']['functions'] = [];

/** What is spoken with the viewer in the end: a handshake that fails is a request like any other [DTD-033, DTD-041]. */
function protocolOf({ request, behavior }: Exchange, status: number): ViewerResponse['record']['protocol'] {
  if (status === 101) return request.protocol === 'https' ? 'wss' : 'ws';
  return isGrpc({ behavior, request }) ? 'grpcs' : request.protocol;
}

/** Errors after which nothing is counted of a request: CloudFront has not read it to its end [DTD-124]. */
const UNCOUNTED: ReadonlySet<ErrorCause | undefined> = new Set<ErrorCause>(['URL too long', 'request too large']);

function ttlOf({ object }: Answer): number {
  return object === undefined ? 0 : (object.freshUntil - object.confirmedAt) / 1000;
}

function recordOf(exchange: Exchange, { status, resultType, headers }: Draft, firstByteAfter: number): ViewerResponse['record'] {
  return {
    time: exchange.now,
    requestId: exchange.requestId,
    edgeLocation: exchange.location.name,
    request: exchange.sent,
    host: exchange.host,
    distribution: exchange.distribution?.config.location.logicalId,
    distributionId: exchange.distribution?.id,
    primaryDistribution: exchange.primary?.config.location.logicalId,
    distributionTenant: exchange.distribution?.tenant?.location.logicalId,
    pathPattern: exchange.behavior?.pattern,
    status,
    protocol: protocolOf(exchange, status),
    resultType,
    ttl: ttlOf(exchange.answer!),
    detailedResultType: resultType === 'Error' ? detailedError(exchange.cause) : resultType === 'Hit' ? detailedHit(exchange) : resultType,
    decisions: exchange.decisions,
    originRequests: exchange.originRequests,
    functions: exchange.functions ?? NONE,
    fieldLevelEncryption: encryptionResult(exchange),
    responseHeaders: headers,
    firstByteAfter,
    upload: exchange.upload,
    isCounted: !UNCOUNTED.has(exchange.cause),
    transfer: undefined,
  };
}
