import { once } from 'events';
import { createSecureServer } from 'http2';
import { AddressInfo, Socket } from 'net';
import { HttpOrigin, OriginRequest } from '../../../src/edge';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { authorities } from '../../local/tls/authorities';
import { applicationOf } from '../scenario';
import { certificateFor } from './certificates';
import { closeAll, edgeOf, httpsServer } from './origin-servers';

afterEach(closeAll);

let [root, intermediate, leaf, expired, selfSigned]: CertificateAndKey[] = [];
beforeAll(async () => {
  [root, intermediate] = await authorities(2);
  leaf = await certificateFor(['origin.example.com'], { by: intermediate });
  expired = await certificateFor(['origin.example.com'], { by: root, notBeforeDate: new Date('2013-01-01'), notAfterDate: new Date('2014-01-01') });
  selfSigned = await certificateFor(['origin.example.com']);
});

/** A server that sends its own certificate, and these behind it. */
const sending = (...others: CertificateAndKey[]) => ({ key: leaf.key, cert: [leaf, ...others].map(({ cert }) => cert).join('\n') });

const CHAINS: [string, () => CertificateAndKey, boolean][] = [
  ['leaf, intermediate', () => sending(intermediate), true],
  ['leaf, intermediate, root', () => sending(intermediate, root), true],
  ['leaf, root, intermediate', () => sending(root, intermediate), false],
  ['leaf, leaf, intermediate', () => sending(leaf, intermediate), false],
  ['leaf', () => sending(), false],
  ['an expired certificate', () => expired, false],
  ['a certificate that has signed itself', () => selfSigned, false],
];

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
  test.each(CHAINS)('an origin that sends %s [TLS-021]', async (_title, chain, isRight) => {
    let requests = 0;
    const server = await httpsServer({ ...chain(), minVersion: version, maxVersion: version }, (_request, response) => {
      requests++;
      response.end('secret');
    });
    const edge = edgeOf(server, {}, { trust: { authorities: root.cert }, behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'] } });
    const expected = isRight ? [200, 'Miss from cloudfront'] : [502, 'Error from cloudfront'];
    for (const viewer of [{}, { method: 'POST', body: 'sent', headers: { 'Content-Length': '4' } }]) {
      const answer = await edge.get('/a', viewer);
      expect([answer.status, answer.header('x-cache')]).toEqual(expected);
    }
    expect(requests).toBe(isRight ? 2 : 0);
    if (!isRight) await Promise.all(server.connections.map(dropped));
  });
});

/** When a connection has ended. */
async function dropped(connection: Socket): Promise<void> {
  if (!connection.destroyed) await once(connection, 'close');
}

/** What becomes of one kind of request that an origin with these certificates gets, and whether any reached it. */
async function asked(url: string, kind: Partial<OriginRequest>) {
  const [origin] = applicationOf({ config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }] } }).distributions[0].origins;
  const client = new HttpOrigin(url, origin, { authorities: root.cert });
  const request = { origin, method: 'GET', url: '/', protocol: 'https', headers: ['Host', 'origin.example.com'], body: undefined, signedAs: { kind: 'anonymous' }, ...kind } as const;
  try {
    return (await client.ask(request)).status;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.destroy();
  }
}

const WRONG = 'the certificate chain is in the wrong order: CN=Authority 0, O=Example\\; Inc. follows CN=origin.example.com and has not signed it';

test('the handshake of a WebSocket is sent over no chain in the wrong order', async () => {
  const kind = { headers: ['Host', 'origin.example.com', 'Connection', 'Upgrade', 'Upgrade', 'websocket'], asksForWebSocket: true };
  const listener = jest.fn((_request, response) => response.end());
  expect(await asked((await httpsServer(sending(root, intermediate), listener)).url, kind)).toBe(WRONG);
  expect(listener).not.toHaveBeenCalled();
  expect(await asked((await httpsServer(sending(intermediate), listener)).url, kind)).toBe(200);
});

test.each([
  ['wrong', () => [root, intermediate], WRONG],
  ['right', () => [intermediate], 204],
])('gRPC, with a chain in the %s order', async (_order, others, expected) => {
  const server = createSecureServer(sending(...others()), (_request, response) => {
    response.writeHead(204);
    response.end();
  }).listen(0, '127.0.0.1');
  server.on('sessionError', () => {});
  await once(server, 'listening');
  expect(await asked(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'POST', isGrpc: true })).toBe(expected);
  server.close();
});

test('where every certificate is taken, the order does not count', async () => {
  expect((await edgeOf(await httpsServer(sending(root, intermediate))).get('/a')).status).toBe(200);
});
