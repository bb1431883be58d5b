import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { authorities } from '../../local/tls/authorities';
import { MANAGED } from '../policies';
import { Json } from '../scenario';
import { certificateFor } from './certificates';
import { closeAll, edgeOf, httpsServer } from './origin-servers';

afterEach(closeAll);

let [root, intermediate]: CertificateAndKey[] = [];
beforeAll(async () => { [root, intermediate] = await authorities(2); });

const trust = () => ({ authorities: root.cert });
const ALL_VIEWER = { ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized, OriginRequestPolicyId: MANAGED.AllViewer };

/** An origin with a certificate, and how many requests have come through to its application. */
async function originWith(certificate: CertificateAndKey) {
  let requests = 0;
  const server = await httpsServer(certificate, (_request, response) => {
    requests++;
    response.end('secret');
  });
  return { server, requests: () => requests };
}

/** The status and X-Cache of a request, where the edge believes the root authority alone. */
async function answerOf(certificate: CertificateAndKey, { origin, behavior, host }: { origin?: Json; behavior?: Json; host?: string } = {}) {
  const { server, requests } = await originWith(certificate);
  const answer = await edgeOf(server, origin, { trust: trust(), behavior }).get('/a', { host });
  return [answer.status, answer.header('x-cache'), requests()];
}

const SERVED = [200, 'Miss from cloudfront', 1];
const REFUSED = [502, 'Error from cloudfront', 0];

test('a certificate that has signed itself is refused, one of an authority that is believed is not [TLS-020]', async () => {
  expect(await answerOf(await certificateFor(['origin.example.com']))).toEqual(REFUSED);
  expect(await answerOf(await certificateFor(['origin.example.com'], { by: root }))).toEqual(SERVED);
});

test('the certificates between the origin\'s own and the authority have to be sent', async () => {
  const certificate = await certificateFor(['origin.example.com'], { by: intermediate });
  expect(await answerOf(certificate)).toEqual(REFUSED);
  expect(await answerOf({ ...certificate, cert: `${certificate.cert}\n${intermediate.cert}` })).toEqual(SERVED);
});

test('the certificate has to be for the origin\'s domain name, or where Host is forwarded for that host [TLS-022] [TLS-023]', async () => {
  const other = await certificateFor(['www.example.com'], { by: root });
  const host = 'www.example.com';
  expect(await answerOf(other, { host })).toEqual(REFUSED);
  expect(await answerOf(other, { host, behavior: ALL_VIEWER })).toEqual(SERVED);
  const own = await certificateFor(['origin.example.com'], { by: root });
  expect([await answerOf(own, { host }), await answerOf(own, { host, behavior: ALL_VIEWER })]).toEqual([SERVED, SERVED]);
});

test('a wildcard in the certificate stands for one label [TLS-024]', async () => {
  const wildcard = await certificateFor(['*.example.com'], { by: root });
  expect(await answerOf(wildcard)).toEqual(SERVED);
  expect(await answerOf(wildcard, { origin: { DomainName: 'a.b.example.com' } })).toEqual(REFUSED);
});

test.each([
  ['the common name is another, an alternative name is right', ['origin.example.com'], 'other.example.net', SERVED],
  ['the common name is right, and there are no alternative names', [], 'origin.example.com', SERVED],
  ['the common name is right, the alternative names are others', ['other.example.net'], 'origin.example.com', SERVED],
  ['all names are others', ['other.example.net'], 'other.example.net', REFUSED],
])('one name of the certificate is enough: %s [TLS-025]', async (_which, names, commonName, expected) => {
  expect(await answerOf(await certificateFor(names, { commonName, by: root }))).toEqual(expected);
});

test('a bucket has a certificate of S3\'s own: the user configures none [TLS-016]', async () => {
  const encrypted: boolean[] = [];
  const server = await httpsServer(await certificateFor(['bucket.s3.us-east-1.amazonaws.com'], { by: root }), (request, response) => {
    encrypted.push('encrypted' in request.socket);
    response.end('object');
  });
  const bucket = { DomainName: 'bucket.s3.us-east-1.amazonaws.com', CustomOriginConfig: undefined, S3OriginConfig: {} };
  const answer = await edgeOf(server, bucket, { trust: trust(), behavior: { ViewerProtocolPolicy: 'https-only' } }).get('/a');
  expect([answer.status, answer.text, encrypted]).toEqual([200, 'object', [true]]);
});
