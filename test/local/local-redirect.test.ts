import { ViewerResponse } from '../../src/edge/message';
import { toLocalRedirect } from '../../src/local/local-redirect';
import { IncomingRequest } from '../../src/local/viewer-request';

const REDIRECT = { status: 301, headers: ['Server', 'CloudFront', 'Location', 'https://d111.cloudfront.net/a?x=1'] } as unknown as ViewerResponse;

function location(host: string | undefined, httpsPort: number | undefined): string {
  const incoming = { rawHeaders: host === undefined ? [] : ['Host', host] } as IncomingRequest;
  return toLocalRedirect(REDIRECT, incoming, httpsPort).headers[3];
}

test('a viewer who named a port is led to the HTTPS port of this machine, path and query as they were', () => {
  expect(location('site.localhost:8080', 8443)).toBe('https://site.localhost:8443/a?x=1');
  expect(location('127.0.0.1:8080', 8443)).toBe('https://127.0.0.1:8443/a?x=1');
  expect(location('[::1]:8080', 8443)).toBe('https://[::1]:8443/a?x=1');
});

test('a viewer who named none sees what CloudFront would answer', () => {
  expect(location('d111.cloudfront.net', 8443)).toBe('https://d111.cloudfront.net/a?x=1');
  expect(location(undefined, 8443)).toBe('https://d111.cloudfront.net/a?x=1');
  expect(location('127.0.0.1:8080', undefined)).toBe('https://d111.cloudfront.net/a?x=1');
});
