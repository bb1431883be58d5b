import { X509Certificate } from 'crypto';
import { MANAGED, originRequestPolicy, policies, Policies } from './policies';
import { ok, ScenarioEdge } from './scenario';
import { TlsConnection } from '../../src/edge';
import { CertificateAndKey } from '../../src/local/tls/certificate';
import { authorities, certificateOf, read } from '../local/tls/authorities';

let [root, intermediate]: CertificateAndKey[] = [];
let viewer: CertificateAndKey;
beforeAll(async () => {
  [root, intermediate] = await authorities(2);
  viewer = await certificateOf('viewer', { by: intermediate, from: new Date('2023-09-21T01:50:17Z'), until: new Date('2033-09-20T01:50:17Z') });
});

type Mode = 'required' | 'optional' | 'passthrough';

const OF_CERTIFICATES = ['Serial-Number', 'Issuer', 'Subject', 'Present', 'Sha256', 'Validity', 'Pem'].map((name) => `CloudFront-Viewer-Cert-${name}`);
const ALL = [...OF_CERTIFICATES, 'Client-Cert', 'Client-Cert-Chain'];
const INTO_THE_KEY = OF_CERTIFICATES.slice(0, 5);

/** A distribution with a mode, and requests on connections on which its viewers have shown certificates. */
function edgeOf(mode: Mode | undefined, policy: Policies) {
  const edge = new ScenarioEdge({
    origin: () => ok('body', { 'cache-control': 'max-age=60' }), config: { ViewerMtlsConfig: mode && { Mode: mode } }, ...policies(policy),
  });
  const ask = (shown: readonly CertificateAndKey[], headers: { readonly [name: string]: string } = {}) => {
    const viewerCertificate = mode && { askedBy: edge.id, isPassedThrough: mode === 'passthrough', chain: shown.map(read) };
    const tls: TlsConnection = { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', handshake: 'fullHandshake', viewerCertificate };
    return edge.get('/a', { tls, headers });
  };
  return { edge, ask };
}

/** What the origin gets of the headers, where the origin request policy has all of them. */
async function received(mode: Mode | undefined, shown: readonly CertificateAndKey[], sent: { readonly [name: string]: string } = {}) {
  const { edge, ask } = edgeOf(mode, { cache: MANAGED.CachingDisabled, request: originRequestPolicy({ headers: ALL }) });
  expect((await ask(shown, sent)).status).toBe(200);
  return Object.fromEntries(ALL.map((name) => [name, edge.asked[0].headers.get(name)]));
}

const der = ({ cert }: CertificateAndKey) => `:${cert.replace(/-----[A-Z ]+-----|\s/g, '')}:`;

describe('the origin gets', () => {
  test('what the certificate of the viewer says, in mode required and optional [DTD-257]', async () => {
    for (const mode of ['required', 'optional'] as const) {
      const headers = await received(mode, [viewer, intermediate]);
      expect(headers).toEqual({
        'CloudFront-Viewer-Cert-Serial-Number': expect.stringMatching(/^[0-9a-f]{2}(:[0-9a-f]{2})+$/),
        'CloudFront-Viewer-Cert-Issuer': 'O=Example\\; Inc.,CN=Authority 1',
        'CloudFront-Viewer-Cert-Subject': 'O=Example\\; Inc.,CN=viewer',
        'CloudFront-Viewer-Cert-Present': '1',
        'CloudFront-Viewer-Cert-Sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
        'CloudFront-Viewer-Cert-Validity': 'NotBefore=2023-09-21T01:50:17Z;NotAfter=2033-09-20T01:50:17Z',
        'CloudFront-Viewer-Cert-Pem': expect.stringMatching(/^-----BEGIN%20CERTIFICATE-----%0AMI[\w%]+%0A-----END%20CERTIFICATE-----%0A$/),
        'Client-Cert': null,
        'Client-Cert-Chain': null,
      });
      const { serialNumber, fingerprint256, raw } = read(viewer);
      expect(headers['CloudFront-Viewer-Cert-Serial-Number']!.replaceAll(':', '')).toBe(serialNumber.toLowerCase());
      expect(headers['CloudFront-Viewer-Cert-Sha256']!.toUpperCase()).toBe(fingerprint256.replaceAll(':', ''));
      expect(new X509Certificate(decodeURIComponent(headers['CloudFront-Viewer-Cert-Pem']!)).raw).toEqual(raw);
    }
  });

  test('the certificates themselves in mode passthrough, and not as PEM [DTD-257]', async () => {
    expect(await received('passthrough', [viewer, intermediate, root])).toMatchObject({
      'Client-Cert': der(viewer),
      'Client-Cert-Chain': `${der(intermediate)}, ${der(root)}`,
      'CloudFront-Viewer-Cert-Subject': 'O=Example\\; Inc.,CN=viewer',
      'CloudFront-Viewer-Cert-Present': '1',
      'CloudFront-Viewer-Cert-Pem': null,
    });
    expect(await received('passthrough', [viewer])).toMatchObject({ 'Client-Cert': der(viewer), 'Client-Cert-Chain': null });
  });

  test('that there is none, where a viewer may do without [DTD-257]', async () => {
    for (const mode of ['optional', 'passthrough'] as const) {
      const { 'CloudFront-Viewer-Cert-Present': present, ...others } = await received(mode, []);
      expect(present).toBe('0');
      expect(new Set(Object.values(others))).toEqual(new Set([null]));
    }
  });

  test('nothing where the distribution asks for no certificates, whatever a viewer claims', async () => {
    const claimed = Object.fromEntries(ALL.map((name) => [name, 'forged']));
    expect(new Set(Object.values(await received(undefined, [], claimed)))).toEqual(new Set([null]));
  });
});

test('in mode passthrough the headers of a viewer that claims another certificate are dropped [DTD-256]', async () => {
  const claimed = { 'Client-Cert': ':Zm9yZ2Vk:', 'Client-Cert-Chain': ':Zm9yZ2Vk:' };
  expect(await received('passthrough', [viewer], claimed)).toMatchObject({ 'Client-Cert': der(viewer), 'Client-Cert-Chain': null });
  expect(await received('passthrough', [], claimed)).toMatchObject({ 'Client-Cert': null, 'Client-Cert-Chain': null });
  const { edge, ask } = edgeOf('passthrough', { cache: MANAGED.CachingDisabled, request: MANAGED.AllViewer });
  await ask([viewer], { ...claimed, 'X-Other': 'sent' });
  expect([edge.asked[0].headers.get('client-cert'), edge.asked[0].headers.get('client-cert-chain'), edge.asked[0].headers.get('x-other')]).toEqual([null, null, 'sent']);
});

test('in mode passthrough nothing is cached, whatever the cache policy says [DTD-256]', async () => {
  const xCache = async (mode: Mode) => {
    const { edge, ask } = edgeOf(mode, { cache: MANAGED.CachingOptimized });
    const answers = [await ask([viewer]), await ask([viewer])];
    return [...answers.map((answer) => answer.header('x-cache')), edge.asked.length];
  };
  expect(await xCache('passthrough')).toEqual(['Miss from cloudfront', 'Miss from cloudfront', 2]);
  expect(await xCache('required')).toEqual(['Miss from cloudfront', 'Hit from cloudfront', 1]);
});

test.each(INTO_THE_KEY)('%s in the cache key keeps the objects of viewers apart [DTD-257]', async (name) => {
  const { edge, ask } = edgeOf('optional', { cache: { headers: [name] } });
  for (const shown of [[viewer], [viewer], []]) await ask(shown);
  expect(edge.asked.map(({ headers }) => headers.get(name) === null || headers.get(name) === '0')).toEqual([false, true]);
});
