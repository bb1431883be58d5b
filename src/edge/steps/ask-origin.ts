import { CachedObject } from '../cache/cached-object';
import { PendingFetch } from '../cache/pending-fetch';
import { cacheResponse, errorCachingMinTtl, limitOf, missResultType, passedHeaders, renew } from '../cache-response';
import { hasConditions } from '../conditionals';
import { errorAnswer } from '../error-answer';
import { ERROR_ANSWERS } from '../error-answers';
import { Answer, decide, Exchange, isAbandoned, Step } from '../exchange';
import { invalidationPathOf } from '../invalidation';
import { ViewerRequest } from '../message';
import { headerValue, joinedHeader } from '../raw-headers';
import { objectAnswer } from './look-up-in-cache';
import { askTarget, discardAnswer, OriginAnswer } from '../origin/ask-target';
import { OriginFailure } from '../origin/origin-client';
import { endWhenSilent } from '../origin/websocket-silence';
import { discard, statedLength } from '../origin-body';

/** The origin's answer: asked for once while others wait for the same object, revalidated when an expired copy is there. */
export const askOrigin: Step = async (exchange) => {
  if (exchange.key === '') {
    exchange.signal = abortedWhenGone(exchange.request);
    exchange.answer = passedThrough(exchange, await askTarget(exchange, []));
    return;
  }
  exchange.answer = await shared(exchange);
};

function shared(exchange: Exchange): Promise<Answer> {
  const pending = comesFromHere(exchange) ? undefined : exchange.location.pending.get(exchange.key);
  return pending === undefined || exchange.now >= pending.freshUntil ? fetchShared(exchange) : waitFor(exchange, pending);
}

/** Whether the origin of a request is this edge location, which must not wait for itself. */
function comesFromHere({ request, location }: Exchange): boolean {
  const via = joinedHeader(request.headers, 'via');
  return via !== undefined && location.hasPassed(via);
}

/** Fetches a new copy while the old one is served. */
export function refreshInBackground(exchange: Exchange): void {
  if (exchange.location.pending.has(exchange.key)) return;
  const { whenGone, ...request } = exchange.request;
  const background: Exchange = { ...exchange, request, answer: undefined, decisions: [], originRequests: exchange.originRequests };
  // Nobody waits for it: what is wrong with the origin is told to the next request that does.
  fetchShared(background).catch(() => {});
}

function abortedWhenGone({ whenGone }: ViewerRequest): AbortSignal | undefined {
  if (whenGone === undefined) return undefined;
  const controller = new AbortController();
  whenGone(() => controller.abort());
  return controller.signal;
}

/** The object that another request has already asked for; the origin's own answer where that one is not shared [DTD-054]. */
async function waitFor(exchange: Exchange, pending: PendingFetch): Promise<Answer> {
  pending.join(exchange.request);
  const object = await pending.object;
  if (object === undefined) {
    if (pending.answersCondition && !hasConditions(exchange.request.headers)) return shared(exchange);
    decide(exchange, 'collapse', 'not shared', { reason: 'the answer to the earlier request is not cacheable' });
    exchange.signal = abortedWhenGone(exchange.request);
    return fetchObject(exchange);
  }
  decide(exchange, 'collapse', 'shared', { reason: 'the same object was already on its way' });
  return objectAnswer(object, 'Hit');
}

/** Asks the origin, letting later requests for the object wait. */
async function fetchShared(exchange: Exchange): Promise<Answer> {
  const { location, key, path, query, request, behavior } = exchange;
  const pending = new PendingFetch(exchange.distribution!.id, invalidationPathOf(path, query, behavior!), () => release());
  const release = () => {
    if (location.pending.get(key) === pending) location.pending.delete(key);
  };
  const end = () => {
    pending.settle();
    release();
  };
  pending.join(request);
  exchange.signal = pending.signal;
  const answer = fetchObject(exchange);
  // What is not fresh is for the one who asked [DTD-054].
  pending.object = answer.then(({ object }) => (object !== undefined && object.freshUntil > exchange.now ? object : undefined), () => undefined);
  if (exchange.behavior!.ttl.max > 0) location.pending.set(key, pending);
  try {
    const settled = await answer;
    const { object } = settled;
    if (object === undefined) {
      // What is for this viewer alone ends with it.
      pending.answersCondition = (settled.status === 304 || settled.status === 412) && hasConditions(request.headers);
      release();
      request.whenGone?.(() => pending.abort());
      return settled;
    }
    if (object.body.complete) {
      end();
      return settled;
    }
    // Those who come while the body still arrives share it as well.
    void object.body.settled().then(end);
    pending.freshUntil = object.freshUntil;
    const length = statedLength(object.headers);
    pending.hasArrived = () => object.body.length === length;
    return settled;
  } catch (error) {
    end();
    throw error;
  }
}

