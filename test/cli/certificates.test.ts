import { directoryWith, run, Running, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';
import { certificateUntil, WWW } from '../local/iam/certificate-files';

const authorization = `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
const DAY = 24 * 60 * 60 * 1000;
/** The id that the first upload gets, on every run. */
const FIRST = 'ASCAQX1GOW2BZBB5BUJOB';
const directory = directoryWith({
  'template.json': websiteTemplate({ Aliases: ['www.example.com'], ViewerCertificate: { IamCertificateId: FIRST, SslSupportMethod: 'vip' } }),
});
let edge: Running;
let ready: ReadyEvent;

beforeAll(async () => {
  edge = start('serve', `${directory}/template.json`, '--json');
  ready = JSON.parse(await edge.firstLine);
});
afterAll(() => {
  edge.interrupt();
  return edge.ended;
});

async function upload(ServerCertificateName: string, { body: CertificateBody, privateKey: PrivateKey }: { body: string; privateKey: string }) {
  const form = new URLSearchParams({ Action: 'UploadServerCertificate', ServerCertificateName, CertificateBody, PrivateKey, Path: '/cloudfront/' });
  return (await fetch(ready.control, { method: 'POST', headers: { authorization }, body: form })).text();
}

test('lists certificates with their names, keys and distributions, and warns of their ends [TLS-054] [TLS-064]', async () => {
  expect(await upload('MyCert2014', WWW)).toContain(FIRST);
  await upload('soon', await certificateUntil('soon.example.com', new Date(Date.now() + 10 * DAY)));
  const listed = await run('certificates', '--endpoint', ready.control);
  expect(listed.exitCode).toBe(0);
  expect(listed.output.split('\n')).toEqual([
    expect.stringMatching(new RegExp(`^${FIRST}  MyCert2014  /cloudfront/  RSA 2048  \\d{4}-`)),
    `  dedicated IP addresses: ${ready.distributions[0].id}`,
    expect.stringMatching(/^ASCA\w{17} {2}soon {2}\/cloudfront\/ {2}EC prime256v1 {2}/),
    '1 of 2 certificates with dedicated IP addresses in use',
    '',
  ]);
  expect(listed.errors).toMatch(/^cloudfront-edge: warning: soon: it expires on \d{4}-\d\d-\d\d, in 10 days: upload a renewed one/);
  await upload('over', await certificateUntil('over.example.com', new Date(Date.now() - DAY)));
  expect(await run('certificates', '--endpoint', ready.control)).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/error: over: it expired on/) });
});

test('an endpoint that is none is one line', async () => {
  expect(await run('certificates', '--endpoint', 'http://127.0.0.1:1')).toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/cannot be reached/) });
});
