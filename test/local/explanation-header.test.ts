import { withExplanation } from '../../src/local/explanation-header';
import { HostNames } from '../../src/local/host-names';
import { viewerRequest } from '../../src/local/viewer-request';
import { viewerResponse } from '../testing/responses';

const explanationOf = (requestHeaders: readonly string[], record = {}) => {
  const { headers } = withExplanation(viewerResponse({ record }), requestHeaders);
  const at = headers.indexOf('X-Edge-Explanation');
  return at < 0 ? undefined : headers[at + 1];
};

test('a viewer that asks for it gets the explanation in a header', () => {
  const decisions = [{ step: 'cache', decided: 'miss', because: { reason: 'nothing is cached for this path' } }];
  expect(explanationOf(['X-EDGE-Explain', '1'], { decisions })).toMatch(/^GET https:\/\/d111\.cloudfront\.net\/a from 192\.0\.2\.1 \| cache nothing is cached for this path \| .*answer 200, Miss$/);
  expect(explanationOf(['X-Other', 'x-edge-explain'])).toBeUndefined();
});

test('what no header can say is escaped', () => {
  expect(explanationOf(['x-edge-explain', ''], { host: 'käse\u0007.example\ud800' })).toContain('k%c3%a4se%07.example%ef%bf%bd');
});

test('neither the edge nor an origin sees that a viewer asks', () => {
  const incoming = { method: 'GET', url: '/', rawHeaders: ['Host', 'a', 'X-Edge-Explain', '1', 'X-Country', 'DE', 'X-A', '1'], httpVersion: '1.1', socket: {} };
  const viewers = { protocol: 'http', hostNames: new HostNames([]), countryHeader: 'x-country' } as const;
  expect(viewerRequest(incoming, undefined, viewers)).toMatchObject({ headers: ['Host', 'a', 'X-A', '1'], country: 'DE' });
});
