import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorities, certificateOf } from './authorities';
import { handshake, HandshakeOptions } from './handshakes';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { run, testWith } from '../clients';
import { closeAll, running } from '../running-edge';

const directory = mkdtempSync(join(tmpdir(), 'trust-'));
let [root, intermediate]: CertificateAndKey[] = [];
let viewer: CertificateAndKey;
beforeAll(async () => {
  [root, intermediate] = await authorities(2);
  viewer = await certificateOf('viewer', { by: root });
});
afterEach(closeAll);
afterAll(() => rmSync(directory, { recursive: true }));

const DAY = 86_400_000;
const SERVED = /^HTTP\/1.1 200 [^]*body$/;
const STORE = {
  Store: {
    Type: 'AWS::CloudFront::TrustStore',
    Properties: { Name: 'authorities', CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'bundles', Key: 'ca.pem', Region: 'us-east-1' } } },
  },
};

const config = (Mode?: string, trust: object = {}) => ({
  Aliases: ['www.example.com'],
  Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'redirect-to-https', ForwardedValues: { QueryString: false } },
  ViewerMtlsConfig: { Mode, ...Mode === 'passthrough' ? {} : { TrustStoreConfig: { TrustStoreId: { 'Fn::GetAtt': ['Store', 'Id'] }, ...trust } } },
});

/** A running distribution that asks for certificates which `root` has signed, and connections to it. */
async function edgeOf(distribution: object, { resources = {}, trustStores = { Store: root.cert } as { [name: string]: string } } = {}) {
  const edge = await running(distribution, { origin: () => 'body' }, { ...STORE, ...resources }, { trustStores });
  const connect = (certificate?: CertificateAndKey, options: HandshakeOptions = {}) => handshake(edge.httpsPort, { ...certificate, ...options }, edge.domainName);
  return { ...edge, connect };
}

const expired = () => certificateOf('viewer', { by: root, from: new Date(Date.now() - 3 * DAY), until: new Date(Date.now() - DAY) });

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
  const only = { minVersion: version, maxVersion: version };

  test.each([[undefined, {}], ['required', {}], ['required', { AdvertiseTrustStoreCaNames: true }]])(
    'mode %s %j lets in who shows a certificate that an authority has signed, and nobody else [DTD-254]', async (mode, trust) => {
      const { connect, notices } = await edgeOf(config(mode, trust));
      expect((await connect(viewer, only)).answer).toMatch(SERVED);
      const refused = [
        undefined, await certificateOf('viewer'), await expired(),
        { ...await certificateOf('viewer', { by: intermediate }) }, await certificateOf('server', { by: root, isForServers: true }),
      ];
      for (const certificate of refused) expect((await connect(certificate, only)).answer).toBe('');
      expect(notices.filter((line) => line.includes('does not let a viewer in'))).toHaveLength(refused.length);
    });

  test('mode optional lets in who shows no certificate, and refuses one that is not trusted [DTD-255]', async () => {
    const { connect, notices } = await edgeOf(config('optional'));
    expect((await connect(undefined, only)).answer).toMatch(SERVED);
    expect((await connect(viewer, only)).answer).toMatch(SERVED);
    for (const certificate of [await certificateOf('viewer'), await expired()]) expect((await connect(certificate, only)).answer).toBe('');
    expect(notices).toContain('Site (TLSv1) does not let a viewer in: its certificate has expired');
  });

  test('a session that is resumed does not stand for a certificate', async () => {
    const { connect } = await edgeOf(config('required'));
    const sessions: Buffer[] = [];
    const keep = (session: Buffer) => sessions.push(session);
    const stranger = await certificateOf('viewer');
    expect((await connect(viewer, { ...only, onSession: keep })).answer).toMatch(SERVED);
    expect((await connect(stranger, { ...only, onSession: keep })).answer).toBe('');
    for (const session of sessions) expect((await connect(undefined, { ...only, session })).answer).toBe('');
  });
});

