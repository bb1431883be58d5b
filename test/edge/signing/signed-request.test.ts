import { APKA, base, HOUR, NOW, OWN, privateEdge, signatureBy, SIGNER, status, target } from './private-edge';
import { ManualClock } from '../../../src/edge';
import { cannedPolicy } from '../../../src/edge/signing/policy';
import { signedUrl } from '../../../src/edge/signing/signed-url';
import { urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';
import { ok } from '../scenario';

test.each([
  ['the CloudFront domain name', 'http://CLOUDFRONT/images/image.jpg'],
  ['parameters of one\'s own', 'http://CLOUDFRONT/images/image.jpg?size=large'],
  ['an alternate domain name', 'http://www.example.com/images/image.jpg'],
  ['both', 'http://www.example.com/images/image.jpg?color=red'],
  ['an alternate domain name by HTTPS', 'https://www.example.com/images/image.jpg'],
])('a URL with %s is signed as it is [SIG-008]', async (_what, written) => {
  const edge = privateEdge({ config: { Aliases: ['www.example.com'] }, run: { clock: new ManualClock(1357000000_000) } });
  const url = written.replace('CLOUDFRONT', edge.application.distributions[0].domainName);
  const { protocol, host, pathname, search } = new URL(signedUrl(url, { dateLessThan: 1357034400 }, SIGNER));
  expect((await edge.get(`${pathname}${search}`, { host, protocol: protocol.slice(0, -1) as 'http' | 'https' })).status).toBe(200);
});

test('letters beyond ASCII are signed as UTF-8, with either kind of policy [SIG-111]', async () => {
  const edge = privateEdge();
  const onTheWire = (text: string) => Buffer.from(target(text)).toString('latin1');
  for (const policy of [{ dateLessThan: NOW + HOUR }, { dateLessThan: NOW + HOUR, ipAddress: '192.0.2.0/24' }]) {
    const url = signedUrl(`${base(edge)}/grün.jpg?größe=1`, policy, SIGNER);
    expect((await edge.get(onTheWire(url))).status).toBe(200);
  }
  const asAscii = cannedPolicy(`${base(edge)}/gr?n.jpg`, NOW + HOUR);
  const refused = await edge.get(onTheWire(`${base(edge)}/grün.jpg?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(signatureBy(OWN, asAscii))}&Key-Pair-Id=${APKA}`));
  expect(refused.status).toBe(403);
});

describe('the URL', () => {
  test('the parameters of the signature are neither in the key nor for the origin; others keep their order [OBJ-032] [SIG-032] [SIG-118]', async () => {
    const edge = privateEdge({ behavior: { ForwardedValues: { QueryString: true } } });
    expect(await status(edge, '/image.jpg?size=large&b=2')).toBe(200);
    expect(await status(edge, '/image.jpg?size=large&b=2', { dateLessThan: NOW + 2 * HOUR, ipAddress: '192.0.2.0/24' })).toBe(200);
    expect(edge.asked.map(({ url }) => url)).toEqual(['/image.jpg?size=large&b=2']);
    const url = target(signedUrl(`${base(edge)}/image.jpg?size=large&b=2`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect((await edge.get(url.replace('size=large&b=2', 'b=2&size=large'))).status).toBe(403);
    expect((await edge.get(`/image.jpg?${url.split('&b=2&')[1]}&size=large&b=2`)).status).toBe(200);
  });

  test('is compared with its query string and its scheme [SIG-039] [SIG-047] [SIG-069] [SIG-116]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/horizon.jpg?size=large&license=yes`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url)).status, (await edge.get(url.replace('license=yes', 'license=no'))).status, (await edge.get(url.replace('size=large&license=yes&', ''))).status]).toEqual([200, 403, 403]);
    expect((await edge.get(url, { protocol: 'http' })).status).toBe(403);
    const either = (protocol: 'http' | 'https') => status(edge, '/a', { resource: `http*://${edge.application.distributions[0].domainName}/a` }, { protocol });
    expect([await either('http'), await either('https')]).toEqual([200, 200]);
  });

  test('may begin with http*:// in a canned policy, letter for letter [SIG-039]', async () => {
    const edge = privateEdge();
    const canned = (protocol: string) => `/a.jpg?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(signatureBy(OWN, cannedPolicy(`${base(edge, protocol)}/a.jpg`, NOW + HOUR)))}&Key-Pair-Id=${APKA}`;
    const statuses = async (signed: string) => [(await edge.get(signed, { protocol: 'http' })).status, (await edge.get(signed)).status];
    expect([await statuses(canned('http*')), await statuses(canned('http')), await statuses(canned('h*'))]).toEqual([[200, 200], [200, 403], [403, 403]]);
  });

  test('is that of the domain that the viewer asks [SIG-041]', async () => {
    const edge = privateEdge({ config: { Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } } });
    const url = target(signedUrl('https://www.example.com/a.jpg', { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url, { host: 'www.example.com' })).status, (await edge.get(url)).status]).toEqual([200, 403]);
  });

  test('may be the one under which the viewer reached the local edge', async () => {
    const edge = privateEdge();
    const { host, pathname, search } = new URL(signedUrl('http://web.localhost:8080/a.jpg', { dateLessThan: NOW + HOUR }, SIGNER));
    const request = { method: 'GET', url: pathname + search, headers: ['Host', edge.application.distributions[0].domainName], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1' } as const;
    expect([(await edge.edge.handle({ ...request, localHost: host })).status, (await edge.edge.handle(request)).status]).toEqual([200, 403]);
  });

  test('an asterisk of a canned policy is one [SIG-077]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/*.jpg`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url)).status, (await edge.get(url.replace('*.jpg', 'a.jpg'))).status]).toEqual([200, 403]);
  });

  test('counts in its spelling: the origin is asked for that path [SIG-009]', async () => {
    const edge = privateEdge({ origin: ({ url }) => (url === '/images/image.jpg' ? ok('image') : { status: 404 }) });
    expect([await status(edge, '/images/image.jpg'), await status(edge, '/Images/image.jpg')]).toEqual([200, 404]);
  });

  test('is any of those that one policy means [SIG-007]', async () => {
    const edge = privateEdge();
    const [, signature] = target(signedUrl(`${base(edge)}/annual-report/q1.pdf`, { dateLessThan: NOW + HOUR, resource: `${base(edge)}/annual-report/*.pdf` }, SIGNER)).split('?');
    const statuses = ['q1.pdf', 'q2.pdf', 'q1.txt'].map(async (name) => (await edge.get(`/annual-report/${name}?${signature}`)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 403]);
  });

  test('invalidations mean objects by what stands before the question mark [INV-038] [DTD-115]', async () => {
    const edge = privateEdge();
    await status(edge, '/image.jpg');
    const url = target(signedUrl(`${base(edge)}/image.jpg`, { dateLessThan: NOW + HOUR }, SIGNER));
    edge.edge.invalidate(edge.id, [url]);
    expect(await edge.xCache(url)).toBe('Hit');
    edge.edge.invalidate(edge.id, ['/image.jpg']);
    expect(await edge.xCache(url)).toBe('Miss');
  });
});

