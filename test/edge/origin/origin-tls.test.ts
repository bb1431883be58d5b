import { TLSSocket } from 'tls';
import { MANAGED } from '../policies';
import { Received } from '../scenario';
import { certificateFor } from './certificates';
import { closeAll, edgeOf, httpsServer, tcpServer } from './origin-servers';

afterEach(closeAll);

const outcomes = ({ record }: Received) => record.originRequests.map(({ outcome }) => outcome);

test.each([
  ['the origin\'s domain name', ['origin.example.com'], 200],
  ['a wildcard over it', ['*.example.com'], 200],
  ['another name', ['other.example.org'], 502],
])('a certificate for %s: %i [OTD-033] [WEB-052] [DST-160]', async (_title, names, expected) => {
  const certificate = await certificateFor(names);
  const answer = await edgeOf(await httpsServer(certificate), {}, { trust: { authorities: certificate.cert } }).get('/a');
  expect([answer.status, answer.header('x-cache')]).toEqual([expected, expected === 200 ? 'Miss from cloudfront' : 'Error from cloudfront']);
});

test('where Host is forwarded, the certificate may be for that host [OTD-033]', async () => {
  const certificate = await certificateFor(['www.example.com']);
  const server = await httpsServer(certificate);
  const trust = { authorities: certificate.cert };
  expect((await edgeOf(server, {}, { trust }).get('/a', { host: 'www.example.com' })).status).toBe(502);
  const behavior = { ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized, OriginRequestPolicyId: MANAGED.AllViewer };
  expect((await edgeOf(server, {}, { trust, behavior }).get('/a', { host: 'www.example.com' })).status).toBe(200);
});

test('a certificate of nobody who is trusted, and an expired one, make a 502 [OTD-034] [REQ-145]', async () => {
  const [own, other] = [await certificateFor(['origin.example.com']), await certificateFor(['origin.example.com'])];
  const untrusted = await edgeOf(await httpsServer(own), {}, { trust: { authorities: other.cert } }).get('/a');
  expect([untrusted.status, untrusted.header('x-cache'), outcomes(untrusted)]).toEqual([502, 'Error from cloudfront', ['tls']]);
  const expired = await certificateFor(['origin.example.com'], { notBeforeDate: new Date('2013-01-01'), notAfterDate: new Date('2014-01-01') });
  expect((await edgeOf(await httpsServer(expired), {}, { trust: { authorities: expired.cert } }).get('/a')).status).toBe(502);
  expect((await edgeOf(await httpsServer(expired)).get('/a')).status).toBe(200);
});

test.each([
  ['ECDHE-RSA-AES128-GCM-SHA256', 200],
  ['AES128-SHA', 200],
  ['DHE-RSA-AES256-GCM-SHA384', 502],
  ['DHE-RSA-AES128-GCM-SHA256', 502],
  ['ECDHE-RSA-CHACHA20-POLY1305', 502],
])('an origin that speaks %s alone: %i [OTD-035] [REQ-082] [REQ-083] [TLS-079]', async (ciphers, expected) => {
  const certificate = await certificateFor(['origin.example.com'], { keyType: 'rsa' });
  const server = await httpsServer({ ...certificate, ciphers, maxVersion: 'TLSv1.2', dhparam: 'auto' });
  expect((await edgeOf(server).get('/a')).status).toBe(expected);
});

test.each([['prime256v1', 200], ['secp384r1', 200], ['X25519', 200], ['secp521r1', 502]])('an origin with the curve %s alone: %i [OTD-035]', async (ecdhCurve, expected) => {
  const server = await httpsServer({ ...await certificateFor(['origin.example.com']), ecdhCurve });
  expect((await edgeOf(server).get('/a')).status).toBe(expected);
});

test.each([[undefined, 'TLSv1.3'], ['TLSv1.2', 'TLSv1.2']] as const)('a bucket whose newest version is %s is asked by %s [OTD-032]', async (maxVersion, expected) => {
  const versions: (string | null)[] = [];
  const server = await httpsServer({ ...await certificateFor(['bucket.s3.us-east-1.amazonaws.com']), maxVersion }, (request, response) => {
    versions.push((request.socket as TLSSocket).getProtocol());
    response.end();
  });
  await edgeOf(server, { DomainName: 'bucket.s3.us-east-1.amazonaws.com', CustomOriginConfig: undefined, S3OriginConfig: {} }).get('/a');
  expect(versions).toEqual([expected]);
});

test('an origin that requires a certificate of its client answers nothing: 502 [OTD-043]', async () => {
  const certificate = await certificateFor(['origin.example.com']);
  const answer = await edgeOf(await httpsServer({ ...certificate, requestCert: true, rejectUnauthorized: true, ca: certificate.cert })).get('/a');
  expect(answer.status).toBe(502);
});

test.each([
  [['TLSv1'], 'TLSv1', 200],
  [['TLSv1', 'TLSv1.1', 'TLSv1.2'], 'TLSv1.1', 200],
  [['TLSv1.2'], 'TLSv1.1', 502],
  [['TLSv1.2'], 'TLSv1.2', 200],
  [['TLSv1.2'], 'TLSv1.3', 200],
] as const)('with the protocols %j an origin that speaks %s alone: %i [REQ-081]', async (OriginSSLProtocols, version, expected) => {
  const certificate = await certificateFor(['origin.example.com'], { keyType: 'rsa' });
  const ciphers = 'TLS_AES_128_GCM_SHA256:AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0';
  const server = await httpsServer({ ...certificate, minVersion: version, maxVersion: version, ciphers });
  const answer = await edgeOf(server, { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols } }).get('/a');
  expect(answer.status).toBe(expected);
});

test('the name in the handshake is the origin\'s domain name, whatever the viewer asked for [REQ-084] [TLS-080]', async () => {
  const names: (string | false | null)[] = [];
  const server = await httpsServer(await certificateFor(['origin.example.com']), (request, response) => {
    names.push((request.socket as TLSSocket & { readonly servername: string | false }).servername);
    response.end();
  });
  await edgeOf(server).get('/a', { host: 'www.example.com' });
  expect(names).toEqual(['origin.example.com']);
});

/** The cipher suites of a Client Hello (RFC 8446, 4.1.2), as their numbers. */
function offeredSuites(hello: Buffer): string[] {
  const sessionId = 5 + 4 + 2 + 32;
  const suites = sessionId + 1 + hello[sessionId];
  const numbers = hello.subarray(suites + 2, suites + 2 + hello.readUInt16BE(suites)).toString('hex');
  return numbers.match(/.{4}/g)!;
}

test('an origin is offered the cipher suites of the guide in its order, those of TLS 1.3 before them [REQ-082]', async () => {
  let offered: string[] = [];
  const server = await tcpServer((socket) => socket.once('data', (hello) => {
    offered = offeredSuites(hello);
    socket.destroy();
  }), 'https');
  await edgeOf(server).get('/a');
  const renegotiation = '00ff';
  expect(offered.filter((suite) => suite !== renegotiation)).toEqual([
    '1301', '1302', '1303', // TLS 1.3
    'c02c', 'c024', 'c00a', 'c02b', 'c023', 'c009', // ECDHE-ECDSA-: AES256-GCM-SHA384, AES256-SHA384, AES256-SHA, AES128-GCM-SHA256, AES128-SHA256, AES128-SHA
    'c030', 'c028', 'c014', 'c02f', 'c027', 'c013', // ECDHE-RSA-: the same six
    '0035', '002f', // AES256-SHA, AES128-SHA; no library of today has the two after them
  ]);
});
