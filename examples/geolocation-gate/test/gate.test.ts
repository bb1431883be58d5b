import { createVerify, generateKeyPairSync } from 'crypto';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { App, Duration } from 'aws-cdk-lib';
import { FilmsStack } from '../films-stack';
import { gate, GateOptions } from '../gate/gate';
import { HttpGeolocation, Place } from '../gate/geolocation';
import { viewerAddress } from '../gate/viewer-address';
import { EdgeHarness } from 'cdk-cloudfront-edge/testing';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const SAN_DIEGO: Place = { country: 'US', region: 'CA', city: 'San Diego', postal: '92101', lat: 32.7, lon: -117.2 };
const NOW = Date.UTC(2025, 0, 1);
const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What the gate says to a user behind a load balancer, and which addresses the geolocation service was asked for. */
async function answer(options: Partial<GateOptions>, address = '192.0.2.10', place: Place | null = SAN_DIEGO) {
  const lookups: string[] = [];
  const service = await listening(createServer(({ url }, response) => {
    lookups.push(decodeURIComponent(url!.slice(1)));
    response.writeHead(place === null ? 404 : 200).end(JSON.stringify(place));
  }));
  const url = await listening(gate({
    distribution: 'https://d111111abcdef8.cloudfront.net',
    geolocation: new HttpGeolocation(service),
    mayHave: ({ city }) => city === 'San Diego',
    signer: { keyPairId: 'K1', privateKey },
    front: 'load-balancer',
    linkLifetime: 60,
    now: () => NOW,
    ...options,
  }));
  const { status, headers } = await fetch(`${url}/film/a.mp4`, { redirect: 'manual', headers: { 'X-Forwarded-For': `203.0.113.7, ${address}` } });
  return { status, location: headers.get('location'), lookups };
}

test('the geolocation service is asked for the user\'s address [GEO-036]', async () => {
  expect((await answer({})).lookups).toEqual(['192.0.2.10']);
});

test('the service\'s answer decides [GEO-037]', async () => {
  expect((await answer({ mayHave: ({ city }) => city === 'San Diego' })).status).toBe(302);
  expect((await answer({ mayHave: ({ city }) => city === 'Los Angeles' })).status).toBe(403);
  expect((await answer({}, '192.0.2.10', null)).status).toBe(403);
});

test('who is allowed gets a signed URL, all others 403 [GEO-038]', async () => {
  const allowed = await answer({});
  const { origin, pathname, searchParams } = new URL(allowed.location!);
  expect([allowed.status, origin, pathname]).toEqual([302, 'https://d111111abcdef8.cloudfront.net', '/film/a.mp4']);
  expect([searchParams.get('Expires'), searchParams.get('Key-Pair-Id')]).toEqual([String(NOW / 1000 + 60), 'K1']);
  const policy = `{"Statement":[{"Resource":"${origin}${pathname}","Condition":{"DateLessThan":{"AWS:EpochTime":${NOW / 1000 + 60}}}}]}`;
  const signature = searchParams.get('Signature')!.replace(/-/g, '+').replace(/_/g, '=').replace(/~/g, '/');
  expect(createVerify('RSA-SHA1').update(policy).verify(publicKey, signature, 'base64')).toBe(true);
  expect(await answer({ mayHave: () => false })).toMatchObject({ status: 403, location: null });
});

test.each([
  ['without load balancer it is the one that connects [GEO-043]', 'none', '192.0.2.10', '8.8.8.8', '192.0.2.10'],
  ['behind a load balancer it is the last one forwarded [GEO-044]', 'load-balancer', '10.0.0.5', '203.0.113.7, 198.51.100.3, 192.0.2.10', '192.0.2.10'],
  ['spaces around commas do not count [GEO-046]', 'load-balancer', '10.0.0.5', '203.0.113.7,198.51.100.3 , 192.0.2.10', '192.0.2.10'],
  ['an empty list leaves the one that connects [GEO-046]', 'load-balancer', '10.0.0.5', ' , ', '10.0.0.5'],
  ['no list leaves the one that connects [GEO-046]', 'load-balancer', '10.0.0.5', undefined, '10.0.0.5'],
] as const)('the user\'s address: %s', (_title, front, remote, forwardedFor, expected) => {
  expect(viewerAddress(front, remote, forwardedFor)).toBe(expected);
});

test('without a load balancer nobody gets in by writing X-Forwarded-For [GEO-045]', async () => {
  const lookups: string[] = [];
  const locate = (address: string) => {
    lookups.push(address);
    return Promise.resolve<Place>(address === '198.51.100.3' ? SAN_DIEGO : { country: 'MC' });
  };
  expect([(await answer({ front: 'none', geolocation: { locate } }, '198.51.100.3')).status, lookups]).toEqual([403, ['127.0.0.1']]);
});

test('CloudFront takes the configuration, and trailers are for everybody', async () => {
  const edge = await EdgeHarness.fromStack(new FilmsStack(new App(), 'Films', { publicKey }), { origins: { films: { 'trailer.mp4': 'trailer' } } });
  expect(edge.findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect((await edge.get('/trailer.mp4')).text()).toBe('trailer');
});

test('who is let in gets the film from the edge until the link ends, and nobody else does [GEO-035] [GEO-040] [GEO-042] [PRV-007]', async () => {
  const edge = await EdgeHarness.fromStack(new FilmsStack(new App(), 'Films', { publicKey }), { origins: { films: { 'film/a.mp4': 'film' } } });
  const { DomainName, KeyPairId } = edge.outputs;
  const { location } = await answer({ distribution: `https://${DomainName}`, signer: { keyPairId: KeyPairId, privateKey } });
  expect((await edge.get('/film/a.mp4')).status).toBe(403);
  expect((await edge.get(location!)).text()).toBe('film');
  await edge.clock.advance(Duration.seconds(61));
  expect((await edge.get(location!)).status).toBe(403);
});
