import { IncomingMessage, ServerResponse } from 'node:http';
import { logEncoded, logHeader } from '../../records';

/** Fields of the log of a media server, which is one of W3C's extended format. */
const FIELDS = ['date', 'time', 'c-ip', 'cs-method', 'cs-uri-stem', 'cs-uri-query', 'sc-status', 'sc-bytes', 'cs(User-Agent)'];

/** How the log begins. */
export const ORIGIN_LOG_HEADER = logHeader(FIELDS);

/**
 * The line for a request that has been answered.
 *
 * @param now milliseconds since the epoch
 */
export function originLogLine({ method, url = '/', headers, socket }: IncomingMessage, { statusCode }: ServerResponse, bytes: number, now: number): string {
  const [date, time] = new Date(now).toISOString().slice(0, 19).split('T');
  const [stem, ...query] = url.split('?');
  const values = [date, time, socket.remoteAddress, method, stem, query.join('?'), String(statusCode), String(bytes), headers['user-agent']];
  return `${values.map((value) => logEncoded(value, 'current')).join('\t')}\n`;
}
