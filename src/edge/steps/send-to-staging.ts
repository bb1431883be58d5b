import { decide, Exchange, Step } from '../exchange';
import { cookieHeader, headerValue, removeHeader } from '../raw-headers';
import { sessionCookie, sessionOf, Staging, takesShare, withoutSession } from '../staging';

/** The staging distribution answers the requests that a continuous deployment policy chooses [DTD-136, DTD-137]. */
export const sendToStaging: Step = (exchange) => {
  const staging = exchange.distribution!.staging;
  if (staging === undefined) return;
  const isChosen = staging.header === undefined ? chooseByWeight(exchange, staging) : chooseByHeader(exchange, staging);
  if (!isChosen) return;
  exchange.primary = exchange.distribution;
  exchange.distribution = staging.distribution;
};

function chooseByHeader(exchange: Exchange, { header, setting }: Staging): boolean {
  const isChosen = headerValue(exchange.request.headers, header!.name) === header!.value;
  decide(exchange, 'staging', isChosen ? 'chosen' : 'not chosen', { reason: `the header ${header!.name} ${isChosen ? 'has' : 'has not'} the policy's value` }, setting);
  return isChosen;
}

function chooseByWeight(exchange: Exchange, staging: Staging): boolean {
  const { now, request } = exchange;
  const cookies = cookieHeader(request.headers);
  const session = sessionOf(cookies, staging, now);
  const isChosen = session === undefined ? takesShare(staging) : session.side === 'staging';
  const reason = session === undefined ? `the policy sends ${staging.weight * 100} % of the requests` : 'the viewer has a session';
  decide(exchange, 'staging', isChosen ? 'chosen' : 'not chosen', { reason }, staging.setting);
  if (staging.session === undefined) return isChosen;
  exchange.sessionCookie = sessionCookie({ side: isChosen ? 'staging' : 'primary', begun: session?.begun ?? now, used: now }, staging);
  if (cookies !== undefined) exchange.request = { ...request, headers: withCookies(request.headers, withoutSession(cookies)) };
  return isChosen;
}

function withCookies(headers: readonly string[], cookies: string): string[] {
  const changed = [...headers];
  removeHeader(changed, 'cookie');
  if (cookies !== '') changed.push('Cookie', cookies);
  return changed;
}
