import { headerValue, ViewerResponse, withoutPort } from '../edge';
import { IncomingRequest } from './viewer-request';

/**
 * Leads a viewer that was redirected to HTTPS to the HTTPS port of this machine. CloudFront names no port, since its own is 443.
 * A viewer whose Host has no port is shown what CloudFront would answer.
 */
export function toLocalRedirect(response: ViewerResponse, { rawHeaders }: IncomingRequest, httpsPort: number | undefined): ViewerResponse {
  const host = headerValue(rawHeaders, 'host');
  const location = headerValue(response.headers, 'location');
  if (host === undefined || location === undefined || httpsPort === undefined || withoutPort(host) === host) return response;
  const local = location.replace(/^https:\/\/[^/?#]*/, `https://${withoutPort(host)}:${httpsPort}`);
  return { ...response, headers: response.headers.map((text) => text === location ? local : text) };
}
