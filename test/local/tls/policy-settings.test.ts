import * as tls from 'node:tls';
import { handshake } from './handshakes';
import { SECURITY_POLICY_NAMES, SecurityPolicyName } from '../../../src/config';
import { CertificateAndKey, KeyKind, selfSignedCertificate } from '../../../src/local/tls/certificate';
import { hasPostQuantumGroups, policySettings } from '../../../src/local/tls/policy-settings';

const servers = new Map<string, Promise<number>>();
const certificates = new Map<KeyKind, Promise<CertificateAndKey>>();
const closing: tls.Server[] = [];
afterAll(() => closing.forEach((server) => server.close()));

/** The port of a server that keeps to a security policy. */
function serverOf(policy: SecurityPolicyName, kind: KeyKind = 'rsa'): Promise<number> {
  const key = `${policy} ${kind}`;
  const port = servers.get(key) ?? opened(policy, kind);
  servers.set(key, port);
  return port;
}

async function opened(policy: SecurityPolicyName, kind: KeyKind): Promise<number> {
  const certificate = certificates.get(kind) ?? selfSignedCertificate(['127.0.0.1'], kind);
  certificates.set(kind, certificate);
  const server = tls.createServer({ ...await certificate, ...policySettings(policy) }, (socket) => socket.on('error', () => {}).end('ok'));
  closing.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

/** What a viewer gets that offers these alone; undefined where there is no handshake. */
async function negotiated(policy: SecurityPolicyName, offers: tls.ConnectionOptions, kind?: KeyKind) {
  const { protocol, cipher, answer } = await handshake(await serverOf(policy, kind), { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1', ...offers });
  return answer === 'ok' ? { protocol, cipher } : undefined;
}

/** The rows of the guide's table, as this project's specification has them. */
const PROTOCOLS: { readonly [policy in SecurityPolicyName]: readonly tls.SecureVersion[] } = {
  'SSLv3': ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
  'TLSv1': ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
  'TLSv1_2016': ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
  'TLSv1.1_2016': ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
  'TLSv1.2_2018': ['TLSv1.2', 'TLSv1.3'],
  'TLSv1.2_2019': ['TLSv1.2', 'TLSv1.3'],
  'TLSv1.2_2021': ['TLSv1.2', 'TLSv1.3'],
  'TLSv1.2_2025': ['TLSv1.2', 'TLSv1.3'],
  'TLSv1.3_2025': ['TLSv1.3'],
};

test.each(SECURITY_POLICY_NAMES)('%s lets viewers in with its protocols alone [DTD-161] [WEB-182]', async (policy) => {
  const admitted: tls.SecureVersion[] = [];
  for (const version of ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
    const result = await negotiated(policy, { minVersion: version, maxVersion: version });
    if (result !== undefined) admitted.push(version);
    expect(result?.protocol ?? version).toBe(version);
  }
  expect(admitted).toEqual(PROTOCOLS[policy]);
});

/** For each cipher that node can speak, how many of the policies, from the first, have it. */
const CIPHERS: readonly (readonly [cipher: string, policies: number])[] = [
  ['TLS_AES_128_GCM_SHA256', 9], ['TLS_AES_256_GCM_SHA384', 9],
  ['ECDHE-ECDSA-AES128-GCM-SHA256', 8], ['ECDHE-ECDSA-AES128-SHA256', 6], ['ECDHE-ECDSA-AES128-SHA', 4], ['ECDHE-ECDSA-AES256-GCM-SHA384', 8],
  ['ECDHE-ECDSA-CHACHA20-POLY1305', 7], ['ECDHE-ECDSA-AES256-SHA384', 6], ['ECDHE-ECDSA-AES256-SHA', 4],
  ['ECDHE-RSA-AES128-GCM-SHA256', 8], ['ECDHE-RSA-AES128-SHA256', 6], ['ECDHE-RSA-AES128-SHA', 4], ['ECDHE-RSA-AES256-GCM-SHA384', 8],
  ['ECDHE-RSA-CHACHA20-POLY1305', 7], ['ECDHE-RSA-AES256-SHA384', 6], ['ECDHE-RSA-AES256-SHA', 4],
  ['AES128-GCM-SHA256', 5], ['AES256-GCM-SHA384', 5], ['AES128-SHA256', 5], ['AES256-SHA', 4], ['AES128-SHA', 4],
];

function offering(cipher: string): tls.ConnectionOptions {
  const version = cipher.startsWith('TLS_') ? 'TLSv1.3' : 'TLSv1.2';
  return { ciphers: version === 'TLSv1.3' ? cipher : `${cipher}:@SECLEVEL=0`, minVersion: version, maxVersion: version };
}

test.each(CIPHERS)('%s is spoken by the first %d policies [DTD-162]', async (cipher, policies) => {
  const kind = cipher.includes('ECDSA') ? 'ec' : 'rsa';
  const results = [];
  for (const policy of SECURITY_POLICY_NAMES) results.push((await negotiated(policy, offering(cipher), kind))?.cipher);
  expect(results).toEqual(SECURITY_POLICY_NAMES.map((_policy, i) => (i < policies ? cipher : undefined)));
});

test('TLS_CHACHA20_POLY1305_SHA256 is spoken by all policies but TLSv1.2_2025 [DTD-162]', async () => {
  for (const policy of SECURITY_POLICY_NAMES) {
    expect((await negotiated(policy, offering('TLS_CHACHA20_POLY1305_SHA256')))?.cipher).toBe(policy === 'TLSv1.2_2025' ? undefined : 'TLS_CHACHA20_POLY1305_SHA256');
  }
});

test.each([
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.2', 'AES128-SHA:AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA'],
] as const)('with %s the first of CloudFront\'s order is taken, not of the viewer\'s [DTD-162]', async (version, ciphers, first) => {
  expect((await negotiated('TLSv1_2016', { ciphers, minVersion: version, maxVersion: version }))?.cipher).toBe(first);
});

test.each([
  ['RSA+SHA1', 'rsa', 4], ['ECDSA+SHA1', 'ec', 4], ['RSA+SHA224', 'rsa', 7], ['ECDSA+SHA224', 'ec', 7], ['RSA+SHA256', 'rsa', 8], ['ECDSA+SHA256', 'ec', 8],
] as const)('with TLSv1.2, a viewer that takes %s signatures alone is let in by the first policies [DTD-164]', async (sigalgs, kind, policies) => {
  const results = [];
  for (const policy of SECURITY_POLICY_NAMES) results.push(await negotiated(policy, { sigalgs, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }, kind) !== undefined);
  expect(results).toEqual(SECURITY_POLICY_NAMES.map((_policy, i) => i < policies));
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('with %s keys are exchanged by prime256v1, X25519 and secp384r1, by no other curve', async (version) => {
  const admits = async (ecdhCurve: string) => await negotiated('TLSv1.2_2021', { ecdhCurve, minVersion: version, maxVersion: version }) !== undefined;
  expect(await Promise.all(['prime256v1', 'X25519', 'secp384r1', 'secp521r1', 'X448'].map(admits))).toEqual([true, true, true, false, false]);
});

(hasPostQuantumGroups() ? test.each : test.skip.each)(['X25519MLKEM768', 'SecP256r1MLKEM768'])('with TLSv1.3 keys are exchanged by %s alone (needs OpenSSL 3.5)', async (ecdhCurve) => {
  expect(await negotiated('TLSv1.2_2021', { ecdhCurve })).toBeDefined();
});

test.each([['3.0.15+quic', false], ['3.4.9', false], ['3.5.1', true], ['4.0.0', true]])('OpenSSL %s has groups against quantum computers: %s', (version, has) => {
  expect(hasPostQuantumGroups(version)).toBe(has);
});

test('a policy that there is none of stands for TLSv1', () => {
  expect(policySettings('TLSv9')).toEqual(policySettings('TLSv1'));
});
