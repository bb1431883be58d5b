import fc from 'fast-check';
import { Application } from '../../src/config';
import { defaultHost, requestOf } from '../../src/testing/viewer';

const host = () => 'd111.cloudfront.net';

test('a path is asked of the default host by HTTPS', () => {
  expect(requestOf('GET', '/a?b', {}, host)).toMatchObject({ method: 'GET', url: '/a?b', protocol: 'https', headers: ['Host', 'd111.cloudfront.net'] });
});

test('a URL is not normalised', () => {
  expect(requestOf('GET', 'http://WWW.example.com:80/a/../%7Eb?#fragment', {}, host))
    .toMatchObject({ url: '/a/../%7Eb?', protocol: 'http', headers: ['Host', 'WWW.example.com:80'] });
  expect(requestOf('GET', 'https://www.example.com?x', {}, host)).toMatchObject({ url: '/?x' });
});

test('every path and query of a URL is kept as it is', () => {
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }), (url) => {
    const [, sent] = /^https?:\/\/[^/?#]+(.*)$/.exec(url)!;
    expect(requestOf('GET', url, {}, host).url).toBe(sent.startsWith('/') ? sent : `/${sent}`);
  }));
});

test.each([
  ['an object', { 'X-A': '1' }, ['Host', 'd111.cloudfront.net', 'X-A', '1']],
  ['pairs', [['X-A', '1'], ['X-A', '2']] as const, ['Host', 'd111.cloudfront.net', 'X-A', '1', 'X-A', '2']],
  ['Headers', new Headers({ 'x-a': '1' }), ['Host', 'd111.cloudfront.net', 'x-a', '1']],
  ['another Host', { host: 'www.example.com' }, ['host', 'www.example.com']],
])('headers may be given as %s', (_title, headers, sent) => {
  expect(requestOf('GET', '/', { headers }, host).headers).toEqual(sent);
});

test('a body is sent with its length', () => {
  expect(requestOf('POST', '/', { body: 'ä' }, host)).toMatchObject({ body: Buffer.from('ä'), headers: ['Host', 'd111.cloudfront.net', 'Content-Length', '2'] });
});

test('country, address and version of HTTP are those given', () => {
  expect(requestOf('GET', '/', { from: 'DE', ip: '192.0.2.7', httpVersion: '1.0' }, host)).toMatchObject({ country: 'DE', ip: '192.0.2.7', httpVersion: '1.0' });
});

test.each(['index.html', 'ftp://example.com/', 'http://'])('%s is no URL', (url) => {
  expect(() => requestOf('GET', url, {}, host)).toThrow(`${url}: expected a path such as /index.html, or a URL`);
});

describe('the host of a path', () => {
  const site = { location: { template: 'A', logicalId: 'Site' }, id: 'E1', domainName: 'd111.cloudfront.net' };
  const shop = { location: { template: 'B', logicalId: 'Shop' }, id: 'E2', domainName: 'd222.cloudfront.net' };
  const application = (...distributions: object[]) => ({ distributions }) as unknown as Application;

  test('is that of the only distribution', () => {
    expect(defaultHost(application(site))).toBe('d111.cloudfront.net');
    expect(defaultHost(application(site, shop), undefined, ['B'])).toBe('d222.cloudfront.net');
  });

  test.each(['Shop', 'E2', 'd222.cloudfront.net'])('is that of the distribution %s', (name) => {
    expect(defaultHost(application(site, shop), name)).toBe('d222.cloudfront.net');
  });

  test('is not guessed', () => {
    expect(() => defaultHost(application())).toThrow(/the templates have no web distribution/);
    expect(() => defaultHost(application(site, shop))).toThrow(/a path needs exactly one distribution, and several can be meant of Site of A \(d111.cloudfront.net\), Shop of B/);
    expect(() => defaultHost(application(site), 'Shop')).toThrow(/Shop has to be exactly one distribution, and none can be meant of Site of A/);
  });
});
