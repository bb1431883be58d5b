import { errorAnswer } from '../error-answer';
import { decide, Step } from '../exchange';

/** Whether viewers of this country may have content. One whose country is not known is served [GEO-022]. */
export const restrictByCountry: Step = (exchange) => {
  const { type, countries, setting } = exchange.distribution!.geo;
  if (type === 'none') return;
  const { request, location } = exchange;
  const country = location.viewerCountry(request);
  if (country === undefined) return decide(exchange, 'geo-restriction', 'country unknown', { ip: request.ip }, setting);
  const listed = countries.has(country);
  const blocked = type === 'whitelist' ? !listed : listed;
  decide(exchange, 'geo-restriction', blocked ? 'blocked' : 'allowed', { country, list: type }, setting);
  if (blocked) exchange.answer = errorAnswer(exchange, 'country blocked');
};
