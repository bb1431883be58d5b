import { lookup } from 'dns/promises';
import { applicationOf } from '../scenario';
import { closeAll, edgeOf, httpServer } from './origin-servers';
import { addressFamily, withoutAddress } from '../../../src/edge/origin/address-family';

afterEach(closeAll);

const typed = (IpAddressType: string | undefined) => ({ CustomOriginConfig: { OriginProtocolPolicy: 'http-only', IpAddressType } });

test.each([['ipv4', 4], ['ipv6', 6], ['dualstack', undefined], [undefined, undefined]])('%s takes addresses of the family %s [OTD-038]', (type, family) => {
  const [origin] = applicationOf({ config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', ...typed(type) }] } }).distributions[0].origins;
  expect(addressFamily(origin)).toBe(family);
});

test.each([
  ['http://127.0.0.1/', 4, true], ['http://127.0.0.1/', 6, false], ['http://[::1]/', 6, true], ['http://[::1]/', 4, false], ['http://[::1]/', undefined, true], ['http://localhost/', 6, true],
] as const)('%s and the family %s: %s [OTD-038]', (url, family, fits) => {
  expect(withoutAddress(new URL(url), family) === undefined).toBe(fits);
});

test.each([['ipv4', 200], ['ipv6', 502], ['dualstack', 200]])('a server that has an IPv4 address alone, asked by %s: %i [OTD-038]', async (type, expected) => {
  const server = await httpServer((_request, response) => void response.end('body'));
  const answer = await edgeOf(server, typed(type)).get('/a');
  expect(answer.status).toBe(expected);
  if (expected === 502) expect(answer.record.originRequests[0].outcome).toBe('name-not-found');
});

test('names are looked up in the family that is asked for [OTD-038]', async () => {
  const server = await httpServer((_request, response) => void response.end('body'));
  const named = { ...server, url: server.url.replace('127.0.0.1', 'localhost') };
  const hasIPv4 = await lookup('localhost', 4).then(() => true, () => false);
  expect((await edgeOf(named, typed('ipv4')).get('/a')).status).toBe(hasIPv4 ? 200 : 502);
  expect((await edgeOf(named, typed('ipv6')).get('/a')).status).toBe(502);
});
