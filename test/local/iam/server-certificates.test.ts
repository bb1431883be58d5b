import { execFileSync } from 'node:child_process';
import { certificateUntil, WWW } from './certificate-files';
import { ManualClock } from '../../../src/edge';
import { certificateUsage } from '../../../src/local/iam/certificate-usage';
import { DEFAULT_LIMITS, IamError, ServerCertificates } from '../../../src/local/iam/server-certificates';
import { START } from '../../edge/scenario';

const OWN = '111122223333';

function store(usersOf: () => readonly string[] = () => []) {
  const limits = { ...DEFAULT_LIMITS };
  const onChange = jest.fn();
  return { limits, onChange, certificates: new ServerCertificates({ clock: new ManualClock(START), limits, ownAccount: () => OWN, usersOf, onChange }) };
}

const code = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof IamError ? error.code : String(error);
  }
};

test('name, body, private key, chain and path make a certificate with an id, listed by its name [TLS-061] [TLS-064]', () => {
  const { certificates, onChange } = store();
  const { id } = certificates.upload({ name: 'MyCert2014', ...WWW, path: '/cloudfront/production/' });
  expect(id).toMatch(/^AS[A-Z0-9]{19}$/);
  expect(certificates.list()).toMatchObject([{
    id, name: 'MyCert2014', path: '/cloudfront/production/', arn: `arn:aws:iam::${OWN}:server-certificate/cloudfront/production/MyCert2014`, uploadDate: '2025-01-01T00:00:00Z',
  }]);
  expect(certificates.shown(id)?.key).toBe(WWW.privateKey);
  certificates.delete('MyCert2014');
  expect([certificates.list(), certificates.shown(id), onChange.mock.calls.length]).toEqual([[], undefined, 2]);
});

test.each([
  ['/cloudfront/production/', true, true],
  ['/cloudfront/test/', true, true],
  ['/cloudfront/', true, true],
  ['/production/', true, false],
  ['/', true, false],
  ['cloudfront/test/', false, false],
  ['/cloudfront/test', false, false],
])('the path %s: it is taken %s, and distributions can have it %s [TLS-063]', (path, isTaken, isUsable) => {
  const { certificates } = store();
  const upload = () => certificates.upload({ name: 'www', ...WWW, path });
  if (!isTaken) return expect(code(upload)).toBe('ValidationError');
  expect(certificates.obstacleTo(upload().id) === undefined).toBe(isUsable);
});

test('for CloudFront and for other services a certificate is uploaded twice [TLS-058]', () => {
  const { certificates } = store();
  const [forCloudFront, forOthers] = ['/cloudfront/prod/', '/'].map((path, i) => certificates.upload({ name: `www-${i}`, ...WWW, path }));
  expect(forCloudFront.id).not.toBe(forOthers.id);
  expect([certificates.obstacleTo(forCloudFront.id), certificates.obstacleTo(forOthers.id)]).toEqual([undefined, expect.stringMatching(/once more, under \/cloudfront\//)]);
});

test('each account has a store of its own [TLS-057] [TLS-062]', () => {
  const { certificates } = store();
  const { id } = certificates.upload({ name: 'www', ...WWW, path: '/cloudfront/' }, '444455556666');
  expect([certificates.list(), certificates.list('4444-5555-6666').length, code(() => certificates.delete('www'))]).toEqual([[], 1, 'NoSuchEntity']);
  expect(certificates.obstacleTo(id)).toMatch(/upload it to its own store/);
  expect(certificates.obstacleTo(certificates.upload({ name: 'www', ...WWW, path: '/cloudfront/' }).id)).toBeUndefined();
});

test('an account has 20 at most, or what it was granted [TLS-056]', () => {
  const { certificates, limits } = store();
  const upload = (i: number) => code(() => certificates.upload({ name: `www-${i}`, ...WWW }));
  expect(Array.from({ length: 21 }, (_, i) => upload(i))).toEqual([...Array.from({ length: 20 }, () => undefined), 'LimitExceeded']);
  limits.serverCertificates = 10;
  expect(upload(21)).toBe('LimitExceeded');
  limits.serverCertificates = 21;
  expect(upload(22)).toBeUndefined();
});

test('one that distributions show is not deleted before it is replaced [IAM-035]', () => {
  const users = ['E1'];
  const { certificates } = store(() => users);
  const { id } = certificates.upload({ name: 'www', ...WWW, path: '/cloudfront/' });
  expect(code(() => certificates.delete('www'))).toBe('DeleteConflict');
  expect(() => certificates.delete('www')).toThrow(`Certificate: ${id} is being used by CloudFront.`);
  users.pop();
  expect(code(() => certificates.delete('www'))).toBeUndefined();
});

test.each([
  ['a name that is taken', { name: 'taken' }, 'EntityAlreadyExists'],
  ['a name with a slash', { name: 'a/b' }, 'ValidationError'],
  ['another key', { privateKey: 'own' }, 'KeyPairMismatch'],
  ['no PEM', { body: 'certificate' }, 'MalformedCertificate'],
  ['no PEM, for other services', { body: 'certificate', path: '/' }, 'MalformedCertificate'],
])('%s is refused', async (_what, changes, expected) => {
  const { certificates } = store();
  certificates.upload({ name: 'taken', ...WWW });
  const { privateKey } = await certificateUntil('www.example.com');
  const upload = { name: 'www', ...WWW, path: '/cloudfront/', ...changes, ...'privateKey' in changes && { privateKey } };
  expect(code(() => certificates.upload(upload))).toBe(expected);
});

test('the end of a certificate is told before it comes, and its key as OpenSSL tells it [TLS-052] [TLS-054]', async () => {
  const { certificates } = store();
  const day = 24 * 60 * 60 * 1000;
  for (const [name, days] of [['soon', 10], ['later', 31], ['over', -1]] as const) {
    certificates.upload({ name, ...await certificateUntil('www.example.com', new Date(START + days * day)), path: '/cloudfront/' });
  }
  const [soon, later, over] = certificateUsage([], certificates, START);
  expect([soon.warning, later.warning, over.warning]).toEqual([expect.stringMatching(/^it expires on 2025-01-11, in 10 days/), undefined, undefined]);
  expect([soon.error, later.error, over.error]).toEqual([undefined, undefined, expect.stringMatching(/^it expired on 2024-12-31/)]);
  certificates.upload({ name: 'www', ...WWW });
  const text = execFileSync('openssl', ['x509', '-text', '-noout'], { input: WWW.body }).toString();
  expect([text.includes('Public-Key: (2048 bit)'), certificateUsage([], certificates, START)[3].key, soon.key]).toEqual([true, 'RSA 2048', 'EC prime256v1']);
});
