import { Exchange } from './exchange';
import { ResultType } from './message';
import { joinedHeader, removeHeader } from './raw-headers';
import type { HeaderChange } from './response-headers-policy';

/**
 * Makes the function that adds Server-Timing to a share of the answers, and to those whose viewers ask for it [POL-149 to POL-153].
 *
 * @param samplingRate  percent; the same requests are picked on every run
 */
export function serverTimingAdder(samplingRate: number): HeaderChange {
  let answers = 0;
  return (exchange, headers, resultType) => {
    const sampled = Math.floor((answers + 1) * samplingRate / 100) > Math.floor(answers * samplingRate / 100);
    answers++;
    if (!sampled && !/\bserver-timing\b/i.test(joinedHeader(exchange.request.headers, 'pragma') ?? '')) return;
    const own = outcomeOf(exchange, resultType) === 'miss' ? joinedHeader(headers, 'server-timing') : undefined;
    removeHeader(headers, 'server-timing');
    headers.push('Server-Timing', [...metrics(exchange, resultType), ...(own === undefined ? [] : [own])].join(','));
  };
}

function metrics(exchange: Exchange, resultType: ResultType): string[] {
  const { location, requestId, now, originRequests } = exchange;
  const outcome = outcomeOf(exchange, resultType);
  const asked = outcome === 'hit' ? undefined : originRequests.at(-1);
  return [
    ...(outcome === 'miss' ? [`cdn-upstream-layer;desc="${layerOf(exchange)}"`] : []),
    ...(asked === undefined ? [] : ['cdn-upstream-dns;dur=0', 'cdn-upstream-connect;dur=0', `cdn-upstream-fbl;dur=${asked.firstByteAfter}`]),
    `cdn-cache-${outcome}`,
    `cdn-pop;desc="${location.name}"`,
    `cdn-rid;desc="${requestId}"`,
    ...(outcome === 'hit' ? [`cdn-hit-layer;desc="${layerOf(exchange)}"`] : []),
    `cdn-downstream-fbl;dur=${location.clock.now() - now}`,
  ];
}

/** A copy that was served whether or not the origin was asked for a newer one, one that the origin confirmed, or what the origin sent. */
function outcomeOf({ originRequests }: Exchange, resultType: ResultType): 'hit' | 'refresh' | 'miss' {
  if (resultType === 'RefreshHit') return 'refresh';
  return resultType === 'Hit' || originRequests.length === 0 ? 'hit' : 'miss';
}

/** Where an object was, or who asked the origin. */
function layerOf({ origin, isShieldHit }: Exchange): string {
  return isShieldHit || origin?.originShield?.enabled === true ? 'Origin Shield' : 'EDGE';
}