async function fetchObject(exchange: Exchange): Promise<Answer> {
  const { expired } = exchange;
  exchange.lastRemoval = exchange.location.cache.latestRemoval;
  let answer = withinCacheableSize(exchange, await askTarget(exchange, expired === undefined ? [] : conditionsOf(exchange, expired)));
  if (expired !== undefined && confirmsAnother(answer, expired)) answer = withinCacheableSize(exchange, await askTarget(exchange, []));
  const failed = answer instanceof OriginFailure || answer.status >= 500;
  if (expired !== undefined && failed && maySave(expired, exchange.now)) {
    discardAnswer(answer);
    return serveStale(exchange, expired, answer);
  }
  const { lastResort } = exchange;
  if (lastResort !== undefined && answer instanceof OriginFailure && maySave(lastResort, exchange.now)) return serveStale(exchange, lastResort, answer);
  if (answer instanceof OriginFailure) return failureAnswer(exchange, answer);
  if (expired !== undefined && answer.status === 304) {
    return { ...objectAnswer(expired, answer.isStale === true ? 'Hit' : 'RefreshHit'), headers: renew(exchange, expired, answer.headers) };
  }
  return cacheResponse(exchange, answer);
}

/** An object that is too large to be cached is an error where objects are cached; the connection to the origin ends [REQ-059, REQ-173]. */
function withinCacheableSize(exchange: Exchange, answer: OriginAnswer | OriginFailure): OriginAnswer | OriginFailure {
  if (answer instanceof OriginFailure || exchange.behavior!.ttl.max === 0) return answer;
  const [length, limit] = [statedLength(answer.headers), limitOf(exchange)];
  if (length === undefined || length <= limit) return answer;
  discard(answer.body);
  return new OriginFailure('connection-dropped', `the object has ${length} bytes; CloudFront caches ${limit} at most`);
}

/** Whether an origin confirms another version than the one that it was asked about, which says nothing of that one (RFC 9111, 4.3.4). */
function confirmsAnother(answer: OriginAnswer | OriginFailure, { etag }: CachedObject): boolean {
  if (answer instanceof OriginFailure || answer.status !== 304 || etag === undefined) return false;
  const confirmed = headerValue(answer.headers, 'etag');
  return confirmed !== undefined && confirmed.startsWith('"') && confirmed !== etag.replace(/^W\//, '');
}

/**
 * The conditions under which the origin may say that the copy is still good [REQ-005, REQ-006, REQ-075]. An error has none: an
 * object that is there by now may be older than the page of the error was.
 */
function conditionsOf({ behavior }: Exchange, { status, etag, lastModified }: CachedObject): string[] {
  if (!behavior!.allowsConditions || status >= 400) return [];
  return [...(etag === undefined ? [] : ['If-None-Match', etag]), ...(lastModified === undefined ? [] : ['If-Modified-Since', lastModified])];
}

/** Whether an expired copy may stand in for an origin that fails: unless it is an error, or its time is over. */
function maySave({ status, staleIfError, freshUntil }: CachedObject, now: number): boolean {
  return status < 400 && now < freshUntil + staleIfError * 1000;
}

/** An expired copy in the place of what the origin failed with, which is not asked again for as long as that error is cached. */
function serveStale(exchange: Exchange, object: CachedObject, failed: OriginAnswer | OriginFailure): Answer {
  const status = failed instanceof OriginFailure ? ERROR_ANSWERS[failed.kind].status : failed.status;
  const seconds = errorCachingMinTtl(exchange.distribution!, status);
  if (!isAbandoned(exchange)) object.servedStaleUntil = exchange.now + seconds * 1000;
  decide(exchange, 'origin', 'failed, stale copy served', { askedAgainIn: seconds });
  return objectAnswer(object, 'Hit');
}

/** An origin without usable answer is an error that is cached like one of the origin's own. */
function failureAnswer(exchange: Exchange, failure: OriginFailure): Answer {
  decide(exchange, 'origin', 'failed', { kind: failure.kind, reason: failure.message });
  const answer = errorAnswer(exchange, failure.kind);
  const cached = cacheResponse(exchange, answer);
  return { ...cached, cause: failure.kind, resultType: answer.resultType };
}

/** An answer to a request that is not cached. */
function passedThrough(exchange: Exchange, answer: OriginAnswer | OriginFailure): Answer {
  if (answer instanceof OriginFailure) {
    decide(exchange, 'origin', 'failed', { kind: answer.kind, reason: answer.message });
    return errorAnswer(exchange, answer.kind);
  }
  const headers = passedHeaders(exchange, answer.headers);
  if (answer.connection !== undefined) {
    headers.unshift('Upgrade', 'websocket', 'Connection', 'Upgrade');
    endWhenSilent(answer.connection, exchange.location.clock);
  }
  return { status: answer.status, headers, body: answer.body, trailers: answer.trailers, connection: answer.connection, resultType: missResultType(answer) };
}
