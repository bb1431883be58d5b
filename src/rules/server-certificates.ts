import { createPrivateKey, KeyObject, X509Certificate } from 'crypto';
import { at, isKnown, ServerCertificate, Value } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';

/** A part of a PEM file. */
interface PemBlock {
  readonly label: string;
  readonly text: string;
}

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** Curves by OpenSSL's names, as people know them. */
const CURVE_NAMES: { readonly [curve: string]: string } = { prime256v1: 'ECDSA P-256', secp384r1: 'ECDSA P-384', secp521r1: 'ECDSA P-521' };

function blocksOf(pem: string): PemBlock[] {
  return [...pem.matchAll(PEM_BLOCK)].map(([text, label]) => ({ label, text }));
}

/** A text that is known now, and not filled in by the deployment. */
function known(text: Value<string> | undefined): string | undefined {
  return isKnown(text) && text !== '' && !text.includes('{{resolve:') ? text : undefined;
}

function isForCloudFront({ path }: ServerCertificate): boolean {
  return isKnown(path) && path.startsWith('/cloudfront/');
}

/** Certificates of a text; those that cannot be read are left out. */
function certificatesOf(text: Value<string> | undefined): X509Certificate[] {
  return blocksOf(known(text) ?? '').filter(({ label }) => label === 'CERTIFICATE').flatMap((block) => {
    try {
      return [new X509Certificate(block.text)];
    } catch {
      return [];
    }
  });
}

function leafOf({ body }: ServerCertificate): X509Certificate | undefined {
  return certificatesOf(body)[0];
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return isIssuedBy(certificate, certificate);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);
}

function nameOf({ subject }: X509Certificate): string {
  return subject.split('\n').reverse().join(', ');
}

/** Intermediate certificates of the chain, and those of them that lead from the certificate upwards, in that order. */
function chainOf(certificate: ServerCertificate): { readonly listed: X509Certificate[]; readonly trustPath: X509Certificate[] } {
  const listed = certificatesOf(certificate.chain).filter((one) => !isSelfSigned(one));
  const trustPath: X509Certificate[] = [];
  let last = leafOf(certificate);
  while (last !== undefined) {
    const present: X509Certificate = last;
    last = listed.find((one) => !trustPath.includes(one) && isIssuedBy(present, one));
    if (last !== undefined) trustPath.push(last);
  }
  return { listed, trustPath };
}

function isEncrypted(pem: string): boolean {
  return /Proc-Type: 4,ENCRYPTED|BEGIN ENCRYPTED PRIVATE KEY/.test(pem);
}