test('a viewer without a certificate gets an alert, where the names of the authorities are told [DTD-254]', async () => {
  const { connect } = await edgeOf(config('required', { AdvertiseTrustStoreCaNames: true }));
  expect(await connect(undefined, { maxVersion: 'TLSv1.2' })).toEqual({ answer: '', error: expect.stringMatching(/^ERR_SSL_.*_ALERT_HANDSHAKE_FAILURE$/) });
  expect(await connect(undefined)).toMatchObject({ answer: '', error: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
});

test('a chain of more than four certificates is refused during the handshake [DTD-254]', async () => {
  const made = await authorities(4);
  const chain = async (signers: readonly CertificateAndKey[]) => {
    const leaf = await certificateOf('viewer', { by: signers.at(-1) });
    return { key: leaf.key, cert: [leaf, ...signers.slice(1).reverse()].map(({ cert }) => cert).join('\n') };
  };
  const { connect, notices } = await edgeOf(config('required'), { trustStores: { authorities: made[0].cert } });
  expect((await connect(await chain(made.slice(0, 3)))).answer).toMatch(SERVED);
  expect((await connect(await chain(made))).answer).toBe('');
  expect(notices).toContain('Site (TLSv1) does not let a viewer in: its chain has more than 4 certificates');
});

test('an expired certificate is taken where expiry is ignored, but not one that nobody has signed', async () => {
  const { connect } = await edgeOf(config('required', { IgnoreCertificateExpiry: true, AdvertiseTrustStoreCaNames: true }));
  expect((await connect(await expired())).answer).toMatch(SERVED);
  expect((await connect(await certificateOf('viewer', { from: new Date(Date.now() - 3 * DAY), until: new Date(Date.now() - DAY) }))).answer).toBe('');
});

test('over HTTP a viewer is redirected without any certificate [DTD-259]', async () => {
  const { port, domainName } = await edgeOf(config('required'));
  const answer = await new Promise<{ status?: number; location?: string }>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/a', headers: { Host: domainName }, agent: false }, (response) => {
      resolve({ status: response.statusCode, location: response.headers.location });
      response.resume();
    }).on('error', reject);
  });
  expect(answer).toEqual({ status: 301, location: `https://${domainName}/a` });
});

test('without the certificates of the trust store nobody is let in, and a person is told', async () => {
  const { connect, notices } = await edgeOf(config(), { trustStores: {} });
  expect((await connect(viewer)).answer).toBe('');
  expect(notices).toContain('Site trusts no certificate of a viewer; say which its trust store has with --trust-store Store=FILE');
});

test('nobody reaches the distribution on a connection that was made for another one', async () => {
  const other = { ...config(), ViewerMtlsConfig: undefined, Enabled: true, Aliases: ['other.example.com'] };
  const { httpsPort } = await edgeOf({ ...config(), Aliases: ['www.example.com'] }, {
    resources: { Other: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: other } } },
  });
  expect((await handshake(httpsPort, { servername: 'other.example.com' })).answer).toMatch(SERVED);
  expect((await handshake(httpsPort, { servername: 'other.example.com' }, 'www.example.com')).answer).toMatch(/^HTTP\/1.1 421 /);
  expect((await handshake(httpsPort, { servername: 'www.example.com', ...viewer })).answer).toMatch(SERVED);
});

describe('the names of the authorities', () => {
  const request = async (trust: object) => {
    const { httpsPort } = await edgeOf(config('required', trust));
    const [cert, key] = ['viewer.pem', 'viewer.key'].map((name) => join(directory, name));
    writeFileSync(cert, viewer.cert);
    writeFileSync(key, viewer.key);
    return String(await run('sh', '-c', `openssl s_client -connect 127.0.0.1:${httpsPort} -cert '${cert}' -key '${key}' </dev/null 2>&1`));
  };

  testWith({ openssl: 'openssl' }, 'are in the request for a certificate where the distribution says so [DTD-260]', async () => {
    expect(await request({ AdvertiseTrustStoreCaNames: true })).toMatch(/Acceptable client certificate CA names\n.*Authority 0/);
    for (const trust of [{}, { AdvertiseTrustStoreCaNames: false }]) expect(await request(trust)).toContain('No client certificate CA names sent');
  });
});

test('mode passthrough lets in every certificate, and none', async () => {
  const { connect } = await edgeOf(config('passthrough'));
  for (const certificate of [undefined, viewer, await certificateOf('stranger'), await expired()]) expect((await connect(certificate)).answer).toMatch(SERVED);
});
