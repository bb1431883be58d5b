import { differences, keysOfOtherEncodings, keyWithGzip } from '../cache/cache-key';
import { CachedObject } from '../cache/cached-object';
import { variesByEncoding } from '../compression';
import { rangeApplies } from '../conditionals';
import { Decided } from '../decisions';
import { Answer, decide, Exchange, Step } from '../exchange';
import { isGrpc } from '../grpc';
import { ResultType } from '../message';
import { isSingleRange } from '../ranges';
import { headerValue } from '../raw-headers';
import { refreshInBackground } from './ask-origin';

/** A copy that may be served without asking the origin settles the request. */
export const lookUpInCache: Step = (exchange) => {
  const { behavior, request, location, now } = exchange;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (isGrpc(exchange)) return decide(exchange, 'cache', 'not looked up', { reason: 'gRPC is not cached' }, `${behavior!.setting}.GrpcConfig`);
  if (request.asksForWebSocket) return decide(exchange, 'cache', 'not looked up', { reason: 'WebSocket is not cached' });
  if (isCheckedByOrigin(exchange)) return decide(exchange, 'cache', 'not looked up', { reason: 'the origin checks the certificates of viewers' }, 'DistributionConfig.ViewerMtlsConfig.Mode');
  if (behavior!.forwardsAllHeaders) return decide(exchange, 'cache', 'not looked up', { reason: 'all headers are forwarded' }, `${behavior!.setting}.ForwardedValues.Headers`);
  if (method !== 'GET' && !behavior!.cachedMethods.has(method)) return decide(exchange, 'cache', 'not looked up', { reason: `${method} is not cached` });
  if (method !== 'GET' && request.body !== undefined) return decide(exchange, 'cache', 'not looked up', { reason: 'the request has a body' });
  exchange.key = `${exchange.distribution!.id} ${method} ${exchange.path}${behavior!.makeKey(exchange)}`;
  const object = usable(exchange, location.cache.get(exchange.key)) ?? compressedCopy(exchange) ?? uncompressedCopy(exchange) ?? lookUpPart(exchange);
  if (object === undefined) return decideMiss(exchange);
  if (now < object.freshUntil) return settle(exchange, object, 'fresh', 'Hit');
  if (now < object.servedStaleUntil) return settle(exchange, object, 'stale while the origin fails', 'Hit');
  exchange.expired = object;
  if (now < object.freshUntil + object.staleWhileRevalidate * 1000) {
    settle(exchange, object, 'stale while it is revalidated', 'Hit');
    refreshInBackground(exchange);
    return;
  }
  decide(exchange, 'cache', 'expired', { seconds: Math.floor((now - object.freshUntil) / 1000) });
};

/** Whether each request has to reach the origin, since only that knows which viewer may have the answer [DTD-256]. */
function isCheckedByOrigin({ distribution }: Exchange): boolean {
  return distribution!.config.viewerMtls?.mode === 'passthrough';
}

/** An object of the cache, unless it is one for which the origin has to be out of reach. */
function usable(exchange: Exchange, object: CachedObject | undefined): CachedObject | undefined {
  if (object === undefined || !object.isLastResort || exchange.now < object.servedStaleUntil) return object;
  exchange.lastResort = object;
  return undefined;
}

/** A fresh copy that was compressed for viewers of other encodings, and that this one takes as well [DTD-006]. */
function compressedCopy({ key, location, now }: Exchange): CachedObject | undefined {
  const { keys, accepted } = keysOfOtherEncodings(key);
  for (const other of keys) {
    const object = location.cache.get(other);
    if (object !== undefined && now < object.freshUntil && accepted.includes(headerValue(object.headers, 'content-encoding')?.toLowerCase() ?? 'identity')) return object;
  }
  return undefined;
}

/** A fresh copy that came uncompressed for viewers with gzip: where CloudFront does not compress, it is for those without as well, unless its origin says otherwise. */
function uncompressedCopy({ key, behavior, location, now }: Exchange): CachedObject | undefined {
  const other = behavior!.sharesUncompressed ? keyWithGzip(key) : undefined;
  const object = other === undefined ? undefined : location.cache.get(other);
  if (object === undefined || now >= object.freshUntil) return undefined;
  return headerValue(object.headers, 'content-encoding') === undefined && !variesByEncoding(object.headers) ? object : undefined;
}

/**
 * A cached part with the range that the viewer wants, or with all of several. Where nothing has it, a single range is what the
 * origin is asked for, unless the whole object is on its way [ERR-056 to ERR-058]; several are where nothing is cached at all.
 */
function lookUpPart(exchange: Exchange): CachedObject | undefined {
  const { request, location, key, now, behavior } = exchange;
  const header = headerValue(request.headers, 'range');
  if (header === undefined || request.method !== 'GET' || location.pending.has(key)) return undefined;
  const part = location.cache.part(key, header, now);
  if (part !== undefined && !rangeApplies(request.headers, part.headers, now)) return undefined;
  const isMore = behavior!.ttl.max > 0 && !isSingleRange(header);
  if (isMore && (part === undefined || now >= part.freshUntil)) return undefined;
  exchange.keyOfWhole = key;
  exchange.key = `${key}\nrange: ${header}`;
  return part ?? location.cache.get(exchange.key);
}

/** The answer that serves an object of the cache. Errors show as errors, also those that are cached. */
export function objectAnswer(object: CachedObject, resultType: ResultType): Answer {
  return { status: object.status, headers: object.headers, body: object.body.bytes, resultType: object.status >= 400 ? 'Error' : resultType, object };
}

function settle(exchange: Exchange, object: CachedObject, decided: Decided<'cache'>, resultType: ResultType): void {
  decide(exchange, 'cache', decided, { age: Math.floor((exchange.now - object.confirmedAt) / 1000), freshFor: Math.floor((object.freshUntil - exchange.now) / 1000) });
  exchange.answer = objectAnswer(object, resultType);
}

/** Says what of the key tells this request from the one whose object is there. */
function decideMiss(exchange: Exchange): void {
  const { cache } = exchange.location;
  const invalidation = cache.removerOf(exchange.key);
  if (invalidation !== undefined) return decide(exchange, 'cache', 'invalidated', { invalidation });
  const nearest = cache.nearest(exchange.distribution!.id, exchange.path);
  if (nearest === undefined) decide(exchange, 'cache', 'miss', { reason: 'nothing is cached for this path' });
  else decide(exchange, 'cache', 'miss', { reason: 'another variant is cached', differs: differences(nearest, exchange.key) }, `${exchange.behavior!.setting}`);
}
