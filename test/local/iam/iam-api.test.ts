import { WWW } from './certificate-files';
import { ManualClock } from '../../../src/edge';
import { QueryApi } from '../../../src/local/api/query-api';
import { iamService } from '../../../src/local/iam/iam-api';
import { DEFAULT_LIMITS, ServerCertificates } from '../../../src/local/iam/server-certificates';

const api = new QueryApi({ iam: iamService(new ServerCertificates({ clock: new ManualClock(0), limits: DEFAULT_LIMITS, ownAccount: () => '111122223333', usersOf: () => [] })) });
const signed = (key = 'ANY') => `AWS4-HMAC-SHA256 Credential=${key}/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=00`;
const call = (Action: string, parameters: { readonly [name: string]: string } = {}, key?: string) => api.answer(signed(key), String(new URLSearchParams({ Action, Version: '2010-05-08', ...parameters })));
const UPLOAD = { ServerCertificateName: 'www', CertificateBody: WWW.body, PrivateKey: WWW.privateKey, CertificateChain: WWW.chain, Path: '/cloudfront/' };

test('a certificate is uploaded, listed, got and deleted, and its private key is told to nobody [TLS-075]', () => {
  const uploaded = call('UploadServerCertificate', UPLOAD);
  expect([uploaded.status, uploaded.body]).toEqual([200, expect.stringMatching(/<UploadServerCertificateResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><UploadServerCertificateResult>.*<ServerCertificateId>ASCA\w{17}</s)]);
  expect(call('ListServerCertificates').body).toMatch(/<ServerCertificateMetadataList><member><Path>\/cloudfront\/<\/Path><ServerCertificateName>www<.*<ServerCertificateId>ASCA/);
  expect(call('ListServerCertificates', { PathPrefix: '/production/' }).body).not.toContain('<member>');
  expect(call('ListServerCertificates', {}, '444455556666').body).not.toContain('<member>');
  const got = call('GetServerCertificate', { ServerCertificateName: 'www' }).body;
  expect([got.includes('BEGIN CERTIFICATE'), /PRIVATE KEY/.test(uploaded.body + got)]).toEqual([true, false]);
  expect(call('DeleteServerCertificate', { ServerCertificateName: 'www' })).toMatchObject({ status: 200, body: expect.stringContaining('<ResponseMetadata>') });
  expect(call('ListServerCertificates').body).not.toContain('<member>');
});

test.each([
  ['ListUsers', {}, 400, 'InvalidAction'],
  ['constructor', {}, 400, 'InvalidAction'],
  ['GetServerCertificate', {}, 400, 'MissingParameter'],
  ['GetServerCertificate', { ServerCertificateName: 'none' }, 404, 'NoSuchEntity'],
  ['UploadServerCertificate', { ...UPLOAD, Path: 'cloudfront' }, 400, 'ValidationError'],
])('%s %j is refused with %i', (action, parameters, status, code) => {
  const answer = call(action, parameters as { [name: string]: string });
  expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)]);
});

test('what is not signed is refused', () => {
  for (const authorization of [undefined, 'Basic YTpi']) expect(api.answer(authorization, 'Action=ListServerCertificates').status).toBe(403);
});