describe('the examples of the guide', () => {
  const HOST = 'd111111abcdef8.cloudfront.net';
  const guide = (seconds: number) => privateEdge({
    config: { Aliases: [HOST], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } },
    run: { clock: new ManualClock(seconds * 1000) },
  });
  const ONE = { resource: `http://${HOST}/game_download.zip`, ipAddress: '192.0.2.0/24', dateLessThan: 1357034400 };
  const FOLDER = { ...ONE, resource: `http://${HOST}/training/*` };
  const ADDRESS = { resource: 'http://*', ipAddress: '192.0.2.10/32', dateGreaterThan: 1357034400, dateLessThan: 1357120800 };

  test.each([
    ['one object from a range of addresses [SIG-088]', ONE, '/game_download.zip', 1357034000, '192.0.2.5', 'http', 200],
    ['… from another range', ONE, '/game_download.zip', 1357034000, '192.0.3.5', 'http', 403],
    ['… by HTTPS', ONE, '/game_download.zip', 1357034000, '192.0.2.5', 'https', 403],
    ['… another object', ONE, '/other.zip', 1357034000, '192.0.2.5', 'http', 403],
    ['… too late', ONE, '/game_download.zip', 1357034401, '192.0.2.5', 'http', 403],
    ['a folder from a range of addresses [SIG-089]', FOLDER, '/training/orientation.pdf', 1357034000, '192.0.2.5', 'http', 200],
    ['… outside of it', FOLDER, '/index.html', 1357034000, '192.0.2.5', 'http', 403],
    ['everything from one address in a day [SIG-090]', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.10', 'http', 200],
    ['… from another one', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.11', 'http', 403],
    ['… too early', ADDRESS, '/training/orientation.pdf', 1357034000, '192.0.2.10', 'http', 403],
    ['… by HTTPS', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.10', 'https', 403],
  ] as const)('%s', async (_what, policy, path, at, ip, protocol, expected) => {
    const url = target(signedUrl(`http://${HOST}${path}`, policy, SIGNER));
    expect((await guide(at).get(url, { host: HOST, ip, protocol })).status).toBe(expected);
  });
});