function privateKeyOf({ privateKey }: ServerCertificate): KeyObject | undefined {
  const pem = known(privateKey);
  if (pem === undefined || isEncrypted(pem)) return undefined;
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** Lets a rule check the certificates that are for CloudFront. */
function each(check: Rule<ServerCertificate>['check']): Rule<ServerCertificate>['check'] {
  return function* (certificate, context) {
    if (isForCloudFront(certificate)) yield* check(certificate, context);
  };
}

function* inPem(certificate: ServerCertificate, property: string, text: Value<string> | undefined, label: RegExp): Iterable<Violation> {
  const written = known(text);
  if (written === undefined || blocksOf(written).some((block) => label.test(block.label))) return;
  yield { at: at(certificate, property), fix: 'convert it to PEM, with its -----BEGIN and -----END lines' };
}

const serverCertificate: readonly Rule<Subjects['serverCertificate']>[] = [
  {
    id: 'server-certificate-pem',
    level: 'error',
    spec: ['TLS-042', 'TLS-048'],
    apiError: 'MalformedCertificate',
    says: 'certificates and keys are in PEM format, and certificates are X.509',
    check: each(function* (certificate) {
      yield* inPem(certificate, 'CertificateBody', certificate.body, /^CERTIFICATE$/);
      yield* inPem(certificate, 'CertificateChain', certificate.chain, /^(CERTIFICATE|PUBLIC KEY)$/);
      yield* inPem(certificate, 'PrivateKey', certificate.privateKey, /PRIVATE KEY$/);
    }),
  },
  {
    id: 'server-certificate-self-signed',
    level: 'error',
    spec: ['TLS-041'],
    says: 'a certificate for viewers is issued by a certificate authority, not by itself',
    check: each(function* (certificate) {
      const leaf = leafOf(certificate);
      if (leaf !== undefined && isSelfSigned(leaf)) yield { at: at(certificate, 'CertificateBody'), says: `${nameOf(leaf)} signed itself`, fix: 'have it issued by a certificate authority, or use ACM' };
    }),
  },
  {
    id: 'server-certificate-chain-order',
    level: 'error',
    spec: ['TLS-043'],
    apiError: 'MalformedCertificate',
    says: 'the chain begins with the certificate that signed the domain\'s own, and each next one signed the one before it',
    check: each(function* (certificate) {
      const { listed, trustPath } = chainOf(certificate);
      const leaf = leafOf(certificate);
      if (leaf === undefined || listed.length === 0) return;
      const place = at(certificate, 'CertificateChain');
      if (trustPath.length === 0) yield { at: place, says: `the chain lacks the certificate of ${leaf.issuer}, which signed the domain's own`, fix: 'put it first' };
      const inOrder = listed.filter((one) => trustPath.includes(one));
      const wrong = inOrder.findIndex((one, i) => one !== trustPath[i]);
      if (wrong >= 0) yield { at: place, says: `${nameOf(inOrder[wrong])} stands where ${nameOf(trustPath[wrong])} belongs`, fix: 'list them from the domain\'s certificate upwards' };
    }),
  },
  {
    id: 'server-certificate-chain-root',
    level: 'error',
    spec: ['TLS-044', 'TLS-046'],
    says: 'the chain has intermediate certificates alone, without the root and without public keys',
    check: each(function* (certificate) {
      for (const root of certificatesOf(certificate.chain).filter(isSelfSigned)) {
        yield { at: at(certificate, 'CertificateChain'), says: `${nameOf(root)} is a root certificate`, fix: 'remove it' };
      }
      if (blocksOf(known(certificate.chain) ?? '').some(({ label }) => label.endsWith('PUBLIC KEY'))) {
        yield { at: at(certificate, 'CertificateChain'), says: 'it has a public key', fix: 'remove it' };
      }
    }),
  },
  {
    id: 'server-certificate-chain-unrelated',
    level: 'error',
    spec: ['TLS-045'],
    says: 'the chain has only certificates that lead from the domain\'s own to the root',
    check: each(function* (certificate) {
      const { listed, trustPath } = chainOf(certificate);
      if (trustPath.length === 0) return;
      for (const unrelated of listed.filter((one) => !trustPath.includes(one))) {
        yield { at: at(certificate, 'CertificateChain'), says: `${nameOf(unrelated)} signed none of the others`, fix: 'remove it' };
      }
    }),
  },
  {
    id: 'server-certificate-key-encrypted',
    level: 'error',
    spec: ['TLS-049'],
    says: 'the private key has no password',
    check: each(function* (certificate) {
      if (isEncrypted(known(certificate.privateKey) ?? '')) yield { at: at(certificate, 'PrivateKey'), fix: 'decrypt it with openssl rsa -traditional' };
    }),
  },
  {
    id: 'server-certificate-key-format',
    level: 'error',
    spec: ['TLS-048'],
    apiError: 'MalformedCertificate',
    says: 'the private key is in a format that can be uploaded',
    check: each(function* (certificate, { facts: { certificateKeys: { privateKeyLabels } } }) {
      const written = known(certificate.privateKey) ?? '';
      const label = blocksOf(written).map((block) => block.label).find((one) => one.endsWith('PRIVATE KEY'));
      if (label === undefined || isEncrypted(written) || privateKeyLabels.includes(label)) return;
      yield { at: at(certificate, 'PrivateKey'), says: `it is headed BEGIN ${label}; allowed: BEGIN ${privateKeyLabels.join(', BEGIN ')}`, fix: 'convert it with openssl rsa -traditional' };
    }),
  },
  {
    id: 'server-certificate-key-match',
    level: 'error',
    spec: ['TLS-047'],
    apiError: 'KeyPairMismatch',
    says: 'the private key is the one of the certificate',
    check: each(function* (certificate) {
      const [leaf, key] = [leafOf(certificate), privateKeyOf(certificate)];
      if (leaf !== undefined && key !== undefined && !leaf.checkPrivateKey(key)) yield { at: at(certificate, 'PrivateKey'), says: `it is not the key of ${nameOf(leaf)}`, fix: 'give the key with which the certificate was requested' };
    }),
  },
  {
    id: 'server-certificate-key-size',
    level: 'error',
    spec: ['TLS-051', 'DTD-171'],
    apiError: 'InvalidViewerCertificate',
    says: 'the key of a certificate for viewers has a size that CloudFront takes',
    check: each(function* (certificate, { facts: { certificateKeys: { rsaBits, curves } } }) {
      const key = leafOf(certificate)?.publicKey;
      const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
      if (key === undefined || rsaBits.includes(modulusLength ?? 0) || curves.includes(namedCurve ?? '')) return;
      const got = modulusLength === undefined ? CURVE_NAMES[namedCurve ?? ''] ?? `${key.asymmetricKeyType}` : `RSA of ${modulusLength} bits`;
      const allowed = [`RSA of ${rsaBits.join(', ')} bits`, ...curves.map((curve) => CURVE_NAMES[curve])].join(' and ');
      yield { at: at(certificate, 'CertificateBody'), says: `its key is ${got}; allowed: ${allowed}`, fix: 'request a certificate for a key of 2048 bits' };
    }),
  },
  {
    id: 'server-certificate-expiry',
    level: 'warning',
    spec: ['DTD-174'],
    says: 'an imported certificate is renewed at least 24 hours before it ends',
    check: each(function* (certificate, { now }) {
      const leaf = leafOf(certificate);
      const left = leaf === undefined ? NaN : Date.parse(leaf.validTo) - now;
      if (!(left < DAY)) return;
      yield { at: at(certificate, 'CertificateBody'), says: `it ${left < 0 ? 'ended' : 'ends'} on ${leaf!.validTo}`, fix: 'import a renewed certificate' };
    }),
  },
];

/** Rules about certificates that an application uploads for CloudFront. */
export const serverCertificateRules: RuleSet = { serverCertificate };
