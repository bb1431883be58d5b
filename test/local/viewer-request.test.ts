import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { distribution } from './distributions';
import { HostNames } from '../../src/local/host-names';
import { hasBody, IncomingRequest, requestTarget, viewerRequest, Viewers } from '../../src/local/viewer-request';

const VIEWERS: Viewers = { protocol: 'http', hostNames: new HostNames([distribution('Site', 'd111.cloudfront.net')]) };

function incoming(url: string, rawHeaders: string[], more: Partial<IncomingRequest> = {}): IncomingRequest {
  return { method: 'GET', url, rawHeaders, httpVersion: '1.1', socket: { remoteAddress: '127.0.0.1' }, ...more };
}

test('a request of a known host is passed on as it was sent', () => {
  const headers = ['host', 'd111.cloudfront.net', 'X-Twice', '1', 'x-twice', '2'];
  expect(viewerRequest(incoming('/a%2Fb/../c?x=1&x', headers), undefined, VIEWERS)).toEqual({
    method: 'GET', url: '/a%2Fb/../c?x=1&x', headers, protocol: 'http', httpVersion: '1.1', ip: '127.0.0.1', body: undefined, country: undefined,
  });
});

test('a host of this machine is replaced by the distribution\'s, in its place', () => {
  const headers = ['Accept', '*/*', 'HOST', 'site.localhost:8080', 'X', 'y'];
  const request = viewerRequest(incoming('/', headers), undefined, VIEWERS);
  expect([request.headers, request.localHost]).toEqual([['Accept', '*/*', 'HOST', 'd111.cloudfront.net', 'X', 'y'], 'site.localhost:8080']);
  expect(headers[3]).toBe('site.localhost:8080');
});

test('the host of an absolute URL wins over Host', () => {
  const request = viewerRequest(incoming('http://www.example.com:8080?x=1', ['Host', 'other']), undefined, VIEWERS);
  expect(request).toMatchObject({ url: '/?x=1', headers: ['Host', 'www.example.com'] });
  expect(viewerRequest(incoming('http://www.example.com/', []), undefined, VIEWERS).headers).toEqual(['Host', 'www.example.com']);
});

test('the version, the address of an IPv4 viewer, and the body are those that arrived', () => {
  const body = Buffer.from('abc');
  const message = incoming('/', ['Content-Length', '3'], { httpVersion: '1.0', socket: { remoteAddress: '::ffff:192.0.2.1' } });
  expect(viewerRequest(message, body, VIEWERS)).toMatchObject({ httpVersion: '1.0', ip: '192.0.2.1', body });
});

test.each([[['content-length', '5'], true], [['content-length', '0'], false], [['Transfer-Encoding', 'chunked'], true], [['Accept', '*/*'], false]])('%j: a body is announced: %s', (headers, announced) => {
  expect(hasBody(headers)).toBe(announced);
});

test('a country is taken from a header only where one is agreed, and the header is not passed on [DTD-150]', () => {
  const headers = ['Host', 'd111.cloudfront.net', 'X-Country', 'FR'];
  expect(viewerRequest(incoming('/', headers), undefined, VIEWERS)).toMatchObject({ headers, country: undefined });
  expect(viewerRequest(incoming('/', headers), undefined, { ...VIEWERS, country: 'DE', countryHeader: 'x-country' }))
    .toMatchObject({ headers: ['Host', 'd111.cloudfront.net'], country: 'FR' });
  expect(viewerRequest(incoming('/', headers), undefined, { ...VIEWERS, country: 'DE' }).country).toBe('DE');
});

test('a target in origin form is never changed, one in absolute form loses its host only', () => {
  fc.assert(fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
    const url = `/${path.replace(/^\/+/, '')}?${query}`;
    expect(requestTarget(url)).toEqual({ url });
    expect(requestTarget(`HTTP://www.example.com:80${url}`)).toEqual({ url, host: 'www.example.com:80' });
  }));
  expect(requestTarget('*')).toEqual({ url: '*' });
});

test('a viewer is gone when its connection closes before the whole answer was sent', () => {
  const gone: boolean[] = [];
  for (const writableFinished of [false, true]) {
    const outgoing = Object.assign(new EventEmitter(), { writableFinished });
    viewerRequest(incoming('/', ['Host', 'd111.cloudfront.net']), undefined, VIEWERS, outgoing).whenGone!(() => gone.push(writableFinished));
    outgoing.emit('close');
  }
  expect(gone).toEqual([false]);
});
