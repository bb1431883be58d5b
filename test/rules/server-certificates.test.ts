import { X509Certificate } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { ruleTest } from './rule-test';

/** Certificates that root, intermediate-1 and intermediate-2 issued one after the other, and keys; made with openssl for these tests. */
const file = (name: string) => readFileSync(join(__dirname, 'certificates', name), 'utf8');
const LEAF = file('www.example.com.pem');
const KEY = file('www.example.com.key');
const CHAIN = file('intermediate-2.pem') + file('intermediate-1.pem');

const certificate = (properties: object) => ({ Path: '/cloudfront/site/', CertificateBody: LEAF, CertificateChain: CHAIN, PrivateKey: KEY, ...properties });
const withKey = (PrivateKey: unknown) => certificate({ PrivateKey });
const withChain = (...names: string[]) => certificate({ CertificateChain: names.map((name) => file(`${name}.pem`)).join('') });
const withLeaf = (name: string, PrivateKey: unknown = '{{resolve:secretsmanager:key}}') => certificate({ CertificateBody: file(`${name}.pem`), PrivateKey });
const cases = { in: 'AWS::IAM::ServerCertificate' } as const;

ruleTest('server-certificate-pem [TLS-042]', {
  ...cases,
  at: 'CertificateBody',
  rejects: [certificate({ CertificateBody: 'MIIDdDCCAlygAwIBAgIJ' }), certificate({ CertificateBody: KEY })],
  accepts: [certificate({}), certificate({ CertificateChain: { Ref: 'AWS::NoValue' } }), certificate({ CertificateBody: '{{resolve:ssm:certificate}}' }), certificate({ Path: '/', CertificateBody: 'MIID' })],
});
ruleTest('server-certificate-pem [TLS-048]', { ...cases, at: 'PrivateKey', rejects: [withKey('MIIEogIBAAKCAQEA'), withKey(LEAF)], accepts: [withKey(KEY)] });
ruleTest('server-certificate-self-signed [TLS-041]', { ...cases, at: 'CertificateBody', rejects: [withLeaf('self-signed')], accepts: [certificate({})], message: /CN=self-signed signed itself/i });
ruleTest('server-certificate-chain-order [TLS-043]', {
  ...cases,
  at: 'CertificateChain',
  rejects: [withChain('intermediate-1', 'intermediate-2'), withChain('intermediate-1')],
  accepts: [withChain('intermediate-2', 'intermediate-1'), withChain('intermediate-2'), withChain()],
  message: /CN=intermediate-1 stands where CN=intermediate-2 belongs|lacks the certificate of CN=intermediate-2/i,
});
ruleTest('server-certificate-chain-root [TLS-044] [TLS-046]', {
  ...cases,
  at: 'CertificateChain',
  rejects: [withChain('intermediate-2', 'intermediate-1', 'root'), withChain('intermediate-2', 'intermediate-1', 'root-public-key')],
  accepts: [withChain('intermediate-2', 'intermediate-1')],
  message: /CN=root is a root certificate|has a public key/i,
});
ruleTest('server-certificate-chain-unrelated [TLS-045]', {
  ...cases,
  at: 'CertificateChain',
  rejects: [withChain('intermediate-2', 'intermediate-1', 'unrelated'), withChain('unrelated', 'intermediate-2')],
  accepts: [withChain('intermediate-2', 'intermediate-1')],
});
ruleTest('server-certificate-key-match [TLS-047]', { ...cases, at: 'PrivateKey', rejects: [withKey(file('p-256.key'))], accepts: [withKey(KEY), withKey(file('pkcs8.key')), withLeaf('p-256', file('p-256.key'))] });
ruleTest('server-certificate-key-encrypted [TLS-049]', {
  ...cases, at: 'PrivateKey', rejects: [withKey(file('encrypted.key')), withKey(file('encrypted-pkcs8.key'))], accepts: [withKey(KEY), withKey('{{resolve:secretsmanager:key}}')],
});
ruleTest('server-certificate-key-format [TLS-048]', {
  ...cases,
  edition: '2014-10-21',
  at: 'PrivateKey',
  rejects: [withKey(file('pkcs8.key')), withLeaf('p-256', file('p-256.key'))],
  accepts: [withKey(KEY)],
  message: /allowed: BEGIN RSA PRIVATE KEY/,
});
ruleTest('server-certificate-key-format [TLS-048]', { ...cases, at: 'PrivateKey', rejects: [withKey(KEY.replace(/RSA PRIVATE/g, 'DSA PRIVATE'))], accepts: [withKey(file('pkcs8.key')), withLeaf('p-256', file('p-256.key'))] });
ruleTest('server-certificate-key-size [TLS-051]', {
  ...cases, edition: '2014-10-21', at: 'CertificateBody', rejects: [withLeaf('rsa-4096'), withLeaf('p-256')], accepts: [withLeaf('rsa-1024'), certificate({})], message: /allowed: RSA of .*2048 bits/,
});
ruleTest('server-certificate-key-size [TLS-051] [DTD-171]', {
  ...cases,
  at: 'CertificateBody',
  rejects: [withLeaf('rsa-8192'), withLeaf('p-384')],
  accepts: [withLeaf('rsa-1024'), certificate({}), withLeaf('rsa-4096'), withLeaf('p-256')],
  message: /key is (RSA of 8192 bits|ECDSA P-384); allowed: RSA of 1024, 2048, 3072, 4096 bits and ECDSA P-256/i,
});

const END = Date.parse(new X509Certificate(LEAF).validTo);
const HOUR = 60 * 60 * 1000;
const expiring = { ...cases, at: 'CertificateBody' } as const;
ruleTest('server-certificate-expiry [DTD-174]', { ...expiring, now: END - 24 * HOUR + 1, rejects: [certificate({})], accepts: [certificate({ CertificateBody: '{{resolve:ssm:certificate}}' })], message: /It ends on .*import a renewed/ });
ruleTest('server-certificate-expiry [DTD-174]', { ...expiring, now: END - 24 * HOUR, rejects: [], accepts: [certificate({})] });
ruleTest('server-certificate-expiry [DTD-174]', { ...expiring, now: END + 1000, rejects: [certificate({})], accepts: [], message: /It ended on/ });
